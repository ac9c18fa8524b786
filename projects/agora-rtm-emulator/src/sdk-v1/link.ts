import type { CancelTimer, Clock } from '../protocol/clock.ts';
import { PRESENCE_TIMEOUT_S } from '../protocol/limits-v1.ts';
import type {
  OperationName,
  Operations,
  Pushes,
  RejectionReason,
  Subscription,
} from '../protocol/wire.ts';
import { RTMBaseError } from '../sdk/rtm-error.ts';
import { Transport } from '../sdk/transport.ts';
import { warnUnreachable } from '../sdk/unreachable-warning.ts';
import { LOGIN, USER_NOT_LOGGED_IN } from './error-codes.ts';
import { TRANSITIONS } from './link-transitions.ts';
import type { TransitionName } from './link-transitions.ts';
import { emulatorUrl } from './parameters.ts';
import { randomUuid } from './random-uuid.ts';
import { isExpiry, loginRefusal } from './refusals.ts';
import type { Refused } from './refusals.ts';
import { invalidStatus, timedOut, tooOften } from './rtm-error.ts';

/** A login takes no longer. Observed. */
const LOGIN_MS = 12_000;

/** Shortest time between two logins. Source: the bundle. */
const LOGIN_INTERVAL_MS = 500;

/** Wait after a link broke, and between the attempts after it. Source: the bundle, as the next two. */
const RECONNECT_AFTER_MS = 3_000;
const RECONNECT_ATTEMPT_MS = 15_000;
const RECONNECT_PAUSE_MS = 2_500;

/** A server that does not confirm a logout within this time is left anyway. Source: the bundle. */
const LOGOUT_MS = 5_000;

/** Longest wait for the answer to a request. Source: the bundle. */
export const REQUEST_MS = 10_000;

type State = (typeof TRANSITIONS)[TransitionName]['to'];
type Reason = (typeof TRANSITIONS)[TransitionName]['reason'];

/** An answer of the server, or why there is none. */
export type Answer<Name extends OperationName> =
  | { readonly kind: 'reply'; readonly reply: Operations[Name]['response'] & { timestamp: number } }
  | ({ readonly kind: 'refused' } & Refused)
  /** None in time, because the server is silent or the link broke. */
  | { readonly kind: 'timeout' };

/** What a link tells its owner. */
export interface LinkEvents {
  stateChanged(state: State, reason: Reason): void;
  pushed<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void;
  tokenExpired(): void;
}

interface PendingLogin {
  resolve(): void;
  reject(error: Error): void;
}

/** The connection of one client through logins, losses and retries: the state machine of 1.5.1. */
export class Link {
  /** Channels of the session, which a reconnect restores. */
  readonly subscriptions = new Map<string, Subscription>();
  readonly appId: string;
  readonly clock: Clock;
  readonly #events: LinkEvents;
  #state: State = 'DISCONNECTED';
  #userId = '';
  #token: string | null = null;
  #transport: Transport | null = null;
  #login: PendingLogin | null = null;
  #loginResult: Promise<void> | null = null;
  #lastLoginAt = Number.NEGATIVE_INFINITY;
  #sessionId: string | null = null;
  /** Up to when everything sent to the client has arrived, in milliseconds of the server. */
  #heardUntil = 0;
  /** What came before the answer to a login was looked at, to be heard after it. */
  #early: (() => void)[] = [];
  /** Whether reconnecting waits for a new token. */
  #needsToken = false;
  #cancelTimer: CancelTimer = () => undefined;
  readonly #waiting = new Set<() => void>();
  readonly #atEnd = new Set<() => void>();

  constructor(appId: string, clock: Clock, events: LinkEvents) {
    this.appId = appId;
    this.clock = clock;
    this.#events = events;
  }

  get state(): State {
    return this.#state;
  }

  get isConnected(): boolean {
    return this.#state === 'CONNECTED';
  }

  /** Whether there was a login: the SDK then has a session object, whatever became of it. */
  get hasSession(): boolean {
    return this.#userId !== '';
  }

  get userId(): string {
    return this.#userId;
  }

  /** @throws RtmError 10, 8, 9 or what the server says. */
  login(userId: string, token: string | null): Promise<void> {
    const now = this.clock.now();
    if (now - this.#lastLoginAt < LOGIN_INTERVAL_MS) {
      const text = 'The frequency of login exceeded the limit of 2 queries per second';
      return Promise.reject(tooOften(text, LOGIN.TOO_OFTEN));
    }
    if (this.#state !== 'DISCONNECTED') {
      const text = 'The SDK is either logging in or has logged in the Agora RTM system';
      return Promise.reject(invalidStatus(text, LOGIN.ALREADY_LOGIN));
    }
    this.#userId = userId;
    this.#token = token;
    this.#sessionId = randomUuid();
    this.#heardUntil = 0;
    this.#lastLoginAt = now;
    const promise = new Promise<void>((resolve, reject) => {
      this.#login = { resolve, reject };
    });
    this.#loginResult = promise;
    this.#cancelTimer = this.clock.schedule(() => this.#onLoginTimedOut(), LOGIN_MS);
    this.#change('login');
    this.#open();
    return promise;
  }

