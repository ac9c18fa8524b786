/** What a file is shown as. */
export type FileKind = 'picture' | 'film' | 'sound' | 'file';

/** What every browser shows of itself. SVG is not among them: it is a document, which can hold scripts. */
const PICTURES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
]);

/** Tells what a file of a media type is shown as. Parameters (`audio/webm;codecs=opus`) change nothing. */
export function kindOf(mediaType: string): FileKind {
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (PICTURES.has(type)) return 'picture';
  if (/^video\/[\w.+-]+$/.test(type)) return 'film';
  if (/^audio\/[\w.+-]+$/.test(type)) return 'sound';
  return 'file';
}
