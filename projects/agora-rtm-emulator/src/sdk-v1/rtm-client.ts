import { MAX_COUNTED_CHANNELS } from '../protocol/limits-v1.ts';
import { isV1Name } from '../protocol/names.ts';
import type { MessagePush, Pushes } from '../protocol/wire.ts';
import { requireLogin } from './attributes.ts';
import { CallLimiter } from './call-limiter.ts';
import { ChannelAttributesApi } from './channel-attributes.ts';
import type { ClientCore } from './client-core.ts';
import { ConnectionChangeReason, ConnectionState } from './enumerations.ts';
import { CREATE, GET_CHANNEL_MEMBER_COUNT, INVITATION_API_CALL } from './error-codes.ts';
import { LOGIN, RENEW_TOKEN } from './error-codes.ts';
import { EventEmitter } from './event-emitter.ts';
import { InvitationSignals } from './invitation-signals.ts';
import { Link } from './link.ts';
import type { LinkEvents } from './link.ts';
import type { LocalInvitation } from './local-invitation.ts';
import { Messages, checkMessage, received } from './messages.ts';
import { emulatorClock } from './parameters.ts';
import { PeerStatus } from './peer-status.ts';
import { renewalRefusal } from './refusals.ts';
import { RtmChannel } from './rtm-channel.ts';
import { invalidArgument, limitExceeded } from './rtm-error.ts';
import { requestTimedOut, unknownFailure } from './rtm-error.ts';
import type { RtmClientEvents } from './rtm-events.ts';
import type * as RtmStatusCode from './status-codes.ts';
import type {
  AttributesMap,
  ChannelAttributeOptions,
  ChannelAttributes,
  ChannelMemberCountResult,
  PeerMessageSendResult,
  PeersOnlineStatusResult,
  RtmConfig,
  RtmMessage,
} from './types.ts';
import { UserAttributes } from './user-attributes.ts';

/** Listeners of one event before the emitter warns. Source: the bundle. */
const MAX_LISTENERS = 512;

/** Longest wait for the answer to a renewal. Source: the bundle. */
const RENEW_MS = 20_000;

/** Calls of `getChannelMemberCount` in any second. Source: the type definitions; the bundle leaves it to the server. */
const COUNTS_PER_SECOND = 1;

/** `AgoraRTM.createInstance(appId)`: one user's connection, with the behaviour of agora-rtm-sdk 1.5.1. */
export class RtmClient extends EventEmitter<RtmClientEvents> {
  readonly #core: ClientCore;
  readonly #userAttributes: UserAttributes;
  readonly #channelAttributes: ChannelAttributesApi;
  readonly #peerStatus: PeerStatus;
  readonly #invitations: InvitationSignals;
  readonly #countLimiter: CallLimiter;

