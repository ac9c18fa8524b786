import type { BaseResponse, ChannelType } from './types.ts';

export interface LockDetail {
  lockName: string;
  /** Empty when nobody holds it. */
  owner: string;
  /** Seconds the lock survives its owner's connection. */
  ttl: number;
}

export interface SetLockOptions {
  /** Seconds, 10 (default) to 300. */
  ttl?: number;
}

export interface AcquireLockOptions {
  /** Whether to wait until the lock is free. Default `false`. */
  retry?: boolean;
}

export interface LockOperationResponse extends BaseResponse {
  channelName: string;
  channelType: ChannelType;
  lockName: string;
}
export type SetLockResponse = LockOperationResponse;
export type RemoveLockResponse = LockOperationResponse;
export type RevokeLockResponse = LockOperationResponse;
export type ReleaseLockResponse = LockOperationResponse;
export type AcquireLockResponse = LockOperationResponse;

export interface GetLockResponse extends BaseResponse {
  totalLocks: number;
  lockDetails: LockDetail[];
  channelName: string;
  channelType: ChannelType;
}
