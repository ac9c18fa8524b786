/** A method, and arguments with which it succeeds on a connected client. */
export interface Method {
  readonly path: string;
  readonly args: readonly unknown[];
}

const message = { text: 'hello' };
const attributes = { mood: 'fine' };

/** All asynchronous methods of a client but `login` and `logout`, which have scripts of their own. */
export const methods: readonly Method[] = [
  { path: 'sendMessageToPeer', args: [message, 'bob'] },
  { path: 'renewToken', args: ['token'] },
  { path: 'queryPeersOnlineStatus', args: [['bob']] },
  { path: 'subscribePeersOnlineStatus', args: [['bob']] },
  { path: 'unsubscribePeersOnlineStatus', args: [['bob']] },
  { path: 'queryPeersBySubscriptionOption', args: ['ONLINE_STATUS'] },
  { path: 'setLocalUserAttributes', args: [attributes] },
  { path: 'addOrUpdateLocalUserAttributes', args: [attributes] },
  { path: 'deleteLocalUserAttributesByKeys', args: [['mood']] },
  { path: 'clearLocalUserAttributes', args: [] },
  { path: 'getUserAttributes', args: ['bob'] },
  { path: 'getUserAttributesByKeys', args: ['bob', ['mood']] },
  { path: 'getChannelMemberCount', args: [['lobby']] },
  { path: 'getChannelAttributes', args: ['lobby'] },
  { path: 'getChannelAttributesByKeys', args: ['lobby', ['mood']] },
  { path: 'setChannelAttributes', args: ['lobby', attributes] },
  { path: 'addOrUpdateChannelAttributes', args: ['lobby', attributes] },
  { path: 'deleteChannelAttributesByKeys', args: ['lobby', ['mood']] },
  { path: 'clearChannelAttributes', args: ['lobby'] },
];

/** All asynchronous methods of a channel. */
export const channelMethods: readonly Method[] = [
  { path: 'join', args: [] },
  { path: 'leave', args: [] },
  { path: 'sendMessage', args: [message] },
  { path: 'getMembers', args: [] },
];