  constructor(appId: string) {
    super(MAX_LISTENERS);
    const clock = emulatorClock();
    const link = new Link(appId, clock, this.#linkEvents());
    this.#core = {
      link,
      messages: new Messages(link),
      joinedChannels: new Map(),
      usedChannelIds: new Set(),
    };
    this.#userAttributes = new UserAttributes(link);
    this.#channelAttributes = new ChannelAttributesApi(link);
    this.#peerStatus = new PeerStatus(link, (status) =>
      this.emit('PeersOnlineStatusChanged', status),
    );
    this.#invitations = new InvitationSignals(link, (invitation) =>
      this.emit('RemoteInvitationReceived', invitation),
    );
    this.#countLimiter = new CallLimiter(clock, COUNTS_PER_SECOND, 1_000);
  }

  /** The state of the connection; not in the vendor's types. */
  get connectionState(): RtmStatusCode.ConnectionState {
    return ConnectionState[this.#core.link.state];
  }

  /**
   * Logs in, within 12 s, or not at all: there is no retry.
   *
   * @throws RtmError 3, 10 within 500 ms of another login, 8 unless DISCONNECTED; then 9 without an
   * answer, 5 or 6 for a token that cannot be used, 2 when the server has another reason.
   */
  async login(options: { uid: string; token?: string }): Promise<void> {
    const { link } = this.#core;
    // Without options it fails as in the SDK: a TypeError.
    let token: unknown = options.token;
    if (token === link.appId) token = undefined;
    if (Object.getPrototypeOf(options) !== Object.prototype || !isV1Name(options.uid)) {
      throw invalidArgument('not a valid user id', LOGIN.INVALID_ARGUMENT);
    }
    if (token != null && typeof token !== 'string') {
      throw invalidArgument('The "token" is not a valid string.', LOGIN.INVALID_ARGUMENT);
    }
    return link.login(options.uid, token == null || token === '' ? null : token);
  }

  /** Logs out; first waits for a login that is under way, and fails like it. @throws RtmError 102 */
  logout(): Promise<void> {
    return this.#core.link.logout(() => {
      for (const channel of [...this.#core.joinedChannels.values()]) channel.forget();
    });
  }

  /**
   * Replaces the token, for this session and for reconnects. Never settles when ABORTED, as in the SDK.
   *
   * @throws RtmError 2, 102, 5, 6, 1; the session then goes on with the token before.
   */
  async renewToken(token: string): Promise<void> {
    const { link } = this.#core;
    if (typeof token !== 'string' || token === '') {
      throw invalidArgument('Invalid argument', RENEW_TOKEN.INVALID_ARGUMENT);
    }
    if (link.state === 'ABORTED') await new Promise(() => undefined);
    if (link.state === 'RECONNECTING') {
      link.setToken(token);
      return;
    }
    requireLogin(link);
    const answer = await link.ask('renewToken', { token }, RENEW_MS);
    if (answer.kind === 'timeout') {
      throw requestTimedOut('Renew token timed out', RENEW_TOKEN.FAILURE);
    }
    if (answer.kind === 'refused') throw renewalRefusal(answer);
    link.setToken(token);
  }

  /**
   * Sends a message to a user. While reconnecting it waits for the link.
   *
   * @throws RtmError in this order: 7 for what is no message, 102, 7, 5, 6, 7 above 32 KB; then 2
   * without an answer in 10 s, after which the message may or may not have been sent.
   */
  async sendMessageToPeer(message: RtmMessage, peerId: string): Promise<PeerMessageSendResult> {
    checkMessage(message, 'USER');
    return { hasPeerReceived: await this.#core.messages.send(message, 'USER', peerId) };
  }

  /** Gives back what it gets, as the SDK does. */
  createMessage<T extends RtmMessage>(message: Partial<T>): T {
    return message as T;
  }

  /** A channel to join; a new object each time. @throws RtmInvalidArgumentError 1 */
  createChannel(channelId: string): RtmChannel {
    requireName('channelId', channelId, CREATE.INVALID_ARGUMENT);
    return new RtmChannel(channelId, this.#core);
  }

  /** An invitation to send. @throws RtmInvalidArgumentError 1 */
  createLocalInvitation(calleeId: string): LocalInvitation {
    requireName('calleeId', calleeId, INVITATION_API_CALL.INVALID_ARGUMENT);
    return this.#invitations.create(calleeId);
  }

  /** Whether each user is online. @throws RtmError 102, 2 for none or more than 256, 5, 4 */
  queryPeersOnlineStatus(peerIds: string[]): Promise<PeersOnlineStatusResult> {
    return this.#peerStatus.query(peerIds);
  }

  /** Reports the status of users, now and when it changes. @throws RtmError 102, 2, 6 above 512, 5, 4 */
  subscribePeersOnlineStatus(peerIds: string[]): Promise<void> {
    return this.#peerStatus.subscribe(peerIds);
  }

  /** @throws RtmError 102, 2, 6 */
  unsubscribePeersOnlineStatus(peerIds: string[]): Promise<void> {
    return this.#peerStatus.unsubscribe(peerIds);
  }

  /** The users whose status is subscribed. @throws RtmError 102, 2 */
  queryPeersBySubscriptionOption(option: RtmStatusCode.PeerSubscriptionOption): Promise<string[]> {
    return this.#peerStatus.subscribed(option);
  }

  /** Members of each channel. @throws RtmError 102, 2, 5 above 32 channels, 3, 4 */
  async getChannelMemberCount(channelIds: string[]): Promise<ChannelMemberCountResult> {
    const codes = GET_CHANNEL_MEMBER_COUNT;
    const { link, joinedChannels } = this.#core;
    requireLogin(link);
    requireChannelIds(channelIds);
    if (!this.#countLimiter.take()) {
      throw limitExceeded('getChannelMemberCount is called too often', codes.TOO_OFTEN);
    }
    const answer = await link.ask('countMembers', { channelNames: channelIds });
    if (answer.kind === 'timeout') {
      throw requestTimedOut('Request timed out after 10s', codes.TIMEOUT);
    }
    if (answer.kind === 'refused') {
      throw unknownFailure('getChannelMemberCount failure', codes.FAILURE);
    }
    const counts = answer.reply.counts.map((count, at) => [channelIds[at] ?? '', count] as const);
    for (const [channelId, count] of counts) joinedChannels.get(channelId)?.onCount(count);
    return Object.fromEntries(counts);
  }

  /** Replaces all attributes of the own user. @throws RtmError 3, 4, 102, 7, 2 */
  setLocalUserAttributes(attributes: AttributesMap): Promise<void> {
    return this.#userAttributes.set(attributes);
  }

  /** Adds attributes to the own user, or changes them. @throws RtmError 3, 4, 102, 7, 2 */
  addOrUpdateLocalUserAttributes(attributes: AttributesMap): Promise<void> {
    return this.#userAttributes.addOrUpdate(attributes);
  }

  /** Deletes attributes of the own user; those there are not do not matter. @throws RtmError 3, 102, 7, 2 */
  deleteLocalUserAttributesByKeys(attributeKeys: string[]): Promise<void> {
    return this.#userAttributes.delete(attributeKeys);
  }

  /** @throws RtmError 102, 7, 2 */
  clearLocalUserAttributes(): Promise<void> {
    return this.#userAttributes.clear();
  }

  /** Attributes of a user who is online. @throws RtmError 3, 102, 6 for one who is not, 7, 2 */
  getUserAttributes(userId: string): Promise<AttributesMap> {
    return this.#userAttributes.get(userId);
  }

  /** @throws RtmError 102, 3, 6, 7, 2 */
  getUserAttributesByKeys(userId: string, attributeKeys: string[]): Promise<AttributesMap> {
    return this.#userAttributes.getByKeys(userId, attributeKeys);
  }

  /** Replaces all attributes of a channel. @throws RtmError 3, 4, 102, 5, 7, 2 */
  setChannelAttributes(
    channelId: string,
    attributes: AttributesMap,
    options?: ChannelAttributeOptions,
  ): Promise<void> {
    return this.#channelAttributes.set(channelId, attributes, options);
  }

  /** Adds attributes to a channel, or changes them. @throws RtmError 3, 4, 102, 5, 7, 2 */
  addOrUpdateChannelAttributes(
    channelId: string,
    attributes: AttributesMap,
    options?: ChannelAttributeOptions,
  ): Promise<void> {
    return this.#channelAttributes.addOrUpdate(channelId, attributes, options);
  }

  /** @throws RtmError 3, 102, 5, 7, 2 */
  deleteChannelAttributesByKeys(
    channelId: string,
    attributeKeys: string[],
    options?: ChannelAttributeOptions,
  ): Promise<void> {
    return this.#channelAttributes.delete(channelId, attributeKeys, options);
  }

  /** @throws RtmError 102, 3, 5, 7, 2 */
  clearChannelAttributes(channelId: string, options?: ChannelAttributeOptions): Promise<void> {
    return this.#channelAttributes.clear(channelId, options);
  }

  /** @throws RtmError 3, 102, 5, 7, 2 */
  getChannelAttributes(channelId: string): Promise<ChannelAttributes> {
    return this.#channelAttributes.get(channelId);
  }

  /** @throws RtmError 102, 3, 5, 7, 2 */
  getChannelAttributesByKeys(channelId: string, keys: string[]): Promise<ChannelAttributes> {
    return this.#channelAttributes.getByKeys(channelId, keys);
  }

  /** Takes a configuration, which has no effect here. @throws TypeError for `null` and `undefined`, as in the SDK. */
  updateConfig(config: RtmConfig): void {
    Object.keys(config);
  }

  /** @deprecated Use {@link updateConfig}. */
  setParameters(config: RtmConfig): void {
    this.updateConfig(config);
  }

  #linkEvents(): LinkEvents {
    return {
      stateChanged: (state, reason) => this.#onStateChanged(state, reason),
      pushed: (name, body) => this.#onPush(name, body),
      tokenExpired: () => this.emit('TokenExpired'),
    };
  }

  #onStateChanged(
    state: keyof typeof RtmStatusCode.ConnectionState,
    reason: keyof typeof RtmStatusCode.ConnectionChangeReason,
  ): void {
    if (state === 'CONNECTING') {
      this.#core.messages.reset();
      this.#core.usedChannelIds.clear();
    }
    if (state === 'CONNECTED') {
      this.#userAttributes.restore();
      void this.#peerStatus.restore();
    }
    if (state === 'DISCONNECTED' || state === 'ABORTED') {
      this.#userAttributes.forget();
      this.#channelAttributes.forget();
      this.#peerStatus.forget();
    }
    this.emit('ConnectionStateChanged', ConnectionState[state], ConnectionChangeReason[reason]);
  }

  #onPush<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void {
    const handlers: { readonly [N in keyof Pushes]?: (push: Pushes[N]) => void } = {
      message: (push) => this.#onMessage(push),
      presence: (push) => this.#core.joinedChannels.get(push.channelName)?.onPresence(push),
      attributes: (push) => {
        this.#channelAttributes.onPush(push);
        this.#core.joinedChannels.get(push.channelName)?.onAttributes(push);
      },
      onlineStatus: (push) => this.#peerStatus.onPush(push),
      invitation: (push) => this.#invitations.onPush(push),
      tokenWillExpire: () => this.emit('TokenPrivilegeWillExpire'),
    };
    handlers[name]?.(body);
  }

  #onMessage(push: MessagePush): void {
    if (push.target === 'MESSAGE') {
      return this.#core.joinedChannels.get(push.channelName)?.onMessage(push);
    }
    // The SDK ignores what it sent itself.
    if (push.publisher === this.#core.link.userId) return;
    this.emit('MessageFromPeer', ...received(push));
  }
}

