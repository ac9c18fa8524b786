import type { ChatMessage } from 'ngx-agora-rtm/chat';
import type { MessageActionType } from 'ngx-agora-rtm/material';

/** What decides about what can be done with a message. */
export interface AbilityRules {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** For how long an own message can be changed, in ms. */
  readonly editWindow: number;
  /** Whether the conversation is with clients that know nothing but text. */
  readonly isPlainText: boolean;
  /** Whether it is shown in its thread, where everything is an answer and no further thread begins. */
  readonly isInThread: boolean;
}

/** What the user may do with a message, and the chat core would not refuse. */
export function abilitiesOf(
  { content, status, deleted, own, at }: ChatMessage,
  { now, editWindow, isPlainText, isInThread }: AbilityRules,
): ReadonlySet<MessageActionType> {
  if (deleted) return new Set();
  const can = new Set<MessageActionType>(content.kind === 'binary' ? [] : ['copy']);
  if (status === 'failed') return can.add('retry').add('cancel');
  if (status === 'queued') return can.add('cancel');
  if (status === 'sending') return can;
  can.add('save');
  if (!own) can.add('mark-unread');
  if (isPlainText || content.kind === 'system') return can;
  can.add('react').add('pin').add('show-quoted');
  if (!isInThread) can.add('reply').add('open-thread');
  if (!own || now - at > editWindow) return can;
  if (content.kind === 'text' || content.kind === 'note') can.add('edit');
  return can.add('delete');
}
