import fc from 'fast-check';
import { canMove, RtmError, SDK_LOAD_TIMEOUT } from 'ngx-agora-rtm/client';
import { DEFAULT_LOGIN_TIMEOUT } from './agora-v2-options';
import { CALL_TIMEOUT, LOGOUT_TIMEOUT } from './agora-v2-session';
import { type FakeInstance, FakeSdk, settle } from './fake-sdk.spec';
import { type Harness, harness } from './harness.spec';

/** Longer than any wait: a load, two logouts before, a login, a call. */
const EVERYTHING = SDK_LOAD_TIMEOUT + 2 * LOGOUT_TIMEOUT + DEFAULT_LOGIN_TIMEOUT + 3 * CALL_TIMEOUT;

/** What an app, its user and the network do, in any order. */
const STEPS = {
  login: ({ h }) => h.client.login({ userId: 'alice', token: null }),
  loginAsBob: ({ h }) => h.client.login({ userId: 'bob', token: null }),
  logout: ({ h }) => h.client.logout(),
  loginOfSecond: ({ second }) => second.client.login({ userId: 'alice', token: null }),
  logoutOfSecond: ({ second }) => second.client.logout(),
  destroySecond: ({ second }) => second.client.destroy(),
  join: ({ h }) => h.client.join('room'),
  leave: ({ h }) => h.client.leave('room'),
  send: ({ h }) => h.client.sendToPeer('bob', 'x'),
  accept: ({ each }) => each((one) => one.linkState === 'CONNECTING' && one.accept()),
  refuse: ({ each }) =>
    each((one) => one.linkState === 'CONNECTING' && one.refuse(-10012, 'LOGIN_REJECTED')),
  cut: ({ each }) =>
    each((one) => one.linkState === 'CONNECTED' && one.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT')),
  heal: ({ each }) =>
    each((one) => one.linkState === 'DISCONNECTED' && one.link('CONNECTED', 'RECONNECT_SUCCESS')),
  kick: ({ each }) =>
    each((one) => one.linkState === 'CONNECTED' && one.link('FAILED', 'SAME_UID_LOGIN')),
  forgetCalls: ({ each }) =>
    each((one) => {
      for (const method of ['publish', 'subscribe', 'unsubscribe', 'logout'] as const) {
        one.answers.set(method, 'hang');
      }
    }),
  answerCalls: ({ each }) => each((one) => one.answers.clear()),
  load: ({ load }) => load(),
  breathe: () => Promise.resolve(),
  wait: () => settle(),
  waitLong: async () => {
    await settle();
    jasmine.clock().tick(DEFAULT_LOGIN_TIMEOUT);
    await settle();
  },
} as const satisfies Record<string, (scene: Scene) => unknown>;

interface Scene {
  readonly h: Harness;
  readonly second: Harness;
  each(act: (instance: FakeInstance) => unknown): void;
  load(): void;
}

type Step = keyof typeof STEPS;

describe('Any interleaving of calls', () => {
  let strays: unknown[];
  const onStray = (event: PromiseRejectionEvent): void => void strays.push(event.reason);

  beforeEach(() => {
    strays = [];
    jasmine.clock().install();
    addEventListener('unhandledrejection', onStray);
  });

  afterEach(() => {
    jasmine.clock().uninstall();
    removeEventListener('unhandledrejection', onStray);
  });

  /** Plays the steps on two clients of one page, and says what is wrong with the outcome. */
  async function play(steps: readonly Step[], isLoaded: boolean): Promise<string | null> {
    const sdk = new FakeSdk();
    const waiting: (() => void)[] = [];
    const load = (): Promise<FakeSdk> =>
      isLoaded ? Promise.resolve(sdk) : new Promise((resolve) => waiting.push(() => resolve(sdk)));
    const scene: Scene = {
      h: harness({ sdk: load }, sdk),
      second: harness({ sdk: load }, sdk),
      each: (act) => sdk.instances.forEach(act),
      load: () => waiting.splice(0).forEach((go) => go()),
    };
    const outcomes: { readonly step: Step; now: unknown }[] = [];
    for (const step of steps) {
      const result = STEPS[step](scene);
      if (step === 'breathe' || step === 'wait' || step === 'waitLong') {
        await result;
      } else if (result instanceof Promise) {
        const outcome: { readonly step: Step; now: unknown } = { step, now: 'pending' };
        outcomes.push(outcome);
        result.then(
          () => (outcome.now = 'done'),
          (error: unknown) => (outcome.now = error),
        );
      }
    }
    for (let waited = 0; waited < EVERYTHING; waited += 1_000) {
      await settle();
      jasmine.clock().tick(1_000);
    }
    await settle();
    for (const { step, now } of outcomes) {
      if (now === 'pending') return `${step} never settles`;
      if (now !== 'done' && !(now instanceof RtmError))
        return `${step} rejects with ${String(now)}`;
    }
    for (const { connections } of [scene.h, scene.second]) {
      const bad = connections.find(
        ({ state }, i) => !canMove(connections[i - 1]?.state ?? state, state),
      );
      if (bad) return `illegal move to ${bad.state}`;
      if (connections.at(-1)?.state === 'connecting') return 'connecting for ever';
    }
    return silenceAfterLogout(scene, sdk);
  }

  async function silenceAfterLogout({ h, second }: Scene, sdk: FakeSdk): Promise<string | null> {
    const clients = [h.client.logout(), second.client.destroy()];
    for (let waited = 0; waited < 2 * LOGOUT_TIMEOUT; waited += 1_000) {
      await settle();
      jasmine.clock().tick(1_000);
    }
    await Promise.all(clients);
    const count = (): number => h.connections.length + h.messages.length + second.messages.length;
    const before = count();
    for (const instance of sdk.instances) {
      if (instance.listenerCount > 0) return 'listeners are left';
      instance.link('CONNECTED', 'RECONNECT_SUCCESS');
      instance.emit('message', { channelType: 'USER', publisher: 'bob', message: 'x' });
    }
    if (count() !== before) return 'an event came after logout';
    return null;
  }

  it('lets every promise settle, with an RtmError if any, and is silent after logout', async () => {
    const anySteps = fc.array(fc.constantFrom(...(Object.keys(STEPS) as Step[])), {
      minLength: 1,
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(anySteps, fc.boolean(), async (steps, isLoaded) => {
        expect(await play(steps, isLoaded)).toBeNull();
      }),
      { numRuns: 400 },
    );
    expect(strays).toEqual([]);
  }, 60_000);
});
