import type {
  AgoraV1Channel,
  AgoraV1Config,
  AgoraV1Instance,
  AgoraV1Listener,
  AgoraV1LocalInvitation,
  AgoraV1RemoteInvitation,
  AgoraV1Sdk,
} from './agora-v1-sdk';

/** An error as the SDK makes them. */
export class FakeRtmError extends Error {
  constructor(
    readonly code: number,
    override readonly name = 'RtmUnknownError',
    text = 'Because.',
  ) {
    super(` Error Code ${code} - ${text}`);
  }
}

/** What a call does: answers with a value, rejects with a code, throws an error, or never settles. */
export type Answer =
  | { readonly value: unknown }
  | { readonly code: number; readonly name?: string }
  | { readonly throws: Error }
  | 'hang';

/** One call that the SDK got. */
export interface Call {
  readonly method: string;
  readonly args: readonly unknown[];
}

/** An emitter as that of the SDK: it goes through a copy of its listeners, and one that throws harms no other. */
export class FakeEmitter {
  readonly #listeners = new Map<string, AgoraV1Listener[]>();

  get listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, { length }) => sum + length, 0);
  }

  on(event: string, listener: AgoraV1Listener): this {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }

  off(event: string, listener: AgoraV1Listener): this {
    const left = (this.#listeners.get(event) ?? []).filter((one) => one !== listener);
    this.#listeners.set(event, left);
    return this;
  }

  emit(event: string, ...args: readonly unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      (listener as (...given: readonly unknown[]) => void)(...args);
    }
  }
}

/** The calls to one instance and its channels, and what becomes of them. */
class Calls {
  readonly list: Call[] = [];
  /** By method, or by method and first argument as in `join room`. Default: answers as the SDK does. */
  readonly answers = new Map<string, Answer>();

  make(method: string, args: readonly unknown[], normal: unknown): Promise<unknown> {
    this.list.push({ method, args });
    const answer = this.answers.get(`${method} ${String(args[0])}`) ??
      this.answers.get(method) ?? { value: normal };
    if (answer === 'hang') return new Promise(() => undefined);
    if ('throws' in answer) throw answer.throws;
    if ('code' in answer) {
      const rejection = Promise.reject(new FakeRtmError(answer.code, answer.name));
      // The SDK may look at it later.
      rejection.catch(() => undefined);
      return rejection;
    }
    return Promise.resolve(answer.value);
  }
}

/** A channel that behaves as that of 1.5.1: `leave` during a join waits for the join. */
export class FakeChannel extends FakeEmitter implements AgoraV1Channel {
  state: 'LEFT' | 'JOINING' | 'JOINED' = 'LEFT';
  #joining: Promise<unknown> = Promise.resolve();

  constructor(
    readonly channelId: string,
    private readonly instance: FakeInstance,
  ) {
    super();
  }

  join(): Promise<unknown> {
    if (this.state !== 'LEFT') return Promise.reject(new FakeRtmError(6));
    if (this.instance.usedChannels.has(this.channelId)) {
      return Promise.reject(new FakeRtmError(202));
    }
    if (this.instance.usedChannels.size >= 20) return Promise.reject(new FakeRtmError(5));
    this.state = 'JOINING';
    this.instance.usedChannels.add(this.channelId);
    const joining = this.instance.made.make('join', [this.channelId], undefined).then(
      () => (this.state = 'JOINED'),
      (error: unknown) => {
        this.state = 'LEFT';
        throw error;
      },
    );
    this.#joining = joining;
    return joining;
  }

