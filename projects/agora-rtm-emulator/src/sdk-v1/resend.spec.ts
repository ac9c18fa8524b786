import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import { RESENT_CHANNEL_MESSAGES, RESENT_CHANNEL_MS } from '../protocol/limits-v1.ts';
import { EventLog } from '../testing/event-log.ts';
import { loggedInV1, runForBoth } from '../testing/fixtures-v1.ts';
import { LossyWay } from '../testing/lossy-way.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { sameRuns } from '../testing/same-runs.ts';
import AgoraRTM from './public-api.ts';

/** Messages are so far apart that the limit of 180 in 3 s is not reached. */
const PAUSE_MS = 20;

type Target = 'alice' | 'lobby';

/** One socket may send 1,000 frames a second, and the test is faster. */
const SENDERS = ['bob', 'carol', 'dave', 'erin', 'frank', 'grace'];

/** alice behind a way that the test can cut, and others, who send to her and to the channel she is in. */
async function aliceAndBob(test: TestContext) {
  const serverClock = new ManualClock();
  const aliceClock = new ManualClock();
  const { port, url } = await runForBoth(test, { clock: serverClock });
  const way = await LossyWay.to(test, port);
  const senders = await Promise.all(
    SENDERS.map(async (uid) => {
      const { client, heard } = await loggedInV1(test, uid, { clock: serverClock });
      const lobby = client.createChannel('lobby');
      await lobby.join();
      return { client, heard, lobby };
    }),
  );
  const [bob] = senders;
  assert.ok(bob);
  let sent = 0;

  const heard = new EventLog<string>();
  AgoraRTM.setParameter('EMULATOR_URL', way.url);
  test.after(() => AgoraRTM.setParameter('EMULATOR_URL', url));
  const alice = await loggedInV1(test, 'alice', { clock: aliceClock });
  const ofAlice = alice.client.createChannel('lobby');
  alice.client.on('MessageFromPeer', ({ text }) => heard.add(String(text)));
  ofAlice.on('ChannelMessage', ({ text }) => heard.add(String(text)));
  await ofAlice.join();
  let states = 2;

  const send = async (target: Target, text: string): Promise<void> => {
    serverClock.advance(PAUSE_MS);
    const { client, lobby } = senders[(sent += 1) % senders.length] ?? bob;
    if (target === 'alice') await client.sendMessageToPeer({ text }, 'alice');
    else await lobby.sendMessage({ text });
  };

  return {
    alice,
    bob,
    serverClock,
    aliceClock,
    heard,
    way,
    send,
    async cut() {
      way.cut();
      await alice.heard.states.atLeast((states += 1));
    },
    async reconnect() {
      aliceClock.advance(3_000);
      await alice.heard.states.atLeast((states += 1));
    },
    /** Everything sent before has arrived, if it ever will. */
    async settled(mark: string) {
      await send('alice', mark);
      await heard.find((text) => text === mark);
    },
  };
}

interface Missed {
  readonly text: string;
  readonly target: Target;
  readonly at: number;
}

/** The documented rule: all of the messages to the user, of the channels the last 30 s, at most 32. */
function resent(missed: readonly Missed[], now: number): string[] {
  const ofChannels = missed
    .filter(({ target, at }) => target === 'lobby' && at > now - RESENT_CHANNEL_MS)
    .slice(-RESENT_CHANNEL_MESSAGES);
  return missed
    .filter((message) => message.target === 'alice' || ofChannels.includes(message))
    .map(({ text }) => text);
}

