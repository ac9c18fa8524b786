import { MAX_STATE_CHANNELS } from '../protocol/limits.ts';
import type { States } from '../protocol/wire.ts';
import type { ApiGate } from './api-gate.ts';
import { MEMBER_CHANNELS, REQUEST_TIMEOUT_MS } from './api-gate.ts';
import { toUserState } from './channel-presence.ts';
import type { OwnStates } from './own-states.ts';
import type { PresenceFeed } from './presence-feed.ts';
import type { PresenceSession } from './presence-session.ts';
import { rtmError } from './rtm-error.ts';
import { checkKeys, checkPairs, requireFewStates } from './state-checks.ts';
import { toChange, uploadState } from './state-upload.ts';
import type { RequestPolicy } from './transport.ts';
import type {
  ChannelType,
  GetStateResponse,
  RemoveStateOptions,
  RemoveStateResponse,
  SetStateResponse,
  StateDetail,
  WhereNowResponse,
  WhoNowOptions,
  WhoNowResponse,
} from './types.ts';

type MemberChannel = (typeof MEMBER_CHANNELS)[number];

/** `client.presence`: who is where, and in what state. */
export class RTMPresence {
  readonly #gate: ApiGate;
  readonly #feed: PresenceFeed;
  readonly #states: OwnStates;

  constructor(gate: ApiGate, session: PresenceSession) {
    this.#gate = gate;
    this.#feed = session.feed;
    this.#states = session.states;
  }

  /** Who is in a channel. The older name of {@link getOnlineUsers}. */
  async whoNow(
    channelName: string,
    channelType: ChannelType,
    options?: WhoNowOptions,
  ): Promise<WhoNowResponse> {
    return this.#members('whoNow', channelName, channelType, options);
  }

  /**
   * Who is in a channel, ordered by user id: everyone when the client has the presence of the channel
   * subscribed (bundle), else a page of at most 50.
   *
   * @throws RTMBaseError in this order: -10021, -10019, -10025, -10008, -13003 for states without user
   * ids; then -13012 without an answer in 10 s, -13001 when the link breaks.
   */
  async getOnlineUsers(
    channelName: string,
    channelType: ChannelType,
    options?: WhoNowOptions,
  ): Promise<WhoNowResponse> {
    return this.#members('getOnlineUsers', channelName, channelType, options);
  }

  /** Which channels a user is in. The older name of {@link getUserChannels}. */
  async whereNow(userId: string): Promise<WhereNowResponse> {
    return this.#channels('whereNow', userId);
  }

  /**
   * Which channels a user is in, without those the user is quiet in; `''` stands for the user of this
   * client (bundle).
   *
   * @throws RTMBaseError -10021, -10025, -10006
   */
  async getUserChannels(userId: string): Promise<WhereNowResponse> {
    return this.#channels('getUserChannels', userId);
  }

