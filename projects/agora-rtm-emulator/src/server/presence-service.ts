import { PRESENCE_PAGE_SIZE } from '../protocol/limits.ts';
import { isName } from '../protocol/names.ts';
import type { OperationTable } from './operation.ts';
import { requireSession } from './operation.ts';

/** Who is where. */
export const presenceService: OperationTable<'getOnlineUsers' | 'getUserChannels'> = {
  getOnlineUsers: {
    read: (fields) => ({
      channelName: fields.name('channelName', -10008),
      channelType: fields.oneOf('channelType', ['MESSAGE', 'STREAM']),
      includedUserId: fields.flag('includedUserId'),
      page: fields.text('page', 128),
    }),
    run(request, call) {
      const { space } = requireSession(call);
      // There are no stream channels here, so nobody is in one.
      const users =
        request.channelType === 'MESSAGE' ? space.presentUsers(request.channelName).sort() : [];
      if (!request.includedUserId) return { userIds: [], total: users.length, nextPage: '' };
      // A page is named by the last user before it: whoever comes or goes, no page repeats or skips.
      const after = isName(request.page) ? request.page : '';
      const rest = users.filter((userId) => userId > after);
      const userIds = rest.slice(0, PRESENCE_PAGE_SIZE);
      const nextPage = rest.length > userIds.length ? (userIds.at(-1) ?? '') : '';
      return { userIds, total: userIds.length, nextPage };
    },
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
};
