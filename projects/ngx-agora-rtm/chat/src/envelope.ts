import type { EnvelopeContent, MessageId } from './content';

/** The version that this library writes. */
export const ENVELOPE_VERSION = 1;

/**
 * What this library sends as the text of a message. Who sent it is not in it: that is what the transport says.
 *
 * On the wire: `{"v":1,"id":"…","s":"…","n":12,"kind":"text","body":{…},"alt":"…"}`. `s` and `n` are left out of what is
 * not counted.
 */
export interface Envelope {
  readonly id: MessageId;
  /** The installation that wrote it; `null` for what is not counted. At most {@link MAX_STREAM} characters. */
  readonly stream: string | null;
  /** Place in the stream, counted from 1 without holes; `null` for what is not counted. */
  readonly n: number | null;
  readonly content: EnvelopeContent;
}

/** Longest name of a stream in UTF-16 units: a UUID has 36. */
export const MAX_STREAM = 64;

/** What the text or bytes of a message turned out to be. */
export type Decoded =
  | { readonly type: 'envelope'; readonly envelope: Envelope }
  /** No envelope: a text that somebody else's software wrote. */
  | { readonly type: 'text'; readonly text: string }
  /** An envelope from the future, or a broken one. What could be read of it counts. */
  | {
      readonly type: 'unsupported';
      readonly id: MessageId | null;
      readonly stream: string | null;
      readonly n: number | null;
      /** What the sender offers to show instead, else `null`. */
      readonly alt: string | null;
    }
  | { readonly type: 'binary'; readonly bytes: number };
