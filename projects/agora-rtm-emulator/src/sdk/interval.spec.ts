import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { loggedIn, outcome, runEmulator, withoutRateLimit } from '../testing/fixtures.ts';
import { CuttableWay } from '../testing/cuttable-way.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { RawClient, subscription } from '../testing/raw-client.ts';
import AgoraRTM from './public-api.ts';
import type { RTMEvents } from './public-api.ts';

const list = (...users: string[]) => ({ users, userCount: users.length });

/** An observer in a channel that is crowded from three users on, and a way to bring others. */
async function crowd(test: TestContext) {
  withoutRateLimit(test);
  const clock = new ManualClock(Date.now());
  const presence = { announceMax: 3, intervalMs: 10_000 };
  const { url, port } = await runEmulator(test, { clock, presence });
  const way = await CuttableWay.to(test, port);
  AgoraRTM.setParameter('EMULATOR_URL', way.url);
  AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
  const observer = await loggedIn(test, 'observer');
  AgoraRTM.setParameter('EMULATOR_CLOCK', undefined);
  await observer.client.subscribe('channel');
  const events = observer.heard.presence.entries;
  const others = new Map<string, RawClient>();

  async function join(userId: string) {
    const raw = others.get(userId) ?? (await RawClient.connect(test, url));
    if (!others.has(userId)) await raw.login(userId, { presenceTimeout: 15 });
    others.set(userId, raw);
    await raw.ask('subscribe', subscription('channel'));
    await heard();
  }
  async function leave(userId: string) {
    await others.get(userId)?.ask('unsubscribe', { channelName: 'channel' });
    await heard();
  }
  /** Hangs up, and waits until the server has noticed. */
  async function drop(userId: string) {
    others.get(userId)?.socket.disconnect();
    others.delete(userId);
    const probe = () => observer.client.publish(userId, '?', { channelType: 'USER' });
    while ((await outcome(probe())) !== -11033);
  }
  async function setState(userId: string, states: Record<string, string>) {
    const changes = Object.entries(states).map(([key, value]) => ({ key, value }));
    const request = { channelName: 'channel', replace: false, changes, more: false };
    await others.get(userId)?.ask('setState', request);
    await heard();
  }
  /** What was pushed before this is there after it. */
  async function heard() {
    await observer.client.presence.whereNow('observer');
  }
  const types = () => events.map((event) => event.eventType);
  const last = () => events.at(-1) ?? assert.fail();
  return { clock, observer, way, events, join, leave, drop, setState, heard, types, last };
}

