import type { ApiGate } from './api-gate.ts';
import { MEMBER_CHANNELS } from './api-gate.ts';
import { rtmError } from './rtm-error.ts';
import type {
  GetChannelMetadataResponse,
  GetUserMetadataOptions,
  GetUserMetadataResponse,
  MetadataItem,
  MetadataOptions,
  RemoveChannelMetadataOptions,
  RemoveChannelMetadataResponse,
  RemoveUserMetadataOptions,
  RemoveUserMetadataResponse,
  SetChannelMetadataResponse,
  SetOrUpdateUserMetadataOptions,
  SetUserMetadataResponse,
  SubscribeUserMetaResponse,
  UnsubscribeUserMetaResponse,
  UpdateChannelMetadataResponse,
  UpdateUserMetadataResponse,
} from './storage-types.ts';
import type { ChannelType } from './types.ts';

/**
 * `client.storage`: comes in a later version. Until then every call rejects with -12019 once its
 * earlier checks have passed, as in a project without the service.
 */
export class RTMStorage {
  readonly #gate: ApiGate;

  constructor(gate: ApiGate) {
    this.#gate = gate;
  }

  /** Not covered yet. @throws RTMBaseError -12019 */
  async setChannelMetadata(
    channelName: string,
    channelType: ChannelType,
    _data: MetadataItem[],
    _options?: MetadataOptions,
  ): Promise<SetChannelMetadataResponse> {
    return this.#channel('setChannelMetadata', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -12019 */
  async updateChannelMetadata(
    channelName: string,
    channelType: ChannelType,
    _data: MetadataItem[],
    _options?: MetadataOptions,
  ): Promise<UpdateChannelMetadataResponse> {
    return this.#channel('updateChannelMetadata', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -12019 */
  async getChannelMetadata(
    channelName: string,
    channelType: ChannelType,
  ): Promise<GetChannelMetadataResponse> {
    return this.#channel('getChannelMetadata', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -12019 */
  async removeChannelMetadata(
    channelName: string,
    channelType: ChannelType,
    _options?: RemoveChannelMetadataOptions,
  ): Promise<RemoveChannelMetadataResponse> {
    return this.#channel('removeChannelMetadata', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -12019 */
  async setUserMetadata(
    _data: MetadataItem[],
    _options?: SetOrUpdateUserMetadataOptions,
  ): Promise<SetUserMetadataResponse> {
    return this.#user('setUserMetadata');
  }

  /** Not covered yet. @throws RTMBaseError -12019 */
  async updateUserMetadata(
    _data: MetadataItem[],
    _options?: SetOrUpdateUserMetadataOptions,
  ): Promise<UpdateUserMetadataResponse> {
    return this.#user('updateUserMetadata');
  }

  /** Not covered yet. @throws RTMBaseError -12019 */
  async getUserMetadata(_options?: GetUserMetadataOptions): Promise<GetUserMetadataResponse> {
    return this.#user('getUserMetadata');
  }

  /** Not covered yet. @throws RTMBaseError -12019 */
  async removeUserMetadata(
    _options?: RemoveUserMetadataOptions,
  ): Promise<RemoveUserMetadataResponse> {
    return this.#user('removeUserMetadata');
  }

  /** Not covered yet. @throws RTMBaseError -12019 */
  async subscribeUserMetadata(_userId: string): Promise<SubscribeUserMetaResponse> {
    return this.#user('subscribeUserMetadata');
  }

  /** Not covered yet. @throws RTMBaseError -12019 */
  async unsubscribeUserMetadata(_userId: string): Promise<UnsubscribeUserMetaResponse> {
    return this.#user('unsubscribeUserMetadata');
  }

  #channel(operation: string, channelName: string, channelType: ChannelType): never {
    const gate = this.#gate;
    gate.count(operation);
    gate.requireChannelType(channelType, MEMBER_CHANNELS, operation);
    gate.requireConnection(operation);
    gate.requireName(channelName, -10008, operation);
    throw rtmError(-12019, operation);
  }

  #user(operation: string): never {
    this.#gate.count(operation);
    this.#gate.requireConnection(operation);
    throw rtmError(-12019, operation);
  }
}
