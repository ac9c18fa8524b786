import type { ConversationRef } from 'ngx-agora-rtm/chat';

/** The conversation that the inputs of a pane name. @throws Error unless exactly one of them is set. */
export function conversationInput(
  channel: string | undefined,
  peer: string | undefined,
): ConversationRef {
  if (channel !== undefined && peer === undefined) return { type: 'channel', id: channel };
  if (peer !== undefined && channel === undefined) return { type: 'peer', id: peer };
  throw new Error(
    'rtm-chat-pane needs either a channel or a peer: <rtm-chat-pane channel="support" /> or <rtm-chat-pane peer="alice" />.',
  );
}
