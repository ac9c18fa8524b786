import type { RtmMessage, RtmTarget } from 'ngx-agora-rtm/client';

/** Which conversation: the one with a peer, or the one in a channel. */
export type ConversationRef = RtmTarget;

/**
 * Names a conversation: `peer:bob`, `channel:lobby`. The part before the colon keeps a user `lobby` and a channel `lobby`
 * apart, and names such as `__proto__` harmless as keys of an object.
 */
export type ConversationKey = `${RtmTarget['type']}:${string}`;

/** The key of a conversation. */
export function conversationKey({ type, id }: ConversationRef): ConversationKey {
  return `${type}:${id}`;
}

/** The conversation that a key names. */
export function conversationRef(key: ConversationKey): ConversationRef {
  const colon = key.indexOf(':');
  const type = key.slice(0, colon) === 'peer' ? 'peer' : 'channel';
  return { type, id: key.slice(colon + 1) };
}

/** The conversation that a message belongs to. */
export function conversationOf(message: RtmMessage): ConversationRef {
  return message.type === 'peer'
    ? { type: 'peer', id: message.peerId }
    : { type: 'channel', id: message.channelId };
}
