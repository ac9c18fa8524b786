import { RtmError, type RtmErrorCode, type RtmOperation } from 'ngx-agora-rtm/client';

/** An `RtmError` as the state holds it: plain data, without its cause. */
export interface StoredError {
  readonly code: RtmErrorCode;
  /** What happened and what to do, in English. */
  readonly message: string;
  /** Whether the same call can succeed later without being changed. */
  readonly retryable: boolean;
}

/** The part of an error that can be kept in the state. */
export function storedError(error: unknown, operation: RtmOperation): StoredError {
  const { code, message, retryable } = RtmError.from(error, operation);
  return { code, message, retryable };
}
