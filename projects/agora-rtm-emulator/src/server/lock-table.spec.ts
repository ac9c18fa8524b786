import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LockTable } from './lock-table.ts';
import type { Lock, LockChange, LockClient } from './lock-table.ts';
import { Refusal } from './refusal.ts';

const USERS = ['alice', 'bob', 'carol'] as const;
type User = (typeof USERS)[number];

const ADDRESS = { channelName: 'channel', lockName: 'lock' };
const client = (userId: string, sessionId = 'one'): LockClient => ({ userId, sessionId });

function refusalOf(work: () => unknown): number | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return undefined;
}

/** `KIND` of what the channel hears, `KIND user` of what a client hears. */
const told = (changes: readonly LockChange[]) =>
  changes.map((change) =>
    'client' in change ? `${change.kind} ${change.client.userId}` : change.kind,
  );

describe('LockTable', () => {
  it('holds 32 locks a channel, by name, and one of a name', () => {
    const table = new LockTable();
    for (let i = 0; i < 32; i++) table.set({ ...ADDRESS, lockName: `lock ${31 - i}` }, 10);
    assert.equal(
      refusalOf(() => table.set({ ...ADDRESS, lockName: 'lock 5' }, 10)),
      -14004,
    );
    assert.equal(
      refusalOf(() => table.set(ADDRESS, 10)),
      -14001,
    );
    table.set({ ...ADDRESS, channelName: 'other' }, 10);
    const names = table.list('channel').map((lock) => lock.lockName);
    assert.deepEqual(names, [...names].sort());
    assert.equal(names.length, 32);
  });

  it('forgets everything about a removed lock', () => {
    const table = new LockTable();
    assert.equal(table.isEmpty, true);
    table.set(ADDRESS, 10);
    table.acquire(ADDRESS, client('alice'), false);
    table.acquire(ADDRESS, client('bob'), true);
    assert.deepEqual(told(table.remove(ADDRESS)), ['EXPIRED alice', 'WAIT_ENDED bob', 'REMOVED']);
    assert.equal(table.isEmpty, true);
    assert.equal(
      refusalOf(() => table.remove(ADDRESS)),
      -14008,
    );
    assert.equal(
      refusalOf(() => table.acquire(ADDRESS, client('bob'), true)),
      -14008,
    );
    table.set(ADDRESS, 10);
    assert.deepEqual(table.list('channel'), [{ lockName: 'lock', owner: '', ttl: 10 }]);
  });

  it('another login of the owner is not the owner', () => {
    const table = new LockTable();
    table.set(ADDRESS, 10);
    table.acquire(ADDRESS, client('alice', 'one'), false);
    assert.equal(table.isHeldBy('channel', 'lock', client('alice', 'one')), true);
    assert.equal(table.isHeldBy('channel', 'lock', client('alice', 'two')), false);
    assert.equal(
      refusalOf(() => table.release(ADDRESS, client('alice', 'two'))),
      -14001,
    );
    assert.deepEqual(told(table.resume(client('alice', 'two'))), ['RELEASED']);
  });

  it('no two holdings share a revision, those of another table neither', () => {
    const table = new LockTable();
    table.set(ADDRESS, 10);
    const revisions = USERS.map((user) => {
      const { revision } = table.acquire(ADDRESS, client(user), false);
      assert.equal(table.acquire(ADDRESS, client(user), false).revision, revision, 'asked again');
      table.release(ADDRESS, client(user));
      return revision;
    });
    assert.equal(new Set(revisions).size, USERS.length);
    assert.ok(Number(revisions[0]) > 1_700_000_000_000);
  });

  it('does as a simple model does, whatever three users do', () => {
    const user = fc.constantFrom(...USERS);
    const commands = fc.commands(
      [
        user.map((it) => new Acquire(it, false)),
        user.map((it) => new Acquire(it, true)),
        user.map((it) => new Release(it)),
        user.map((it) => new Revoke(it)),
        user.map((it) => new Drop(it)),
        user.map((it) => new Return(it)),
        user.map((it) => new End(it)),
        fc.constant(new Expire()),
        fc.constant(new Remove()),
      ],
      { maxCommands: 60, size: '+1' },
    );
    fc.assert(
      fc.property(commands, (steps) => {
        fc.modelRun(() => ({ model: newModel(), real: new Real() }), steps);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** What must be true: who holds the lock, who waits in which order, who has no link. */
interface Model {
  owner: User | null;
  queue: User[];
  away: Set<User>;
}

const newModel = (): Model => ({ owner: null, queue: [], away: new Set() });

/** The table, and what its clients believe by what they were told. */
class Real {
  readonly table = new LockTable();
  readonly holders = new Set<string>();
  readonly waiters = new Set<string>();
  /** Locks whose ttl is running. */
  readonly counting = new Set<Lock>();

  constructor() {
    this.table.set(ADDRESS, 10);
  }

  hear(changes: readonly LockChange[]): void {
    for (const change of changes) {
      if (change.kind === 'GRANTED') {
        assert.ok(this.waiters.delete(change.client.userId), 'granted to one who waits');
        this.holders.add(change.client.userId);
      }
      if (change.kind === 'WAIT_ENDED') this.waiters.delete(change.client.userId);
      if (change.kind === 'EXPIRED') this.holders.delete(change.client.userId);
    }
  }

  /** Whoever the clients believe holds or waits is whom the model says. */
  agree({ owner, queue }: Model): void {
    assert.equal(this.table.list('channel')[0]?.owner ?? '', owner ?? '');
    assert.deepEqual([...this.holders], owner === null ? [] : [owner], 'at most one owner');
    assert.deepEqual(new Set(this.waiters), new Set(queue), 'no waiter is forgotten');
    if (owner === null) assert.deepEqual(queue, [], 'nobody waits for a free lock');
    if (owner === null) assert.equal(this.counting.size, 0);
  }
}

type Step = fc.Command<Model, Real>;

function passOn(model: Model): void {
  model.owner = model.queue.shift() ?? null;
}

class Acquire implements Step {
  readonly #user: User;
  readonly #retry: boolean;
  constructor(user: User, retry: boolean) {
    this.#user = user;
    this.#retry = retry;
  }
  check = (model: Readonly<Model>) => !model.away.has(this.#user);
  run(model: Model, real: Real): void {
    const work = () => {
      const { revision, changes } = real.table.acquire(ADDRESS, client(this.#user), this.#retry);
      if (revision !== null) real.holders.add(this.#user);
      else real.waiters.add(this.#user);
      real.hear(changes);
    };
    const isFree = model.owner === null || model.owner === this.#user;
    assert.equal(refusalOf(work), isFree || this.#retry ? undefined : -14007);
    if (isFree) model.owner = this.#user;
    else if (this.#retry && !model.queue.includes(this.#user)) model.queue.push(this.#user);
    real.agree(model);
  }
  toString = () => `acquire(${this.#user}, retry ${this.#retry})`;
}

class Release implements Step {
  readonly #user: User;
  constructor(user: User) {
    this.#user = user;
  }
  check = (model: Readonly<Model>) => !model.away.has(this.#user);
  run(model: Model, real: Real): void {
    const work = () => {
      const changes = real.table.release(ADDRESS, client(this.#user));
      real.holders.delete(this.#user);
      real.waiters.delete(this.#user);
      real.hear(changes);
    };
    const isOwner = model.owner === this.#user;
    const isWaiting = model.queue.includes(this.#user);
    assert.equal(refusalOf(work), isOwner || isWaiting ? undefined : -14001);
    if (isOwner) passOn(model);
    else model.queue = model.queue.filter((it) => it !== this.#user);
    real.agree(model);
  }
  toString = () => `release(${this.#user})`;
}

class Revoke implements Step {
  readonly #user: User;
  constructor(user: User) {
    this.#user = user;
  }
  check = () => true;
  run(model: Model, real: Real): void {
    const isOwner = model.owner === this.#user;
    const work = () => real.hear(real.table.revoke(ADDRESS, this.#user));
    assert.equal(refusalOf(work), isOwner ? undefined : -14001);
    if (!isOwner) return;
    real.counting.clear();
    passOn(model);
    real.agree(model);
  }
  toString = () => `revoke(${this.#user})`;
}

class Drop implements Step {
  readonly #user: User;
  constructor(user: User) {
    this.#user = user;
  }
  check = (model: Readonly<Model>) => !model.away.has(this.#user);
  run(model: Model, real: Real): void {
    for (const lock of real.table.drop(client(this.#user))) {
      real.counting.add(lock);
      lock.cancelExpiry = () => real.counting.delete(lock);
    }
    real.waiters.delete(this.#user);
    model.away.add(this.#user);
    model.queue = model.queue.filter((it) => it !== this.#user);
    assert.equal(real.counting.size, model.owner !== null && model.away.has(model.owner) ? 1 : 0);
    real.agree(model);
  }
  toString = () => `drop(${this.#user})`;
}

class Return implements Step {
  readonly #user: User;
  constructor(user: User) {
    this.#user = user;
  }
  check = (model: Readonly<Model>) => model.away.has(this.#user);
  run(model: Model, real: Real): void {
    real.hear(real.table.resume(client(this.#user)));
    model.away.delete(this.#user);
    if (model.owner === this.#user) assert.equal(real.counting.size, 0, 'kept');
    real.agree(model);
  }
  toString = () => `return(${this.#user})`;
}

class End implements Step {
  readonly #user: User;
  constructor(user: User) {
    this.#user = user;
  }
  check = () => true;
  run(model: Model, real: Real): void {
    const changes = real.table.end(client(this.#user));
    real.holders.delete(this.#user);
    real.waiters.delete(this.#user);
    real.hear(changes);
    model.away.delete(this.#user);
    model.queue = model.queue.filter((it) => it !== this.#user);
    if (model.owner === this.#user) passOn(model);
    real.agree(model);
  }
  toString = () => `end(${this.#user})`;
}

class Expire implements Step {
  check = (model: Readonly<Model>) => model.owner !== null && model.away.has(model.owner);
  run(model: Model, real: Real): void {
    const [lock] = real.counting;
    assert.ok(lock, 'the ttl of an absent owner runs');
    real.holders.delete(model.owner ?? '');
    real.hear(real.table.expire(lock));
    passOn(model);
    real.agree(model);
  }
  toString = () => 'expire()';
}

class Remove implements Step {
  check = () => true;
  run(model: Model, real: Real): void {
    real.hear(real.table.remove(ADDRESS));
    assert.deepEqual([real.holders.size, real.waiters.size, real.counting.size], [0, 0, 0]);
    real.table.set(ADDRESS, 10);
    model.owner = null;
    model.queue = [];
    real.agree(model);
  }
  toString = () => 'remove()';
}
