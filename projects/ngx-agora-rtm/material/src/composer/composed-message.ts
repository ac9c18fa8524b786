import type { FileRef, MessageId, Quote } from 'ngx-agora-rtm/chat';
import type { ComposerPlace } from './composer-place';

/**
 * What somebody has written and wants to be sent. It says itself where to: send it there, and not to what is open when the
 * files are up.
 */
export interface ComposedMessage extends ComposerPlace {
  /** Not empty, unless there are files. */
  readonly text: string;
  /** User ids: only of those who are still named in the text. */
  readonly mentions: readonly string[];
  readonly replyTo: Quote | null;
  /** Files, once they are uploaded; `null` for none. Rejects when one can not be. */
  readonly files: Promise<readonly FileRef[]> | null;
}

/** A text that is being written. */
export interface ComposerDraft extends ComposerPlace {
  readonly text: string;
}

/** Whether somebody is writing. */
export interface ComposerTyping extends ComposerPlace {
  readonly on: boolean;
}

/** What goes with a text and takes bytes as well. */
export interface ComposedOptions {
  readonly replyTo?: Quote;
  readonly thread?: MessageId;
  readonly mentions?: readonly string[];
}

/** Tells by how many bytes of UTF-8 a text is too long, 0 where it is not: `RtmConversation.excessBytes`. */
export type ExcessBytes = (text: string, options: ComposedOptions) => number;

/** A text that could not be sent, together with what has been written since: nothing of either is lost. */
export function withRestored(restored: string, since: string): string {
  return since === '' ? restored : `${restored}\n${since}`;
}
