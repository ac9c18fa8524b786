import { MAX_METADATA_USERS } from '../protocol/limits.ts';
import type { MetadataAddress, MetadataWriteRequest } from '../protocol/wire.ts';
import type { ApiGate } from './api-gate.ts';
import { MEMBER_CHANNELS, REQUEST_TIMEOUT_MS } from './api-gate.ts';
import type { LockSession } from './lock-session.ts';
import { checkClearRevision, checkItems, checkSize } from './metadata-checks.ts';
import type { MetadataSession } from './metadata-session.ts';
import { rtmError } from './rtm-error.ts';
import { toStorageData } from './storage-data.ts';
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
  StorageData,
  SubscribeUserMetaResponse,
  UnsubscribeUserMetaResponse,
  UpdateChannelMetadataResponse,
  UpdateUserMetadataResponse,
} from './storage-types.ts';
import type { RequestPolicy } from './transport.ts';
import type { ChannelType } from './types.ts';

/** A write before its items are checked. */
interface Write {
  readonly operation: string;
  readonly action: MetadataWriteRequest['action'];
  readonly address: MetadataAddress;
  readonly data: readonly MetadataItem[] | undefined;
  readonly options: MetadataOptions | undefined;
}

/**
 * `client.storage`: lasting data of channels and users. Everyone may read and write everyone's.
 *
 * Every call throws RTMBaseError in this order: -10021, -10019, -10025, -12019 when the service is
 * switched off, -10008 or -10006; then what {@link checkItems} says, -12006 for more than 16 KiB, -10022
 * for a stream channel; then -12018 when no answer comes. A write also -12007 and -12008 for `lockName`,
 * and from the server -12014 when a revision is outdated or an item is missing, -12001 when the set
 * would be too large. The `timestamp` of the answers and the `totalCount` of writes are 0, as the
 * SDK's are (bundle).
 */
export class RTMStorage {
  readonly #gate: ApiGate;
  readonly #session: MetadataSession;
  readonly #locks: LockSession;

  constructor(gate: ApiGate, session: MetadataSession, locks: LockSession) {
    this.#gate = gate;
    this.#session = session;
    this.#locks = locks;
  }

  /** Sets items, whether they are there or not. */
  async setChannelMetadata(
    channelName: string,
    channelType: ChannelType,
    data: MetadataItem[],
    options?: MetadataOptions,
  ): Promise<SetChannelMetadataResponse> {
    const operation = 'setChannelMetadata';
    const address = this.#channel('channelMetaModify', operation, channelName, channelType);
    // Only here does the lock come before the items (bundle).
    this.#requireLock(channelName, options?.lockName, operation);
    await this.#write({ operation, action: 'SET', address, data, options }, channelType);
    return { totalCount: 0, timestamp: 0, channelName, channelType };
  }

  /** Changes items, all of which must be there. */
  async updateChannelMetadata(
    channelName: string,
    channelType: ChannelType,
    data: MetadataItem[],
    options?: MetadataOptions,
  ): Promise<UpdateChannelMetadataResponse> {
    const operation = 'updateChannelMetadata';
    const address = this.#channel('channelMetaModify', operation, channelName, channelType);
    await this.#write({ operation, action: 'UPDATE', address, data, options }, channelType);
    return { totalCount: 0, timestamp: 0, channelName, channelType };
  }

