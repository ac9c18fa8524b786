import {
  type AttributesEvent,
  bounded,
  callInSession,
  CallPace,
  type ClientSession,
  connectionAfterRefusal,
  type ConnectionReason,
  type ConnectionState,
  endedDuring,
  errorCodeOfEnding,
  JoinedChannels,
  type MembersEvent,
  type OnlineStatus,
  RtmError,
  type RtmMessage,
  type RtmOperation,
  type SessionEnding,
  textsIn,
  timedOut,
} from 'ngx-agora-rtm/client';
import type { ResolvedOptions } from './agora-v1-options';
import type {
  AgoraV1ClientEvent,
  AgoraV1Instance,
  AgoraV1Message,
  AgoraV1RemoteInvitation,
} from './agora-v1-sdk';
import { attach, type Listeners } from './attach';
import { reasonFor, stateFor } from './connection-table';
import { type ErrorGroup, toRtmError } from './error-table';
import { MEMBER_COUNT_RATE, MEMBER_LIST_RATE } from './limits';
import { LoginDoor } from './login-door';
import { MemberLists } from './member-lists';
import { VendorChannels } from './vendor-channels';
import { contentOf, statusesOf } from './vendor-events';

/**
 * How long any one call of the SDK may take. The SDK itself gives up after 10 s, and after 20 s with attributes of a user
 * and with a new token (read in the bundle of 1.5.1); this is for the calls that it forgets, such as a `renewToken` of a
 * session that was ended by the backend.
 */
export const CALL_TIMEOUT = 25_000;

/** How long a logout of a session that was connected may take. */
export const LOGOUT_TIMEOUT = 5_000;

/**
 * How long to wait for the end of a login that is not wanted any more. It takes 12 s at most, and up to 12 s more where
 * the SDK begins again, because a server accepted the connection and then did not answer for 6 s (read in the bundle).
 */
export const LOGIN_END_TIMEOUT = 30_000;

/** How long to wait for the error of a login after its event: the SDK rejects about 1 ms later. */
export const REFUSAL_GRACE = 1_000;

/** Where a session delivers what it hears. */
export interface SessionListener {
  connection(state: ConnectionState, reason: ConnectionReason): void;
  message(message: RtmMessage): void;
  members(event: MembersEvent): void;
  attributes(event: AttributesEvent): void;
  statuses(statuses: ReadonlyMap<string, OnlineStatus>): void;
  invitation(invitation: AgoraV1RemoteInvitation): void;
  tokenWillExpire(): void;
  /** The session is over. Comes before the last `connection`, and nothing comes after that. */
  ended(): void;
}

/**
 * One login of one user, from the call to the end, on an instance of the SDK of its own. So nothing of an instance that
 * the SDK cannot stop logging in can meet a later login.
 */
