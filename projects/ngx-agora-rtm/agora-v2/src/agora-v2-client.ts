import {
  assertChannelId,
  assertPayload,
  assertUserId,
  type AttributesApi,
  type AttributesEvent,
  type ChannelReceipt,
  ConnectionTracker,
  type HistoryPage,
  type HistoryQuery,
  type MembersEvent,
  NO_ATTRIBUTES,
  NO_INVITATIONS,
  NO_ONLINE_STATUS,
  type PeerReceipt,
  type RtmCapabilities,
  type RtmClient,
  type RtmCredentials,
  RtmError,
  type RtmMessage,
  type RtmOperation,
  type RtmPayload,
  type RtmTarget,
  type SendOptions,
  utf8Bytes,
} from 'ngx-agora-rtm/client';
import { Subject } from 'rxjs';
import { AgoraV2Attributes } from './agora-v2-attributes';
import type { ResolvedOptions } from './agora-v2-options';
import { AgoraV2Session } from './agora-v2-session';
import { deliveryOf } from './error-table';
import { readHistory } from './history';
import { agoraV2Capabilities, MAX_CUSTOM_TYPE_BYTES } from './limits';
import { occupancyOf, timestampOf } from './vendor-events';

/** A client of Agora RTM 2.x. Made by `agoraV2(...)`. */
export class AgoraV2Client implements RtmClient {
  readonly capabilities: RtmCapabilities;
  readonly #tracker: ConnectionTracker;
  readonly #messages = new Subject<RtmMessage>();
  readonly #members = new Subject<MembersEvent>();
  readonly #attributeChanges = new Subject<AttributesEvent>();
  readonly #tokenWillExpire = new Subject<void>();
  readonly connection$;
  readonly attributes: AttributesApi;
  readonly onlineStatus = NO_ONLINE_STATUS;
  readonly invitations = NO_INVITATIONS;
  readonly messages$ = this.#messages.asObservable();
  readonly members$ = this.#members.asObservable();
  readonly tokenWillExpire$ = this.#tokenWillExpire.asObservable();
  #session: AgoraV2Session | null = null;
  #closed = Promise.resolve();
  #isDestroyed = false;

  constructor(private readonly options: ResolvedOptions) {
    this.capabilities = agoraV2Capabilities(options);
    this.attributes = this.capabilities.attributes
      ? new AgoraV2Attributes(
          this.capabilities,
          this.capabilities.attributes,
          this.#attributeChanges.asObservable(),
          (operation) => this.#connected(operation),
        )
      : NO_ATTRIBUTES;
    this.#tracker = new ConnectionTracker(options.now);
    this.connection$ = this.#tracker.connection$;
  }

  async login(credentials: RtmCredentials): Promise<void> {
    const { userId, token } = checked(credentials, this.capabilities);
    if (this.#isDestroyed) throw destroyed();
    if (this.#session) throw alreadyLoggedIn(this.#session.userId);
    this.#session = new AgoraV2Session(userId, token, this.options, {
      connection: (state, reason) => void this.#tracker.move(state, reason),
      message: (message) => this.#messages.next(message),
      members: (event) => this.#members.next(event),
      attributes: (event) => this.#attributeChanges.next(event),
      tokenWillExpire: () => this.#tokenWillExpire.next(),
      ended: ({ closed }) => {
        this.#session = null;
        this.#closed = closed;
      },
    });
    const session = this.#session;
    this.#tracker.move('connecting', 'login');
    // Whoever listens to the connection may have ended the session again.
    await session.login();
  }

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

