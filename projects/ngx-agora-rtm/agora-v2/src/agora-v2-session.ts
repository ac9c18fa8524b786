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
  RtmError,
  type RtmErrorCode,
  type RtmMessage,
  type RtmOperation,
  type SessionEnding,
  timedOut,
} from 'ngx-agora-rtm/client';
import type { AgoraV2EventName, AgoraV2Instance } from './agora-v2-sdk';
import { toRtmError } from './error-table';
import { CALL_RATE } from './limits';
import { InstanceCache, type InstanceLease } from './instance-cache';
import { reasonFor, stateFor } from './link-state-table';
import type { ResolvedOptions } from './agora-v2-options';
import {
  attributesEventOf,
  linkStateNews,
  membersEventOf,
  messageOf,
  revokedChannels,
} from './vendor-events';

/**
 * How long any one call of the SDK may take. The SDK itself gives up after 10 s, and after 13 s with a peer message
 * (read in the bundle of 2.3.0); this is for the calls that it forgets.
 */
export const CALL_TIMEOUT = 15_000;

/** How long a logout may take. It cuts the link at once, and only the goodbye to the backend takes time. */
export const LOGOUT_TIMEOUT = 5_000;

/** How long to wait for the error of a login after its `linkState` FAILED: the SDK rejects right after the event. */
export const REFUSAL_GRACE = 1_000;

/** Where a session delivers what it hears. */
export interface SessionListener {
  connection(state: ConnectionState, reason: ConnectionReason): void;
  message(message: RtmMessage): void;
  members(event: MembersEvent): void;
  attributes(event: AttributesEvent): void;
  tokenWillExpire(): void;
  /** The session is over. Comes before the last `connection`, and nothing comes after that. */
  ended(session: AgoraV2Session): void;
}

