/**
 * The promise of presence events: who applies them to a SNAPSHOT knows what the server knows. Whatever
 * the users of a channel do, in whatever order, with INTERVAL events or without.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import { CuttableWay } from '../testing/cuttable-way.ts';
import { newClient, outcome, runEmulator, withoutRateLimit } from '../testing/fixtures.ts';
import type { Heard } from '../testing/fixtures.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { sameRuns } from '../testing/same-runs.ts';
import AgoraRTM from './public-api.ts';
import type { OccupancyDetail, RTMClient, RTMEvents, StateDetail } from './public-api.ts';

const USERS = ['ann', 'ben', 'cid', 'dan'] as const;
const KEYS = ['mood', 'typing', 'constructor'];
const PRESENCE_TIMEOUT_S = 10;
const INTERVAL_MS = 5_000;

/** Sequences a test plays. More than these few are worth it only with `PROPERTY_SEED=random`, see {@link sameRuns}. */
const RUNS = Number(process.env['PRESENCE_RUNS'] ?? 40);

type Step =
  | { readonly do: 'subscribe'; readonly user: number; readonly beQuiet: boolean }
  | { readonly do: 'unsubscribe' | 'login' | 'logout' | 'cut'; readonly user: number }
  | { readonly do: 'setState'; readonly user: number; readonly states: StateDetail }
  | { readonly do: 'removeState'; readonly user: number; readonly keys: string[] }
  | { readonly do: 'wait'; readonly ms: number };

const user = fc.nat({ max: USERS.length - 1 });
/** The observer too loses its link now and then. */
const anyone = fc.nat({ max: USERS.length });
const states = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom('', 'a', 'b'), {
  minKeys: 1,
  noNullPrototype: true,
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('subscribe'), user, beQuiet: rarely() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unsubscribe'), user }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('login'), user }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('logout'), user }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut'), user: anyone }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('setState'), user, states }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('removeState'),
      user,
      keys: fc.uniqueArray(fc.constantFrom(...KEYS)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait'),
      ms: fc.constantFrom(500, 1_000, 2_000, 6_000, 11_000),
    }),
  },
);

function rarely(): fc.Arbitrary<boolean> {
  return fc.nat({ max: 5 }).map((n) => n === 0);
}

/** What an application makes of presence events. */
class Observed {
  readonly users = new Map<string, StateDetail>();

  readonly apply = (event: RTMEvents.PresenceEvent): void => {
    const { eventType, publisher, interval } = event;
    if (eventType === 'SNAPSHOT') {
      this.users.clear();
      for (const { userId, states } of event.snapshot ?? []) this.users.set(userId, states);
    }
    if (eventType === 'REMOTE_JOIN') this.#join(publisher);
    if (eventType === 'REMOTE_LEAVE' || eventType === 'REMOTE_TIMEOUT') this.#leave(publisher);
    if (eventType === 'REMOTE_STATE_CHANGED') this.#change(publisher, event.stateChanged);
    if (interval !== null) {
      interval.leave.users.forEach((userId) => this.#leave(userId));
      interval.timeout.users.forEach((userId) => this.#leave(userId));
      interval.join.users.forEach((userId) => this.#join(userId));
      for (const { userId, states } of interval.userStateList) this.#change(userId, states);
      assert.equal(interval.totalOccupancy, this.users.size);
    }
  };

  #join(userId: string): void {
    assert.ok(!this.users.has(userId), `${userId} joins twice`);
    this.users.set(userId, {});
  }

  #leave(userId: string): void {
    assert.ok(this.users.delete(userId), `${userId} leaves without having been there`);
  }

  #change(userId: string, states: StateDetail): void {
    assert.ok(this.users.has(userId), `${userId} changes without being there`);
    this.users.set(userId, states);
  }
}

/** One client on a way of its own, which tells whose attempts to connect go where. */
interface Person {
  readonly name: string;
  readonly client: RTMClient;
  readonly heard: Heard;
  readonly way: CuttableWay;
}

/** The stage: an emulator, a clock for all of it, and a way for each person. */
async function stage(test: TestContext, announceMax: number) {
  withoutRateLimit(test);
  const clock = new ManualClock(Date.now());
  const presence = { announceMax, intervalMs: INTERVAL_MS };
  const { url, port } = await runEmulator(test, { clock, presence });
  const ways = new Map<string, CuttableWay>();
  let acting = '';
  // The address is read when an attempt to connect begins.
  const address = { toString: () => ways.get(acting)?.url ?? url };
  AgoraRTM.setParameter('EMULATOR_URL', address);

  async function enter(name: string): Promise<Person> {
    const way = ways.get(name) ?? (await CuttableWay.to(test, port));
    ways.set(name, way);
    AgoraRTM.setParameter('EMULATOR_CLOCK', {
      now: () => clock.now(),
      schedule: (callback: () => void, ms: number) =>
        clock.schedule(() => {
          acting = name;
          callback();
        }, ms),
    });
    const made = newClient(test, name, { presenceTimeout: PRESENCE_TIMEOUT_S });
    AgoraRTM.setParameter('EMULATOR_CLOCK', undefined);
    return { name, way, ...made };
  }

  async function login({ name, client }: Person): Promise<void> {
    acting = name;
    await client.login();
  }

  return { clock, enter, login };
}

type Stage = Awaited<ReturnType<typeof stage>>;

