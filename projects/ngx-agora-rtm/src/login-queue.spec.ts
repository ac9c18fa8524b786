import * as fc from 'fast-check';
import { type ConnectionState, type RtmErrorCode, RtmError } from 'ngx-agora-rtm/client';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { LoginProgress } from './login-progress';
import { LoginQueue } from './login-queue';
import { DEFAULT_RTM_OPTIONS } from './rtm-options';
import { TokenSource } from './token-source';

const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Lets everything run that waits for no timer. */
async function flush(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

function setUp(
  network = new InMemoryRtm(),
  provider = () => Promise.resolve<string | null>(null),
  options = {},
) {
  const client = network.client();
  const progress = new LoginProgress(client.connection$);
  const tokens = new TokenSource(provider, 1000);
  const queue = new LoginQueue(client, tokens, { ...DEFAULT_RTM_OPTIONS, ...options }, progress);
  return { network, client, queue, progress };
}

describe('LoginQueue', () => {
  it('lets a logout cancel a login that the backend does not answer', async () => {
    const { network, queue, progress } = setUp();
    network.hold('login');
    const login = queue.login('alice').catch((error: unknown) => error);
    await settle();
    expect(progress.current.state).toBe('connecting');
    await queue.logout();
    expect(((await login) as RtmError).code).toBe('cancelled');
    expect(progress.current).toEqual(
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

  describe('trying again', () => {
    const RETRIES = { loginRetries: 3, retryBaseMs: 500, retryMaxMs: 1500 };

    beforeEach(() => jasmine.clock().install());
    afterEach(() => jasmine.clock().uninstall());

    const pass = async (ms: number): Promise<void> => {
      await flush();
      jasmine.clock().tick(ms);
      await flush();
    };

    /** A queue whose next logins fail, and all that its connection shows. */
    function failing(code: RtmErrorCode, times: number, provider = () => Promise.resolve(null)) {
      const scene = setUp(undefined, provider, RETRIES);
      scene.network.failNext('login', code, times);
      const shown: string[] = [];
      scene.progress.connection$.subscribe(({ state, reason }) => shown.push(`${state}/${reason}`));
      const fate = { now: 'pending' };
      const login = (token?: string) =>
        scene.queue.login('alice', token).then(
          () => (fate.now = 'done'),
          (error: unknown) => (fate.now = error instanceof RtmError ? error.code : String(error)),
        );
      return { ...scene, shown, fate, login };
    }

    it('goes on until a login succeeds, with longer and longer waits', async () => {
      const { fate, login, network } = failing('timeout', 3);
      void login();
      await pass(499);
      await pass(1);
      await pass(999);
      expect(fate.now).toBe('pending');
      await pass(1);
      await pass(1499);
      expect([fate.now, network.isOnline('alice')]).toEqual(['pending', false]);
      await pass(1);
      expect([fate.now, network.isOnline('alice')]).toEqual(['done', true]);
    });

    it('shows one connecting from the first attempt to the last, with the reason of the failure', async () => {
      const { shown, login } = failing('timeout', 2);
      void login();
      await pass(500);
      await pass(1000);
      expect(shown).toEqual([
        'disconnected/initial',
        'connecting/login',
        'connecting/login-timeout',
        'connecting/login',
        'connecting/login-timeout',
        'connecting/login',
        'connected/login',
      ]);
    });

    it('gives up after so many attempts, and then shows what the client shows', async () => {
      const { fate, shown, login, network, queue } = failing('timeout', 4);
      void login();
      for (const ms of [500, 1000, 1500]) await pass(ms);
      expect(fate.now).toBe('timeout');
      expect(shown.at(-1)).toBe('disconnected/login-timeout');
      await queue.login('alice');
      expect(network.isOnline('alice')).toBeTrue();
    });

    for (const code of ['server-error', 'sdk-unavailable', 'not-connected'] as const) {
      it(`goes on after ${code}`, async () => {
        const { fate, login } = failing(code, 1);
        void login();
        await pass(500);
        expect(fate.now).toBe('done');
      });
    }

    for (const code of ['login-refused', 'banned', 'token-invalid', 'cancelled'] as const) {
      it(`does not go on after ${code}`, async () => {
        const { fate, login, shown } = failing(code, 1);
        void login();
        await flush();
        expect(fate.now).toBe(code);
        expect(shown.at(-1)).not.toContain('connecting');
      });
    }

    it('asks for a new token each time, and does not try an expired one again that it was given', async () => {
      let asked = 0;
      const fresh = failing('token-expired', 1, () => (asked++, Promise.resolve(null)));
      void fresh.login();
      await pass(500);
      expect([fresh.fate.now, asked]).toEqual(['done', 2]);
      const given = failing('token-expired', 1);
      void given.login('old token');
      await flush();
      expect(given.fate.now).toBe('token-expired');
    });

    it('goes on when the token provider fails for the moment', async () => {
      let asked = 0;
      const provider = () =>
        ++asked === 2 ? Promise.reject(new Error('offline')) : Promise.resolve(null);
      const { fate, login } = failing('timeout', 1, provider);
      void login();
      await pass(500);
      expect(fate.now).toBe('pending');
      await pass(1000);
      expect([fate.now, asked]).toEqual(['done', 3]);
    });

    it('is ended at once by a logout, also while it waits, and is not taken up again', async () => {
      const { fate, login, queue, shown, network } = failing('timeout', 4);
      void login();
      await flush();
      expect(shown.at(-1)).toBe('connecting/login-timeout');
      await queue.logout();
      await flush();
      expect(fate.now).toBe('cancelled');
      expect(shown.at(-1)).toContain('disconnected/');
      const count = shown.length;
      await pass(10_000);
      expect([shown.length, network.isOnline('alice')]).toEqual([count, false]);
    });

    it('shows a logout during an attempt as that, never as connecting', async () => {
      const { fate, login, queue, shown, network } = failing('timeout', 1);
      network.hold('login');
      void login();
      await flush();
      await queue.logout();
      await flush();
      expect(fate.now).toBe('cancelled');
      expect(shown).toEqual(['disconnected/initial', 'connecting/login', 'disconnected/logout']);
    });

    it('gives way to another user at once', async () => {
      const { fate, login, queue, network } = failing('timeout', 1);
      void login();
      await flush();
      await queue.login('bob');
      expect([fate.now, network.isOnline('bob')]).toEqual(['cancelled', true]);
      await pass(10_000);
      expect(network.isOnline('alice')).toBeFalse();
    });

    it('is the same login for whoever asks for the same user meanwhile', async () => {
      const { fate, login, queue } = failing('timeout', 1);
      void login();
      await flush();
      const again = queue.login('alice');
      await pass(500);
      await again;
      expect(fate.now).toBe('done');
    });

    it('ends with the queue', async () => {
      const { fate, login, queue } = failing('timeout', 4);
      void login();
      await flush();
      queue.close();
      await flush();
      expect(fate.now).toBe('cancelled');
    });

    it('never shows a state that it may not be in after the one before', async () => {
      const moves: ConnectionState[] = [];
      const { login, progress, network } = failing('server-error', 4);
      progress.connection$.subscribe(({ state }) => {
        if (moves.at(-1) !== state) moves.push(state);
      });
      void login();
      for (const ms of [500, 1000, 1500]) await pass(ms);
      expect(moves).toEqual(['disconnected', 'connecting', 'failed']);
      expect(network.isOnline('alice')).toBeFalse();
    });
  });

  it('settles every promise, and the last intent wins, for any interleaving', async () => {
    const step = fc.oneof(
      fc.constantFrom<Step>('login alice', 'login bob', 'logout'),
      fc.constantFrom<Step>('hold logins', 'release logins', 'refuse next login', 'kick', 'turn'),
      fc.constantFrom<Step>('time out next login', 'time out next login for good'),
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
  | 'time out next login'
  | 'time out next login for good'
  | 'kick'
  | 'turn';

async function manyTurns(count: number): Promise<undefined> {
  for (let i = 0; i < count; i++) await settle();
  return undefined;
}

/** Plays the steps and says what is wrong afterwards, if anything. */
async function play(steps: readonly Step[]): Promise<string | null> {
  const { network, queue, client, progress } = setUp(undefined, undefined, {
    loginRetries: 2,
    retryBaseMs: 0,
  });
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
    if (action === 'time out next login') network.failNext('login', 'timeout');
    if (action === 'time out next login for good') network.failNext('login', 'timeout', 3);
    // A kick is news of what is there, so what is under way comes first.
    if (action === 'turn' || action === 'kick') await settle();
    if (action === 'kick' && progress.current.state === 'connected') {
      wasKicked = true;
      for (const userId of ['alice', 'bob']) network.end(userId, 'replaced');
    }
  }
  held?.release();
  const results = await Promise.race([
    Promise.all(intents.map(({ settled }) => settled)),
    // Every login may have to wait for two more attempts.
    manyTurns(3 + 4 * steps.length),
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
  if (progress.current.state === 'connecting')
    return 'shown as connecting, though nothing is under way';
  const online = ['alice', 'bob'].filter((userId) => network.isOnline(userId));
  const expected = wanted === null || wasKicked ? [] : [wanted];
  await client.destroy();
  return String(online) === String(expected)
    ? null
    : `online: [${String(online)}], but the last intent was [${String(expected)}]`;
}
