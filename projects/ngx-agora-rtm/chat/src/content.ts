/** Id of a message: a UUIDv7 in lower case, made by the sender; or one made here for a message that came without. */
export type MessageId = string;

/** The message that a reply answers, as the writer of the reply saw it. */
export interface Quote {
  readonly id: MessageId;
  /** User id of the quoted writer. Only a claim: show the message itself where it is loaded. */
  readonly from: string;
  /** The beginning of the quoted text, at most {@link MAX_QUOTE} characters. */
  readonly text: string;
}

/** Longest quoted text, in UTF-16 units. Long enough for two lines, small beside the 32 KB of a message. */
export const MAX_QUOTE = 200;

/** What any message that is shown can have beside its text. */
interface Written {
  readonly text: string;
  readonly replyTo?: Quote;
  /** The message whose thread this is part of. Such a message is not in the conversation's own timeline. */
  readonly thread?: MessageId;
  /** User ids that are mentioned. */
  readonly mentions?: readonly string[];
}

/** A text. */
export interface TextContent extends Written {
  readonly kind: 'text';
}

/** A text for colleagues only. It belongs into a conversation that no customer is in. */
export interface NoteContent extends Written {
  readonly kind: 'note';
}

/** A file somewhere else: the message carries no bytes of it. */
export interface FileRef {
  readonly url: string;
  readonly name: string;
  /** Media type, as in `image/png`. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** In CSS pixels, for pictures and films. */
  readonly width?: number;
  readonly height?: number;
  /** In seconds, for sound and films. */
  readonly duration?: number;
}

/** Most files that one message refers to. */
export const MAX_FILES = 10;

/** Longest address of a file in UTF-16 units. */
export const MAX_URL = 2048;

/** Longest name of a file in UTF-16 units, as in most file systems. */
export const MAX_FILE_NAME = 255;

/** Files, with a text that may be empty. */
export interface FileContent extends Written {
  readonly kind: 'file';
  readonly files: readonly FileRef[];
}

/** What happened, told by an application rather than a person: "Ana took this conversation". */
export interface SystemContent {
  readonly kind: 'system';
  readonly text: string;
}

/** What can be sent and is shown as a message. */
export type ShownContent = TextContent | NoteContent | FileContent | SystemContent;

/** Puts another text in the place of an own message's. */
export interface EditContent {
  readonly kind: 'edit';
  readonly target: MessageId;
  readonly text: string;
  readonly mentions?: readonly string[];
}

/** Takes an own message back. */
export interface DeleteContent {
  readonly kind: 'delete';
  readonly target: MessageId;
}

/** Adds a reaction to a message, or takes it back. */
export interface ReactionContent {
  readonly kind: 'reaction';
  readonly target: MessageId;
  /** One emoji: at most {@link MAX_EMOJI} UTF-16 units. */
  readonly emoji: string;
  readonly on: boolean;
}

/** Longest emoji in UTF-16 units. The family of four with skin tones takes 19. */
export const MAX_EMOJI = 32;

/** Pins a message for everyone, or unpins it. */
export interface PinContent {
  readonly kind: 'pin';
  readonly target: MessageId;
  readonly on: boolean;
}

/** What changes a message. It counts like one: losing it would show something that is not so. */
export type ChangeContent = EditContent | DeleteContent | ReactionContent | PinContent;

/** What is counted, kept and repaired. */
export type DurableContent = ShownContent | ChangeContent;

/**
 * How far one stream of messages has come: everything from 1 to `n`. A stream is one sender's messages in one
 * conversation from one installation, numbered without holes.
 */
export interface Position {
  readonly from: string;
  readonly stream: string;
  readonly n: number;
}

/** How far the messages of others have reached a user, and how far they were read. Cumulative: the highest counts. */
export interface ReceiptContent {
  readonly kind: 'receipt';
  readonly delivered: readonly Position[];
  readonly read: readonly Position[];
}

/** Somebody is writing, or has stopped. */
export interface TypingContent {
  readonly kind: 'typing';
  readonly on: boolean;
}

/** Asks a peer to send again what it wrote in a conversation. */
export interface RepairContent {
  readonly kind: 'repair';
  /** Key of the conversation as the one who asks names it: for a peer conversation, `peer:` and the asked user's id. */
  readonly conversation: string;
  /**
   * Streams of the asked user, with what is missing of each: from `after` (exclusive) on, up to `upTo` (inclusive; 0: all).
   * With no streams, only the answer's `last` is asked for.
   */
  readonly missing: readonly {
    readonly stream: string;
    readonly after: number;
    readonly upTo: number;
  }[];
}

/**
 * The answer to a {@link RepairContent}, to the one who asked. Where it does not fit one message it comes in parts, of which only the
 * last one has `last`, or nothing at all. What is neither sent again nor gone by then is not kept any more.
 */
export interface ResendContent {
  readonly kind: 'resend';
  readonly conversation: string;
  /** Id of the envelope that is answered: an answer that comes late is not taken for that to a later request. */
  readonly request?: MessageId;
  /** What was asked for and is still known: texts of envelopes, with the time at which the backend took them. */
  readonly envelopes: readonly { readonly text: string; readonly at: number }[];
  /** Numbers that were given but never sent, so that nothing is missing there. */
  readonly gone: readonly { readonly stream: string; readonly n: number }[];
  /** How far each asked stream has come, and the one that the asked user writes to now. */
  readonly last: readonly { readonly stream: string; readonly n: number }[];
}

/** What is not counted: losing it does no harm, or is noticed by itself. */
export type PassingContent = ReceiptContent | TypingContent | RepairContent | ResendContent;

/** All that an envelope can hold. */
export type EnvelopeContent = DurableContent | PassingContent;

/** A message of a kind or version that this library does not know yet. Shown as such, never dropped. */
export interface UnsupportedContent {
  readonly kind: 'unsupported';
  /** What the sender offers to show instead, else `null`. */
  readonly alt: string | null;
}

/** A message of bytes, which no envelope holds. */
export interface BinaryContent {
  readonly kind: 'binary';
  readonly bytes: number;
}

/** What a message in a timeline can hold: a foreign text is a {@link TextContent}. */
export type MessageContent = ShownContent | UnsupportedContent | BinaryContent;

/** Whether content is shown as a message of its own. */
export function isShown(content: EnvelopeContent | MessageContent): content is MessageContent {
  return !NOT_SHOWN.has(content.kind);
}

const NOT_SHOWN: ReadonlySet<string> = new Set<EnvelopeContent['kind']>([
  'edit',
  'delete',
  'reaction',
  'pin',
  'receipt',
  'typing',
  'repair',
  'resend',
]);
