import type { RtmClient } from 'ngx-agora-rtm/client';
import type { ChatTransport } from './chat-transport';

/**
 * A transport over a client of its own, for programs without Angular and for tests. Joins again after each reconnect what was
 * joined. Without a token in {@link ChatTransport.login}, it logs in without one, since there is nobody to ask for it.
 *
 * The client stays the caller's: `destroy()` it when it is done.
 */
export function clientTransport(client: RtmClient): ChatTransport {
  /** Channels that the application wants to be in during this login. */
  const wanted = new Set<string>();
  let isReturning = false;

  // Before anybody else can listen: whoever hears of the connection and joins, awaits the join that is made here.
  client.connection$.subscribe(({ state }) => {
    switch (state) {
      case 'reconnecting':
      case 'suspended':
        isReturning = true;
        return;
      case 'connected':
        if (isReturning) {
          // One that fails is tried again by the next `join`, which tells its error too.
          for (const channelId of wanted) client.join(channelId).catch(() => undefined);
        }
        isReturning = false;
        return;
      default:
        // The channels of a login end with it: the next user's are others.
        isReturning = false;
        wanted.clear();
    }
  });

  return {
    capabilities: client.capabilities,
    appId: client.appId,
    connection$: client.connection$,
    messages$: client.messages$,
    members$: client.members$,
    onlineStatus: client.onlineStatus,
    login: (userId, token = null) => client.login({ userId, token }),
    logout: () => client.logout(),
    send: ({ type, id }, payload, options) =>
      type === 'peer'
        ? client.sendToPeer(id, payload, options)
        : client.sendToChannel(id, payload, options),
    async join(channelId) {
      await client.join(channelId);
      wanted.add(channelId);
    },
    leave(channelId) {
      wanted.delete(channelId);
      return client.leave(channelId);
    },
    history: (ref, query) => client.history(ref, query),
  };
}
