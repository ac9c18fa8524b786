import type { ApiGate } from './api-gate.ts';
import { MEMBER_CHANNELS } from './api-gate.ts';
import type {
  AcquireLockOptions,
  AcquireLockResponse,
  GetLockResponse,
  ReleaseLockResponse,
  RemoveLockResponse,
  RevokeLockResponse,
  SetLockOptions,
  SetLockResponse,
} from './lock-types.ts';
import { rtmError } from './rtm-error.ts';
import type { ChannelType } from './types.ts';

/**
 * `client.lock`: comes in a later version. Until then every call rejects with -14009 once its
 * earlier checks have passed, as in a project without the service.
 */
export class RTMLock {
  readonly #gate: ApiGate;

  constructor(gate: ApiGate) {
    this.#gate = gate;
  }

  /** Not covered yet. @throws RTMBaseError -14009 */
  async setLock(
    channelName: string,
    channelType: ChannelType,
    _lockName: string,
    _options?: SetLockOptions,
  ): Promise<SetLockResponse> {
    return this.#notCovered('setLock', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -14009 */
  async acquireLock(
    channelName: string,
    channelType: ChannelType,
    _lockName: string,
    _options?: AcquireLockOptions,
  ): Promise<AcquireLockResponse> {
    return this.#notCovered('acquireLock', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -14009 */
  async releaseLock(
    channelName: string,
    channelType: ChannelType,
    _lockName: string,
  ): Promise<ReleaseLockResponse> {
    return this.#notCovered('releaseLock', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -14009 */
  async removeLock(
    channelName: string,
    channelType: ChannelType,
    _lockName: string,
  ): Promise<RemoveLockResponse> {
    return this.#notCovered('removeLock', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -14009 */
  async revokeLock(
    channelName: string,
    channelType: ChannelType,
    _lockName: string,
    _owner: string,
  ): Promise<RevokeLockResponse> {
    return this.#notCovered('revokeLock', channelName, channelType);
  }

  /** Not covered yet. @throws RTMBaseError -14009 */
  async getLock(channelName: string, channelType: ChannelType): Promise<GetLockResponse> {
    return this.#notCovered('getLock', channelName, channelType);
  }

  #notCovered(operation: string, channelName: string, channelType: ChannelType): never {
    const gate = this.#gate;
    gate.count(operation);
    gate.requireChannelType(channelType, MEMBER_CHANNELS, operation);
    gate.requireConnection(operation);
    gate.requireName(channelName, -10008, operation);
    throw rtmError(-14009, operation);
  }
}
