import type { ApiGate } from './api-gate.ts';
import { MEMBER_CHANNELS, REQUEST_TIMEOUT_MS } from './api-gate.ts';
import { rtmError } from './rtm-error.ts';
import type { RequestPolicy } from './transport.ts';
import type {
  BaseResponse,
  ChannelType,
  OccupancyDetail,
  RemoveStateOptions,
  StateDetail,
  WhereNowResponse,
  WhoNowOptions,
  WhoNowResponse,
} from './types.ts';

/**
 * `client.presence`: who is where. User states come in a later version; until then the calls that
 * set or read them reject with -13014, as in a project without the service.
 */
export class RTMPresence {
  readonly #gate: ApiGate;

  constructor(gate: ApiGate) {
    this.#gate = gate;
  }

  /** Who is in a channel: one page of at most 50, ordered by user id. The older name of {@link getOnlineUsers}. */
  async whoNow(
    channelName: string,
    channelType: ChannelType,
    options?: WhoNowOptions,
  ): Promise<WhoNowResponse> {
    return this.#members('whoNow', channelName, channelType, options);
  }

  /** Who is in a channel: one page of at most 50, ordered by user id. */
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

  /** Which channels a user is in. */
  async getUserChannels(userId: string): Promise<WhereNowResponse> {
    return this.#channels('getUserChannels', userId);
  }

  /** Not covered yet. @throws RTMBaseError -13014 */
  async setState(
    channelName: string,
    channelType: ChannelType,
    _state: StateDetail,
  ): Promise<BaseResponse> {
    return this.#notCovered('modifyState', 'presenceSetState', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -13014 */
  async getState(
    _userId: string,
    channelName: string,
    channelType: ChannelType,
  ): Promise<OccupancyDetail & BaseResponse> {
    return this.#notCovered('getState', 'presenceGetState', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -13014 */
  async removeState(
    channelName: string,
    channelType: ChannelType,
    _options?: RemoveStateOptions,
  ): Promise<BaseResponse> {
    return this.#notCovered('modifyState', 'presenceRemoveState', channelName, channelType);
  }

  async #members(
    operation: string,
    channelName: string,
    type: ChannelType,
    options: WhoNowOptions | undefined,
  ): Promise<WhoNowResponse> {
    const gate = this.#gate;
    // Observed: both names share one count.
    gate.count('whoNow');
    const channelType = gate.requireChannelType(type, MEMBER_CHANNELS, operation);
    gate.requireConnection(operation);
    gate.requireName(channelName, -10008, operation);
    const includedUserId = options?.includedUserId ?? true;
    if (!includedUserId && options?.includedState) {
      const detail = ' detail: states cannot be included without user ids.';
      throw rtmError(-13003, operation, detail);
    }
    const page = options?.page ?? '';
    const request = { channelName, channelType, includedUserId, page };
    const reply = await gate.link.request('getOnlineUsers', request, policy(operation));
    return {
      timestamp: reply.timestamp,
      totalOccupancy: reply.total,
      occupants: reply.userIds.map((userId) => ({ userId, states: {}, statesCount: 0 })),
      nextPage: reply.nextPage,
    };
  }

  async #channels(operation: string, userId: string): Promise<WhereNowResponse> {
    const gate = this.#gate;
    gate.count('whereNow');
    gate.requireConnection(operation);
    gate.requireName(userId, -10006, operation);
    const reply = await gate.link.request('getUserChannels', { userId }, policy(operation));
    const channels = reply.channelNames.map((channelName) => ({
      channelName,
      channelType: 'MESSAGE' as const,
    }));
    return { timestamp: reply.timestamp, channels, totalChannel: channels.length };
  }

  #notCovered(api: string, operation: string, channelName: string, type: ChannelType): never {
    const gate = this.#gate;
    gate.count(api);
    gate.requireChannelType(type, MEMBER_CHANNELS, operation);
    gate.requireConnection(operation);
    gate.requireName(channelName, -10008, operation);
    throw rtmError(-13014, operation);
  }
}

function policy(operation: string): RequestPolicy {
  return { operation, timeoutMs: REQUEST_TIMEOUT_MS, onTimeout: -13012, onLost: -13001 };
}
