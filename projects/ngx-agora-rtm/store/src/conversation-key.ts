import type { RtmMessage, RtmTarget } from 'ngx-agora-rtm/client';

/**
 * Names a conversation: `peer:bob`, `channel:lobby`. The part before the colon keeps a user `lobby` and a channel `lobby`
 * apart, and names such as `__proto__` harmless as keys of an object.
 */
export type ConversationKey = `${RtmTarget['type']}:${string}`;

/** The key of the conversation with somebody or in a channel. */
export function conversationKey({ type, id }: RtmTarget): ConversationKey {
  return `${type}:${id}`;
}

/** The conversation that a message belongs to. */
export function targetOf(message: RtmMessage): RtmTarget {
  return message.type === 'peer'
    ? { type: 'peer', id: message.peerId }
    : { type: 'channel', id: message.channelId };
}