  /** Ends the session; first waits for a login that is under way, and fails like it. */
  async logout(beforeLeaving: () => void): Promise<void> {
    if (this.#login !== null) await this.#loginResult;
    if (this.#state === 'DISCONNECTED') {
      const text = 'Logout failure. The client has already been logged out';
      throw invalidStatus(text, USER_NOT_LOGGED_IN);
    }
    beforeLeaving();
    const transport = this.#transport;
    // Nothing that arrives from now on may be heard, and no retry may begin.
    const said = this.isConnected ? this.#sayGoodbye() : null;
    this.#cancelTimer();
    this.#transport = null;
    await said;
    transport?.close();
    // Another call may have been faster.
    if (this.state !== 'DISCONNECTED') this.#end('loggedOut');
  }

  /** Uses another token from now on, and goes on reconnecting if that waited for one. */
  setToken(token: string): void {
    this.#token = token;
    if (!this.#needsToken) return;
    this.#needsToken = false;
    this.#attempt();
  }

  /**
   * Asks the server, within `ms`. While reconnecting it is asked once there is a link again.
   *
   * @param body What to ask; made when it is sent.
   */
  async ask<Name extends OperationName>(
    name: Name,
    body: Operations[Name]['request'],
    ms = REQUEST_MS,
  ): Promise<Answer<Name>> {
    const deadline = this.clock.now() + ms;
    if (!(await this.untilConnected(ms))) return { kind: 'timeout' };
    const answer = await this.#askNow(name, body, deadline - this.clock.now());
    if (answer.kind !== 'lost') return answer;
    // What the link lost is unknown: the SDK hears nothing until its time is up.
    await this.#untilOver(deadline - this.clock.now());
    return { kind: 'timeout' };
  }

  /** Whether the link is up within `ms`: at once, or when a reconnect succeeds. */
  untilConnected(ms: number): Promise<boolean> {
    if (this.isConnected) return Promise.resolve(true);
    if (this.#state !== 'RECONNECTING') return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = () => {
        cancel();
        this.#waiting.delete(settle);
        resolve(this.isConnected);
      };
      const cancel = this.clock.schedule(settle, ms);
      this.#waiting.add(settle);
    });
  }

  /** Waits for `ms`, or until the session has ended: nobody must be kept waiting by it. */
  #untilOver(ms: number): Promise<void> {
    if (this.#sessionId === null) return Promise.resolve();
    return new Promise((resolve) => {
      const settle = () => {
        cancel();
        this.#atEnd.delete(settle);
        resolve();
      };
      const cancel = this.clock.schedule(settle, ms);
      this.#atEnd.add(settle);
    });
  }

