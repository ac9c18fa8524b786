import { RTM_ERROR_CODES } from 'ngx-agora-rtm/client';
import type {
  AppliedChange,
  ChangeLog,
  ChatError,
  ChatMessage,
  Edited,
  Gap,
  Reaction,
} from './chat-message';
import type { ChatRecord } from './chat-record';
import { changeContentShape, messageContentShape, recordContentShape } from './content-shapes';
import type { ConversationKey } from './conversation-ref';
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
} from './shape';

/** The name of a conversation. */
export const conversationKeyShape: Shape<ConversationKey> = (value): value is ConversationKey =>
  text(value) && /^(?:peer|channel):./s.test(value);

export const errorShape = object<ChatError>({
  code: oneOf(...RTM_ERROR_CODES, 'storage'),
  message: text,
  retryable: flag,
});

export const recordShape = object<ChatRecord>({
  id: text,
  key: conversationKeyShape,
  from: text,
  own: flag,
  at: finite,
  isTimed: flag,
  stream: orNull(text),
  n: orNull(count),
  content: recordContentShape,
});

const appliedChangeShape = object<AppliedChange>({
  id: text,
  from: text,
  at: finite,
  isTimed: flag,
  stream: orNull(text),
  n: orNull(count),
  content: changeContentShape,
  isCertain: flag,
});

export const messageShape = object<ChatMessage>({
  type: oneOf('message'),
  id: text,
  from: text,
  own: flag,
  at: finite,
  isTimed: flag,
  stream: orNull(text),
  n: orNull(count),
  content: messageContentShape,
  status: oneOf('received', 'queued', 'sending', 'sent', 'failed'),
  error: orNull(errorShape),
  changes: optional(
    object<ChangeLog>({ original: messageContentShape, changes: listOf(appliedChangeShape) }),
  ),
  edited: orNull(object<Edited>({ at: finite, n: count })),
  deleted: flag,
  reactions: listOf(object<Reaction>({ emoji: text, from: text, on: flag, at: finite, n: count })),
  delivery: orNull(oneOf('delivered', 'stored', 'missed')),
});

export const gapShape = object<Gap>({
  type: oneOf('gap'),
  id: text,
  reason: oneOf('counter', 'away', 'history'),
  from: orNull(text),
  stream: orNull(text),
  first: count,
  last: count,
  at: finite,
  since: finite,
  status: oneOf('searching', 'lost'),
});
