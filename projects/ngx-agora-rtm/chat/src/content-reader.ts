import {
  type EnvelopeContent,
  type FileRef,
  MAX_EMOJI,
  MAX_FILE_NAME,
  MAX_FILES,
  MAX_QUOTE,
  MAX_URL,
  type MessageId,
  type Position,
  type Quote,
} from './content';
import { MAX_STREAM } from './envelope';
import { field, type Fields, fieldsOf, listField, textField, wholeField } from './fields';
import { isMessageId } from './message-id';

/** Longest user id or channel name in UTF-16 units: both SDKs take 64 bytes, other backends may take more. */
export const MAX_NAME = 256;

/** Most users that one message mentions. */
export const MAX_MENTIONS = 50;

/** Longest media type in UTF-16 units: twice the 127 of RFC 6838, and the slash. */
export const MAX_MEDIA_TYPE = 255;

/** A text is bounded by the size of the message. */
const MAX_TEXT = 32_768;

/** Longest list in content that is not shown: what is longer cannot have come in an envelope. */
const MAX_LIST = 128;

type Readers = {
  readonly [K in EnvelopeContent['kind']]: (
    body: Fields,
  ) => Extract<EnvelopeContent, { readonly kind: K }> | null;
};

/** One reader a kind. Each builds a new object of what it knows; `null` where something that is needed is missing. */
const READERS: Readers = {
  text: (body) => withText(body, (text) => ({ kind: 'text', text, ...written(body) })),
  note: (body) => withText(body, (text) => ({ kind: 'note', text, ...written(body) })),
  system: (body) => withText(body, (text) => ({ kind: 'system', text })),
  file: (body) => {
    const files = listField(body, 'files', MAX_FILES, fileRef);
    if (files === null || files.length === 0) return null;
    return withText(body, (text) => ({ kind: 'file', text, files, ...written(body) }));
  },
  edit: (body) =>
    withTarget(body, (target) =>
      withText(body, (text) => ({ kind: 'edit', target, text, ...mentions(body) })),
    ),
  delete: (body) => withTarget(body, (target) => ({ kind: 'delete', target })),
  reaction: (body) =>
    withTarget(body, (target) => {
      const emoji = textField(body, 'emoji', MAX_EMOJI);
      const on = switchOf(body);
      return emoji && on !== null ? { kind: 'reaction', target, emoji, on } : null;
    }),
  pin: (body) =>
    withTarget(body, (target) => {
      const on = switchOf(body);
      return on === null ? null : { kind: 'pin', target, on };
    }),
  receipt: (body) => {
    const delivered = listField(body, 'delivered', MAX_LIST, position);
    const read = listField(body, 'read', MAX_LIST, position);
    return delivered && read && { kind: 'receipt', delivered, read };
  },
  typing: (body) => {
    const on = switchOf(body);
    return on === null ? null : { kind: 'typing', on };
  },
  repair: (body) => {
    const conversation = name(field(body, 'conversation'));
    const missing = listField(body, 'missing', MAX_LIST, missingRun);
    if (conversation === null || !missing) return null;
    return { kind: 'repair', conversation, missing };
  },
  resend: (body) => {
    const conversation = name(field(body, 'conversation'));
    const envelopes = listField(body, 'envelopes', MAX_LIST, sentEnvelope);
    const gone = listField(body, 'gone', MAX_LIST, place);
    const last = listField(body, 'last', MAX_LIST, place);
    if (conversation === null || !envelopes || !gone || !last) return null;
    const request = field(body, 'request');
    return {
      ...{ kind: 'resend', conversation, envelopes, gone, last },
      ...(isMessageId(request) && { request }),
    };
  },
};

const READER_OF: ReadonlyMap<string, (body: Fields) => EnvelopeContent | null> = new Map(
  Object.entries(READERS),
);

/**
 * Builds content from what an envelope says, field by field, so that nothing else of it gets any further. A part that may be
 * left out and is broken is left out; without one that is needed there is no content.
 *
 * @returns `null` for a kind that is not known, and for a body that is broken.
 */