  async renewToken(token: string): Promise<void> {
    assertToken(token, 'renew-token');
    if (!token) throw invalidToken('renew-token', 'must not be empty');
    await this.#connected('renew-token').call('renew-token', (instance) =>
      instance.renewToken(token),
    );
  }

  async sendToPeer(
    peerId: string,
    payload: RtmPayload,
    options: SendOptions = {},
  ): Promise<PeerReceipt> {
    const operation = 'send-to-peer';
    assertUserId(peerId, this.capabilities.userIds, operation);
    assertPayload(payload, this.capabilities.maxMessageBytes, operation);
    const settings = this.#publishOptions(options, operation);
    const delivered = { hasPeerReceived: true, stored: settings.storeInHistory ?? false };
    return this.#connected(operation).call(operation, async (instance) => {
      try {
        const answer = await instance.publish(peerId, payload, {
          channelType: 'USER',
          ...settings,
        });
        return { sentAt: timestampOf(answer, this.options.now), ...delivered };
      } catch (error) {
        const delivery = deliveryOf(error);
        if (!delivery) throw error;
        return { sentAt: this.options.now(), ...delivery };
      }
    });
  }

  async sendToChannel(
    channelId: string,
    payload: RtmPayload,
    options: SendOptions = {},
  ): Promise<ChannelReceipt> {
    const operation = 'send-to-channel';
    assertChannelId(channelId, this.capabilities.channelIds, operation);
    assertPayload(payload, this.capabilities.maxMessageBytes, operation);
    const settings = this.#publishOptions(options, operation);
    return this.#connected(operation).call(operation, async (instance) => {
      try {
        const answer = await instance.publish(channelId, payload, {
          channelType: 'MESSAGE',
          ...settings,
        });
        return { sentAt: timestampOf(answer, this.options.now) };
      } catch (error) {
        if (!deliveryOf(error)?.hasPeerReceived) throw error;
        return { sentAt: this.options.now() };
      }
    });
  }

  async join(channelId: string): Promise<void> {
    assertChannelId(channelId, this.capabilities.channelIds, 'join');
    if (this.#session?.channels.isJoined(channelId)) return this.#session.channels.join(channelId);
    await this.#connected('join').channels.join(channelId);
  }

  async leave(channelId: string): Promise<void> {
    assertChannelId(channelId, this.capabilities.channelIds, 'leave');
    await this.#session?.channels.leave(channelId);
  }

  async memberCounts(channelIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const operation = 'member-count';
    for (const id of channelIds) assertChannelId(id, this.capabilities.channelIds, operation);
    const session = this.#connected(operation);
    const counting = [...new Set(channelIds)].map(async (id) => {
      const answer = await session.paced(operation, ({ presence }) =>
        presence.getOnlineUsers(id, 'MESSAGE', { includedUserId: false }),
      );
      return [id, occupancyOf(answer)] as const;
    });
    return new Map(await Promise.all(counting));
  }

  async history(target: RtmTarget, query: HistoryQuery = {}): Promise<HistoryPage> {
    if (!this.capabilities.history) {
      throw new RtmError({
        code: 'unsupported',
        operation: 'history',
        message: 'The option "history" of agoraV2() is off',
      });
    }
    const { userIds, channelIds } = this.capabilities;
    if (target.type === 'peer') assertUserId(target.id, userIds, 'history');
    else assertChannelId(target.id, channelIds, 'history');
    return readHistory(() => this.#connected('history'), target, query, this.options.now);
  }

  async destroy(): Promise<void> {
    this.#isDestroyed = true;
    const closed = this.logout();
    this.#tracker.close();
    for (const stream of [this.#messages, this.#members, this.#attributeChanges]) stream.complete();
    this.#tokenWillExpire.complete();
    await closed;
  }

  /** The session, if it is connected. */
  #connected(operation: RtmOperation): AgoraV2Session {
    const { state, reason } = this.#tracker.current;
    if (this.#session && state === 'connected') return this.#session;
    const isAway = state === 'reconnecting' || state === 'suspended';
    throw new RtmError({
      code: isAway ? 'not-connected' : 'not-logged-in',
      operation,
      message: `"${operation}" needs a connection, which is ${state} (${reason})`,
    });
  }

  #publishOptions(
    { customType, keep = true }: SendOptions,
    operation: RtmOperation,
  ): { customType?: string; storeInHistory?: boolean } {
    if (customType !== undefined && typeof customType !== 'string') {
      throw invalidCustomType(operation, `be a string, but is of type ${typeof customType}`);
    }
    if (customType && utf8Bytes(customType) > MAX_CUSTOM_TYPE_BYTES) {
      throw invalidCustomType(
        operation,
        `take at most ${MAX_CUSTOM_TYPE_BYTES} bytes, but takes ${utf8Bytes(customType)}`,
      );
    }
    return {
      ...(customType ? { customType } : {}),
      ...(this.capabilities.history && keep ? { storeInHistory: true } : {}),
    };
  }
}

function checked(credentials: unknown, { userIds }: RtmCapabilities): RtmCredentials {
  const given = typeof credentials === 'object' && credentials !== null ? credentials : {};
  const { userId, token } = given as Readonly<Partial<Record<keyof RtmCredentials, unknown>>>;
  assertUserId(userId, userIds, 'login');
  assertToken(token, 'login');
  return { userId, token };
}

function assertToken(token: unknown, operation: RtmOperation): asserts token is string | null {
  if (token === null || typeof token === 'string') return;
  throw invalidToken(operation, `must be a string or null, but is of type ${typeof token}`);
}

function invalidToken(operation: RtmOperation, rule: string): RtmError {
  return new RtmError({ code: 'token-invalid', operation, message: `A token ${rule}` });
}

function invalidCustomType(operation: RtmOperation, rule: string): RtmError {
  return new RtmError({
    code: 'invalid-argument',
    operation,
    message: `A customType must ${rule}`,
  });
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
