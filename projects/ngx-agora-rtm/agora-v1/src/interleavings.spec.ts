import fc from 'fast-check';
import { canMove, RtmError, SDK_LOAD_TIMEOUT } from 'ngx-agora-rtm/client';
import { DEFAULT_LOGIN_TIMEOUT } from './agora-v1-options';
import { CALL_TIMEOUT, LOGIN_END_TIMEOUT, LOGOUT_TIMEOUT } from './agora-v1-session';
import { FakeInvitation, type FakeInstance, FakeSdk, settle } from './fake-sdk.spec';
import { type Harness, harness } from './harness.spec';

/** Longer than any wait: a load, earlier logins that end, a login, calls. */
const EVERYTHING =
  SDK_LOAD_TIMEOUT +
  4 * (LOGIN_END_TIMEOUT + LOGOUT_TIMEOUT) +
  DEFAULT_LOGIN_TIMEOUT +
  3 * CALL_TIMEOUT;

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
  sendToChannel: ({ h }) => h.client.sendToChannel('room', 'x'),
  count: ({ h }) => h.client.memberCounts(['room']),
  watch: ({ h }) => h.client.onlineStatus.watch(['bob']),
  unwatch: ({ h }) => h.client.onlineStatus.unwatch(['bob']),
  invite: ({ h }) => h.client.invitations.invite('bob'),
  beInvited: ({ each }) =>
    each((one) => one.emit('RemoteInvitationReceived', new FakeInvitation())),
  accept: ({ each }) => each((one) => one.accept()),
  refuse: ({ each }) => each((one) => one.isLoggingIn && one.refuse(2)),
  timeOut: ({ each }) => each((one) => one.isLoggingIn && one.timeOut()),
  cut: ({ each }) =>
    each((one) => one.state === 'CONNECTED' && one.move('RECONNECTING', 'INTERRUPTED')),
  heal: ({ each }) =>
    each((one) => one.state === 'RECONNECTING' && one.move('CONNECTED', 'LOGIN_SUCCESS')),
  kick: ({ each }) =>
    each((one) => one.state === 'CONNECTED' && one.move('ABORTED', 'REMOTE_LOGIN')),
  expire: ({ each }) =>
    each((one) => {
      if (one.state === 'CONNECTED') one.move('ABORTED', 'TOKEN_EXPIRED');
      if (one.state === 'RECONNECTING' || one.state === 'ABORTED') one.emit('TokenExpired');
    }),
  warn: ({ each }) => each((one) => one.emit('TokenPrivilegeWillExpire')),
  forgetCalls: ({ each }) =>
    each((one) => {
      for (const method of METHODS) one.answers.set(method, 'hang');
    }),
  failCalls: ({ each }) =>
    each((one) => {
      for (const method of METHODS) one.answers.set(method, { code: 1 });
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

const METHODS = [
  'join',
  'leave',
  'getMembers',
  'sendMessage',
  'sendMessageToPeer',
  'getChannelMemberCount',
  'subscribePeersOnlineStatus',
  'unsubscribePeersOnlineStatus',
  'logout',
] as const;

/** What it takes to be logged in: most is to be seen there. */
const LOGGED_IN = ['login', 'load', 'wait', 'accept', 'wait'] as const;

const PAUSES: readonly string[] = ['breathe', 'wait', 'waitLong'];

interface Scene {
  readonly h: Harness;
  readonly second: Harness;
  each(act: (instance: FakeInstance) => unknown): void;
  load(): void;
}

type Step = keyof typeof STEPS;

describe('Any interleaving of calls on SDK 1.x', () => {
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

  /** Lets time pass in steps, so that what waits for one timer after the other goes on. */
  async function passInSteps(ms: number): Promise<void> {
    for (let waited = 0; waited < ms; waited += 1_000) {
      await settle();
      jasmine.clock().tick(1_000);
    }
    await settle();
  }

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
      if (PAUSES.includes(step)) {
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
    await passInSteps(EVERYTHING);
    for (const { step, now } of outcomes) {
      if (now === 'pending') return `${step} never settles`;
      if (now !== 'done' && !(now instanceof RtmError)) {
        return `${step} rejects with ${String(now)}`;
      }
    }
    for (const { connections } of [scene.h, scene.second]) {
      const bad = connections.find(
        ({ state }, i) => !canMove(connections[i - 1]?.state ?? state, state),
      );
      if (bad) return `illegal move to ${bad.state}`;
      if (connections.at(-1)?.state === 'connecting') return 'connecting for ever';
    }
    return (await silenceAfterLogout(scene, sdk)) ?? leftIn(sdk);
  }

  async function silenceAfterLogout({ h, second }: Scene, sdk: FakeSdk): Promise<string | null> {
    const clients = Promise.all([h.client.logout(), second.client.destroy()]);
    await passInSteps(2 * LOGOUT_TIMEOUT);
    await clients;
    const count = (): number => h.eventCount + second.eventCount;
    const before = count();
    for (const instance of sdk.instances) {
      const parts = [instance, ...instance.channels, ...instance.invitations];
      if (parts.some(({ listenerCount }) => listenerCount > 0)) return 'listeners are left';
      instance.emit('ConnectionStateChanged', 'CONNECTED', 'LOGIN_SUCCESS');
      instance.emit('MessageFromPeer', { text: 'x' }, 'bob', {});
      for (const channel of instance.channels) {
        channel.emit('ChannelMessage', { text: 'x' }, 'bob', {});
      }
    }
    return count() === before ? null : 'an event came after logout';
  }

  /** An instance that nobody holds any more must not stay logged in, unless the SDK does not answer its logout. */
  function leftIn(sdk: FakeSdk): string | null {
    const left = sdk.instances.find(
      ({ state, isLoggingIn, answers }) =>
        state !== 'DISCONNECTED' && !isLoggingIn && !answers.has('logout'),
    );
    return left?.callsOf('logout').length === 0 ? `an instance is left ${left.state}` : null;
  }

  it('lets every promise settle, with an RtmError if any, and is silent after logout', async () => {
    const begin = fc.constantFrom<readonly Step[]>([], LOGGED_IN, [...LOGGED_IN, 'join', 'wait']);
    const further = fc.array(fc.constantFrom(...(Object.keys(STEPS) as Step[])), {
      minLength: 1,
      maxLength: 16,
    });
    const anySteps = fc.tuple(begin, further).map(([first, then]) => [...first, ...then]);
    await fc.assert(
      fc.asyncProperty(anySteps, fc.boolean(), async (steps, isLoaded) => {
        const problem = await play(steps, isLoaded);
        if (problem) throw new Error(problem);
      }),
      { numRuns: 400 },
    );
    expect(strays).toEqual([]);
  }, 60_000);
});