const stateOf = ({ heard }: Person) => heard.links.entries.at(-1)?.currentState ?? 'IDLE';

/** Whether somebody has lost the link, and is to try again. */
const isAway = (person: Person) => ['DISCONNECTED', 'SUSPENDED'].includes(stateOf(person));

/** Waits until everyone is connected or waiting, and what they did has reached the server. */
async function settle(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    const { links } = person.heard;
    while (stateOf(person) === 'CONNECTING') await links.atLeast(links.entries.length + 1);
    if (stateOf(person) === 'CONNECTED') await person.client.presence.whereNow('nobody');
  }
}

async function perform(one: Step, people: readonly Person[], on: Stage): Promise<void> {
  if (one.do === 'wait') {
    on.clock.advance(one.ms);
    return;
  }
  const person = people[one.user] ?? assert.fail();
  const { client } = person;
  const { presence } = client;
  switch (one.do) {
    case 'subscribe':
      return done(client.subscribe('channel', { beQuiet: one.beQuiet }));
    case 'unsubscribe':
      return done(client.unsubscribe('channel'));
    case 'login':
      return stateOf(person) === 'IDLE' ? on.login(person) : undefined;
    case 'logout':
      return done(client.logout());
    case 'setState':
      return done(presence.setState('channel', 'MESSAGE', one.states));
    case 'removeState':
      return done(presence.removeState('channel', 'MESSAGE', { states: one.keys }));
    case 'cut':
      return cut(person, people);
  }
}

/** Somebody who is away is refused some of it, and that is all right. */
async function done(call: Promise<unknown>): Promise<void> {
  await call.catch(() => undefined);
}

/** Cuts a link, and waits until both ends know. */
async function cut(person: Person, people: readonly Person[]): Promise<void> {
  if (stateOf(person) !== 'CONNECTED') return;
  person.way.cut();
  await person.heard.links.find(() => stateOf(person) === 'DISCONNECTED');
  const witness = people.find((other) => other !== person && stateOf(other) === 'CONNECTED');
  const options = { channelType: 'USER' } as const;
  while (
    witness !== undefined &&
    (await outcome(witness.client.publish(person.name, '?', options))) !== -11033
  );
}

async function play(on: Stage, steps: readonly Step[]): Promise<void> {
  const { clock } = on;
  const people = await Promise.all([...USERS, 'observer', 'auditor'].map(on.enter));
  const observer = people.find(({ name }) => name === 'observer') ?? assert.fail();
  const auditor = people.find(({ name }) => name === 'auditor') ?? assert.fail();
  const observed = new Observed();
  const problems: unknown[] = [];
  observer.client.addEventListener('presence', (event) => {
    try {
      observed.apply(event);
    } catch (error) {
      problems.push(error);
    }
  });
  for (const person of people) await on.login(person);
  await observer.client.subscribe('channel');
  for (const one of steps) {
    await perform(one, people, on);
    await settle(people);
  }
  // The next attempt of whoever was cut may be half a minute away, and what it brings belongs to the truth.
  while (people.some(isAway)) {
    // Shorter than an attempt may take, so that none runs out of time while it is under way.
    clock.advance(2_000);
    await settle(people);
  }
  // Long enough for whoever logged out while cut to time out, and for one more INTERVAL event after it.
  for (let ms = 0; ms < PRESENCE_TIMEOUT_S * 1_000 + INTERVAL_MS; ms += INTERVAL_MS) {
    clock.advance(INTERVAL_MS);
    await settle(people);
    await settle([observer]);
  }
  const truth = await everyone(auditor.client);
  assert.deepEqual(problems, []);
  assert.deepEqual(await everyone(observer.client), truth);
  const expected = truth.map(({ userId, states }) => [userId, states] as const);
  assert.deepEqual([...observed.users].sort(byName), expected);
  await Promise.all(people.map(({ client }) => client.logout()));
}

/** All pages of whoNow. The auditor, who has not subscribed, is told them by the server. */
async function everyone({ presence }: RTMClient): Promise<OccupancyDetail[]> {
  const users: OccupancyDetail[] = [];
  let page = '';
  do {
    const answer = await presence.whoNow('channel', 'MESSAGE', { includedState: true, page });
    users.push(...answer.occupants);
    page = answer.nextPage;
  } while (page !== '');
  return users;
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

const waits = (...all: number[]) => all.map((ms) => ({ do: 'wait', ms }) as const);

describe('an observer who applies presence events', () => {
  it('is told the state of somebody who comes back late and fills the channel', async (test) => {
    // Two attempts run out of time while the clock is wound, which puts the third 15.5 s off.
    await play(await stage(test, 3), [
      { do: 'subscribe', user: 0, beQuiet: false },
      { do: 'subscribe', user: 1, beQuiet: false },
      { do: 'setState', user: 0, states: { mood: 'a' } },
      { do: 'cut', user: 0 },
      ...waits(500, 1_000, 6_000, 11_000, 11_000),
    ]);
  });

  // From three on, most of it comes in INTERVAL events; from fifty on, nothing does.
  for (const announceMax of [3, 50]) {
    it(
      `ends with what whoNow says, announceMax ${announceMax}`,
      { timeout: 120_000 + RUNS * 1_000 },
      async (test) => {
        const on = await stage(test, announceMax);
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), (steps) =>
            play(on, steps),
          ),
          { numRuns: RUNS, endOnFailure: true, ...sameRuns() },
        );
      },
    );
  }
});