describe('a crowded channel', () => {
  it('goes over to one event per interval with the join that fills it', async (test) => {
    const { clock, join, setState, types, last } = await crowd(test);
    await join('ann');
    await join('ben');
    assert.deepEqual(types(), ['SNAPSHOT', 'REMOTE_JOIN', 'REMOTE_JOIN']);
    await join('cid');
    await setState('cid', { mood: 'good' });
    await setState('ann', { mood: 'bad' });
    clock.advance(9_999);
    assert.equal(types().length, 3);
    clock.advance(1);
    const event: RTMEvents.PresenceEvent = last();
    assert.deepEqual(event, {
      eventType: 'INTERVAL',
      channelType: 'MESSAGE',
      channelName: 'channel',
      publisher: '',
      stateChanged: {},
      interval: {
        join: list('cid'),
        leave: list(),
        timeout: list(),
        userStateList: [
          { userId: 'cid', states: { mood: 'good' }, statesCount: 1 },
          { userId: 'ann', states: { mood: 'bad' }, statesCount: 1 },
        ],
        totalOccupancy: 4,
      },
      snapshot: [],
      timestamp: event.timestamp,
    });
  });

  it('tells the state of who fills it with the next event, not with the join', async (test) => {
    const { clock, join, setState, types, last } = await crowd(test);
    await join('ann');
    await join('ben');
    await setState('ben', { mood: 'good' });
    assert.deepEqual([last().eventType, last().stateChanged], ['REMOTE_JOIN', {}]);
    const before = types().length;
    clock.advance(10_000);
    assert.equal(types().length, before + 1);
    assert.deepEqual(last().interval?.join, list());
    assert.deepEqual(last().interval?.userStateList, [
      { userId: 'ben', states: { mood: 'good' }, statesCount: 1 },
    ]);
  });

  it('tells who left and who timed out apart', async (test) => {
    const { clock, join, leave, drop, heard, last } = await crowd(test);
    for (const name of ['ann', 'ben', 'cid', 'dan']) await join(name);
    clock.advance(10_000);
    await leave('ann');
    await drop('dan');
    clock.advance(10_000);
    assert.deepEqual(last().interval?.leave, list('ann'));
    clock.advance(5_000);
    await heard();
    clock.advance(5_000);
    assert.deepEqual(last().interval?.timeout, list('dan'));
    assert.deepEqual(last().interval?.leave, list());
    assert.equal(last().interval?.totalOccupancy, 3);
  });

  it('is silent while nothing happens, or nothing that lasts', async (test) => {
    const { clock, join, leave, types } = await crowd(test);
    for (const name of ['ann', 'ben', 'cid']) await join(name);
    clock.advance(10_000);
    const before = types().length;
    clock.advance(30_000);
    await join('dan');
    await leave('dan');
    await leave('ann');
    await join('ann');
    clock.advance(10_000);
    assert.equal(types().length, before);
  });

  it('does not mention who timed out and came back', async (test) => {
    const { clock, join, drop, heard, types } = await crowd(test);
    for (const name of ['ann', 'ben', 'dan']) await join(name);
    clock.advance(10_000);
    await drop('dan');
    const before = types().length;
    clock.advance(15_000);
    await heard();
    await join('dan');
    clock.advance(5_000);
    assert.equal(types().length, before);
  });

  it('tells of a state that somebody lost by leaving and coming back', async (test) => {
    const { clock, join, leave, setState, last } = await crowd(test);
    for (const name of ['ann', 'ben', 'dan']) await join(name);
    await setState('ann', { mood: 'good' });
    clock.advance(10_000);
    await leave('ann');
    await join('ann');
    await join('cid');
    clock.advance(10_000);
    assert.deepEqual(last().interval?.join, list('cid'));
    assert.deepEqual(last().interval?.userStateList, [
      { userId: 'ann', states: {}, statesCount: 0 },
    ]);
  });

  it('goes back with a last event when it is no longer crowded', async (test) => {
    const { clock, join, leave, types, last } = await crowd(test);
    for (const name of ['ann', 'ben', 'cid']) await join(name);
    clock.advance(10_000);
    await leave('cid');
    assert.equal(last().eventType, 'INTERVAL', 'still the join of cid');
    await leave('ben');
    assert.deepEqual(last().interval?.leave, list('cid', 'ben'));
    assert.equal(last().interval?.totalOccupancy, 2);
    await leave('ann');
    await join('dan');
    assert.deepEqual(types().slice(-3), ['INTERVAL', 'REMOTE_LEAVE', 'REMOTE_JOIN']);
    clock.advance(60_000);
    assert.equal(last().eventType, 'REMOTE_JOIN', 'and no timer is left');
  });

  it('counts the interval from when it became crowded, again too', async (test) => {
    const { clock, join, leave, types, last } = await crowd(test);
    for (const name of ['ann', 'ben']) await join(name);
    await leave('ben');
    clock.advance(4_000);
    await join('ben');
    await join('cid');
    const before = types().length;
    clock.advance(9_999);
    assert.equal(types().length, before);
    clock.advance(1);
    assert.deepEqual(last().interval?.join, list('cid'));
  });

  it('starts afresh with the SNAPSHOT after a reconnect', async (test) => {
    const { clock, observer, way, join, leave, types } = await crowd(test);
    for (const name of ['ann', 'ben', 'cid', 'dan']) await join(name);
    way.cut();
    const { links } = observer.heard;
    const down = await links.find((link) => link.currentState === 'DISCONNECTED');
    await leave('ann').catch(() => undefined);
    clock.advance(2_000);
    await links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
    await observer.heard.presence.find((event) => event.snapshot?.length === 4);
    assert.equal(down.previousState, 'CONNECTED');
    const { occupants } = await observer.client.presence.whoNow('channel', 'MESSAGE');
    assert.deepEqual(
      occupants.map((user) => user.userId),
      ['ben', 'cid', 'dan', 'observer'],
    );
    clock.advance(30_000);
    assert.equal(types().at(-1), 'SNAPSHOT', 'which said it all');
  });

  it('is crowded from the SNAPSHOT on for who comes later, and not for who left it', async (test) => {
    const { clock, observer, join, types, last } = await crowd(test);
    for (const name of ['ann', 'ben', 'cid']) await join(name);
    await observer.client.unsubscribe('channel');
    await observer.client.subscribe('channel');
    await observer.heard.presence.find((event) => event.snapshot?.length === 4);
    const before = types().length;
    await join('dan');
    assert.equal(types().length, before);
    clock.advance(10_000);
    assert.deepEqual([types().length, last().interval?.join], [before + 1, list('dan')]);
    await observer.client.unsubscribe('channel');
    await join('eve');
    clock.advance(60_000);
    assert.equal(types().length, before + 1);
  });

  it('is silent once the observer logged out', async (test) => {
    const { clock, observer, join, types } = await crowd(test);
    for (const name of ['ann', 'ben', 'cid']) await join(name);
    const before = types().length;
    await observer.client.logout();
    clock.advance(60_000);
    assert.equal(types().length, before);
  });

  it('counts a quiet observer out', async (test) => {
    const { observer, join, types } = await crowd(test);
    await observer.client.subscribe('channel', { beQuiet: true });
    for (const name of ['ann', 'ben', 'cid']) await join(name);
    assert.deepEqual(types(), ['SNAPSHOT', 'REMOTE_JOIN', 'REMOTE_JOIN', 'REMOTE_JOIN']);
    await join('dan');
    assert.equal(types().length, 4);
  });

  it('tells when only the number of users changed, as by an observer who turns quiet', async (test) => {
    const { clock, observer, join, last } = await crowd(test);
    for (const name of ['ann', 'ben', 'cid']) await join(name);
    clock.advance(10_000);
    await observer.client.subscribe('channel', { beQuiet: true });
    clock.advance(10_000);
    const nobody = { join: list(), leave: list(), timeout: list(), userStateList: [] };
    assert.deepEqual(last().interval, { ...nobody, totalOccupancy: 3 });
  });

  it('obeys the parameters of the SDK before the settings of the project', async (test) => {
    AgoraRTM.setParameter('PRESENCE_THRESHOLD', 2);
    AgoraRTM.setParameter('PRESENCE_INTERVAL', 1);
    test.after(() => AgoraRTM.setParameter('PRESENCE_THRESHOLD', undefined));
    test.after(() => AgoraRTM.setParameter('PRESENCE_INTERVAL', undefined));
    const { clock, join, types } = await crowd(test);
    await join('ann');
    await join('ben');
    clock.advance(999);
    assert.deepEqual(types(), ['SNAPSHOT', 'REMOTE_JOIN']);
    clock.advance(1);
    assert.deepEqual(types(), ['SNAPSHOT', 'REMOTE_JOIN', 'INTERVAL']);
  });
});
