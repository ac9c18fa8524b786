import type {
  AgoraV2Config,
  AgoraV2EventName,
  AgoraV2Instance,
  AgoraV2Sdk,
  AgoraV2Storage,
} from './agora-v2-sdk';

/** An error as the SDK makes them. */
export class FakeRtmError extends Error {
  readonly errorCode: number;
  readonly reason: string;

  constructor(
    readonly code: number,
    reason = 'Because.',
  ) {
    super(`Error Code ${code} - ${reason}`);
    this.errorCode = code;
    this.reason = reason;
  }
}

/** What a call does: answers with a value, rejects with a code, throws an error, or never settles. */
export type Answer =
  { readonly value: unknown } | { readonly code: number } | { readonly throws: Error } | 'hang';

type Method =
  | 'publish'
  | 'subscribe'
  | 'unsubscribe'
  | 'renewToken'
  | 'getMessages'
  | 'getOnlineUsers'
  | keyof AgoraV2Storage
  | 'logout';

/** One call that an instance got. */
export interface Call {
  readonly method: Method | 'login';
  readonly args: readonly unknown[];
}

/**
 * An instance that behaves as 2.3.0 was seen to behave: a login is answered when the test says so, `logout` rejects it
 * with -10023, listeners survive a logout, `linkState` comes before the promise settles.
 */
export class FakeInstance implements AgoraV2Instance {
  readonly calls: Call[] = [];
  /** What each method does. Default: answers as the SDK does. */
  readonly answers = new Map<Method, Answer>();
  linkState = 'IDLE';
  readonly #listeners = new Map<AgoraV2EventName, Set<(event: unknown) => void>>();
  #login: { resolve: (value: unknown) => void; reject: (error: unknown) => void } | null = null;

  readonly history = {
    getMessages: (...args: readonly unknown[]): Promise<unknown> =>
      this.#call('getMessages', args, { messageList: [], count: 0, newStart: 0, timestamp: 0 }),
  };

  readonly presence = {
    getOnlineUsers: (...args: readonly unknown[]): Promise<unknown> =>
      this.#call('getOnlineUsers', args, { totalOccupancy: 0, occupants: [], nextPage: '' }),
  };

  readonly storage: AgoraV2Storage = {
    setChannelMetadata: (...args) => this.#call('setChannelMetadata', args, { totalCount: 0 }),
    getChannelMetadata: (...args) => this.#call('getChannelMetadata', args, { metadata: {} }),
    removeChannelMetadata: (...args) => this.#call('removeChannelMetadata', args, {}),
    setUserMetadata: (...args) => this.#call('setUserMetadata', args, { totalCount: 0 }),
    getUserMetadata: (...args) => this.#call('getUserMetadata', args, { metadata: {} }),
    removeUserMetadata: (...args) => this.#call('removeUserMetadata', args, {}),
  };

  constructor(
    readonly appId: string,
    readonly userId: string,
    readonly config: AgoraV2Config | undefined,
  ) {}

  /** How many listeners are attached. */
  get listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** The calls of one method. */
  callsOf(method: Call['method']): readonly Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  login(options?: { token?: string }): Promise<unknown> {
    this.calls.push({ method: 'login', args: [options] });
    if (this.linkState === 'CONNECTING') return Promise.reject(new FakeRtmError(-10017));
    if (this.linkState === 'CONNECTED') return Promise.resolve({ timestamp: 0 });
    const promise = new Promise<unknown>((resolve, reject) => (this.#login = { resolve, reject }));
    this.link('CONNECTING', this.linkState === 'IDLE' ? 'LOGIN' : 'RELOGIN');
    return promise;
  }

  /** Lets the login succeed. */
  accept(): void {
    this.link('CONNECTED', 'LOGIN_SUCCESS');
    this.#login?.resolve({ timestamp: 0 });
    this.#login = null;
  }

  /** Lets the login fail, as the SDK does it: first the event, then the rejection. */
  refuse(code: number, reason: string): void {
    this.link('FAILED', reason);
    this.#login?.reject(new FakeRtmError(code));
    this.#login = null;
  }

  /** Lets the login reject without an event. */
  rejectLogin(error: unknown): void {
    this.#login?.reject(error);
    this.#login = null;
  }

  async logout(): Promise<unknown> {
    if (this.linkState === 'IDLE') return this.#call('logout', [], { timestamp: 0 });
    this.#login?.reject(new FakeRtmError(-10023));
    this.#login = null;
    const answer = this.#call('logout', [], { timestamp: 0 });
    await Promise.resolve();
    this.link('IDLE', 'LOGOUT');
    return answer;
  }

  renewToken(...args: readonly unknown[]): Promise<unknown> {
    return this.#call('renewToken', args, { timestamp: 0 });
  }

  publish(...args: readonly unknown[]): Promise<unknown> {
    return this.#call('publish', args, { timestamp: 0, channelName: args[0] });
  }

  subscribe(...args: readonly unknown[]): Promise<unknown> {
    return this.#call('subscribe', args, { timestamp: 0, channelName: args[0] });
  }

  unsubscribe(...args: readonly unknown[]): Promise<unknown> {
    return this.#call('unsubscribe', args, { timestamp: 0, channelName: args[0] });
  }

  addEventListener(event: AgoraV2EventName, listener: (event: unknown) => void): void {
    let listeners = this.#listeners.get(event);
    if (!listeners) this.#listeners.set(event, (listeners = new Set()));
    listeners.add(listener);
  }

  removeEventListener(event: AgoraV2EventName, listener: (event: unknown) => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  emit(name: AgoraV2EventName, event: unknown): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(event);
  }

  /** Moves to a state of the link and tells it. */
  link(currentState: string, reasonCode: string, more: object = {}): void {
    const previousState = this.linkState;
    this.linkState = currentState;
    this.emit('linkState', {
      currentState,
      previousState,
      reasonCode,
      serviceType: 'MESSAGE',
      affectedChannels: [],
      unrestoredChannels: [],
      isResumed: true,
      timestamp: 0,
      ...more,
    });
  }

  #call(method: Method, args: readonly unknown[], normal: unknown): Promise<unknown> {
    this.calls.push({ method, args });
    const answer = this.answers.get(method) ?? { value: normal };
    if (answer === 'hang') return new Promise(() => undefined);
    if ('throws' in answer) throw answer.throws;
    if ('code' in answer) return Promise.reject(new FakeRtmError(answer.code));
    return Promise.resolve(answer.value);
  }
}

/** An SDK module with the vendor's own registry: one instance per App ID and user id, for ever. */
export class FakeSdk implements AgoraV2Sdk {
  readonly instances: FakeInstance[] = [];
  readonly parameters: Record<string, unknown> = {};
  /** What the constructor throws. */
  constructorError: Error | null = null;
  readonly RTM: AgoraV2Sdk['RTM'];