export function readContent(kind: unknown, body: unknown): EnvelopeContent | null {
  const reader = typeof kind === 'string' ? READER_OF.get(kind) : undefined;
  const fields = fieldsOf(body);
  return reader && fields ? reader(fields) : null;
}

/** A name of a stream as it can be a key: never one that every object has, such as `constructor`. */
export function isStream(value: unknown): value is string {
  return typeof value === 'string' && STREAM.test(value) && !(value in Object.prototype);
}

const STREAM = new RegExp(`^[\\w-]{1,${MAX_STREAM}}$`);

function withText<T>(body: Fields, make: (text: string) => T): T | null {
  const text = textField(body, 'text', MAX_TEXT);
  return text === null ? null : make(text);
}

function withTarget<T>(body: Fields, make: (target: MessageId) => T): T | null {
  const target = field(body, 'target');
  return isMessageId(target) ? make(target) : null;
}

function switchOf(body: Fields): boolean | null {
  const on = field(body, 'on');
  return typeof on === 'boolean' ? on : null;
}

interface WrittenParts {
  readonly replyTo?: Quote;
  readonly thread?: MessageId;
  readonly mentions?: readonly string[];
}

function written(body: Fields): WrittenParts {
  const replyTo = quote(field(body, 'replyTo'));
  const thread = field(body, 'thread');
  return {
    ...(replyTo && { replyTo }),
    ...(isMessageId(thread) && { thread }),
    ...mentions(body),
  };
}

function mentions(body: Fields): Pick<WrittenParts, 'mentions'> {
  const names = listField(body, 'mentions', MAX_MENTIONS, name);
  return names && names.length > 0 ? { mentions: names } : {};
}

function name(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME ? value : null;
}

function quote(value: unknown): Quote | null {
  const fields = fieldsOf(value);
  if (!fields) return null;
  const id = field(fields, 'id');
  const from = name(field(fields, 'from'));
  const text = textField(fields, 'text', MAX_TEXT);
  if (!isMessageId(id) || from === null || text === null) return null;
  return { id, from, text: text.slice(0, MAX_QUOTE) };
}

function fileRef(value: unknown): FileRef | null {
  const fields = fieldsOf(value);
  if (!fields) return null;
  const url = textField(fields, 'url', MAX_URL);
  const fileName = textField(fields, 'name', MAX_FILE_NAME);
  const type = textField(fields, 'type', MAX_MEDIA_TYPE);
  const size = wholeField(fields, 'size', 0);
  if (!url || fileName === null || type === null || size === null) return null;
  return {
    url,
    name: fileName,
    type,
    size,
    ...measure(fields, 'width'),
    ...measure(fields, 'height'),
    ...measure(fields, 'duration'),
  };
}

function measure<K extends string>(fields: Fields, key: K): Partial<Record<K, number>> {
  const value = field(fields, key);
  const isMeasure = typeof value === 'number' && Number.isFinite(value) && value >= 0;
  return isMeasure ? ({ [key]: value } as Record<K, number>) : {};
}

function position(value: unknown): Position | null {
  const fields = fieldsOf(value);
  if (!fields) return null;
  const from = name(field(fields, 'from'));
  const at = place(value);
  return from !== null && at ? { from, stream: at.stream, n: at.n } : null;
}

function place(value: unknown): { stream: string; n: number } | null {
  const fields = fieldsOf(value);
  if (!fields) return null;
  const stream = field(fields, 'stream');
  const n = wholeField(fields, 'n', 0);
  return isStream(stream) && n !== null ? { stream, n } : null;
}

function missingRun(value: unknown): { stream: string; after: number; upTo: number } | null {
  const fields = fieldsOf(value);
  if (!fields) return null;
  const stream = field(fields, 'stream');
  const after = wholeField(fields, 'after', 0);
  const upTo = wholeField(fields, 'upTo', 0);
  if (!isStream(stream) || after === null || upTo === null) return null;
  return { stream, after, upTo };
}

function sentEnvelope(value: unknown): { text: string; at: number } | null {
  const fields = fieldsOf(value);
  if (!fields) return null;
  const text = textField(fields, 'text', MAX_TEXT);
  const at = wholeField(fields, 'at', 0);
  return text !== null && at !== null ? { text, at } : null;
}
