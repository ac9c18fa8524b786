/** A method of a client, and arguments with which it succeeds on a connected one. */
export interface Method {
  /** From the client: `presence.whoNow`. */
  readonly path: string;
  readonly args: readonly unknown[];
  /** At which place the channel type stands, when it is an argument of its own. */
  readonly typeAt?: number;
  /** At which place a channel name or user id stands. */
  readonly nameAt?: number;
}

const items = [{ key: 'topic', value: 'weather' }];

const onChannel = (path: string, ...more: readonly unknown[]): Method => ({
  path,
  args: ['lobby', 'MESSAGE', ...more],
  nameAt: 0,
  typeAt: 1,
});

/** All asynchronous methods but `login` and `logout`, which have scripts of their own. */
export const methods: readonly Method[] = [
  { path: 'publish', args: ['lobby', 'hello'], nameAt: 0 },
  { path: 'subscribe', args: ['lobby'], nameAt: 0 },
  { path: 'unsubscribe', args: ['lobby'], nameAt: 0 },
  { path: 'renewToken', args: ['0123456789abcdef0123456789abcdef'] },
  onChannel('presence.whoNow'),
  onChannel('presence.getOnlineUsers'),
  { path: 'presence.whereNow', args: ['bob'], nameAt: 0 },
  { path: 'presence.getUserChannels', args: ['bob'], nameAt: 0 },
  onChannel('presence.setState', { mood: 'fine' }),
  { path: 'presence.getState', args: ['bob', 'lobby', 'MESSAGE'], nameAt: 1, typeAt: 2 },
  onChannel('presence.removeState'),
  onChannel('storage.setChannelMetadata', items),
  onChannel('storage.updateChannelMetadata', items),
  onChannel('storage.getChannelMetadata'),
  onChannel('storage.removeChannelMetadata'),
  { path: 'storage.setUserMetadata', args: [items] },
  { path: 'storage.updateUserMetadata', args: [items] },
  { path: 'storage.getUserMetadata', args: [] },
  { path: 'storage.removeUserMetadata', args: [] },
  { path: 'storage.subscribeUserMetadata', args: ['bob'], nameAt: 0 },
  { path: 'storage.unsubscribeUserMetadata', args: ['bob'], nameAt: 0 },
  onChannel('lock.setLock', 'door'),
  onChannel('lock.acquireLock', 'door'),
  onChannel('lock.releaseLock', 'door'),
  onChannel('lock.removeLock', 'door'),
  onChannel('lock.revokeLock', 'door', 'bob'),
  onChannel('lock.getLock'),
  onChannel('history.getMessages'),
];
