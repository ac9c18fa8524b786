import { MAX_STATE_KEY_BYTES, MAX_STATE_VALUE_BYTES, MAX_STATES } from '../protocol/limits.ts';
import { isName } from '../protocol/names.ts';
import type { OnlineUsersRequest, Operations, StateChange } from '../protocol/wire.ts';
import type { Fields } from './fields.ts';
import type { Call, OperationTable } from './operation.ts';
import { requireSession } from './operation.ts';
import { announce } from './presence-events.ts';
import { changeState, statesIn, statesOf } from './presence-states.ts';
import { Refusal } from './refusal.ts';

/** Who is where, and in what state. */
export const presenceService: OperationTable<
  'getOnlineUsers' | 'getUserChannels' | 'setState' | 'getState'
> = {
  getOnlineUsers: {
    read: (fields) => ({
      channelName: fields.name('channelName', -10008),
      channelType: fields.oneOf('channelType', ['MESSAGE', 'STREAM']),
      includedUserId: fields.flag('includedUserId'),
      includedState: fields.flag('includedState'),
      page: fields.text('page', 128),
    }),
    run: getOnlineUsers,
  },
  getUserChannels: {
    read: (fields) => ({ userId: fields.name('userId', -10006) }),
    run(request, call) {
      const { space } = requireSession(call);
      const subscriptions = space.sessions.get(request.userId)?.subscriptions.values() ?? [];
      const channelNames: string[] = [];
      for (const { channelName, beQuiet } of subscriptions) {
        if (!beQuiet) channelNames.push(channelName);
      }
      return { channelNames };
    },
  },
  setState: {
    read: (fields) => ({
      channelName: fields.name('channelName', -10008),
      replace: fields.flag('replace'),
      // One call sets or removes as many at most.
      changes: fields.list('changes', MAX_STATES).map(readChange),
      more: fields.flag('more'),
    }),
    run(request, call) {
      const { session, space } = requireSession(call);
      if (changeState(session, request)) {
        const { timestamps } = call.services;
        announce(space, 'REMOTE_STATE_CHANGED', request.channelName, session, timestamps);
      }
      return {};
    },
  },
  getState: {
    read: (fields) => ({
      userId: fields.name('userId', -10006),
      channelName: fields.name('channelName', -10008),
    }),
    run({ userId, channelName }, call) {
      const { space } = requireSession(call);
      const session = space.sessions.get(userId);
      return { states: session === undefined ? {} : statesIn(channelName, session) };
    },
  },
};

function getOnlineUsers(
  request: OnlineUsersRequest,
  call: Call,
): Operations['getOnlineUsers']['response'] {
  const { space } = requireSession(call);
  const { channelName, includedUserId, includedState } = request;
  // There are no stream channels here, so nobody is in one.
  const users = request.channelType === 'MESSAGE' ? space.presentUsers(channelName).sort() : [];
  if (!includedUserId) return { userIds: [], states: {}, total: users.length, nextPage: '' };
  // A page is named by the last user before it: whoever comes or goes, no page repeats or skips.
  const after = isName(request.page) ? request.page : '';
  const rest = users.filter((userId) => userId > after);
  const userIds = rest.slice(0, call.services.settings.announceMax);
  const nextPage = rest.length > userIds.length ? (userIds.at(-1) ?? '') : '';
  const states = includedState ? statesOf(space, channelName, userIds) : {};
  return { userIds, states, total: userIds.length, nextPage };
}

/** @throws Refusal -13006, -13008 or -13009, as the SDK says before it asks. */
function readChange(fields: Fields): StateChange {
  const key = fields.name('key', -13006);
  if (key.length > MAX_STATE_KEY_BYTES) throw new Refusal(-13008);
  const value = fields.textOrNull('value', MAX_STATE_VALUE_BYTES);
  if (value !== null && Buffer.byteLength(value) > MAX_STATE_VALUE_BYTES) throw new Refusal(-13009);
  return { key, value };
}
