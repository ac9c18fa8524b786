// Everything else that an application may do with agora-rtm-sdk 2.x: never run, but compiled against the SDK's own types and
// against those of its twin. What compiles against one and not against the other is a difference between them.
import AgoraRTM, {
  type ErrorInfo,
  type HistoryMessage,
  type MetadataItem,
  type RTMClient,
  type RTMConfig,
  type RTMEvents,
  type StateDetail,
} from 'agora-rtm-sdk';

const config: RTMConfig = {
  logLevel: 'error',
  presenceTimeout: 30,
  heartbeatInterval: 10,
  useStringUserId: true,
  encryptionMode: 'AES_256_GCM',
  cipherKey: 'a key',
  salt: new Uint8Array(32),
};

/** Listeners written apart from where they are added, as in classes of an application. */
export function listen(client: RTMClient, show: (text: string) => void): () => void {
  const onMessage = (event: RTMEvents.MessageEvent): void => {
    const { publisher, message, customType, timestamp } = event;
    show([publisher, typeof message, customType, timestamp].join());
  };
  const onPresence = ({ eventType, snapshot, interval, stateChanged }: RTMEvents.PresenceEvent) => {
    const states: StateDetail[] = snapshot?.map(({ states }) => states) ?? [];
    show([eventType, states.length, interval?.join.users.length, stateChanged['mood']].join());
  };
  const onStorage = ({ eventType, storageType, data }: RTMEvents.StorageEvent) => {
    for (const [key, { value, revision }] of Object.entries(data.metadata)) {
      show([eventType, storageType, key, value, revision, data.majorRevision].join());
    }
  };
  const onLock = ({ eventType, lockName, snapshot }: RTMEvents.LockEvent) => {
    show([eventType, lockName, snapshot.length].join());
  };
  const onLink = (event: RTMEvents.LinkStateEvent) => {
    const isOver = event.currentState === 'FAILED' && event.reasonCode === 'SAME_UID_LOGIN';
    show(`${event.serviceType} ${event.unrestoredChannels.length} ${isOver}`);
  };
  const onToken = ({ eventType, affectedResources }: RTMEvents.TokenEvent) => {
    show(`${eventType} ${String(affectedResources.messageChannels.length)}`);
  };
  client.addEventListener('message', onMessage);
  client.addEventListener('presence', onPresence);
  client.addEventListener('storage', onStorage);
  client.addEventListener('lock', onLock);
  client.addEventListener('linkState', onLink);
  client.addEventListener('token', onToken);
  client.addEventListener('tokenPrivilegeWillExpire', (channelName) => show(channelName));
  return () => {
    client.removeEventListener('message', onMessage);
    client.removeEventListener('presence', onPresence);
  };
}

/** Every service, with its options and what it answers. */
export async function useEverything(appId: string, token: string): Promise<HistoryMessage[]> {
  const { AreaCode } = AgoraRTM.constantsType;
  AgoraRTM.setArea({ areaCodes: [AreaCode.GLOBAL], excludedArea: AreaCode.CHINA });
  const client: RTMClient = new AgoraRTM.RTM(appId, 'alice', config);
  const { timestamp } = await client.login({ token });
  await client.renewToken(token);
  await client.subscribe('lobby', { withMessage: true, withPresence: true, withMetadata: true });
  const bytes = Uint8Array.of(1, 2, 3);
  const published = await client.publish('lobby', bytes, {
    customType: 'raw',
    storeInHistory: true,
  });

  const { occupants, totalOccupancy, nextPage } = await client.presence.getOnlineUsers(
    'lobby',
    'MESSAGE',
    { includedUserId: true, includedState: true, page: '' },
  );
  await client.presence.setState('lobby', 'MESSAGE', { mood: 'good' });
  const { states } = await client.presence.getState('alice', 'lobby', 'MESSAGE');
  await client.presence.removeState('lobby', 'MESSAGE', { states: Object.keys(states) });
  const { channels } = await client.presence.getUserChannels('alice');

  const items: MetadataItem[] = [{ key: 'topic', value: 'all', revision: -1 }];
  const { totalCount } = await client.storage.setChannelMetadata('lobby', 'MESSAGE', items, {
    majorRevision: -1,
    lockName: 'door',
    addTimeStamp: true,
    addUserId: true,
  });
  const { metadata, majorRevision } = await client.storage.getChannelMetadata('lobby', 'MESSAGE');
  await client.storage.updateUserMetadata(items, { userId: 'bob', addUserId: true });
  await client.storage.subscribeUserMetadata('bob');

  await client.lock.setLock('lobby', 'MESSAGE', 'door', { ttl: 30 });
  await client.lock.acquireLock('lobby', 'MESSAGE', 'door', { retry: true });
  const { lockDetails, totalLocks } = await client.lock.getLock('lobby', 'MESSAGE');
  await client.lock.revokeLock('lobby', 'MESSAGE', 'door', lockDetails[0]?.owner ?? 'bob');

  const page = await client.history.getMessages('lobby', 'MESSAGE', { messageCount: 50, start: 0 });
  const numbers = [timestamp, published.timestamp, totalOccupancy, totalCount, majorRevision];
  const texts = [
    nextPage,
    occupants[0]?.userId,
    channels[0]?.channelName,
    metadata['topic']?.value,
  ];
  await client.publish('alice', `${numbers.join()} ${texts.join()} ${totalLocks} ${page.newStart}`);
  await client.logout();
  return page.messageList;
}

/** What an application tells of an error. */
export function explain(error: unknown): string {
  if (!(error instanceof AgoraRTM.RTMBaseError)) return String(error);
  const { operation, reason, errorCode }: ErrorInfo = error;
  return `${operation}: ${reason} (${errorCode})`;
}
