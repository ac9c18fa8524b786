import { InMemoryRtm, type InMemoryRtmOptions, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import { settled } from './manual-clock';
import type { ChatOptions } from './chat-options';
import { newMemoryChatData } from './memory-chat-storage';
import { type ReceivingUser, ReceivingWorld } from './receiving-world';

const LOBBY = 'channel:lobby';
const LONG = 120_000;

function worldOf(options: InMemoryRtmOptions): ReceivingWorld<InMemoryRtm> {
  const sendRate = { messages: Infinity, perMs: 1000 };
  return new ReceivingWorld((now) => new InMemoryRtm({ ...options, sendRate, now }));
}

async function join(
  world: ReceivingWorld,
  name: string,
  options: Partial<ChatOptions> = {},
): Promise<ReceivingUser> {
  const user = await world.user(name, options);
  await user.open(LOBBY);
  return user;
}

async function sayAll(user: ReceivingUser, first: number, last: number): Promise<void> {
  for (let n = first; n <= last; n++) await user.say(LOBBY, `m${n}`);
}

const numbers = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `m${first + index}`);

describe('CatchUp with history', () => {
  let world: ReceivingWorld<InMemoryRtm>;
  let bob: ReceivingUser;

  beforeEach(async () => {
    world = worldOf(LIKE_SDK_2);
    bob = await join(world, 'bob');
  });

  it('shows the latest page of a conversation that is new, and no gap', async () => {
    await sayAll(bob, 1, 30);
    const ann = await join(world, 'ann', { pageSize: 10 });
    expect(ann.shown(LOBBY)).toEqual(numbers(21, 30));
    expect(await ann.receiving.loadOlder(LOBBY)).toBeTrue();
    expect(ann.shown(LOBBY)).toEqual(jasmine.arrayContaining(numbers(13, 30)));
    while (await ann.receiving.loadOlder(LOBBY));
    expect(ann.shown(LOBBY)).toEqual(numbers(1, 30));
    const types = ann.events.map(({ type }) => type);
    expect(types).toContain('[RTM Messages] History Requested');
    expect(types).toContain('[RTM Messages] History Loaded');
  });

  it('tells why older messages could not be loaded', async () => {
    await sayAll(bob, 1, 30);
    const ann = await join(world, 'ann', { pageSize: 10 });
    world.network.failNext('history', 'permission-denied');
    expect(await ann.receiving.loadOlder(LOBBY)).toBeTrue();
    expect(ann.events).toContain(
      jasmine.objectContaining({
        type: '[RTM Messages] History Failed',
        error: jasmine.objectContaining({ code: 'permission-denied', retryable: false }),
      }),
    );
  });

  it('marks what is beyond the pages it may read, which can then be loaded', async () => {
    const ann = await join(world, 'ann', { pageSize: 10, maxCatchUpPages: 2 });
    await sayAll(bob, 1, 5);
    await world.pass(1000);
    ann.cut();
    await sayAll(bob, 6, 60);
    await ann.restore(LOBBY);
    const [gap] = ann.gaps(LOBBY);
    expect(gap).toEqual(jasmine.objectContaining({ reason: 'history', status: 'lost' }));
    expect(ann.shown(LOBBY)[5]).toBe('[lost history]');
    await world.pass(LONG);
    expect(ann.gaps(LOBBY)).toHaveSize(1);
    expect(ann.messages(LOBBY).length).toBeLessThan(30);
    for (let times = 0; times < 4; times++) await ann.receiving.loadGap(LOBBY, gap?.id ?? '');
    await world.pass(LONG);
    expect(ann.shown(LOBBY)).toEqual(numbers(1, 60));
  });

  it('keeps such a gap beyond the end of the tab, and does not take its holes for gaps of their own', async () => {
    const ann = await join(world, 'ann', { pageSize: 10, maxCatchUpPages: 2 });
    await sayAll(bob, 1, 5);
    await world.pass(1000);
    ann.cut();
    await sayAll(bob, 6, 60);
    await ann.restore(LOBBY);
    await ann.close();
    const again = await world.user('ann', { pageSize: 10, maxCatchUpPages: 2 }, ann.data);
    await again.enter(LOBBY);
    await world.pass(LONG);
    expect(again.gaps(LOBBY)).toEqual([jasmine.objectContaining({ reason: 'history' })]);
    const [gap] = again.gaps(LOBBY);
    for (let times = 0; times < 4; times++) await again.receiving.loadGap(LOBBY, gap?.id ?? '');
    await world.pass(LONG);
    expect(again.gaps(LOBBY)).toEqual([]);
    expect(await again.storage.readBefore(LOBBY, null, 100)).toHaveSize(60);
  });

  it('stops at what was there: the message that came first after a reconnect hides nothing', async () => {
    const ann = await join(world, 'ann', { pageSize: 10 });
    const cid = await join(world, 'cid');
    await bob.say(LOBBY, 'b1');
    await cid.say(LOBBY, 'c1');
    await world.pass(1000);
    ann.cut();
    await cid.say(LOBBY, 'c2');
    await world.pass(100);
    world.network.restore('ann');
    await bob.say(LOBBY, 'b2');
    const history = world.network.hold('history');
    const caughtUp = ann.receiving.catchUp([LOBBY]);
    await bob.say(LOBBY, 'b3');
    history.release();
    await caughtUp;
    expect(ann.shown(LOBBY)).toEqual(['b1', 'c1', 'c2', 'b2', 'b3']);
    expect(ann.gaps(LOBBY)).toEqual([]);
  });

  it('begins again when the connection is lost in between', async () => {
    const ann = await join(world, 'ann', { pageSize: 10 });
    await sayAll(bob, 1, 5);
    ann.cut();
    await sayAll(bob, 6, 40);
    const history = world.network.hold('history');
    const first = ann.restore(LOBBY);
    await settled();
    ann.cut();
    history.release();
    await first;
    expect(ann.messages(LOBBY)).toHaveSize(5);
    await sayAll(bob, 41, 50);
    await ann.restore(LOBBY);
    expect(ann.shown(LOBBY)).toEqual(numbers(1, 50));
  });

  it('does not forget what a crash in the midst of it has left out', async () => {
    const ann = await join(world, 'ann', { pageSize: 10 });
    const cid = await join(world, 'cid');
    await sayAll(bob, 1, 3);
    await world.pass(5000);
    ann.cut();
    await cid.say(LOBBY, 'missed by all that follows');
    await sayAll(bob, 4, 13);
    world.network.restore('ann');
    let pages = 0;
    const { history } = ann.context.transport;
    ann.context.transport.history = async (...query) => {
      if (++pages > 1) await new Promise(() => undefined);
      return history(...query);
    };
    void ann.receiving.catchUp([LOBBY]);
    await world.pass(5000);
    expect(ann.messages(LOBBY).length).toBeGreaterThan(10);
    const data = structuredClone(ann.data);
    const again = await world.user('ann', { pageSize: 10 }, data);
    await again.enter(LOBBY);
    expect(again.shown(LOBBY)).toContain('missed by all that follows');
  });

  it('marks a gap where the history cannot be had', async () => {
    const ann = await join(world, 'ann');
    await sayAll(bob, 1, 3);
    ann.cut();
    await sayAll(bob, 4, 6);
    world.network.failNext('history', 'permission-denied');
    await ann.restore(LOBBY);
    expect(ann.gaps(LOBBY)).toEqual([jasmine.objectContaining({ reason: 'history' })]);
    await ann.receiving.loadGap(LOBBY, ann.gaps(LOBBY)[0]?.id ?? '');
    expect(ann.shown(LOBBY)).toEqual(numbers(1, 6));
  });

  it('loads what a channel that was left has missed', async () => {
    const ann = await join(world, 'ann');
    await sayAll(bob, 1, 3);
    await ann.context.transport.leave('lobby');
    ann.receiving.interrupted(LOBBY);
    await sayAll(bob, 4, 6);
    await ann.context.transport.join('lobby');
    await sayAll(bob, 7, 7);
    await ann.receiving.catchUp([LOBBY]);
    expect(ann.shown(LOBBY)).toEqual(numbers(1, 7));
  });

  it('catches up with two conversations at a time', async () => {
    const ann = await world.user('ann');
    const history = world.network.hold('history');
    const keys = [1, 2, 3, 4, 5].map((n) => `channel:c${n}` as const);
    const done = ann.receiving.catchUp(keys);
    await settled();
    expect(history.waiting).toBe(2);
    history.release();
    await done;
  });

  it('does not believe a clock that is slow, and takes the history’s time where it has it', async () => {
    const ann = await join(world, 'ann');
    await sayAll(bob, 1, 1);
    const [first] = ann.messages(LOBBY);
    ann.cut();
    await ann.restore(LOBBY);
    expect(ann.messages(LOBBY)[0]?.isTimed).toBeTrue();
    world.clock.jump(-3_600_000);
    await world.pass(10);
    ann.context.transport.messages$.subscribe();
    await ann.raw(LOBBY, 'from the past');
    expect(ann.messages(LOBBY).every(({ at }) => at >= (first?.at ?? Infinity))).toBeTrue();
  });

  it('makes one of a plain message and its copy in the history', async () => {
    const ann = await join(world, 'ann');
    await bob.raw(LOBBY, 'ok');
    await bob.raw(LOBBY, 'ok');
    await ann.raw(LOBBY, 'hello');
    ann.receiving.expectPlain(LOBBY, 'mine', '01890a5d-ac96-774b-bcce-b302099a8057');
    await ann.raw(LOBBY, 'mine');
    expect(ann.shown(LOBBY)).toEqual(['ok', 'ok', 'hello', 'mine']);
    expect(ann.messages(LOBBY)[3]?.id).toBe('01890a5d-ac96-774b-bcce-b302099a8057');
    ann.cut();
    await bob.raw(LOBBY, 'ok');
    await ann.restore(LOBBY);
    expect(ann.shown(LOBBY)).toEqual(['ok', 'ok', 'hello', 'mine', 'ok']);
    await ann.close();
    const again = await world.user('ann', {}, ann.data);
    await again.enter(LOBBY);
    expect(await again.storage.readBefore(LOBBY, null, 100)).toHaveSize(5);
  });
});

