/**
 * The files of a paste or a drop; none where a text is pasted. Folders are skipped: a browser offers them as files that cannot be
 * read. Call it within the event, as the browser takes the data away afterwards.
 *
 * @example
 * protected onPaste(event: ClipboardEvent): void {
 *   const files = filesOf(event.clipboardData);
 *   if (files.length === 0) return; // a text: left to the browser
 *   event.preventDefault();
 *   this.tray.add(files);
 * }
 */
export function filesOf(data: DataTransfer | null): readonly File[] {
  if (data === null || isText(data)) return [];
  // A DataTransfer that a test has made may have files only.
  if (data.items.length === 0) return Array.from(data.files);
  return Array.from(data.items)
    .filter((item) => item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory !== true)
    .map((item) => item.getAsFile())
    .filter((file) => file !== null);
}

/**
 * Whether the files are only another form of a text. Office programs put a picture of the text beside it, which nobody wants
 * instead; a picture copied from a page comes with HTML, but with no plain text.
 */
function isText({ types }: DataTransfer): boolean {
  return (
    types.includes('text/plain') && (types.includes('text/html') || types.includes('text/rtf'))
  );
}
