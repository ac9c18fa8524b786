import type { CancelTimer, Clock } from '../protocol/clock.ts';
import { DEFAULT_SETTINGS } from '../protocol/project-settings.ts';
import type { ProjectSettings } from '../protocol/project-settings.ts';
import type {
  OperationName,
  Operations,
  Pushes,
  RejectionReason,
  Subscription,
} from '../protocol/wire.ts';
import { LinkStateChangeReasonDescription } from './constants-type.ts';
import { TRANSITIONS } from './link-transitions.ts';
import type { TransitionName } from './link-transitions.ts';
import { nextTask } from './next-task.ts';
import { emulatorUrl } from './parameters.ts';
import { ATTEMPT_MS, RetryTimetable, SUSPEND_AFTER_MS } from './retry-timetable.ts';
import { RTMBaseError, rtmError } from './rtm-error.ts';
import type { LinkState, LinkStateEvent } from './rtm-events.ts';
import { Transport } from './transport.ts';
import type { RequestPolicy } from './transport.ts';
import { checkToken, needsInspection } from './token.ts';
import { warnUnreachable } from './unreachable-warning.ts';

/** A server that does not confirm a logout within this time is left anyway. */
const LOGOUT_MS = 1_000;

/** Who logs in. */
export interface Identity {
  readonly appId: string;
  readonly userId: string;
  /** Seconds. */
  readonly presenceTimeout: number;
}

/** What a link tells its owner. */
export interface LinkEvents {
  stateChanged(event: LinkStateEvent): void;
  pushed<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void;
}

interface PendingLogin {
  resolve(timestamp: number): void;
  reject(error: unknown): void;
}

/** The connection of one client through logins, losses and retries: the SDK's state machine. */
export class Link {
  /** Channels of the session, which a reconnect restores. */
  readonly subscriptions = new Map<string, Subscription>();
  readonly identity: Identity;
  /** What the server said at the latest login. */
  settings: ProjectSettings = DEFAULT_SETTINGS;
  readonly #clock: Clock;
  readonly #events: LinkEvents;
  readonly #timetable = new RetryTimetable();
  #state: LinkState = 'IDLE';
  #transport: Transport | null = null;
  #login: PendingLogin | null = null;
  #loggingOut: Promise<{ timestamp: number }> | null = null;
  #token: string | null = null;
  /** `null` when no session was ever established, or it has ended. */
  #sessionId: string | null = null;
  #wasConnected = false;
  /** Counts logins, logouts and failures: whatever began before the last one is void. */
  #epoch = 0;
  #isSuspended = false;
  #serverOffset = 0;
  #cancelTimer: CancelTimer = () => undefined;
  #cancelSuspend: CancelTimer | null = null;

