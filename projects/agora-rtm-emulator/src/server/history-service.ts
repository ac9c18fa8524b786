import { MAX_HISTORY_PAGE } from '../protocol/limits.ts';
import type { OperationTable } from './operation.ts';
import { requireSession } from './operation.ts';
import { Refusal } from './refusal.ts';

/** Reading stored messages. */
export const historyService: OperationTable<'getMessages'> = {
  getMessages: {
    read: (fields) => ({
      target: fields.oneOf('target', ['MESSAGE', 'USER']),
      channelName: fields.name('channelName', -10008),
      messageCount: fields.integer('messageCount', 1, MAX_HISTORY_PAGE),
      start: fields.integer('start', 0, Number.MAX_SAFE_INTEGER),
      end: fields.integer('end', 0, Number.MAX_SAFE_INTEGER),
    }),
    run(request, call) {
      const { session } = requireSession(call);
      const { target, channelName } = request;
      const { history, settings, clock, retentionMs } = call.services;
      if (!settings.history) throw new Refusal(-15005);
      if (target === 'USER' && channelName !== session.userId) throw new Refusal(-15004);
      const oldest = Math.max(0, clock.now() - retentionMs);
      return history.read(session.appId, { ...request, end: Math.max(request.end, oldest) });
    },
  },
};
