import { MAX_ANNOUNCED_MEMBERS, MAX_JOINED_CHANNELS } from '../protocol/limits-v1.ts';
import type { AttributesPush, MessagePush, PresencePush } from '../protocol/wire.ts';
import { nextTask } from '../sdk/next-task.ts';
import { CallLimiter } from './call-limiter.ts';
import type { ClientCore } from './client-core.ts';
import { GET_MEMBERS, JOIN_CHANNEL, LEAVE_CHANNEL } from './error-codes.ts';
import { CHANNEL_MESSAGE, USER_NOT_LOGGED_IN } from './error-codes.ts';
import { toChannelAttributes } from './attributes.ts';
import { EventEmitter } from './event-emitter.ts';
import { MemberCount } from './member-count.ts';
import { checkMessage, received } from './messages.ts';
import type { RtmChannelEvents } from './rtm-events.ts';
import { invalidStatus, limitExceeded } from './rtm-error.ts';
import { requestTimedOut, unknownFailure } from './rtm-error.ts';
import type { RtmMessage } from './types.ts';

const NOT_LOGGED_IN = 'The client is not logged in. Cannot do the operation';
const NOT_JOINED = 'The channel does not join. Cannot do the operation';

/** Presence events after which a user is no member; 2.x has others, which mean nothing here. */
const LEAVINGS = new Set<string>(['REMOTE_LEAVE', 'REMOTE_TIMEOUT']);

/** Calls of `getMembers` in any 2 s. Source: Agora's limits page; the bundle leaves it to the server. */
const GET_MEMBERS_CALLS = 5;
const GET_MEMBERS_WINDOW_MS = 2_000;

/** A channel of one client: `createChannel(id)`. Several may have one id, but one of them can be joined. */
export class RtmChannel extends EventEmitter<RtmChannelEvents> {
  readonly channelId: string;
  readonly #core: ClientCore;
  readonly #memberCount: MemberCount;
  readonly #getMembersLimiter: CallLimiter;
  #members = new Set<string>();
  #isListed = false;
  /** What came before `join()` resolved, to be heard after it; `null` when joined. */
  #early: (() => void)[] | null = [];
  #state: 'LEFT' | 'JOINING' | 'JOINED' = 'LEFT';
  #joining: Promise<void> = Promise.resolve();

  constructor(channelId: string, core: ClientCore) {
    super();
    const { clock } = core.link;
    this.channelId = channelId;
    this.#core = core;
    this.#memberCount = new MemberCount(clock, (count) => this.emit('MemberCountUpdated', count));
    this.#getMembersLimiter = new CallLimiter(clock, GET_MEMBERS_CALLS, GET_MEMBERS_WINDOW_MS);
  }

  /**
   * Joins the channel. A reconnect joins it again by itself.
   *
   * @throws RtmError in this order: 102, 3, 6, 202, 5; then 4 without an answer in 10 s. As in the SDK,
   * a channel whose join failed gives 202 until the next login.
   */
  async join(): Promise<void> {
    const { link, usedChannelIds } = this.#core;
    const { channelId } = this;
    if (!link.hasSession) throw invalidStatus(NOT_LOGGED_IN, USER_NOT_LOGGED_IN);
    if (this.#state !== 'LEFT') {
      throw invalidStatus('The channel has joined. Cannot rejoin', JOIN_CHANNEL.ALREADY_JOINED);
    }
    if (usedChannelIds.has(channelId)) {
      const text = 'A channel of the same channel ID has already joined. Cannot rejoin';
      throw invalidStatus(text, JOIN_CHANNEL.ALREADY_JOINED_CHANNEL_OF_SAME_ID);
    }
    if (usedChannelIds.size >= MAX_JOINED_CHANNELS) {
      const text = `The joined channels has exceeded the limit of ${MAX_JOINED_CHANNELS}`;
      throw limitExceeded(text, JOIN_CHANNEL.EXCEED_LIMIT);
    }
    this.#state = 'JOINING';
    usedChannelIds.add(channelId);
    this.#joining = this.#requestJoin();
    return this.#joining;
  }

