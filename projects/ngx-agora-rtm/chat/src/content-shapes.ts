import type { ChangeContent, FileRef, MessageContent, Quote } from './content';
import {
  count,
  finite,
  flag,
  listOf,
  object,
  oneOf,
  optional,
  orNull,
  type Shape,
  text,
  variant,
} from './shape';

const quote = object<Quote>({ id: text, from: text, text });

const file = object<FileRef>({
  url: text,
  name: text,
  type: text,
  size: finite,
  width: optional(finite),
  height: optional(finite),
  duration: optional(finite),
});

const written = {
  text,
  replyTo: optional(quote),
  thread: optional(text),
  mentions: optional(listOf(text)),
};

type ContentOf<C, K> = Extract<C, { readonly kind: K }>;

const messageContents: {
  readonly [K in MessageContent['kind']]: Shape<ContentOf<MessageContent, K>>;
} = {
  text: object({ kind: oneOf('text'), ...written }),
  note: object({ kind: oneOf('note'), ...written }),
  file: object({ kind: oneOf('file'), files: listOf(file), ...written }),
  system: object({ kind: oneOf('system'), text }),
  unsupported: object({ kind: oneOf('unsupported'), alt: orNull(text) }),
  binary: object({ kind: oneOf('binary'), bytes: count }),
};

const changeContents: {
  readonly [K in ChangeContent['kind']]: Shape<ContentOf<ChangeContent, K>>;
} = {
  edit: object({ kind: oneOf('edit'), target: text, text, mentions: optional(listOf(text)) }),
  delete: object({ kind: oneOf('delete'), target: text }),
  reaction: object({ kind: oneOf('reaction'), target: text, emoji: text, on: flag }),
  pin: object({ kind: oneOf('pin'), target: text, on: flag }),
};

/** What a message shows. */
export const messageContentShape = variant<MessageContent>('kind', messageContents);
/** What changes a message. */
export const changeContentShape = variant<ChangeContent>('kind', changeContents);
/** What a record holds. */
export const recordContentShape = variant<MessageContent | ChangeContent>('kind', {
  ...messageContents,
  ...changeContents,
});
