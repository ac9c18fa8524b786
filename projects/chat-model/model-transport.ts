import { BehaviorSubject, EMPTY, Subject } from 'rxjs';
import type { ChatTransport, Clock, ConversationRef } from 'ngx-agora-rtm/chat';
import {
  type Connection,
  type ConnectionReason,
  type ConnectionState,
  type MembersEvent,
  type RtmCapabilities,
  RtmError,
  type RtmErrorCode,
  type RtmMessage,
  type RtmOperation,
} from 'ngx-agora-rtm/client';
import type { Down, LossyLink } from './lossy-link.ts';
import { messageOf, type ModelBackend, type Session } from './model-backend.ts';

/** How long a request is waited for, in ms. Both SDKs wait about ten seconds. */
const REQUEST_TIMEOUT = 10_000;

interface Pending {
  readonly operation: RtmOperation;
  readonly settle: (error: unknown, value?: unknown) => void;
}

/**
 * A client as the chat core sees it, over a {@link LossyLink}. A login waits for the network as long as it takes; a request whose
 * answer does not come is `timeout` after a while, `connection-lost` where the link broke: whether it had its effect, nobody knows.
 */
export class ModelTransport implements ChatTransport {
  readonly appId = 'model';
  readonly capabilities: RtmCapabilities;
  readonly onlineStatus = {
    changes$: EMPTY,
    watch: () => Promise.resolve(),
    unwatch: () => Promise.resolve(),
  };

  readonly #clock: Clock;
  readonly #link: LossyLink;
  readonly #connection: BehaviorSubject<Connection>;
  readonly #messages = new Subject<RtmMessage>();
  readonly #members = new Subject<MembersEvent>();
  /** Channels to join again after a reconnect. */
  readonly #joined = new Set<string>();
  readonly #pending = new Map<number, Pending>();
  #requests = 0;
  #userId: string | null = null;
  #hasCrashed = false;
  #login: { resolve: () => void; reject: (error: RtmError) => void } | null = null;

  readonly messages$ = this.#messages.asObservable();
  readonly members$ = this.#members.asObservable();

  constructor(link: LossyLink, backend: ModelBackend, clock: Clock) {
    this.#link = link;
    this.#clock = clock;
    this.capabilities = capabilitiesOf(backend);
    this.#connection = new BehaviorSubject<Connection>(this.#at('disconnected', 'initial'));
    link.attach(
      (frame) => this.#receive(frame),
      (isUp) => (isUp ? this.#linkIsBack() : this.#linkBroke()),
    );
  }

  get connection$(): BehaviorSubject<Connection> {
    return this.#connection;
  }

  login(userId: string): Promise<void> {
    // As with RtmService: a second call for the same user is the same login.
    if (this.#userId === userId && this.#login === null) return Promise.resolve();
    if (this.#userId !== null) {
      return Promise.reject(failure('already-logged-in', 'login', 'A user is logged in'));
    }
    this.#userId = userId;
    this.#move('connecting', 'login');
    return new Promise((resolve, reject) => {
      this.#login = { resolve, reject };
      if (this.#link.isUp) this.#enter('login');
    });
  }

  logout(): Promise<void> {
    this.#end('disconnected', 'logout', 'cancelled');
    return Promise.resolve();
  }

  send(ref: ConversationRef, payload: string | Uint8Array): ReturnType<ChatTransport['send']> {
    const isPeer = ref.type === 'peer';
    const { history, channelEcho } = this.capabilities;
    return this.#ask(isPeer ? 'send-to-peer' : 'send-to-channel', (backend, session) => {
      // A backend without an echo is one that is not to be sent to from outside a channel: SDK 1.x.
      if (!isPeer && !channelEcho && !backend.isIn(session, ref.id)) {
        throw failure('not-joined', 'send-to-channel', `The user is not in "${ref.id}"`);
      }
      const { sentAt, hasPeerReceived } = backend.send(session, ref, payload);
      return isPeer ? { sentAt, hasPeerReceived, stored: history } : { sentAt };
    });
  }

  async join(channelId: string): Promise<void> {
    await this.#ask('join', (backend, session) => backend.join(session, channelId));
    this.#joined.add(channelId);
  }

  async leave(channelId: string): Promise<void> {
    this.#joined.delete(channelId);
    await this.#ask('leave', (backend, session) => backend.leave(session, channelId));
  }

  history(ref: ConversationRef, query = {}): ReturnType<ChatTransport['history']> {
    return this.#ask('history', (backend, session) => backend.history(session, ref, query));
  }

  /** Ends in the middle of everything: nothing is sent, heard or answered any more. */
  crash(): void {
    this.#hasCrashed = true;
    this.#link.detach();
  }

  #ask<T>(
    operation: RtmOperation,
    run: (backend: ModelBackend, session: Session) => T,
  ): Promise<T> {
    if (this.#hasCrashed) return new Promise(() => undefined);
    const { state } = this.#connection.value;
    if (state !== 'connected') {
      const code = this.#userId === null ? 'not-logged-in' : 'not-connected';
      return Promise.reject(failure(code, operation, `The client is ${state}`));
    }
    const request = ++this.#requests;
    this.#link.up.push({ request, run });
    return new Promise<T>((resolve, reject) => {
      const undo = this.#clock.after(REQUEST_TIMEOUT, () =>
        settle(failure('timeout', operation, 'No answer came')),
      );
      const settle = (error: unknown, value?: unknown) => {
        undo();
        this.#pending.delete(request);
        if (error === null) resolve(value as T);
        else reject(RtmError.from(error, operation));
      };
      this.#pending.set(request, { operation, settle });
    });
  }