/** One login of one user, from the call to the end. Nothing of it outlives its end, so no later login can meet it. */
export class AgoraV2Session implements ClientSession {
  readonly channels: JoinedChannels;
  readonly #over = new AbortController();
  readonly #pace = new CallPace(CALL_RATE, this.#over.signal);
  readonly #listeners = new Map<AgoraV2EventName, (event: unknown) => void>([
    ['linkState', (event) => this.#onLinkState(event)],
    ['message', (event) => this.#onMessage(event)],
    ['presence', (event) => this.#onPresence(event)],
    ['storage', (event) => this.#onStorage(event)],
    ['token', (event) => this.channels.drop(revokedChannels(event))],
    ['tokenPrivilegeWillExpire', (channel) => this.#onTokenWillExpire(channel)],
  ]);
  #lease: InstanceLease | null = null;
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
    this.channels = new JoinedChannels({
      get connected() {
        return isConnected();
      },
      subscribe: (channelId) =>
        this.call('join', (instance) =>
          instance.subscribe(channelId, {
            withMessage: true,
            withPresence: true,
            ...(options.storage ? { withMetadata: true } : {}),
          }),
        ),
      unsubscribe: (channelId) => this.call('leave', (instance) => instance.unsubscribe(channelId)),
    });
  }

  /** Resolves when the instance has been given back after the end; at once before the end. */
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

  /** Calls the SDK. Rejects with an `RtmError`, at the latest after {@link CALL_TIMEOUT} or with the end. */
  async call<T>(
    operation: RtmOperation,
    run: (instance: AgoraV2Instance) => Promise<T>,
  ): Promise<T> {
    return callInSession(
      operation,
      () => {
        if (!this.#lease) throw endedDuring(operation);
        return run(this.#lease.instance);
      },
      { ms: CALL_TIMEOUT, over: this.#over.signal, toRtmError },
    );
  }

  /** As {@link call}, for calls of which there may be many at once: each waits for its turn. */
  async paced<T>(
    operation: RtmOperation,
    run: (instance: AgoraV2Instance) => Promise<T>,
  ): Promise<T> {
    await this.#pace.turn();
    return this.call(operation, run);
  }

  /** Ends the session. A second call does nothing. */
  end({ state, reason, error }: SessionEnding): void {
    if (this.#over.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#isConnected = false;
    const lease = this.#lease;
    if (lease) {
      for (const [name, listener] of this.#listeners) {
        lease.instance.removeEventListener(name, listener);
      }
      this.#closed = lease.release(logOut(lease.instance));
    }
    this.#over.abort(error);
    this.listener.ended(this);
    this.listener.connection(state, reason);
    this.#login?.reject(error);
  }

  async #start(): Promise<void> {
    const { appId, config, loader, loginTimeout } = this.options;
    const { signal } = this.#over;
    const sdk = await loader.get(signal);
    const lease = await InstanceCache.of(sdk).lend(
      appId,
      this.userId,
      () => new sdk.RTM(appId, this.userId, config),
    );
    if (signal.aborted) {
      void lease?.release(Promise.resolve());
      return;
    }
    if (!lease) throw userInUse(this.userId);
    this.#lease = lease;
    for (const [name, listener] of this.#listeners) lease.instance.addEventListener(name, listener);
    this.#timer = setTimeout(() => this.#refuse(timedOut('login', loginTimeout)), loginTimeout);
    await lease.instance.login(this.token ? { token: this.token } : {});
    if (!this.#wasConnected) this.#connected('login');
  }

  /** Ends a login that did not succeed. */
  #refuse(error: RtmError): void {
    if (this.#wasConnected) return;
    this.end({ ...connectionAfterRefusal(error.code), error });
  }

  #connected(reason: ConnectionReason): void {
    if (this.#over.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#wasConnected = true;
    this.#isConnected = true;
    this.listener.connection('connected', reason);
    this.#login?.resolve();
    this.#tellTokenDue();
  }

  #onLinkState(event: unknown): void {
    const news = linkStateNews(event);
    if (!news || this.#over.signal.aborted) return;
    const state = stateFor(news.vendorState, this.#wasConnected);
    if (!state) return;
    const reason = reasonFor(news.vendorReason, state);
    switch (state) {
      case 'connected':
        if (this.#wasConnected) this.channels.reconnected(news.unrestored, news.isResumed);
        this.#connected(reason);
        break;
      case 'failed':
      case 'disconnected':
        this.#onEnded({ state, reason, error: endedBy(reason, news.vendorReason) });
        break;
      case 'connecting':
      case 'reconnecting':
      case 'suspended':
        this.#isConnected = false;
        this.listener.connection(state, reason);
    }
  }

  #onEnded(ending: SessionEnding): void {
    if (this.#wasConnected || ending.state === 'disconnected') {
      this.end(ending);
      return;
    }
    // The rejection that follows says more than the event. It comes right after it, or not at all.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(ending), REFUSAL_GRACE);
  }

  #onMessage(event: unknown): void {
    if (this.#over.signal.aborted) return;
    const message = messageOf(event, this.userId, this.options.now);
    if (!message) return;
    if (message.type === 'channel' && !this.channels.has(message.channelId)) return;
    this.listener.message(message);
  }

  #onPresence(event: unknown): void {
    if (this.#over.signal.aborted) return;
    const members = membersEventOf(event);
    if (members && this.channels.has(members.channelId)) this.listener.members(members);
  }

  #onStorage(event: unknown): void {
    if (this.#over.signal.aborted) return;
    const attributes = attributesEventOf(event);
    if (attributes && this.channels.has(attributes.channelId)) this.listener.attributes(attributes);
  }

  /** The SDK tells once, also as a `token` event, with the name of the channel for a token of a stream channel. */
  #onTokenWillExpire(channel: unknown): void {
    if (this.#over.signal.aborted || channel) return;
    this.#isTokenDue = true;
    this.#tellTokenDue();
  }

  #tellTokenDue(): void {
    if (!this.#isTokenDue || !this.#isConnected) return;
    this.#isTokenDue = false;
    this.listener.tokenWillExpire();
  }
}

/**
 * Logs an instance out for its next user. Also after FAILED, because a login would otherwise restore the channels of
 * the session that failed.
 */
function logOut(instance: AgoraV2Instance): Promise<unknown> {
  const call = async (): Promise<unknown> => {
    // The session may have been ended by an event of the SDK, which shall first finish what it is doing.
    await Promise.resolve();
    return instance.logout();
  };
  const onTimeout = (): RtmError => timedOut('logout', LOGOUT_TIMEOUT);
  return bounded(call, { ms: LOGOUT_TIMEOUT, onTimeout });
}

function endedBy(reason: ConnectionReason, vendorReason: unknown): RtmError {
  const code: RtmErrorCode = errorCodeOfEnding(reason);
  return new RtmError({
    code,
    operation: 'login',
    message: `Agora RTM ended the login with the reason ${String(vendorReason)}`,
  });
}

function userInUse(userId: string): RtmError {
  return new RtmError({
    code: 'user-in-use',
    operation: 'login',
    message: `Another client of this page is logged in as "${userId}"`,
  });
}
