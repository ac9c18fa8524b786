import type { Observable } from 'rxjs';
import type { Connection, ConnectionReason, ConnectionState } from './connection';
import { ConnectionTracker } from './connection-tracker';
import { checkedCredentials } from './credentials';
import type { NameRules } from './names';
import type { RtmCredentials } from './rtm-client';
import { RtmError, type RtmOperation } from './rtm-error';

/** How a session ends. */
export interface SessionEnding {
  readonly state: 'disconnected' | 'failed';
  readonly reason: ConnectionReason;
  /** What a login that is under way rejects with. */
  readonly error: RtmError;
}

/** One login of one user, from the call to the end. */
export interface ClientSession {
  readonly userId: string;
  /** Resolves when a client may log in again; at once before the end. */
  readonly closed: Promise<void>;
  /** Logs in. Called once. */
  login(): Promise<void>;
  /** Ends the session. A second call does nothing. */
  end(ending: SessionEnding): void;
}

/**
 * The session of a client, at most one at a time, and the connection as the port tells it: `login`, `logout` and
 * `destroy` in any order. For adapters.
 */
export class SessionHolder<Session extends ClientSession> {
  readonly #tracker: ConnectionTracker;
  readonly #create: (credentials: RtmCredentials) => Session;
  readonly #userIds: NameRules;
  #session: Session | null = null;
  #closed: Promise<unknown> = Promise.resolve();
  #isDestroyed = false;

  /** Replays the latest connection. */
  readonly connection$: Observable<Connection>;

  /** @param create Makes a session, which then tells {@link moved} and {@link ended}. @param now Milliseconds since the epoch. */
  constructor(
    create: (credentials: RtmCredentials) => Session,
    userIds: NameRules,
    now: () => number,
  ) {
    this.#create = create;
    this.#userIds = userIds;
    this.#tracker = new ConnectionTracker(now);
    this.connection$ = this.#tracker.connection$;
  }

  /** The session, `null` when there is none. */
  get session(): Session | null {
    return this.#session;
  }

  /** The session, if it is connected. @throws RtmError of code `not-connected` or `not-logged-in`. */
  connected(operation: RtmOperation): Session {
    const { state, reason } = this.#tracker.current;
    if (this.#session && state === 'connected') return this.#session;
    const isAway = state === 'reconnecting' || state === 'suspended';
    throw new RtmError({
      code: isAway ? 'not-connected' : 'not-logged-in',
      operation,
      message: `"${operation}" needs a connection, which is ${state} (${reason})`,
    });
  }

  /** See `RtmClient.login`. */
  async login(credentials: RtmCredentials): Promise<void> {
    const checked = checkedCredentials(credentials, this.#userIds);
    if (this.#isDestroyed) throw destroyed();
    if (this.#session) throw alreadyLoggedIn(this.#session.userId);
    const session = this.#create(checked);
    this.#session = session;
    this.#tracker.move('connecting', 'login');
    // Whoever listens to the connection may have ended the session again.
    await session.login();
  }

  /** See `RtmClient.logout`. */
  async logout(): Promise<void> {
    const error = new RtmError({
      code: 'cancelled',
      operation: 'login',
      message: 'A logout came before the login was done',
    });
    if (this.#session) this.#session.end({ state: 'disconnected', reason: 'logout', error });
    else if (this.#tracker.current.state === 'failed') this.#tracker.move('disconnected', 'logout');
    await this.#closed;
  }

  /** Ends the session and {@link connection$}. Resolves when the session is closed; no other can follow. */
  destroy(): Promise<void> {
    this.#isDestroyed = true;
    const closed = this.logout();
    this.#tracker.close();
    return closed;
  }

  /** The session tells where its connection stands. */
  moved(state: ConnectionState, reason: ConnectionReason): void {
    this.#tracker.move(state, reason);
  }

  /** The session tells that it is over: before the last {@link moved}, and it tells nothing after that. */
  ended({ closed }: ClientSession): void {
    this.#session = null;
    this.#closed = closed;
  }
}

function alreadyLoggedIn(userId: string): RtmError {
  return new RtmError({
    code: 'already-logged-in',
    operation: 'login',
    message: `This client is logged in, or is logging in, as "${userId}"`,
  });
}

function destroyed(): RtmError {
  return new RtmError({
    code: 'cancelled',
    operation: 'login',
    message: 'This client has been destroyed, and only a new one can log in',
  });
}
