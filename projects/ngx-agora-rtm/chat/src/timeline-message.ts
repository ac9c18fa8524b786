import type { ChatMessage, Reaction } from './chat-message';
import type { ChatRecord } from './chat-record';
import type { MessageContent } from './content';

/** One list for all messages that nobody reacted to. */
export const NO_REACTIONS: readonly Reaction[] = [];

/**
 * The message that a record holds. All messages are made here, with their properties in one order, so that the engine gives
 * them one shape.
 */
export function messageOf(record: ChatRecord, content: MessageContent): ChatMessage {
  return {
    type: 'message',
    id: record.id,
    from: record.from,
    own: record.own,
    at: record.at,
    isTimed: record.isTimed,
    stream: record.stream,
    n: record.n,
    content,
    status: record.own ? 'sent' : 'received',
    error: null,
    edited: null,
    deleted: false,
    reactions: NO_REACTIONS,
    delivery: null,
  };
}

/**
 * A message that is there, after another copy of its record.
 *
 * An id is its sender's word, so two senders can claim the same. Then the earlier message has it, the user's own always:
 * nobody can take the place of a message that they have seen.
 */
export function withCopy(
  message: ChatMessage,
  record: ChatRecord,
  content: MessageContent,
): ChatMessage {
  if (message.from !== record.from) {
    const isRightful = record.own || (!message.own && record.at < message.at);
    return isRightful ? messageOf(record, content) : message;
  }
  if (!hasBetterTime(record, message)) return message;
  return { ...message, at: record.at, isTimed: record.isTimed };
}

/** Whether a copy tells the time better: see {@link ChatRecord.isTimed}. */
export function hasBetterTime(
  copy: Pick<ChatRecord, 'at' | 'isTimed'>,
  known: Pick<ChatRecord, 'at' | 'isTimed'>,
): boolean {
  return copy.isTimed === known.isTimed ? copy.at < known.at : copy.isTimed;
}