  constructor(identity: Identity, clock: Clock, events: LinkEvents) {
    this.identity = identity;
    this.#clock = clock;
    this.#events = events;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** The time at the server, in milliseconds. */
  get serverTime(): number {
    return this.#clock.now() + this.#serverOffset;
  }

  /** Whether there was a connection since `login()`, which comes back by itself. */
  get wasConnected(): boolean {
    return this.#wasConnected;
  }

  /** Whether requests can be made. */
  get isConnected(): boolean {
    return this.#state === 'CONNECTED' && this.#loggingOut === null;
  }

  /**
   * Logs in. `check` may throw what fails it, once the state is CONNECTING. Pending for as long as the
   * server cannot be reached; retries go on by themselves.
   */
  login(token: string | null, check: () => void): Promise<{ timestamp: number }> {
    // Also when a logout is about to cancel the login that is under way, as observed.
    if (this.#state === 'CONNECTING') return Promise.reject(rtmError(-10017, 'login'));
    if (this.#loggingOut !== null) return this.#loggingOut.then(() => this.login(token, check));
    if (this.#state === 'CONNECTED') return Promise.reject(rtmError(-10017, 'login'));
    this.#epoch += 1;
    this.#cancelPendingLogin();
    this.#stopTimers();
    this.#token = token;
    const result = new Promise<{ timestamp: number }>((resolve, reject) => {
      this.#login = { resolve: (timestamp) => resolve({ timestamp }), reject };
    });
    if (this.#change(this.#state === 'IDLE' ? 'login' : 'relogin'))
      void this.#checkAndConnect(check);
    return result;
  }

  /** Ends the session; cancels a login that is under way. */
  logout(): Promise<{ timestamp: number }> {
    if (this.#loggingOut !== null) return this.#loggingOut;
    if (this.#state === 'IDLE') return Promise.resolve({ timestamp: 0 });
    this.#epoch += 1;
    this.#loggingOut = this.#leave().finally(() => (this.#loggingOut = null));
    return this.#loggingOut;
  }

  /** Replaces the token for the next reconnect. */
  setToken(token: string): void {
    this.#token = token;
  }

  /** Asks the server. @throws RTMBaseError */
  async request<Name extends OperationName>(
    name: Name,
    body: Operations[Name]['request'],
    policy: RequestPolicy,
  ): Promise<Operations[Name]['response'] & { timestamp: number }> {
    if (!this.isConnected || this.#transport === null) throw rtmError(-10025, policy.operation);
    const reply = await this.#transport.request(name, body, policy);
    this.#serverOffset = reply.timestamp - this.#clock.now();
    return reply;
  }

  async #checkAndConnect(check: () => void): Promise<void> {
    const epoch = this.#epoch;
    try {
      check();
    } catch (error) {
      this.#fail(error, transitionOf(error));
      return;
    }
    // A token that needs no look inside must not delay the attempt: time counts from the call.
    if (needsInspection(this.#token, this.identity.appId)) {
      try {
        await checkToken(this.#token, this.identity.appId, 'login');
      } catch (error) {
        if (this.#epoch === epoch) this.#fail(error, transitionOf(error));
        return;
      }
    }
    if (this.#epoch === epoch) this.#attempt();
  }

  async #leave(): Promise<{ timestamp: number }> {
    const isConnected = this.#state === 'CONNECTED';
    this.#stopTimers();
    // A login that is answered from now on must not connect.
    if (!isConnected) this.#closeTransport();
    // Observed: calls right behind the logout are refused first.
    await Promise.resolve();
    this.#cancelPendingLogin();
    // Observed: whoever awaits the login hears of it some milliseconds before the state changes.
    await nextTask();
    const timestamp = isConnected ? await this.#sayGoodbye() : 0;
    this.#closeTransport();
    const channels = this.#endSession();
    if (this.#state !== 'IDLE') this.#change('loggedOut', channels);
    return { timestamp };
  }

  /** Tells the server, so that others see the user leave at once. Returns its time, 0 without an answer. */
  async #sayGoodbye(): Promise<number> {
    const policy = { operation: 'logout', timeoutMs: LOGOUT_MS } as const;
    try {
      const reply = await this.#transport?.request(
        'logout',
        {},
        { ...policy, onTimeout: -10025, onLost: -10025 },
      );
      return reply?.timestamp ?? 0;
    } catch {
      return 0;
    }
  }

  #attempt(): void {
    this.#closeTransport();
    const transport = new Transport(emulatorUrl(), this.#clock, {
      opened: () => void this.#greet(transport),
      lost: () => this.#onLost(transport),
      pushed: (name, body) => this.#onPush(name, body),
    });
    this.#transport = transport;
    this.#cancelTimer = this.#clock.schedule(() => this.#onAttemptTimedOut(), ATTEMPT_MS);
  }

  async #greet(transport: Transport): Promise<void> {
    this.#sessionId ??= newSessionId();
    const request: Operations['login']['request'] = {
      ...this.identity,
      generation: 2,
      resumeAfter: 0,
      token: this.#token,
      sessionId: this.#sessionId,
      reconnect: this.#wasConnected && this.#login === null,
      subscriptions: [...this.subscriptions.values()],
    };
    try {
      const reply = await transport.request('login', request, {
        operation: 'login',
        timeoutMs: ATTEMPT_MS,
        onTimeout: -10025,
        onLost: -10025,
      });
      if (this.#transport !== transport) return;
      this.settings = reply.settings ?? DEFAULT_SETTINGS;
      this.#onConnected(reply.timestamp);
    } catch (error) {
      if (this.#transport !== transport || this.#state !== 'CONNECTING') return;
      // -10025 is a link that broke: the attempt goes on until its time is up.
      if (error instanceof RTMBaseError && error.code !== -10025) {
        // Read in the bundle of 2.3.0: only a reconnect takes an expired token for the server's act.
        const hasExpired = request.reconnect && error.code === -10009;
        this.#fail(error, hasExpired ? 'tokenExpired' : transitionOf(error));
      }
    }
  }

  #onConnected(timestamp: number): void {
    const login = this.#login;
    const isResumed = this.#wasConnected && !this.#isSuspended;
    const channels = [...this.subscriptions.keys()];
    this.#serverOffset = timestamp - this.#clock.now();
    this.#login = null;
    this.#stopTimers();
    if (!this.#wasConnected) {
      this.#wasConnected = true;
      this.#change('loggedIn');
    } else {
      this.#change(login === null ? 'reconnected' : 'loggedInAgain', channels, isResumed);
    }
    login?.resolve(timestamp);
  }

  #onLost(transport: Transport): void {
    if (this.#transport !== transport) return;
    this.#transport = null;
    // During a logout the server hangs up; during an attempt the time goes on.
    if (this.#state !== 'CONNECTED' || this.#loggingOut !== null) return;
    if (this.#change('dropped', [...this.subscriptions.keys()])) this.#waitForRetry();
  }

  #onAttemptTimedOut(): void {
    this.#closeTransport();
    warnUnreachable(emulatorUrl());
    const timedOut = this.#wasConnected ? 'reconnectTimedOut' : 'loginTimedOut';
    if (!this.#change(this.#isSuspended ? 'suspended' : timedOut)) return;
    this.#cancelSuspend ??= this.#clock.schedule(() => {
      this.#isSuspended = true;
    }, SUSPEND_AFTER_MS);
    this.#waitForRetry();
  }

  #waitForRetry(): void {
    this.#cancelTimer = this.#clock.schedule(() => {
      if (this.#change('retried')) this.#attempt();
    }, this.#timetable.nextWait(this.#isSuspended));
  }

  #onPush<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void {
    if (name !== 'rejected') return this.#events.pushed(name, body);
    const { reasonCode } = body as Pushes['rejected'];
    const code = reasonCode === 'TOKEN_EXPIRED' ? -10009 : -10012;
    this.#fail(rtmError(code, 'login'), REJECTED[reasonCode]);
  }

  /** Gives up for good: only `login()` leads on. */
  #fail(error: unknown, transition: TransitionName): void {
    const login = this.#login;
    this.#epoch += 1;
    this.#login = null;
    this.#stopTimers();
    this.#closeTransport();
    this.#change(transition, this.#endSession());
    login?.reject(error);
  }

  /** Forgets the session. Returns the channels it had. */
  #endSession(): string[] {
    const channels = [...this.subscriptions.keys()];
    this.subscriptions.clear();
    this.#sessionId = null;
    this.#wasConnected = false;
    return channels;
  }

  #cancelPendingLogin(): void {
    this.#login?.reject(rtmError(-10023, 'login'));
    this.#login = null;
  }

  #closeTransport(): void {
    const transport = this.#transport;
    this.#transport = null;
    transport?.close();
  }

  #stopTimers(): void {
    this.#cancelTimer();
    this.#cancelSuspend?.();
    this.#cancelSuspend = null;
    this.#isSuspended = false;
    this.#timetable.reset();
  }