/** @throws RtmInvalidArgumentError with `code`; TypeError for `null`, over which the SDK stumbles. */
function requireName(parameter: string, name: unknown, code: number): void {
  if (name === null) throw new TypeError(`The ${parameter} is null.`);
  if (!isV1Name(name)) throw invalidArgument(`The ${parameter} in the arguments is invalid`, code);
}

/** @throws RtmInvalidArgumentError 2, 5 */
function requireChannelIds(channelIds: readonly unknown[]): void {
  const { EXCEED_LIMIT, INVALID_ARGUMENT } = GET_CHANNEL_MEMBER_COUNT;
  const isListed = Array.isArray(channelIds) && channelIds.length > 0;
  if (!isListed || !channelIds.every((channelId) => typeof channelId === 'string')) {
    throw invalidArgument('Invalid arguments: channelIds', INVALID_ARGUMENT);
  }
  if (channelIds.length > MAX_COUNTED_CHANNELS) {
    const text = 'getChannelMemberCount exceed limit of 32 channelIds';
    throw invalidArgument(text, EXCEED_LIMIT);
  }
  const names: readonly unknown[] = channelIds;
  const illegal = names.findIndex((name) => !isV1Name(name));
  if (illegal < 0) return;
  const text = `getChannelMemberCount channel id ${String(names[illegal])} is invalid`;
  throw invalidArgument(text, INVALID_ARGUMENT);
}