export class AgoraV1Session implements ClientSession {
  readonly channels: JoinedChannels;
  readonly #vendorChannels: VendorChannels;
  readonly #members: MemberLists;
  readonly #over = new AbortController();
  readonly #counting = new CallPace(MEMBER_COUNT_RATE, this.#over.signal);
  readonly #listeners: Listeners<AgoraV1ClientEvent> = {
    ConnectionStateChanged: (state, reason) => this.#onState(state, reason),
    MessageFromPeer: (message, from, properties) => this.#onMessage(message, from, properties),
    PeersOnlineStatusChanged: (statuses) => this.listener.statuses(statusesOf(statuses)),
    RemoteInvitationReceived: (invitation) =>
      this.listener.invitation(invitation as AgoraV1RemoteInvitation),
    TokenExpired: () => this.#onTokenExpired(),
    TokenPrivilegeWillExpire: () => this.#onTokenWillExpire(),
  };
  #instance: AgoraV1Instance | null = null;
  /** Takes the instance out of use. Set once it is in use. */
  #takeOut: (() => Promise<void>) | null = null;
  #login: { resolve: () => void; reject: (error: RtmError) => void } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wasConnected = false;
  #isConnected = false;
  #isTokenDue = false;
  #closed = Promise.resolve();

  constructor(
    readonly userId: string,
    private readonly token: string | null,
    private readonly options: ResolvedOptions,
    private readonly listener: SessionListener,
  ) {
    const isConnected = (): boolean => this.#isConnected;
    this.#members = new MemberLists(
      {
        read: (channelId) => this.#readMembers(channelId),
        tell: (event) => {
          if (this.channels.has(event.channelId)) this.listener.members(event);
        },
      },
      new CallPace(MEMBER_LIST_RATE, this.#over.signal),
    );
    this.#vendorChannels = new VendorChannels({
      userId,
      now: options.now,
      call: (operation, run) => this.call(operation, run),
      wants: (channelId) => this.channels.has(channelId),
      entered: (channelId) => void this.#members.refresh(channelId),
      message: (message) => this.listener.message(message),
      attributes: (event) => this.listener.attributes(event),
      member: (channelId, member, isIn) => this.#members.changed(channelId, member, isIn),
    });
    this.channels = new JoinedChannels({
      get connected() {
        return isConnected();
      },
      subscribe: (channelId) => this.#vendorChannels.join(channelId),
      unsubscribe: (channelId) => {
        this.#members.forget(channelId);
        return this.#vendorChannels.leave(channelId);
      },
    });
  }

  /**
   * Resolves when the instance is out after the end; at once before the end. For a login that was under way, this is
   * nothing to wait for: no event of it is heard, and {@link LoginDoor} sees to the rest.
   */
  get closed(): Promise<void> {
    return this.#closed;
  }

  /** Logs in. To be called once. */
  login(): Promise<void> {
    return new Promise((resolve, reject) => {
      const { signal } = this.#over;
      if (signal.aborted) {
        reject(signal.reason as RtmError);
        return;
      }
      this.#login = { resolve, reject };
      this.#start().catch((error: unknown) => this.#refuse(toRtmError(error, 'login')));
    });
  }

  /**
   * Calls the SDK. Rejects with an `RtmError`, at the latest after {@link CALL_TIMEOUT} or with the end.
   *
   * @param group Where the codes of its errors are found, if not where those of the operation are.
   */
  call<T>(
    operation: RtmOperation,
    run: (instance: AgoraV1Instance) => Promise<T>,
    group?: ErrorGroup,
  ): Promise<T> {
    return callInSession(
      operation,
      () => {
        if (!this.#instance) throw endedDuring(operation);
        return run(this.#instance);
      },
      {
        ms: CALL_TIMEOUT,
        over: this.#over.signal,
        toRtmError: (error) => toRtmError(error, operation, group),
      },
    );
  }

  /** As {@link call}, for member counts: each waits for its turn. */
  async callInTurn<T>(
    operation: RtmOperation,
    run: (instance: AgoraV1Instance) => Promise<T>,
  ): Promise<T> {
    await this.#counting.turn();
    return this.call(operation, run);
  }

  /** Sends to a channel, once a join that is under way is done. */
  async sendToChannel(channelId: string, message: AgoraV1Message): Promise<void> {
    if (!this.channels.has(channelId)) throw notJoined(channelId);
    // Whatever became of the join, the message has not been sent.
    await this.channels.join(channelId).catch((error: unknown) => {
      throw notJoined(channelId, error);
    });
    const channel = this.#vendorChannels.get(channelId);
    if (!channel || !this.channels.has(channelId)) throw notJoined(channelId);
    await this.call('send-to-channel', () => channel.sendMessage(message));
  }

  /** Whether the session is over. */
  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** Calls back when the session, which is not over yet, is over. */
  onEnd(listener: () => void): void {
    this.#over.signal.addEventListener('abort', listener, { once: true });
  }

  /** Ends the session. A second call does nothing. */
  end({ state, reason, error }: SessionEnding): void {
    if (this.isOver) return;
    clearTimeout(this.#timer);
    this.#isConnected = false;
    this.#vendorChannels.detach();
    const gone = this.#takeOut?.();
    if (gone && this.#wasConnected) this.#closed = gone;
    this.#over.abort(error);
    this.listener.ended();
    this.listener.connection(state, reason);
    this.#login?.reject(error);
  }

  async #start(): Promise<void> {
    const { appId, config, loader, loginTimeout } = this.options;
    const { signal } = this.#over;
    const sdk = await loader.get(signal);
    const door = LoginDoor.of(sdk);
    await door.pass(appId, this.userId, signal);
    if (signal.aborted) return;
    const instance = createInstance(() => sdk.createInstance(appId, { ...config }));
    const detach = attach(instance, this.#listeners, () => !this.isOver);
    this.#timer = setTimeout(() => this.#refuse(timedOut('login', loginTimeout)), loginTimeout);
    this.#instance = instance;
    const login = startLogin(instance, this.userId, this.token);
    this.#takeOut = () => {
      detach();
      const gone = logOut(instance, login);
      door.close(appId, this.userId, gone);
      return gone;
    };
    // Whoever listens to the connection may have ended the session while the SDK told the first of it.
    if (this.isOver) void this.#takeOut();
    await login;
    if (!this.#wasConnected) this.#connected('login');
  }

  /** Ends a login that did not succeed. */
  #refuse(error: RtmError): void {
    if (this.#wasConnected) return;
    this.end({ ...connectionAfterRefusal(error.code), error });
  }

  #connected(reason: ConnectionReason): void {
    if (this.isOver) return;
    clearTimeout(this.#timer);
    this.#wasConnected = true;
    this.#isConnected = true;
    this.listener.connection('connected', reason);
    this.#login?.resolve();
    this.#tellTokenDue();
  }

  #onState(vendorState: unknown, vendorReason: unknown): void {
    const state = stateFor(vendorState);
    if (!state) return;
    const reason = reasonFor(vendorReason, state, this.#wasConnected);
    switch (state) {
      case 'connected':
        if (this.#wasConnected) this.#reconnected();
        this.#connected(reason);
        break;
      case 'failed':
      case 'disconnected':
        this.#onEnded({ state, reason, error: endedBy(reason, vendorReason) });
        break;
      case 'connecting':
      case 'reconnecting':
      case 'suspended':
        this.#isConnected = false;
        this.listener.connection(state, reason);
    }
  }

  #onEnded(ending: SessionEnding): void {
    if (this.#wasConnected) {
      this.end(ending);
      return;
    }
    // The rejection that follows says more than the event. It comes right after it, or not at all.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(ending), REFUSAL_GRACE);
  }

  /** The SDK has joined its channels again; what happened meanwhile it does not tell. */
  #reconnected(): void {
    this.channels.reconnected([], true);
    for (const channelId of this.#vendorChannels.ids) {
      if (this.channels.has(channelId)) void this.#members.refresh(channelId);
    }
  }

  #onMessage(message: unknown, from: unknown, properties: unknown): void {
    const { userId, options } = this;
    const content = contentOf(message, from, properties, { userId, now: options.now });
    if (content) this.listener.message({ type: 'peer', peerId: content.from, ...content });
  }

  /** Comes while the SDK tries to come back, which it cannot with this token. */
  #onTokenExpired(): void {
    const reason = 'token-expired';
    this.#onEnded({ state: 'failed', reason, error: endedBy(reason, 'TOKEN_EXPIRED') });
  }

  #onTokenWillExpire(): void {
    this.#isTokenDue = true;
    this.#tellTokenDue();
  }

  #tellTokenDue(): void {
    if (!this.#isTokenDue || !this.#isConnected) return;
    this.#isTokenDue = false;
    this.listener.tokenWillExpire();
  }

  async #readMembers(channelId: string): Promise<readonly string[]> {
    const answer = await this.call('members', async () =>
      this.#vendorChannels.get(channelId)?.getMembers(),
    );
    // Of a crowded channel the list is a part, which this user need not be in.
    return [...textsIn(answer), this.userId];
  }
}

