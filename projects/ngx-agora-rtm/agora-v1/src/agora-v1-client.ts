import {
  assertChannelId,
  assertCustomType,
  assertNewToken,
  assertPayload,
  assertUserId,
  type AttributesEvent,
  type ChannelReceipt,
  type HistoryPage,
  type MembersEvent,
  type PeerReceipt,
  type RtmCapabilities,
  type RtmClient,
  type RtmCredentials,
  type RtmMessage,
  type RtmOperation,
  type RtmPayload,
  type SendOptions,
  SessionHolder,
  unsupported,
} from 'ngx-agora-rtm/client';
import { Subject } from 'rxjs';
import { AgoraV1Attributes } from './agora-v1-attributes';
import { AgoraV1Invitations } from './agora-v1-invitations';
import { AgoraV1OnlineStatus } from './agora-v1-online-status';
import type { ResolvedOptions } from './agora-v1-options';
import type { AgoraV1Message } from './agora-v1-sdk';
import { AgoraV1Session } from './agora-v1-session';
import { AGORA_V1_CAPABILITIES, MAX_COUNTED_CHANNELS } from './limits';
import { hasPeerReceived, memberCountsOf } from './vendor-events';

/** A client of Agora RTM 1.x. Made by `agoraV1(...)`. */
export class AgoraV1Client implements RtmClient {
  readonly capabilities: RtmCapabilities = AGORA_V1_CAPABILITIES;
  readonly appId: string;
  readonly #sessions: SessionHolder<AgoraV1Session>;
  readonly #messages = new Subject<RtmMessage>();
  readonly #members = new Subject<MembersEvent>();
  readonly #attributeChanges = new Subject<AttributesEvent>();
  readonly #tokenWillExpire = new Subject<void>();
  readonly connection$;
  readonly messages$ = this.#messages.asObservable();
  readonly members$ = this.#members.asObservable();
  readonly tokenWillExpire$ = this.#tokenWillExpire.asObservable();
  readonly attributes: AgoraV1Attributes;
  readonly onlineStatus: AgoraV1OnlineStatus;
  readonly invitations: AgoraV1Invitations;

  constructor(private readonly options: ResolvedOptions) {
    this.appId = options.appId;
    this.#sessions = new SessionHolder(
      ({ userId, token }) => this.#session(userId, token),
      this.capabilities.userIds,
      options.now,
    );
    this.connection$ = this.#sessions.connection$;
    const connected = (operation: RtmOperation): AgoraV1Session =>
      this.#sessions.connected(operation);
    this.attributes = new AgoraV1Attributes(this.#attributeChanges.asObservable(), connected);
    this.onlineStatus = new AgoraV1OnlineStatus(connected);
    this.invitations = new AgoraV1Invitations(connected);
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
    this.#assertMessage(payload, options, operation);
    const answer = await this.#sessions
      .connected(operation)
      .call(operation, (instance) => instance.sendMessageToPeer(messageOf(payload), peerId));
    return {
      sentAt: this.options.now(),
      hasPeerReceived: hasPeerReceived(answer),
      stored: false,
    };
  }

  async sendToChannel(
    channelId: string,
    payload: RtmPayload,
    options: SendOptions = {},
  ): Promise<ChannelReceipt> {
    const operation = 'send-to-channel';
    assertChannelId(channelId, this.capabilities.channelIds, operation);
    this.#assertMessage(payload, options, operation);
    await this.#sessions.connected(operation).sendToChannel(channelId, messageOf(payload));
    return { sentAt: this.options.now() };
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
    const counts = new Map(channelIds.map((id) => [id, 0]));
    const ids = [...counts.keys()];
    for (let from = 0; from < ids.length; from += MAX_COUNTED_CHANNELS) {
      const some = ids.slice(from, from + MAX_COUNTED_CHANNELS);
      const answer = await session.callInTurn(operation, (instance) =>
        instance.getChannelMemberCount(some),
      );
      for (const [id, count] of memberCountsOf(answer)) if (counts.has(id)) counts.set(id, count);
    }
    return counts;
  }

  async history(): Promise<HistoryPage> {
    throw unsupported('history', 'history');
  }

  async destroy(): Promise<void> {
    const closed = this.#sessions.destroy();
    for (const stream of [this.#messages, this.#members, this.#attributeChanges]) stream.complete();
    this.#tokenWillExpire.complete();
    this.onlineStatus.close();
    this.invitations.close();
    await closed;
  }

  #session(userId: string, token: string | null): AgoraV1Session {
    const session = new AgoraV1Session(userId, token, this.options, {
      connection: (state, reason) => this.#sessions.moved(state, reason),
      message: (message) => this.#messages.next(message),
      members: (event) => this.#members.next(event),
      attributes: (event) => this.#attributeChanges.next(event),
      statuses: (statuses) => this.onlineStatus.changed(statuses),
      invitation: (invitation) => this.invitations.received(session, invitation),
      tokenWillExpire: () => this.#tokenWillExpire.next(),
      ended: () => {
        this.onlineStatus.ended();
        this.#sessions.ended(session);
      },
    });
    return session;
  }

  #assertMessage(payload: unknown, { customType }: SendOptions, operation: RtmOperation): void {
    assertPayload(payload, this.capabilities.maxMessageBytes, operation);
    assertCustomType(customType, operation);
  }
}

function messageOf(payload: RtmPayload): AgoraV1Message {
  return typeof payload === 'string'
    ? { messageType: 'TEXT', text: payload }
    : { messageType: 'RAW', rawMessage: payload };
}
