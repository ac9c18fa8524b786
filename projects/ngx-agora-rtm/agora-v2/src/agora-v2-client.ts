import {
  assertChannelId,
  assertCustomType,
  assertNewToken,
  assertPayload,
  assertUserId,
  type AttributesApi,
  type AttributesEvent,
  type ChannelReceipt,
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
  SessionHolder,
} from 'ngx-agora-rtm/client';
import { Subject } from 'rxjs';
import { AgoraV2Attributes } from './agora-v2-attributes';
import type { ResolvedOptions } from './agora-v2-options';
import { AgoraV2Session } from './agora-v2-session';
import { deliveryOf } from './error-table';
import { readHistory } from './history';
import { agoraV2Capabilities } from './limits';
import { occupancyOf, timestampOf } from './vendor-events';

/** A client of Agora RTM 2.x. Made by `agoraV2(...)`. */
export class AgoraV2Client implements RtmClient {
  readonly capabilities: RtmCapabilities;
  readonly appId: string;
  readonly #sessions: SessionHolder<AgoraV2Session>;
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

  constructor(private readonly options: ResolvedOptions) {
    this.appId = options.appId;
    this.capabilities = agoraV2Capabilities(options);
    this.#sessions = new SessionHolder(
      ({ userId, token }) => this.#session(userId, token),
      this.capabilities.userIds,
      options.now,
    );
    this.connection$ = this.#sessions.connection$;
    this.attributes = this.capabilities.attributes
      ? new AgoraV2Attributes(
          this.capabilities,
          this.capabilities.attributes,
          this.#attributeChanges.asObservable(),
          (operation) => this.#sessions.connected(operation),
        )
      : NO_ATTRIBUTES;
  }

  login(credentials: RtmCredentials): Promise<void> {
    return this.#sessions.login(credentials);
  }

  logout(): Promise<void> {
    return this.#sessions.logout();
  }

  async renewToken(token: string): Promise<void> {
    assertNewToken(token);
    await this.#sessions
      .connected('renew-token')
      .call('renew-token', (instance) => instance.renewToken(token));
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
    return this.#sessions.connected(operation).call(operation, async (instance) => {
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
    return this.#sessions.connected(operation).call(operation, async (instance) => {
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
    const channels = this.#sessions.session?.channels;
    if (channels?.isJoined(channelId)) return channels.join(channelId);
    await this.#sessions.connected('join').channels.join(channelId);
  }

  async leave(channelId: string): Promise<void> {
    assertChannelId(channelId, this.capabilities.channelIds, 'leave');
    await this.#sessions.session?.channels.leave(channelId);
  }

  async memberCounts(channelIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const operation = 'member-count';
    for (const id of channelIds) assertChannelId(id, this.capabilities.channelIds, operation);
    const session = this.#sessions.connected(operation);
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
    return readHistory(() => this.#sessions.connected('history'), target, query, this.options.now);
  }

  async destroy(): Promise<void> {
    const closed = this.#sessions.destroy();
    for (const stream of [this.#messages, this.#members, this.#attributeChanges]) stream.complete();
    this.#tokenWillExpire.complete();
    await closed;
  }

  #session(userId: string, token: string | null): AgoraV2Session {
    return new AgoraV2Session(userId, token, this.options, {
      connection: (state, reason) => this.#sessions.moved(state, reason),
      message: (message) => this.#messages.next(message),
      members: (event) => this.#members.next(event),
      attributes: (event) => this.#attributeChanges.next(event),
      tokenWillExpire: () => this.#tokenWillExpire.next(),
      ended: (session) => this.#sessions.ended(session),
    });
  }

  #publishOptions(
    { customType, keep = true }: SendOptions,
    operation: RtmOperation,
  ): { customType?: string; storeInHistory?: boolean } {
    assertCustomType(customType, operation);
    return {
      ...(customType ? { customType } : {}),
      ...(this.capabilities.history && keep ? { storeInHistory: true } : {}),
    };
  }
}