  /**
   * Changes the state and says so. Returns whether to go on: a listener may have called `login()` or
   * `logout()`, which is then what counts.
   */
  #change(name: TransitionName, affectedChannels: string[] = [], isResumed = false): boolean {
    const { to, operation, reasonCode } = TRANSITIONS[name];
    const epoch = this.#epoch;
    const previousState = this.#state;
    this.#state = to;
    this.#events.stateChanged({
      currentState: to,
      previousState,
      serviceType: 'MESSAGE',
      operation,
      reason: LinkStateChangeReasonDescription[reasonCode],
      reasonCode,
      affectedChannels,
      unrestoredChannels: [],
      timestamp: this.serverTime,
      isResumed,
    });
    return this.#epoch === epoch;
  }
}

/** How a session that the server ends is shown. Source: the bundle of 2.3.0, where a ban is a kick. */
const REJECTED: Record<RejectionReason, TransitionName> = {
  SAME_UID_LOGIN: 'replaced',
  TOKEN_EXPIRED: 'tokenExpired',
  KICKED_OUT_BY_SERVER: 'kickedOut',
  BANNED: 'kickedOut',
  LOGIN_TOO_FREQUENT: 'loggedInTooOften',
};

/** How a login that is refused with a code ends. Source: observed, and the bundle of 2.3.0. */
const REFUSED: Partial<Record<number, TransitionName>> = {
  [-10005]: 'tokenRefused',
  [-10009]: 'expiredTokenRefused',
  [-10015]: 'notAuthorized',
  [-10016]: 'appIdRefused',
  [-10021]: 'loginTooOften',
};

function transitionOf(error: unknown): TransitionName {
  if (!(error instanceof RTMBaseError)) return 'loginRefused';
  return (error.code === undefined ? undefined : REFUSED[error.code]) ?? 'loginRefused';
}

/** 128 random bits; `randomUUID` exists on https pages only. */
function newSessionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
