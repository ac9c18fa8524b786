import * as fc from 'fast-check';
import { RtmError } from 'ngx-agora-rtm/client';
import { LIKE_SDK_1 } from 'ngx-agora-rtm/testing';
import { ChannelBudget } from './channel-budget';
import type { ChatTransport } from './chat-transport';
import type { ConversationKey } from './conversation-ref';
import type { ManualClock } from './manual-clock';
import { sendingHarness } from './sending-harness.spec';

const MAX_CHANNELS = 3;
const CHANNELS = 6;

const STEP = fc.record({
  type: fc.constantFrom(
    ...(['open', 'open', 'visible', 'visible', 'close', 'hold', 'release'] as const),
    ...(['join', 'again', 'fail', 'refuse', 'cut', 'restore'] as const),
  ),
  channel: fc.nat(CHANNELS - 1),
  wait: fc.constantFrom(0, 0, 1, 40, 300, 2500),
});

const keyOf = (channel: number): ConversationKey => `channel:c${channel}`;

/** A transport that takes its time to join and to leave, and keeps the order of both as the port demands. */
function slow(
  transport: ChatTransport,
  {
    clock,
    latencies,
    refused,
  }: { clock: () => ManualClock; latencies: number[]; refused: string[] },
): ChatTransport {
  const wishes = new Map<string, object>();
  const leaving = new Map<string, Promise<void>>();
  const takeTime = async (): Promise<void> => {
    const ms = latencies.shift() ?? 0;
    if (ms > 0) await new Promise<void>((resolve) => clock().after(ms, resolve));
  };
  return {
    ...transport,
    async join(channelId) {
      const wish = {};
      wishes.set(channelId, wish);
      await leaving.get(channelId);
      await takeTime();
      try {
        if (wishes.get(channelId) !== wish) {
          throw new RtmError({ code: 'cancelled', operation: 'join', message: 'It was left' });
        }
        await transport.join(channelId);
      } catch (error) {
        refused.push((error as RtmError).code);
        throw error;
      }
    },
    leave(channelId) {
      wishes.delete(channelId);
      const left = takeTime()
        .then(() => transport.leave(channelId))
        .finally(() => {
          if (leaving.get(channelId) === left) leaving.delete(channelId);
        });
      leaving.set(channelId, left);
      return left;
    },
  };
}

describe('ChannelBudget, whatever comes in whatever order', () => {
  it('ends in the channels that were looked at last, and never asks for more than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(STEP, { maxLength: 30, size: 'max' }),
        fc.array(fc.constantFrom(0, 0, 5, 50, 700), { maxLength: 60, size: 'max' }),
        async (steps, latencies) => {
          const refused: string[] = [];
          const h = sendingHarness(
            { ...LIKE_SDK_1, maxChannels: MAX_CHANNELS },
            {
              wrap: (transport): ChatTransport =>
                slow(transport, { clock: () => h.clock, latencies: [...latencies], refused }),
            },
          );
          const channels = new ChannelBudget(h.ctx, { onPage: () => undefined });
          await h.transport.login('alice');
          channels.start();
          /** The one that was looked at last is the last. */
          const recent = new Set<ConversationKey>();
          const releases: (() => void)[] = [];
          let waiting = 0;
          for (const { type, channel, wait } of steps) {
            const key = keyOf(channel);
            switch (type) {
              case 'open':
                recent.delete(key);
                recent.add(key);
                channels.open(key);
                break;
              case 'visible':
                if (recent.delete(key)) recent.add(key);
                channels.visible(key);
                break;
              case 'close':
                recent.delete(key);
                channels.close(key);
                break;
              case 'hold':
                releases.push(channels.hold(key));
                break;
              case 'release':
                releases.shift()?.();
                break;
              case 'join':
                waiting++;
                void channels
                  .joined(key)
                  .catch(() => undefined)
                  .then(() => waiting--);
                break;
              case 'again':
                channels.joinAgain(key);
                break;
              case 'fail':
              case 'refuse':
                h.network.failNext('join', type === 'fail' ? 'timeout' : 'permission-denied');
                break;
              case 'cut':
                h.network.cut('alice');
                break;
              case 'restore':
                h.network.restore('alice');
            }
            await h.clock.pass(wait);
          }
          for (const release of releases) release();
          h.network.restore('alice');
          // As often as one can still be refused, and once more.
          const refusals = steps.filter(({ type }) => type === 'refuse').length;
          for (let i = 0; i < refusals + 2; i++) {
            await h.clock.pass(60_000);
            // The order of looking stays; what has failed is tried again.
            for (const key of recent) channels.visible(key);
          }
          await h.clock.pass(60_000);
          const is = Array.from({ length: CHANNELS }, (_, i) => keyOf(i)).filter((key) =>
            h.network.membersOf(key.slice('channel:'.length)).includes('alice'),
          );
          const expected = [...recent].slice(-MAX_CHANNELS).sort();
          const faults = [
            ...(is.join() === expected.join() ? [] : [`in ${is.join()}, not ${expected.join()}`]),
            ...expected.filter((key) => !channels.isJoined(key)).map((key) => `unsaid ${key}`),
            ...(refused.includes('channel-limit') ? ['asked for too many'] : []),
            ...(waiting > 0 ? [`${waiting} wait for ever`] : []),
          ];
          channels.closeAll();
          if (faults.length > 0) throw new Error(faults.join('\n'));
          expect(faults).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);
});
