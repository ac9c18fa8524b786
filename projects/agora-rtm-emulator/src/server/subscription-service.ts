import { MAX_CHANNELS } from '../protocol/limits.ts';
import type { Subscription } from '../protocol/wire.ts';
import { timeOfAnswer } from './delivery.ts';
import type { Fields } from './fields.ts';
import { sendLockSnapshot } from './lock-events.ts';
import { enterChannel, leaveChannel } from './membership.ts';
import type { OperationTable } from './operation.ts';
import { requireSession } from './operation.ts';
import { sendSnapshot } from './presence-events.ts';
import { Refusal } from './refusal.ts';
import { sendMetadata } from './storage-events.ts';

/** Subscribing message channels. */
export const subscriptionService: OperationTable<'subscribe' | 'unsubscribe'> = {
  subscribe: {
    read: readSubscription,
    run(request, call) {
      const { session, space } = requireSession(call);
      const { services } = call;
      const before = session.subscriptions.get(request.channelName);
      if (before === undefined && session.subscriptions.size >= MAX_CHANNELS) {
        throw new Refusal(-11005);
      }
      enterChannel(services, session, request);
      if (!before?.withPresence) {
        call.afterReply(() => {
          sendSnapshot(space, request.channelName, session, services.timestamps);
        });
      }
      if (request.withMetadata && !before?.withMetadata) {
        const address = { target: 'CHANNEL', name: request.channelName } as const;
        call.afterReply(() => sendMetadata(services, address, session, true));
      }
      if (!before?.withLock) {
        call.afterReply(() => sendLockSnapshot(services, space, request.channelName, session));
      }
      return { timestamp: timeOfAnswer(services, session) };
    },
  },
  unsubscribe: {
    read: (fields) => ({ channelName: fields.name('channelName', -10008) }),
    run(request, call) {
      const { session } = requireSession(call);
      leaveChannel(call.services, session, request.channelName);
      return {};
    },
  },
};

/** Reads one subscription. @throws Refusal */
export function readSubscription(fields: Fields): Subscription {
  return {
    channelName: fields.name('channelName', -10008),
    withMessage: fields.flag('withMessage'),
    withPresence: fields.flag('withPresence'),
    beQuiet: fields.flag('beQuiet'),
    withMetadata: fields.flag('withMetadata'),
    withLock: fields.flag('withLock'),
  };
}