describe('CatchUp without history', () => {
  let world: ReceivingWorld<InMemoryRtm>;

  beforeEach(() => {
    world = worldOf({ ...LIKE_SDK_2, history: false });
  });

  it('shows a gap until all who were asked have answered', async () => {
    const ann = await join(world, 'ann');
    const bob = await join(world, 'bob');
    const cid = await join(world, 'cid');
    await bob.say(LOBBY, 'b1');
    await world.pass(1000);
    const lostAt = world.clock.now();
    ann.cut();
    await world.pass(5000);
    await bob.say(LOBBY, 'b2');
    const held = world.network.hold('send-to-peer');
    await ann.restore(LOBBY);
    expect(ann.gaps(LOBBY)).toEqual([
      jasmine.objectContaining({
        reason: 'away',
        status: 'searching',
        since: lostAt,
        at: lostAt + 5000,
      }),
    ]);
    held.release();
    await world.pass(100);
    expect(ann.gaps(LOBBY)).toEqual([]);
    expect(ann.shown(LOBBY)).toEqual(['b1', 'b2']);
    await cid.close();
  });

  it('keeps the gap when somebody did not answer, until they are heard of', async () => {
    const ann = await world.user('ann');
    const data = newMemoryChatData();
    const bob = await world.user('bob', {}, data);
    await bob.open('peer:ann');
    await bob.say('peer:ann', 'b1');
    await world.pass(1000);
    ann.cut();
    await world.pass(1000);
    await bob.say('peer:ann', 'b2');
    await bob.close();
    await ann.restore('peer:bob');
    await world.pass(LONG);
    expect(ann.shown('peer:bob')).toEqual(['b1', '[lost away]']);
    const again = await world.user('bob', {}, data);
    await again.say('peer:ann', 'b3');
    await world.pass(LONG);
    expect(ann.shown('peer:bob')).toEqual(['b1', 'b2', 'b3']);
  });

  it('hears of streams that are new', async () => {
    const ann = await join(world, 'ann');
    const bob = await join(world, 'bob');
    await bob.say(LOBBY, 'b1');
    await world.pass(1000);
    ann.cut();
    await bob.close();
    const newBrowser = await join(world, 'bob');
    for (let n = 1; n <= 120; n++) await newBrowser.say(LOBBY, `n${n}`);
    await ann.restore(LOBBY);
    await world.pass(LONG);
    expect(ann.gaps(LOBBY)).toEqual([]);
    expect(ann.shown(LOBBY)).toContain('n120');
    expect(ann.messages(LOBBY).length).toBeGreaterThanOrEqual(101);
  });

  it('has no gap in a conversation in which nothing was', async () => {
    const ann = await join(world, 'ann');
    await join(world, 'bob');
    ann.cut();
    await ann.restore(LOBBY);
    await world.pass(LONG);
    expect(ann.gaps(LOBBY)).toEqual([]);
  });
});