  /** All items of a channel; none, with `majorRevision` 0, when there never were any. */
  async getChannelMetadata(
    channelName: string,
    channelType: ChannelType,
  ): Promise<GetChannelMetadataResponse> {
    const operation = 'getChannelMetadata';
    const address = this.#channel('channelMetaGet', operation, channelName, channelType);
    requireMessageChannel(channelType, operation);
    return { ...(await this.#read(address, operation)), timestamp: 0, channelName, channelType };
  }

  /** Removes items, all of which must be there; without `data` everything. */
  async removeChannelMetadata(
    channelName: string,
    channelType: ChannelType,
    options?: RemoveChannelMetadataOptions,
  ): Promise<RemoveChannelMetadataResponse> {
    const operation = 'removeChannelMetadata';
    const address = this.#channel('channelMetaModify', operation, channelName, channelType);
    const data = options?.data;
    await this.#write({ operation, action: 'REMOVE', address, data, options }, channelType);
    return { totalCount: 0, timestamp: 0, channelName, channelType };
  }

  /** Sets items of a user, oneself by default, whether they are there or not. */
  async setUserMetadata(
    data: MetadataItem[],
    options?: SetOrUpdateUserMetadataOptions,
  ): Promise<SetUserMetadataResponse> {
    const operation = 'setUserMetadata';
    const address = this.#user('userMetaModify', operation, options?.userId);
    await this.#write({ operation, action: 'SET', address, data, options });
    return { timestamp: 0, totalCount: 0, userId: address.name };
  }

  /** Changes items of a user, oneself by default, all of which must be there. */
  async updateUserMetadata(
    data: MetadataItem[],
    options?: SetOrUpdateUserMetadataOptions,
  ): Promise<UpdateUserMetadataResponse> {
    const operation = 'updateUserMetadata';
    const address = this.#user('userMetaModify', operation, options?.userId);
    // Unlike the others, this call takes a missing list for an empty one (bundle).
    const items = (data as MetadataItem[] | undefined) ?? [];
    await this.#write({ operation, action: 'UPDATE', address, data: items, options });
    return { timestamp: 0, totalCount: 0, userId: address.name };
  }

  /** All items of a user, oneself by default. */
  async getUserMetadata(options?: GetUserMetadataOptions): Promise<GetUserMetadataResponse> {
    const operation = 'getUserMetadata';
    const address = this.#user('userMetaGet', operation, options?.userId);
    return { ...(await this.#read(address, operation)), timestamp: 0, userId: address.name };
  }

  /** Removes items of a user, oneself by default, all of which must be there; without `data` everything. */
  async removeUserMetadata(
    options?: RemoveUserMetadataOptions,
  ): Promise<RemoveUserMetadataResponse> {
    const operation = 'removeUserMetadata';
    const address = this.#user('userMetaModify', operation, options?.userId);
    await this.#write({ operation, action: 'REMOVE', address, data: options?.data, options });
    return { timestamp: 0, totalCount: 0, userId: address.name };
  }

  /**
   * Asks for `storage` events of a user's metadata: a SNAPSHOT, and an UPDATE at each change. Resolves
   * when subscribed already.
   *
   * @throws RTMBaseError -12017 for more than 50 users
   */
  async subscribeUserMetadata(userId: string): Promise<SubscribeUserMetaResponse> {
    const operation = 'subscribeUserMetadata';
    const { users } = this.#session;
    this.#gate.count('userMetaSub');
    this.#gate.requireConnection(operation);
    this.#requireService(operation);
    this.#gate.requireName(userId, -10006, operation);
    if (users.has(userId)) return { timestamp: 0, userId };
    if (users.size >= MAX_METADATA_USERS) throw rtmError(-12017, operation);
    // Before the answer: two calls at once are one subscription.
    users.add(userId);
    try {
      const request = { userId, isResumed: false };
      await this.#gate.link.request(operation, request, policyOf(operation));
    } catch (error) {
      users.delete(userId);
      throw error;
    }
    return { timestamp: 0, userId };
  }

  /**
   * Ends a subscription; while the link is down too. Does not wait for the server.
   *
   * @throws RTMBaseError in this order: -10025 before login or when FAILED, -12019, -10006, -12015
   * when there is none
   */
  async unsubscribeUserMetadata(userId: string): Promise<UnsubscribeUserMetaResponse> {
    const operation = 'unsubscribeUserMetadata';
    const { link } = this.#gate;
    if (link.state === 'IDLE' || link.state === 'FAILED') throw rtmError(-10025, operation);
    this.#requireService(operation);
    this.#gate.requireName(userId, -10006, operation);
    if (!this.#session.users.delete(userId)) throw rtmError(-12015, operation);
    link.request(operation, { userId }, policyOf(operation)).catch(() => undefined);
    return { timestamp: 0, userId };
  }

  #channel(api: string, operation: string, name: string, channelType: ChannelType) {
    const gate = this.#gate;
    gate.count(api);
    gate.requireChannelType(channelType, MEMBER_CHANNELS, operation);
    gate.requireConnection(operation);
    this.#requireService(operation);
    gate.requireName(name, -10008, operation);
    return { target: 'CHANNEL', name } as const;
  }

  /** An empty user id stands for oneself, as a missing one does (bundle). */
  #user(api: string, operation: string, userId: string | undefined): MetadataAddress {
    const gate = this.#gate;
    gate.count(api);
    gate.requireConnection(operation);
    this.#requireService(operation);
    const isOther = userId !== undefined && userId !== '';
    const name = isOther ? userId : gate.userId;
    return { target: 'USER', name: gate.requireName(name, -10006, operation) };
  }

  #requireService(operation: string): void {
    this.#gate.requireService('storage', -12019, operation);
  }

  #requireLock(channelName: string, lockName: string | undefined, operation: string): void {
    if (!lockName) return;
    this.#gate.requireName(lockName, -12007, operation);
    if (!this.#locks.isHeld({ channelName, lockName })) throw rtmError(-12008, operation);
  }

  async #read(address: MetadataAddress, operation: string): Promise<StorageData> {
    const { link } = this.#gate;
    return toStorageData(await link.request('getMetadata', address, policyOf(operation)));
  }

  async #write(
    { operation, action, address, data, options }: Write,
    channelType: ChannelType = 'MESSAGE',
  ): Promise<void> {
    const majorRevision = options?.majorRevision ?? -1;
    const isClear = action === 'REMOVE' && (!data || data.length === 0);
    if (isClear) checkClearRevision(majorRevision, operation);
    const items = isClear
      ? []
      : checkItems(data as readonly MetadataItem[], action, majorRevision, operation);
    const isChannel = address.target === 'CHANNEL';
    if (isChannel) this.#requireLock(address.name, options?.lockName, operation);
    checkSize(items, action, majorRevision, operation);
    requireMessageChannel(channelType, operation);
    const request: MetadataWriteRequest = {
      ...address,
      action,
      items,
      majorRevision,
      // Users have no locks; the SDK does not look at the name either (bundle).
      lockName: isChannel ? (options?.lockName ?? '') : '',
      addTimeStamp: options?.addTimeStamp === true,
      addUserId: options?.addUserId === true,
    };
    await this.#gate.link.request('writeMetadata', request, policyOf(operation));
  }
}

function requireMessageChannel(channelType: ChannelType, operation: string): void {
  if (channelType !== 'MESSAGE') throw rtmError(-10022, operation);
}

function policyOf(operation: string): RequestPolicy {
  return { operation, timeoutMs: REQUEST_TIMEOUT_MS, onTimeout: -12018, onLost: -12018 };
}