  #receive(frame: Down): void {
    switch (frame.type) {
      case 'answer':
        this.#pending.get(frame.request)?.settle(frame.error, frame.value);
        break;
      case 'message':
        // SDK 2.3.0 stamps what arrives by the receiver's clock.
        this.#messages.next(messageOf(frame.kept, this.#userId ?? '', this.#clock.now()));
        break;
      case 'members':
        this.#members.next({ ...frame, type: 'snapshot' });
        break;
      case 'came-or-went':
        this.#members.next({ ...frame, type: 'change' });
        break;
      case 'replaced':
        this.#end('failed', 'replaced', 'replaced');
        break;
    }
  }

  #enter(reason: ConnectionReason): void {
    const session = this.#link.open(this.#userId ?? '');
    for (const channelId of this.#joined) this.#rejoin(session, channelId);
    this.#move('connected', reason);
    this.#login?.resolve();
    this.#login = null;
  }

  /** Agora restores subscriptions by itself. */
  #rejoin(_session: Session, channelId: string): void {
    this.#link.up.push({
      request: 0,
      run: (backend, session) => backend.join(session, channelId),
    });
  }

  #linkIsBack(): void {
    if (this.#userId !== null) this.#enter(this.#login ? 'login' : 'reconnect');
  }

  #linkBroke(): void {
    if (this.#userId === null || this.#login) return;
    this.#move('reconnecting', 'network');
    this.#rejectAll('connection-lost', 'The link broke');
  }

  #end(state: ConnectionState, reason: ConnectionReason, code: RtmErrorCode): void {
    if (this.#userId === null) return;
    this.#userId = null;
    this.#joined.clear();
    this.#link.close();
    this.#move(state, reason);
    this.#rejectAll(code === 'cancelled' ? 'connection-lost' : code, 'The session has ended');
    this.#login?.reject(failure(code, 'login', 'The login was ended'));
    this.#login = null;
  }

  #rejectAll(code: RtmErrorCode, message: string): void {
    for (const { operation, settle } of [...this.#pending.values()]) {
      settle(failure(code, operation, message));
    }
  }

  #move(state: ConnectionState, reason: ConnectionReason): void {
    this.#connection.next(this.#at(state, reason));
  }

  #at(state: ConnectionState, reason: ConnectionReason): Connection {
    return { state, reason, since: this.#clock.now() };
  }
}

function failure(code: RtmErrorCode, operation: RtmOperation, message: string): RtmError {
  return new RtmError({ code, operation, message });
}

const NAMES = { maxBytes: 64, forbidden: /[^ -~]/u, reserved: [] };

function capabilitiesOf({ traits: { history, channelEcho } }: ModelBackend): RtmCapabilities {
  return {
    history,
    channelEcho,
    customTypes: channelEcho,
    sendWithoutJoin: channelEcho,
    maxChannels: channelEcho ? 50 : 20,
    maxMessageBytes: 32_768,
    sendRate: channelEcho ? { messages: 60, perMs: 1_000 } : { messages: 180, perMs: 3_000 },
    userIds: NAMES,
    channelIds: NAMES,
    attributes: null,
    onlineStatus: null,
    invitations: null,
  };
}