  async #askNow<Name extends OperationName>(
    name: Name,
    body: Operations[Name]['request'],
    timeoutMs: number,
    transport = this.#transport,
  ): Promise<Answer<Name> | { readonly kind: 'lost' }> {
    if (transport === null) return { kind: 'lost' };
    try {
      const policy = { operation: name, timeoutMs, onTimeout: -10011, onLost: -10025 } as const;
      const reply = await transport.request(name, body, policy);
      // Messages that came before the answer were sent before it.
      if (name === 'subscribe') this.#hear(reply.timestamp);
      return { kind: 'reply', reply };
    } catch (error) {
      if (!(error instanceof RTMBaseError)) throw error;
      if (error.code === -10011) return { kind: 'timeout' };
      if (error.code === -10025) return { kind: 'lost' };
      return { kind: 'refused', code: error.errorCode, detail: error.reason };
    }
  }

  async #sayGoodbye(): Promise<void> {
    await this.#askNow('logout', {}, LOGOUT_MS);
  }

  #open(): void {
    const transport = new Transport(emulatorUrl(), this.clock, {
      opened: () => void this.#greet(transport),
      lost: () => this.#onLost(transport),
      pushed: (name, body) => {
        if (this.#transport === transport) this.#onPush(name, body);
      },
    });
    this.#transport = transport;
  }

  async #greet(transport: Transport): Promise<void> {
    const reconnect = this.#login === null;
    const request: Operations['login']['request'] = {
      generation: 1,
      appId: this.appId,
      userId: this.#userId,
      token: this.#token,
      sessionId: this.#sessionId ?? '',
      reconnect,
      resumeAfter: reconnect ? this.#heardUntil : 0,
      presenceTimeout: PRESENCE_TIMEOUT_S,
      subscriptions: [...this.subscriptions.values()],
    };
    const answer = await this.#askNow('login', request, LOGIN_MS, transport);
    if (this.#transport !== transport) return;
    if (answer.kind === 'reply') this.#onConnected(answer.reply.timestamp);
    else if (answer.kind === 'refused') this.#onRefused(answer);
  }

  #onConnected(timestamp: number): void {
    const login = this.#login;
    this.#cancelTimer();
    this.#login = null;
    if (login === null) {
      this.#change('reconnected');
      this.#wakeWaiting();
    } else {
      this.#hear(timestamp);
      this.#change('loggedIn');
      login.resolve();
    }
    const early = this.#early;
    this.#early = [];
    for (const happen of early) happen();
  }

  #onRefused(refused: Refused): void {
    const login = this.#login;
    if (login !== null) {
      this.#end('loginRefused');
      return login.reject(loginRefusal(refused));
    }
    this.#cancelTimer();
    this.#closeTransport();
    if (isExpiry(refused)) {
      this.#needsToken = true;
      return this.#events.tokenExpired();
    }
    this.#cancelTimer = this.clock.schedule(() => this.#attempt(), RECONNECT_PAUSE_MS);
  }

  #onLoginTimedOut(): void {
    const login = this.#login;
    warnUnreachable(emulatorUrl());
    this.#end('loginTimedOut');
    login?.reject(timedOut('RtmClient.login', LOGIN_MS, LOGIN.TIMEOUT));
  }

  #onLost(transport: Transport): void {
    if (this.#transport !== transport) return;
    this.#closeTransport();
    if (this.#login !== null) {
      // The login's own time goes on.
      const cancelLogin = this.#cancelTimer;
      const cancelRetry = this.clock.schedule(() => this.#open(), RECONNECT_AFTER_MS);
      this.#cancelTimer = () => {
        cancelLogin();
        cancelRetry();
      };
      return;
    }
    this.#cancelTimer();
    this.#cancelTimer = this.clock.schedule(() => this.#attempt(), RECONNECT_AFTER_MS);
    if (this.isConnected) this.#change('dropped');
  }

  #attempt(): void {
    this.#closeTransport();
    this.#open();
    this.#cancelTimer = this.clock.schedule(() => {
      this.#closeTransport();
      warnUnreachable(emulatorUrl());
      this.#cancelTimer = this.clock.schedule(() => this.#attempt(), RECONNECT_PAUSE_MS);
    }, RECONNECT_ATTEMPT_MS);
  }

  #onPush<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void {
    if (name !== 'rejected') {
      if (!this.isConnected) return void this.#early.push(() => this.#onPush(name, body));
      if (name === 'message' || name === 'invitation') {
        this.#hear((body as Pushes['message' | 'invitation']).timestamp);
      }
      return this.#events.pushed(name, body);
    }
    // A login that is refused hears of it by its answer.
    if (this.#login !== null) return;
    const { reasonCode } = body as Pushes['rejected'];
    const transition = ENDINGS[reasonCode];
    this.#end(transition);
    if (transition === 'tokenExpired') this.#events.tokenExpired();
  }

  #hear(timestamp: number): void {
    this.#heardUntil = Math.max(this.#heardUntil, timestamp);
  }

  /** Ends the session, and says so. */
  #end(transition: TransitionName): void {
    this.#cancelTimer();
    this.#closeTransport();
    this.#login = null;
    this.#needsToken = false;
    this.#token = null;
    this.#sessionId = null;
    this.subscriptions.clear();
    this.#change(transition);
    this.#wakeWaiting();
    for (const settle of [...this.#atEnd]) settle();
  }

  #closeTransport(): void {
    const transport = this.#transport;
    this.#transport = null;
    this.#early = [];
    transport?.close();
  }

  #wakeWaiting(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  #change(name: TransitionName): void {
    const { to, reason } = TRANSITIONS[name];
    this.#state = to;
    this.#events.stateChanged(to, reason);
  }
}

/** How the server can end a session. */
const ENDINGS: Record<RejectionReason, TransitionName> = {
  SAME_UID_LOGIN: 'replaced',
  TOKEN_EXPIRED: 'tokenExpired',
  BANNED: 'banned',
  KICKED_OUT_BY_SERVER: 'kicked',
  LOGIN_TOO_FREQUENT: 'kicked',
};