describe('the resend of the 1.x twin', () => {
  it('delivers each message that the rule covers once and in order, wherever the link breaks', async (test) => {
    const world = await aliceAndBob(test);
    const targets = fc.array(fc.constantFrom<Target>('alice', 'lobby', 'lobby'), {
      maxLength: 60,
      size: 'max',
    });
    // Never a multiple of the pause, so that no message is exactly as old as the rule.
    const wait = (maxS: number) => fc.integer({ min: 0, max: maxS }).map((s) => s * 1_000 + 10);
    const round = fc.record({
      before: targets,
      isDeafFirst: fc.boolean(),
      whileDeaf: targets,
      deafMs: wait(9),
      whileCut: targets,
      cutMs: wait(27),
    });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(round, async (plan) => {
        const begin = world.heard.entries.length;
        const expected: string[] = [];
        const missed: Missed[] = [];
        const sendAll = async (list: Target[], isHeard: boolean) => {
          for (const target of list) {
            const text = `${target} ${(count += 1)}`;
            await world.send(target, text);
            if (isHeard) expected.push(text);
            else missed.push({ text, target, at: world.serverClock.now() });
          }
        };
        await sendAll(plan.before, true);
        await world.settled(`before ${count}`);
        expected.push(`before ${count}`);
        if (plan.isDeafFirst) {
          world.way.goDeaf();
          await sendAll(plan.whileDeaf, false);
          world.serverClock.advance(plan.deafMs);
        }
        await world.cut();
        await sendAll(plan.whileCut, false);
        world.serverClock.advance(plan.cutMs);
        await world.reconnect();
        expected.push(...resent(missed, world.serverClock.now()));
        await world.settled(`after ${count}`);
        expected.push(`after ${count}`);
        assert.deepEqual(world.heard.entries.slice(begin), expected);
      }),
      // The world goes on: a smaller plan would begin where the failed one left it.
      { numRuns: 25, endOnFailure: true, ...sameRuns() },
    );
  });

  it('brings nothing from before a channel was joined, or from a login elsewhere', async (test) => {
    const { alice, bob, heard, send, settled, cut, reconnect } = await aliceAndBob(test);
    const late = bob.client.createChannel('late');
    await late.join();
    await late.sendMessage({ text: 'too early' });
    const ofAlice = alice.client.createChannel('late');
    ofAlice.on('ChannelMessage', ({ text }) => heard.add(String(text)));
    await ofAlice.join();
    await cut();
    await late.sendMessage({ text: 'missed' });
    await send('lobby', 'missed too');
    await reconnect();
    await settled('end');
    assert.deepEqual(heard.entries, ['missed', 'missed too', 'end']);
  });

  it('does not bring back what was sent to a user who was away for 30 s', async (test) => {
    const { serverClock, heard, send, settled, cut, reconnect } = await aliceAndBob(test);
    await cut();
    await send('alice', 'in time');
    serverClock.advance(30_000);
    await send('alice', 'to nobody');
    await send('lobby', 'to the channel');
    await reconnect();
    await settled('end');
    assert.deepEqual(heard.entries, ['to the channel', 'end']);
  });

  it('tells the sender that a user whose link is down received nothing, and still delivers', async (test) => {
    const { bob, heard, cut, reconnect, settled } = await aliceAndBob(test);
    await bob.client.subscribePeersOnlineStatus(['alice']);
    const unreachable = new Promise<void>((resolve) => {
      bob.client.on('PeersOnlineStatusChanged', (status) => {
        if (status['alice'] === AgoraRTM.PeerOnlineState.UNREACHABLE) resolve();
      });
    });
    await cut();
    await unreachable;
    const result = await bob.client.sendMessageToPeer({ text: 'Hi' }, 'alice');
    assert.deepEqual(result, { hasPeerReceived: false });
    await reconnect();
    await settled('end');
    assert.deepEqual(heard.entries, ['Hi', 'end']);
  });

  it('sends what is sent while reconnecting once the link is back', async (test) => {
    const { alice, bob, cut, reconnect } = await aliceAndBob(test);
    await cut();
    const sent = alice.client.sendMessageToPeer({ text: 'Hi' }, 'bob');
    await reconnect();
    assert.deepEqual(await sent, { hasPeerReceived: true });
    await bob.heard.messages.find(({ message }) => message.text === 'Hi');
  });
});
