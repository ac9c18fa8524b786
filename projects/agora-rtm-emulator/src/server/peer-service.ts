import {
  MAX_COUNTED_CHANNELS,
  MAX_LISTED_MEMBERS,
  MAX_QUERIED_PEERS,
  MAX_WATCHED_PEERS,
} from '../protocol/limits-v1.ts';
import type { PeerOperations } from '../protocol/wire.ts';
import type { Fields } from './fields.ts';
import { unwatch, watch } from './online-status.ts';
import type { OperationTable } from './operation.ts';
import { requireSession } from './operation.ts';
import { Refusal } from './refusal.ts';

/** Who is online, and who is in a channel, as the 1.x API asks. */
export const peerService: OperationTable<keyof PeerOperations> = {
  queryOnline: {
    read: (fields) => ({ userIds: fields.names('userIds', MAX_QUERIED_PEERS, -10006) }),
    run({ userIds }, call) {
      const { sessions } = requireSession(call).space;
      return { online: userIds.map((userId) => sessions.has(userId)) };
    },
  },
  watchOnline: {
    read: readWatched,
    run({ userIds }, call) {
      const { space, session } = requireSession(call);
      const wanted = new Set([...session.watchedUsers, ...userIds]);
      if (wanted.size > MAX_WATCHED_PEERS) throw new Refusal(-12017);
      watch(space, session, userIds);
      return {};
    },
  },
  unwatchOnline: {
    read: readWatched,
    run({ userIds }, call) {
      const { space, session } = requireSession(call);
      unwatch(space, session, userIds);
      return {};
    },
  },
  getMembers: {
    read: (fields) => ({ channelName: fields.name('channelName', -10008) }),
    run({ channelName }, call) {
      const { space } = requireSession(call);
      return { userIds: space.presentUsers(channelName).slice(0, MAX_LISTED_MEMBERS) };
    },
  },
  countMembers: {
    read: (fields) => ({
      channelNames: fields.names('channelNames', MAX_COUNTED_CHANNELS, -10008),
    }),
    run({ channelNames }, call) {
      const { space } = requireSession(call);
      return { counts: channelNames.map((name) => space.presentUsers(name).length) };
    },
  },
};

function readWatched(fields: Fields): { userIds: string[] } {
  return { userIds: fields.names('userIds', MAX_WATCHED_PEERS, -10006) };
}
