import type { ChatMessage, FileRef, Quote } from 'ngx-agora-rtm/chat';
import type { Words } from '../words';

/** A file of a message. */
export interface FileLink {
  readonly name: string;
  /** Size in words, as in `1.2 MB`. */
  readonly size: string;
  /** Where it leads; `null` for an address that this desk opens for nobody. */
  readonly href: string | null;
}

/** What a row shows of a message. */
export interface ShownMessage {
  /** What its writer wrote; `null` where there is nothing of that kind. */
  readonly text: string | null;
  /** What is said in its place. */
  readonly placeholder: string | null;
  readonly files: readonly FileLink[];
  readonly quote: Quote | null;
}

/** What there is to see of a message: its own text, or words for what has none. */
export function shownMessage(
  { content, deleted }: ChatMessage,
  { message: words }: Pick<Words, 'message'>,
): ShownMessage {
  const nothing = { text: null, placeholder: null, files: [], quote: null };
  if (deleted) return { ...nothing, placeholder: words.deleted };
  switch (content.kind) {
    case 'text':
    case 'note':
      return { ...nothing, text: content.text, quote: content.replyTo ?? null };
    case 'system':
      return { ...nothing, text: content.text };
    case 'file':
      return {
        ...nothing,
        text: content.text === '' ? null : content.text,
        files: content.files.map(fileLink),
        quote: content.replyTo ?? null,
      };
    case 'unsupported':
      return { ...nothing, text: content.alt, placeholder: content.alt ? null : words.unsupported };
    case 'binary':
      return { ...nothing, placeholder: words.bytes(content.bytes) };
  }
}

/** A message in one line, for a list. */
export function excerptOf(message: ChatMessage, words: Pick<Words, 'message'>): string {
  const { text, placeholder, files } = shownMessage(message, words);
  return text ?? placeholder ?? files.map(({ name }) => name).join(', ');
}

function fileLink({ url, name, size }: FileRef): FileLink {
  return { name, size: sizeOf(size), href: safeHref(url) };
}

/** An address of the web; a message may hold any other, such as a script. */
function safeHref(url: string): string | null {
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function sizeOf(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** power);
}