function createInstance(create: () => AgoraV1Instance): AgoraV1Instance {
  try {
    return create();
  } catch (error) {
    throw toRtmError(error, 'login', 'CREATE_INSTANCE');
  }
}

/** Calls `login`, whose promise is not left to be rejected unheard. */
function startLogin(
  instance: AgoraV1Instance,
  uid: string,
  token: string | null,
): Promise<unknown> {
  const login = new Promise((resolve) => {
    resolve(instance.login(token ? { uid, token } : { uid }));
  });
  login.catch(() => undefined);
  return login;
}

/** Logs an instance out for good, after its login: `logout` cannot cancel one, it waits for it and rejects with its error. */
async function logOut(instance: AgoraV1Instance, login: Promise<unknown>): Promise<void> {
  const steps = [
    [LOGIN_END_TIMEOUT, () => login],
    [LOGOUT_TIMEOUT, () => instance.logout()],
  ] as const;
  for (const [ms, step] of steps) {
    await bounded<unknown>(step, { ms, onTimeout: () => timedOut('logout', ms) }).catch(
      () => undefined,
    );
  }
}

function endedBy(reason: ConnectionReason, vendorReason: unknown): RtmError {
  return new RtmError({
    code: errorCodeOfEnding(reason),
    operation: 'login',
    message: `Agora RTM ended the login with the reason ${String(vendorReason)}`,
  });
}

function notJoined(channelId: string, cause?: unknown): RtmError {
  return new RtmError({
    code: 'not-joined',
    operation: 'send-to-channel',
    message: `The channel "${channelId}" is not joined`,
    cause,
  });
}
