import {
  createEnvironmentInjector,
  EnvironmentInjector,
  provideZonelessChangeDetection,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import fc from 'fast-check';
import {
  type ChannelMessage,
  ConnectionTracker,
  type MembersEvent,
  NO_ATTRIBUTES,
  NO_INVITATIONS,
  NO_ONLINE_STATUS,
  type RtmCapabilities,
  type RtmClient,
  type RtmCredentials,
} from 'ngx-agora-rtm/client';
import { provideRtm, RtmError, RtmService, withOptions, withTokenProvider } from 'ngx-agora-rtm';
import { Subject, type Subscription } from 'rxjs';

/** How many interleavings are tried. */
const INTERLEAVINGS = 10_000;

/** What an application may call, or a backend may do, at any moment. */
const STEPS = [
  'login ana',
  'logout',
  'login ben',
  'subscribe',
  'unsubscribe',
  'renew',
  'message',
  'token will expire',
  'destroy',
] as const;

type Step = (typeof STEPS)[number];

const NAMES = { maxBytes: 64, forbidden: /[^ -~]/u, reserved: [] };

/** What a client can do wrong, for the races to find. */
type Plant = 'tells late messages' | 'comes back after a logout' | 'does not answer a logout';

/** A login that is under way. */
interface Asking {
  isCancelled: boolean;
}

/** A backend that answers when the scheduler says so, and notes where the port is used as it must not be. */
class ScheduledClient implements RtmClient {
  readonly capabilities: RtmCapabilities = {
    channelEcho: true,
    customTypes: true,
    sendWithoutJoin: true,
    history: false,
    maxChannels: 50,
    maxMessageBytes: 32_768,
    sendRate: { messages: 60, perMs: 1_000 },
    userIds: NAMES,
    channelIds: NAMES,
    attributes: null,
    onlineStatus: null,
    invitations: null,
  };
  readonly appId = 'races';
  readonly attributes = NO_ATTRIBUTES;
  readonly onlineStatus = NO_ONLINE_STATUS;
  readonly invitations = NO_INVITATIONS;
  readonly faults: string[] = [];
  /** The session that stands, 0 for none. */
  session = 0;
  destroyed = 0;
  readonly #s: fc.Scheduler;
  readonly #plant: Plant | null;
  readonly #refusals: boolean[];
  readonly #tracker = new ConnectionTracker(() => 0);
  readonly #messages = new Subject<ChannelMessage>();
  readonly #members = new Subject<MembersEvent>();
  readonly #expiry = new Subject<void>();
  readonly #joined = new Set<string>();
  #sessions = 0;
  #asking: Asking | null = null;

  readonly connection$ = this.#tracker.connection$;
  readonly messages$ = this.#messages.asObservable();
  readonly members$ = this.#members.asObservable();
  readonly tokenWillExpire$ = this.#expiry.asObservable();

  /** @param refusals Which of the logins are refused, one after the other. */
  constructor(scheduler: fc.Scheduler, refusals: readonly boolean[], plant: Plant | null) {
    this.#plant = plant;
    this.#s = scheduler;
    this.#refusals = [...refusals];
  }

  async login({ userId }: RtmCredentials): Promise<void> {
    if (this.destroyed > 0) throw problem('cancelled', 'login');
    if (this.session !== 0 || this.#asking) {
      this.faults.push(`login as ${userId} beside another session`);
      throw problem('already-logged-in', 'login');
    }
    const asking: Asking = { isCancelled: false };
    this.#asking = asking;
    this.#tracker.move('connecting', 'login');
    await this.#s.schedule(Promise.resolve(), `login ${userId}`);
    if (asking.isCancelled && this.#plant !== 'comes back after a logout') {
      throw problem('cancelled', 'login');
    }
    this.#asking = null;
    if (this.#refusals.shift()) {
      this.#tracker.move('disconnected', 'login-refused');
      throw problem('login-refused', 'login');
    }
    this.session = ++this.#sessions;
    this.#tracker.move('connected', 'login');
  }

  async logout(): Promise<void> {
    this.#end();
    if (this.#plant === 'does not answer a logout') return new Promise(() => undefined);
    await this.#s.schedule(Promise.resolve(), 'logout');
  }

  async renewToken(): Promise<void> {
    if (this.session === 0) throw problem('not-logged-in', 'renew-token');
    await this.#s.schedule(Promise.resolve(), 'renew');
  }

  async join(channelId: string): Promise<void> {
    if (this.session === 0) throw problem('not-connected', 'join');
    const { session } = this;
    await this.#s.schedule(Promise.resolve(), `join ${channelId}`);
    if (session !== this.session) throw problem('cancelled', 'join');
    this.#joined.add(channelId);
  }

  async leave(channelId: string): Promise<void> {
    this.#joined.delete(channelId);
    await this.#s.schedule(Promise.resolve(), `leave ${channelId}`);
  }

  async destroy(): Promise<void> {
    this.destroyed++;
    this.#end();
    this.#tracker.close();
    this.#messages.complete();
    this.#members.complete();
    this.#expiry.complete();
    await this.#s.schedule(Promise.resolve(), 'destroy');
  }

  sendToPeer = (): Promise<never> => Promise.reject(problem('unsupported', 'send-to-peer'));
  sendToChannel = (): Promise<never> => Promise.reject(problem('unsupported', 'send-to-channel'));
  memberCounts = (): Promise<never> => Promise.reject(problem('unsupported', 'member-count'));
  history = (): Promise<never> => Promise.reject(problem('unsupported', 'history'));

  /** The backend has a message for the channel, which carries the session that it belongs to. */
  async message(): Promise<void> {
    const { session } = this;
    await this.#s.schedule(Promise.resolve(), 'message');
    const isLate = session !== this.session || !this.#joined.has('lobby');
    if (session === 0 || (isLate && this.#plant !== 'tells late messages')) return;
    this.#messages.next({
      ...{ type: 'channel', channelId: 'lobby', from: 'eve', own: false },
      ...{ payload: String(session), sentAt: 0, customType: null },
    });
  }

  tokenWillExpire(): void {
    if (this.session !== 0) this.#expiry.next();
  }

  #end(): void {
    if (this.#asking) this.#asking.isCancelled = true;
    this.#asking = null;
    this.session = 0;
    this.#joined.clear();
    this.#tracker.move('disconnected', 'logout');
  }
}

function problem(code: RtmError['code'], operation: RtmError['operation']): RtmError {
  return new RtmError({ code, operation, message: `It is ${code}` });
}

/** One run: a service of its own, steps in order, answers in any order between them. */
async function race(
  s: fc.Scheduler,
  steps: readonly Step[],
  refusals: readonly boolean[],
  plant: Plant | null,
): Promise<string[]> {
  const client = new ScheduledClient(s, refusals, plant);
  const asking = new Map<string, number>();
  const faults: string[] = [];
  const injector = createEnvironmentInjector(
    [
      provideZonelessChangeDetection(),
      provideRtm(
        () => client,
        withOptions({ channelGraceMs: 0, retries: 0, loginRetries: 0, tokenTimeoutMs: 3_600_000 }),
        withTokenProvider(async (userId) => {
          const count = (asking.get(userId) ?? 0) + 1;
          asking.set(userId, count);
          if (count > 1) faults.push(`${count} questions for a token of ${userId} at a time`);
          await s.schedule(Promise.resolve(), `token ${userId}`);
          asking.set(userId, count - 1);
          return 'token';
        }),
      ),
    ],
    TestBed.inject(EnvironmentInjector),
  );
  const rtm = injector.get(RtmService);
  const open = new Set<string>();
  const subscriptions: Subscription[] = [];
  const service = { isDestroyed: false };
  /** What the application wants last, and how that has ended. */
  let wanted: { user: string | null; outcome: 'open' | 'done' | 'failed' } = {
    user: null,
    outcome: 'done',
  };

  const track = (what: string, promise: Promise<unknown>): Promise<boolean> => {
    const name = `${what} #${open.size}`;
    open.add(name);
    return promise.then(
      () => open.delete(name),
      (error: unknown) => {
        open.delete(name);
        if (!(error instanceof RtmError)) faults.push(`${what} rejected with ${String(error)}`);
        return false;
      },
    );
  };
  const heard = (what: string): void => {
    if (service.isDestroyed) faults.push(`${what} after the end of the service`);
  };
  rtm.connection$.subscribe(() => heard('connection'));
  rtm.peerMessages$.subscribe(() => heard('peer message'));

  const want = (user: string | null, promise: Promise<void>): void => {
    const mine: typeof wanted = { user, outcome: 'open' };
    wanted = mine;
    void track(user === null ? 'logout' : `login ${user}`, promise).then((isDone) => {
      mine.outcome = isDone ? 'done' : 'failed';
    });
  };
  const run: Readonly<Record<Step, () => void>> = {
    'login ana': () => want('ana', rtm.login('ana')),
    'login ben': () => want('ben', rtm.login('ben')),
    logout: () => want(null, rtm.logout()),
    renew: () => void track('renew', rtm.renewToken('other')),
    subscribe: () =>
      subscriptions.push(
        rtm.channelMessages('lobby').subscribe({
          next: ({ payload }) => {
            heard('message');
            if (Number(payload) !== client.session) faults.push('a message of an ended session');
          },
          error: () => undefined,
        }),
      ),
    unsubscribe: () => subscriptions.pop()?.unsubscribe(),
    message: () => void client.message(),
    'token will expire': () => client.tokenWillExpire(),
    destroy: () => {
      if (service.isDestroyed) return;
      injector.destroy();
      service.isDestroyed = true;
    },
  };
  s.scheduleSequence(steps.map((step) => ({ label: step, builder: async () => run[step]() })));
  await s.waitIdle();
  // What waits for a timer, such as the grace time of a channel.
  jasmine.clock().tick(10);
  await s.waitIdle();

  faults.push(...client.faults, ...[...open].map((name) => `${name} never settles`));
  if (!service.isDestroyed) faults.push(...lastIntent(rtm, wanted));
  else if (client.destroyed !== 1)
    faults.push(`the client was destroyed ${client.destroyed} times`);
  for (const subscription of subscriptions) subscription.unsubscribe();
  if (!service.isDestroyed) injector.destroy();
  await s.waitIdle();
  if (client.session !== 0) faults.push('a session has outlived its service');
  return faults;
}

/** Where the service stands when all is quiet must be what was wanted last. */
function lastIntent(
  rtm: RtmService,
  { user, outcome }: { user: string | null; outcome: string },
): string[] {
  const { state } = rtm.connection();
  if (user === null) return state === 'disconnected' ? [] : [`${state} after a logout`];
  if (outcome !== 'done') return [];
  const isIn = state === 'connected' && rtm.userId() === user;
  return isIn ? [] : [`${state} as ${String(rtm.userId())} after the login of ${user}`];
}

/** What leads further is drawn more often. */
const drawn = fc.constantFrom<Step>(
  ...STEPS,
  'login ana',
  'login ana',
  'subscribe',
  'message',
  'message',
);

/** Tries interleavings until something is wrong. */
function races(numRuns: number, plant: Plant | null) {
  const property = fc.asyncProperty(
    fc.scheduler(),
    fc.array(drawn, { minLength: 1, maxLength: 10 }),
    fc.array(fc.boolean(), { maxLength: 3 }),
    async (s, steps, refusals) => {
      const faults = await race(s, steps, refusals, plant);
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  );
  return fc.check(property, { numRuns });
}

describe('RtmService in any interleaving', () => {
  beforeEach(() => {
    jasmine.clock().install();
    TestBed.configureTestingModule({ providers: [provideZonelessChangeDetection()] });
  });
  afterEach(() => jasmine.clock().uninstall());

  it('settles every promise, has one session at a time, lets the last intent win, and is quiet after its end', async () => {
    const details = await races(INTERLEAVINGS, null);
    expect(details.failed)
      .withContext(fc.defaultReportMessage(details) ?? '')
      .toBeFalse();
    expect(details.numRuns).toBe(INTERLEAVINGS);
  }, 120_000);

  for (const plant of [
    'tells late messages',
    'comes back after a logout',
    'does not answer a logout',
  ] as const) {
    it(`is found wanting over a client that ${plant}`, async () => {
      const details = await races(INTERLEAVINGS, plant);
      expect(details.failed).toBeTrue();
    }, 120_000);
  }
});