  async leave(): Promise<unknown> {
    const answer = this.instance.made.make('leave', [this.channelId], undefined);
    if (this.state === 'LEFT') throw new FakeRtmError(3);
    await Promise.all([answer, this.#joining]);
    this.state = 'LEFT';
    this.instance.usedChannels.delete(this.channelId);
    return undefined;
  }

  sendMessage(message: unknown): Promise<unknown> {
    if (this.state !== 'JOINED') return Promise.reject(new FakeRtmError(5));
    return this.instance.made.make('sendMessage', [this.channelId, message], undefined);
  }

  getMembers(): Promise<unknown> {
    return this.instance.made.make('getMembers', [this.channelId], ['alice']);
  }
}

/** An invitation, either kind. Tests emit what becomes of it. */
export class FakeInvitation
  extends FakeEmitter
  implements AgoraV1LocalInvitation, AgoraV1RemoteInvitation
{
  content = '';
  channelId = '';
  response = '';
  callerId = 'bob';
  readonly calls: string[] = [];
  /** What the next call throws. */
  throws: Error | null = null;

  constructor(readonly calleeId = '') {
    super();
  }

  send(): void {
    this.#call('send');
  }

  cancel(): void {
    this.#call('cancel');
    this.emit('LocalInvitationCanceled');
  }

  accept(): void {
    this.#call('accept');
  }

  refuse(): void {
    this.#call('refuse');
    this.emit('RemoteInvitationRefused');
  }

  #call(method: string): void {
    if (this.throws) throw this.throws;
    this.calls.push(method);
  }
}

/**
 * An instance that behaves as 1.5.1 was seen to behave: a login is answered when the test says so, `logout` cannot cancel
 * it and rejects with its error, `ConnectionStateChanged` comes before the promise settles.
 */
export class FakeInstance extends FakeEmitter implements AgoraV1Instance {
  readonly made = new Calls();
  readonly channels: FakeChannel[] = [];
  readonly invitations: FakeInvitation[] = [];
  readonly usedChannels = new Set<string>();
  state = 'DISCONNECTED';
  userId: string | null = null;
  #login: {
    readonly promise: Promise<unknown>;
    resolve: () => void;
    reject: (e: unknown) => void;
  } | null = null;

  constructor(
    readonly appId: string,
    readonly config: AgoraV1Config | undefined,
  ) {
    super();
  }

  get calls(): readonly Call[] {
    return this.made.list;
  }

  get answers(): Map<string, Answer> {
    return this.made.answers;
  }

  /** Whether a login is under way. */
  get isLoggingIn(): boolean {
    return this.#login !== null;
  }

  callsOf(method: string): readonly Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** The latest channel object of a name. */
  channel(channelId: string): FakeChannel {
    const channel = this.channels.findLast((one) => one.channelId === channelId);
    if (!channel) throw new Error(`No channel ${channelId} has been made`);
    return channel;
  }

  login(options: { uid: string; token?: string }): Promise<unknown> {
    this.made.list.push({ method: 'login', args: [options] });
    if (this.state !== 'DISCONNECTED') return Promise.reject(new FakeRtmError(8));
    this.userId = options.uid;
    let resolve!: () => void;
    let reject!: (e: unknown) => void;
    const promise = new Promise<unknown>((yes, no) => {
      resolve = () => yes(undefined);
      reject = no;
    });
    this.#login = { promise, resolve, reject };
    this.move('CONNECTING', 'LOGIN');
    return promise;
  }

  /** Lets the login succeed. */
  accept(): void {
    const login = this.#login;
    if (!login) return;
    this.#login = null;
    this.move('CONNECTED', 'LOGIN_SUCCESS');
    login.resolve();
  }

  /** Lets the login fail, as the SDK does it: first the event, then the rejection. */
  refuse(code: number, reason = 'LOGIN_FAILURE'): void {
    this.move('DISCONNECTED', reason);
    this.rejectLogin(new FakeRtmError(code));
  }

  /** Lets the login time out, as the SDK does after 12 s. */
  timeOut(): void {
    this.move('DISCONNECTED', 'LOGIN_TIMEOUT');
    this.rejectLogin(new FakeRtmError(9, 'RtmTimeoutError'));
  }

  /** Lets the login reject without an event. */
  rejectLogin(error: unknown): void {
    this.#login?.reject(error);
    this.#login = null;
  }