  /** Leaves the channel, after a join that is under way. @throws RtmInvalidStatusError 102, 3 */
  async leave(): Promise<void> {
    const { link } = this.#core;
    if (!link.hasSession) throw invalidStatus(NOT_LOGGED_IN, USER_NOT_LOGGED_IN);
    if (this.#state === 'LEFT') throw invalidStatus(NOT_JOINED, LEAVE_CHANNEL.NOT_IN_CHANNEL);
    if (this.#state === 'JOINING') await this.#joining;
    const { channelId } = this;
    // Nobody waits for the answer: while the link is down, the reconnect leaves the channel out.
    if (link.subscriptions.delete(channelId) && link.isConnected) {
      void link.ask('unsubscribe', { channelName: channelId });
    }
    this.#forget();
  }

  /**
   * Sends a message to everyone else in the channel. While reconnecting it waits for the link.
   *
   * @throws RtmError in this order: 4 for what is no message, 5, 102, 3, 1, 4 above 32 KB; then 2
   * without an answer in 10 s, after which the message may or may not have been sent.
   */
  async sendMessage(message: RtmMessage): Promise<void> {
    checkMessage(message, 'MESSAGE');
    if (this.#core.link.isConnected && this.#state !== 'JOINED') {
      throw invalidStatus(NOT_JOINED, CHANNEL_MESSAGE.NOT_IN_CHANNEL);
    }
    await this.#core.messages.send(message, 'MESSAGE', this.channelId);
  }

  /** User ids of the members, this one's included; the first 200. @throws RtmError 102, 5, 4, 3 */
  async getMembers(): Promise<string[]> {
    const { link } = this.#core;
    if (!link.isConnected) throw invalidStatus(NOT_LOGGED_IN, USER_NOT_LOGGED_IN);
    if (this.#state !== 'JOINED') throw invalidStatus(NOT_JOINED, GET_MEMBERS.NOT_IN_CHANNEL);
    if (!this.#getMembersLimiter.take()) {
      throw limitExceeded('getMembers is called too often', GET_MEMBERS.TOO_OFTEN);
    }
    const answer = await link.ask('getMembers', { channelName: this.channelId });
    if (answer.kind === 'reply') return answer.reply.userIds;
    if (answer.kind === 'timeout') {
      throw requestTimedOut('Request timed out after 10s', GET_MEMBERS.TIMEOUT);
    }
    throw unknownFailure('The channel members get failure', GET_MEMBERS.FAILURE);
  }

  /** Ends the membership on this side. */
  #forget(): void {
    this.#core.joinedChannels.delete(this.channelId);
    this.#core.usedChannelIds.delete(this.channelId);
    this.#state = 'LEFT';
    this.#members = new Set();
    this.#isListed = false;
    this.#early = [];
    this.#memberCount.reset();
  }

  #hear(happen: () => void): void {
    if (this.#early === null) happen();
    else this.#early.push(happen);
  }

  async #catchUp(): Promise<void> {
    await nextTask();
    if (this.#state !== 'JOINED') return;
    const early = this.#early ?? [];
    this.#early = null;
    for (const happen of early) happen();
  }

  #onMessage(push: MessagePush): void {
    if (push.publisher !== this.#core.link.userId) this.emit('ChannelMessage', ...received(push));
  }

  #onAttributes({ attributes }: AttributesPush): void {
    this.emit('AttributesUpdated', toChannelAttributes(attributes));
  }

  #onPresence({ eventType, publisher, userIds }: PresencePush): void {
    if (eventType === 'SNAPSHOT') this.#onSnapshot(new Set(userIds));
    else if (eventType === 'REMOTE_JOIN') this.#onJoined(publisher);
    else if (LEAVINGS.has(eventType)) this.#onLeft(publisher);
    this.#memberCount.update(this.#members.size);
  }

  /** The first list is where the count begins; a later one, after a reconnect, tells who came and went. */
  #onSnapshot(members: Set<string>): void {
    const before = this.#members;
    const isUpdate = this.#isListed;
    this.#members = members;
    this.#isListed = true;
    if (!isUpdate) return;
    for (const userId of before) if (!members.has(userId)) this.#announce('MemberLeft', userId);
    for (const userId of members) if (!before.has(userId)) this.#announce('MemberJoined', userId);
  }

  #onJoined(userId: string): void {
    if (this.#members.has(userId)) return;
    this.#members.add(userId);
    this.#announce('MemberJoined', userId);
  }

  #onLeft(userId: string): void {
    if (this.#members.delete(userId)) this.#announce('MemberLeft', userId);
  }

  /** A crowded channel tells the number only. */
  #announce(event: 'MemberJoined' | 'MemberLeft', userId: string): void {
    if (userId === this.#core.link.userId || this.#members.size > MAX_ANNOUNCED_MEMBERS) return;
    this.emit(event, userId);
  }

  async #requestJoin(): Promise<void> {
    const { link, joinedChannels } = this.#core;
    const { channelId } = this;
    const subscription = {
      channelName: channelId,
      withMessage: true,
      withPresence: true,
      beQuiet: false,
      withMetadata: false,
      withLock: false,
    };
    if (!link.isConnected && link.state !== 'RECONNECTING') {
      this.#state = 'LEFT';
      const text = 'Client is not logged in. Cannot join the channel';
      throw invalidStatus(text, USER_NOT_LOGGED_IN);
    }
    joinedChannels.set(channelId, {
      forget: () => this.#forget(),
      onMessage: (push) => this.#hear(() => this.#onMessage(push)),
      onAttributes: (push) => this.#hear(() => this.#onAttributes(push)),
      onPresence: (push) => this.#hear(() => this.#onPresence(push)),
      onCount: (count) => this.#hear(() => this.#memberCount.update(count)),
    });
    const answer = await link.ask('subscribe', subscription);
    if (answer.kind === 'reply') {
      link.subscriptions.set(channelId, subscription);
      void this.#catchUp();
      this.#state = 'JOINED';
      return;
    }
    joinedChannels.delete(channelId);
    this.#early = [];
    this.#state = 'LEFT';
    if (answer.kind === 'timeout') {
      throw requestTimedOut(`Join channel ${masked(channelId)} timed out`, JOIN_CHANNEL.TIMEOUT);
    }
    throw unknownFailure(`The channel ${masked(channelId)} join failure`, JOIN_CHANNEL.FAILURE);
  }
}

/** The SDK hides the last third of a name in its texts. */
function masked(name: string): string {
  const shown = Math.floor(0.7 * name.length);
  return name.slice(0, shown).padEnd(name.length, '*');
}