  constructor() {
    const check = (appId: string, userId: string): void => {
      if (this.constructorError) throw this.constructorError;
      if (this.instances.some((one) => one.appId === appId && one.userId === userId)) {
        throw new FakeRtmError(-10027);
      }
    };
    const add = (instance: FakeInstance): void => void this.instances.push(instance);
    this.RTM = class extends FakeInstance {
      constructor(appId: string, userId: string, config?: AgoraV2Config) {
        check(appId, userId);
        super(appId, userId, config);
        add(this);
      }
    };
  }

  /** The latest instance. */
  get instance(): FakeInstance {
    const instance = this.instances.at(-1);
    if (!instance) throw new Error('No instance has been made');
    return instance;
  }

  setParameter(key: string, value: unknown): void {
    if (key === 'NO_SUCH_KEY') throw new FakeRtmError(-10014);
    this.parameters[key] = value;
  }
}

/** Lets everything run that waits for no timer. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

/** What has become of a promise so far: `pending`, its value, or the code of its error. */
export function fate(promise: Promise<unknown>): { readonly now: unknown } {
  const state: { now: unknown } = { now: 'pending' };
  promise.then(
    (value) => (state.now = value ?? 'done'),
    (error: unknown) => {
      state.now = (error as { code?: unknown }).code ?? error;
    },
  );
  return state;
}

/** An App ID that the SDK accepts. */
export const APP_ID = '0123456789abcdef0123456789abcdef';

/** The vendor's list of link reasons, as in `AgoraRTM.constantsType` of 2.3.0. */
export const VENDOR_REASONS = [
  'UNKNOWN',
  'LOGIN',
  'LOGIN_SUCCESS',
  'LOGIN_TIMEOUT',
  'LOGIN_NOT_AUTHORIZED',
  'LOGIN_REJECTED',
  'RELOGIN',
  'LOGOUT',
  'AUTO_RECONNECT',
  'RECONNECT_TIMEOUT',
  'RECONNECT_SUCCESS',
  'JOIN',
  'JOIN_SUCCESS',
  'JOIN_FAILED',
  'REJOIN',
  'LEAVE',
  'INVALID_TOKEN',
  'TOKEN_EXPIRED',
  'INCONSISTENT_APP_ID',
  'INVALID_CHANNEL_NAME',
  'INVALID_USER_ID',
  'NOT_INITIALIZED',
  'RTM_SERVICE_NOT_CONNECTED',
  'CHANNEL_INSTANCE_EXCEED_LIMITATION',
  'OPERATION_RATE_EXCEED_LIMITATION',
  'CHANNEL_IN_ERROR_STATE',
  'PRESENCE_NOT_CONNECTED',
  'SAME_UID_LOGIN',
  'KICKED_OUT_BY_SERVER',
  'KEEP_ALIVE_TIMEOUT',
  'CONNECTION_ERROR',
  'PRESENCE_NOT_READY',
  'NETWORK_CHANGE',
  'SERVICE_NOT_SUPPORTED',
  'STREAM_CHANNEL_NOT_AVAILABLE',
  'STORAGE_NOT_AVAILABLE',
  'LOCK_NOT_AVAILABLE',
  'LOGIN_TOO_FREQUENT',
] as const;