  async logout(): Promise<unknown> {
    const answer = this.made.make('logout', [], undefined);
    await this.#login?.promise;
    if (this.state === 'DISCONNECTED') throw new FakeRtmError(102);
    await answer;
    this.move('DISCONNECTED', 'LOGOUT');
    return undefined;
  }

  renewToken(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('renewToken', args, undefined);
  }

  sendMessageToPeer(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('sendMessageToPeer', args, { hasPeerReceived: true });
  }

  createChannel(channelId: string): FakeChannel {
    const answer = this.answers.get('createChannel');
    if (answer && answer !== 'hang' && 'throws' in answer) throw answer.throws;
    const channel = new FakeChannel(channelId, this);
    this.channels.push(channel);
    return channel;
  }

  getChannelMemberCount(channelIds: string[]): Promise<unknown> {
    const counts = Object.fromEntries(channelIds.map((id) => [id, id.length]));
    return this.made.make('getChannelMemberCount', [channelIds], counts);
  }

  queryPeersOnlineStatus(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('queryPeersOnlineStatus', args, {});
  }

  subscribePeersOnlineStatus(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('subscribePeersOnlineStatus', args, undefined);
  }

  unsubscribePeersOnlineStatus(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('unsubscribePeersOnlineStatus', args, undefined);
  }

  getUserAttributes(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('getUserAttributes', args, {});
  }

  getUserAttributesByKeys(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('getUserAttributesByKeys', args, {});
  }

  addOrUpdateLocalUserAttributes(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('addOrUpdateLocalUserAttributes', args, undefined);
  }

  deleteLocalUserAttributesByKeys(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('deleteLocalUserAttributesByKeys', args, undefined);
  }

  clearLocalUserAttributes(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('clearLocalUserAttributes', args, undefined);
  }

  getChannelAttributes(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('getChannelAttributes', args, {});
  }

  getChannelAttributesByKeys(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('getChannelAttributesByKeys', args, {});
  }

  addOrUpdateChannelAttributes(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('addOrUpdateChannelAttributes', args, undefined);
  }

  deleteChannelAttributesByKeys(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('deleteChannelAttributesByKeys', args, undefined);
  }

  clearChannelAttributes(...args: readonly unknown[]): Promise<unknown> {
    return this.made.make('clearChannelAttributes', args, undefined);
  }

  createLocalInvitation(calleeId: string): FakeInvitation {
    const invitation = new FakeInvitation(calleeId);
    this.invitations.push(invitation);
    return invitation;
  }

  /** Moves to a state of the connection and tells it. */
  move(state: string, reason: string): void {
    this.state = state;
    this.emit('ConnectionStateChanged', state, reason);
  }
}

/** An SDK module. It makes any number of instances for a user, of whom the latest to log in stays. */
export class FakeSdk implements AgoraV1Sdk {
  readonly instances: FakeInstance[] = [];
  readonly parameters: Record<string, unknown> = { EMULATOR_URL: '', X: 0 };
  readonly areas: unknown[] = [];
  /** What `createInstance` throws. */
  instanceError: Error | null = null;

  /** The latest instance. */
  get instance(): FakeInstance {
    const instance = this.instances.at(-1);
    if (!instance) throw new Error('No instance has been made');
    return instance;
  }

  createInstance(appId: string, config?: AgoraV1Config): FakeInstance {
    if (this.instanceError) throw this.instanceError;
    const instance = new FakeInstance(appId, config);
    this.instances.push(instance);
    return instance;
  }

  setArea(area: unknown): void {
    this.areas.push(area);
  }

  setParameter(key: string, value: unknown): void {
    if (Object.hasOwn(this.parameters, key)) this.parameters[key] = value;
  }

  getParameter(key: string): unknown {
    return this.parameters[key];
  }
}

/** Lets everything run that waits for no timer. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 60; i++) await Promise.resolve();
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
