import type { ChatMessage, FileRef } from 'ngx-agora-rtm/chat';
import type { PreviewWords } from './preview-words';

/** Longest preview in UTF-16 units: more than a line has room for, and little beside a text of 32 KB. */
const MAX_PREVIEW = 160;

/** A message in one line, for a list or a bar. */
export function messagePreview({ content, deleted }: ChatMessage, words: PreviewWords): string {
  if (deleted) return words.deleted;
  switch (content.kind) {
    case 'unsupported':
      return beginningOf(content.alt ?? words.unsupported);
    case 'binary':
      return words.binary;
    case 'file':
      return content.text.trim() === ''
        ? filesPreview(content.files, words)
        : beginningOf(content.text);
    default:
      return beginningOf(content.text);
  }
}

function filesPreview(files: readonly FileRef[], words: PreviewWords): string {
  const [file] = files;
  if (files.length !== 1 || !file) return words.files(files.length);
  switch (file.type.split('/', 1)[0]) {
    case 'image':
      return words.image;
    case 'video':
      return words.video;
    case 'audio':
      return words.audio;
    default:
      return beginningOf(file.name);
  }
}

function beginningOf(text: string): string {
  const line = text
    .slice(0, 4 * MAX_PREVIEW)
    .replace(/\s+/g, ' ')
    .trim();
  // A pair of surrogates is not cut in two.
  return line.length <= MAX_PREVIEW
    ? line
    : `${line.slice(0, MAX_PREVIEW).replace(LONE_HIGH, '')}…`;
}

const LONE_HIGH = /[\uD800-\uDBFF]$/;