  /**
   * Sets keys of the user's own state in a channel; others stay. Takes effect at once in a channel the
   * user is present in, else on subscribing; resolves with timestamp 0 without waiting, offline too. It
   * is gone when the channel is left.
   *
   * @throws RTMBaseError in this order: -10021, -10019, -10025 before login, -10008, -13003 for none,
   * -13005 above 32 pairs, -13004 above 101 channels, -13008 and -13006 for a key, -13009 for a value.
   */
  async setState(
    channelName: string,
    channelType: ChannelType,
    state: StateDetail,
  ): Promise<SetStateResponse> {
    const operation = 'presenceSetState';
    const type = this.#requireSession('modifyState', operation, channelName, channelType);
    const keys = Object.keys(state);
    if (keys.length === 0) throw rtmError(-13003, operation, 'state of parameter is empty');
    requireFewStates(keys.length, operation);
    const known = Object.keys(this.#states.get(type, channelName));
    requireFewStates(new Set([...known, ...keys]).size, operation);
    if (this.#states.size >= MAX_STATE_CHANNELS) throw rtmError(-13004, operation);
    checkPairs(state, operation);
    this.#states.set(type, channelName, state);
    if (this.#isPresent(type, channelName)) {
      const changes = keys.map((key) => toChange(key, state[key]));
      uploadState(this.#gate.link, channelName, changes, false);
    }
    return { timestamp: 0 };
  }

  /**
   * The state of a user in a channel; empty for one who has none. The own one is known offline too.
   *
   * @throws RTMBaseError in this order: -10021, -10019, -10025, -10008, -10006; then -13011 for somebody
   * who is not there, when the client has the presence of the channel subscribed.
   */
  async getState(
    userId: string,
    channelName: string,
    channelType: ChannelType,
  ): Promise<GetStateResponse> {
    const operation = 'presenceGetState';
    const gate = this.#gate;
    gate.count('getState');
    const type = gate.requireChannelType(channelType, MEMBER_CHANNELS, operation);
    const isOwn = userId === gate.userId;
    if (isOwn) gate.requireLogin(operation);
    else gate.requireConnection(operation);
    gate.requireName(channelName, -10008, operation);
    gate.requireName(userId, -10006, operation);
    const states = isOwn
      ? this.#states.get(type, channelName)
      : await this.#stateOf(userId, channelName, type, operation);
    return { timestamp: 0, ...toUserState(userId, states) };
  }

  /**
   * Removes keys of the user's own state in a channel, all without a list. Missing ones are no mistake.
   *
   * @throws RTMBaseError in this order: -10021, -10019, -10025 before login, -10008, -13010 for a key
   * named twice, -13005 above 32, -13008 and -13006 for a key.
   */
  async removeState(
    channelName: string,
    channelType: ChannelType,
    options?: RemoveStateOptions,
  ): Promise<RemoveStateResponse> {
    const operation = 'presenceRemoveState';
    const type = this.#requireSession('modifyState', operation, channelName, channelType);
    const keys = options?.states ?? [];
    if (new Set(keys).size !== keys.length) throw rtmError(-13010, operation);
    requireFewStates(keys.length, operation);
    checkKeys(keys, operation);
    const removed = this.#states.remove(type, channelName, keys.length === 0 ? null : keys);
    if (removed.length > 0 && this.#isPresent(type, channelName)) {
      const changes = removed.map((key) => ({ key, value: null }));
      uploadState(this.#gate.link, channelName, changes, false);
    }
    return { timestamp: 0 };
  }

  async #members(
    operation: string,
    channelName: string,
    type: ChannelType,
    options: WhoNowOptions | null | undefined,
  ): Promise<WhoNowResponse> {
    const gate = this.#gate;
    gate.count('whoNow', operation);
    const channelType = gate.requireChannelType(type, MEMBER_CHANNELS, operation);
    gate.requireConnection(operation);
    gate.requireName(channelName, -10008, operation);
    const includedUserId = options?.includedUserId !== false;
    const includedState = options?.includedState === true;
    if (!includedUserId && includedState) {
      throw rtmError(-13003, operation, 'include uid is false but include state is true');
    }
    const known = channelType === 'MESSAGE' ? this.#feed.users(channelName) : undefined;
    if (known !== undefined) {
      const occupants = known.map((user) => (includedState ? user : toUserState(user.userId, {})));
      return {
        timestamp: gate.link.serverTime,
        totalOccupancy: known.length,
        occupants: includedUserId ? occupants : [],
        nextPage: '',
      };
    }
    const page = options?.page ?? '';
    const request = { channelName, channelType, includedUserId, includedState, page };
    const reply = await gate.link.request('getOnlineUsers', request, policy(operation));
    return {
      timestamp: reply.timestamp,
      totalOccupancy: reply.total,
      occupants: reply.userIds.map((userId) =>
        toUserState(
          userId,
          Object.hasOwn(reply.states, userId) ? (reply.states[userId] ?? {}) : {},
        ),
      ),
      nextPage: reply.nextPage,
    };
  }

  async #channels(operation: string, user: string): Promise<WhereNowResponse> {
    const gate = this.#gate;
    gate.count('whereNow', operation);
    gate.requireConnection(operation);
    const userId = user === '' ? gate.userId : gate.requireName(user, -10006, operation);
    const reply = await gate.link.request('getUserChannels', { userId }, policy(operation));
    const channels = reply.channelNames.map((channelName) => ({
      channelName,
      channelType: 'MESSAGE' as const,
    }));
    return { timestamp: reply.timestamp, channels, totalChannel: channels.length };
  }

  async #stateOf(
    userId: string,
    channelName: string,
    channelType: MemberChannel,
    operation: string,
  ): Promise<States> {
    if (channelType === 'STREAM') return {};
    if (this.#feed.has(channelName)) {
      const states = this.#feed.stateOf(channelName, userId);
      if (states === undefined) throw rtmError(-13011, operation);
      return states;
    }
    const request = { userId, channelName };
    return (await this.#gate.link.request('getState', request, policy(operation))).states;
  }

  #requireSession(
    api: string,
    operation: string,
    channelName: string,
    type: ChannelType,
  ): MemberChannel {
    const gate = this.#gate;
    gate.count(api);
    const channelType = gate.requireChannelType(type, MEMBER_CHANNELS, operation);
    gate.requireLogin(operation);
    gate.requireName(channelName, -10008, operation);
    return channelType;
  }

  /** Whether others see the user's state now. */
  #isPresent(channelType: MemberChannel, channelName: string): boolean {
    const { link } = this.#gate;
    if (channelType === 'STREAM' || !link.isConnected) return false;
    return link.subscriptions.get(channelName)?.beQuiet === false;
  }
}

function policy(operation: string): RequestPolicy {
  return { operation, timeoutMs: REQUEST_TIMEOUT_MS, onTimeout: -13012, onLost: -13001 };
}
