import type { ChatContext, SendPriority } from './chat-context';
import type { PassingContent } from './content';
import { type ConversationKey, conversationRef } from './conversation-ref';
import { encodeEnvelope } from './envelope-codec';
import { conversationIn } from './conversation-table';
import { newMessageId } from './message-id';

/** Sends something that is not counted, in its turn. Rejects as the send does. */
export async function sendPassing(
  { sends, transport }: ChatContext,
  { key, content, priority, keep }: PassingMessage,
): Promise<void> {
  const text = encodeEnvelope({ id: newMessageId(), stream: null, n: null, content });
  await sends.run(priority, () => transport.send(conversationRef(key), text, { keep }));
}

/** Something that is not counted, and where it goes. */
export interface PassingMessage {
  readonly key: ConversationKey;
  readonly content: PassingContent;
  readonly priority: SendPriority;
  /** Whether the backend shall keep it. */
  readonly keep: boolean;
}

/**
 * Whether signs of life, such as receipts and typing hints, may go to a conversation: not where others would see their envelope
 * as text, and not to somebody whose messages are not shown.
 */
export function takesSigns(ctx: ChatContext, key: ConversationKey): boolean {
  const state = ctx.state();
  const { type, id } = conversationRef(key);
  if (type === 'peer' && state.blocked.includes(id)) return false;
  return conversationIn(state, key)?.isPlainText !== true;
}
