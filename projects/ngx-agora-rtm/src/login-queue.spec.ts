import * as fc from 'fast-check';
import { BehaviorSubject } from 'rxjs';
import { type Connection, RtmError } from 'ngx-agora-rtm/client';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { LoginQueue } from './login-queue';
import { TokenSource } from './token-source';

const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

function setUp(network = new InMemoryRtm(), provider = () => Promise.resolve<string | null>(null)) {
  const client = network.client();
  const connection = new BehaviorSubject<Connection>({
    state: 'disconnected',
    reason: 'initial',
    since: 0,
  });
  client.connection$.subscribe(connection);
  const queue = new LoginQueue(client, new TokenSource(provider, 1000), () => connection.value);
  return { network, client, queue, connection };
}

describe('LoginQueue', () => {
  it('lets a logout cancel a login that the backend does not answer', async () => {
    const { network, queue, connection } = setUp();
    network.hold('login');
    const login = queue.login('alice').catch((error: unknown) => error);
    await settle();
    expect(connection.value.state).toBe('connecting');
    await queue.logout();
    expect(((await login) as RtmError).code).toBe('cancelled');
    expect(connection.value).toEqual(
      jasmine.objectContaining({ state: 'disconnected', reason: 'logout' }),
    );
  });

  it('lets another user take the place of a login under way', async () => {
    const { network, queue } = setUp();
    const held = network.hold('login');
    const alice = queue.login('alice').catch((error: unknown) => error);
    await settle();
    const bob = queue.login('bob');
    held.release();
    await bob;
    const error = (await alice) as RtmError;
    expect(error.code).toBe('cancelled');
    expect(error.message).toContain('a login as "bob"');
    expect(network.isOnline('alice')).toBeFalse();
    expect(network.isOnline('bob')).toBeTrue();
  });

  it('does not ask for the token of a login that was taken back before its turn', async () => {
    const asked: string[] = [];
    const { queue } = setUp(undefined, () => (asked.push('asked'), Promise.resolve(null)));
    const login = queue.login('alice').catch((error: unknown) => error);
    await queue.logout();
    expect(((await login) as RtmError).code).toBe('cancelled');
    expect(asked).toEqual([]);
  });

  it('settles every promise, and the last intent wins, for any interleaving', async () => {
    const step = fc.oneof(
      fc.constantFrom<Step>('login alice', 'login bob', 'logout'),
      fc.constantFrom<Step>('hold logins', 'release logins', 'refuse next login', 'kick', 'turn'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const problem = await play(steps);
        if (problem) throw new Error(problem);
      }),
      { numRuns: 500 },
    );
  });
});

type Step =
  | 'login alice'
  | 'login bob'
  | 'logout'
  | 'hold logins'
  | 'release logins'
  | 'refuse next login'
  | 'kick'
  | 'turn';

/** Plays the steps and says what is wrong afterwards, if anything. */
async function play(steps: readonly Step[]): Promise<string | null> {
  const { network, queue, client, connection } = setUp();
  const intents: { userId: string | null; settled: Promise<PromiseSettledResult<void>> }[] = [];
  const want = (userId: string | null, promise: Promise<void>) =>
    intents.push({ userId, settled: Promise.allSettled([promise]).then(([result]) => result) });
  let held: { release(): void } | null = null;
  let wasKicked = false;
  for (const action of steps) {
    if (action.startsWith('log')) wasKicked = false;
    if (action === 'login alice') want('alice', queue.login('alice'));
    if (action === 'login bob') want('bob', queue.login('bob'));
    if (action === 'logout') want(null, queue.logout());
    if (action === 'hold logins') held ??= network.hold('login');
    if (action === 'release logins') held = (held?.release(), null);
    if (action === 'refuse next login') network.failNext('login', 'login-refused');
    // A kick is news of what is there, so what is under way comes first.
    if (action === 'turn' || action === 'kick') await settle();
    if (action === 'kick' && connection.value.state === 'connected') {
      wasKicked = true;
      for (const userId of ['alice', 'bob']) network.end(userId, 'replaced');
    }
  }
  held?.release();
  const results = await Promise.race([
    Promise.all(intents.map(({ settled }) => settled)),
    settle().then(settle).then(settle),
  ]);
  if (!results) return 'a promise has not settled';
  let wanted: string | null = null;
  for (const [i, result] of results.entries()) {
    const error: unknown = result.status === 'rejected' ? result.reason : null;
    if (error !== null && !(error instanceof RtmError))
      return 'rejected with something else than an RtmError';
    if (error?.code === 'already-logged-in') continue;
    wanted = error ? null : (intents[i]?.userId ?? null);
  }
  const online = ['alice', 'bob'].filter((userId) => network.isOnline(userId));
  const expected = wanted === null || wasKicked ? [] : [wanted];
  await client.destroy();
  return String(online) === String(expected)
    ? null
    : `online: [${String(online)}], but the last intent was [${String(expected)}]`;
}
