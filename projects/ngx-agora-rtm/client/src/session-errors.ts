import { bounded } from './bounded-call';
import type { ConnectionReason } from './connection';
import { RtmError, type RtmErrorCode, type RtmOperation } from './rtm-error';

/** The error code of a session that ended for a reason. Others: `server-error`. */
const ENDINGS: Partial<Readonly<Record<ConnectionReason, RtmErrorCode>>> = {
  'login-timeout': 'timeout',
  'login-refused': 'login-refused',
  'login-cancelled': 'cancelled',
  replaced: 'replaced',
  banned: 'banned',
  'token-invalid': 'token-invalid',
  'token-expired': 'token-expired',
  'app-id-mismatch': 'app-id-mismatch',
  network: 'connection-lost',
  logout: 'cancelled',
};

/** The error code of an ended session. For adapters. */
export function errorCodeOfEnding(reason: ConnectionReason): RtmErrorCode {
  return ENDINGS[reason] ?? 'server-error';
}

/** The connection that a refused login leaves behind. */
export interface Refusal {
  /** `failed` where calling again cannot help. */
  readonly state: 'failed' | 'disconnected';
  readonly reason: ConnectionReason;
}

/** What a login leaves behind that was refused with a code. Others: `disconnected` with `login-refused`. */
const REFUSALS: Partial<Readonly<Record<RtmErrorCode, Refusal>>> = {
  'token-invalid': { state: 'failed', reason: 'token-invalid' },
  'token-expired': { state: 'failed', reason: 'token-expired' },
  'app-id-mismatch': { state: 'failed', reason: 'app-id-mismatch' },
  'login-refused': { state: 'failed', reason: 'login-refused' },
  banned: { state: 'failed', reason: 'banned' },
  replaced: { state: 'failed', reason: 'replaced' },
  cancelled: { state: 'disconnected', reason: 'login-cancelled' },
  timeout: { state: 'disconnected', reason: 'login-timeout' },
  'sdk-unavailable': { state: 'disconnected', reason: 'network' },
  'connection-lost': { state: 'disconnected', reason: 'network' },
  'not-connected': { state: 'disconnected', reason: 'network' },
  'server-error': { state: 'disconnected', reason: 'server' },
};

/** The connection after a login that was refused with a code. For adapters. */
export function connectionAfterRefusal(code: RtmErrorCode): Refusal {
  return REFUSALS[code] ?? { state: 'disconnected', reason: 'login-refused' };
}

/**
 * The error of a call that finds its session ended. For adapters.
 *
 * Of a send, the backend may have got the message; of anything else, the end is all that matters.
 */
export function endedDuring(operation: RtmOperation): RtmError {
  const isSend = operation === 'send-to-peer' || operation === 'send-to-channel';
  return new RtmError({
    code: isSend ? 'connection-lost' : 'cancelled',
    operation,
    message: `The session ended during "${operation}"`,
  });
}

/** The error of a call that the backend leaves unanswered for too long. For adapters. @param ms How long it was. */
export function timedOut(operation: RtmOperation, ms: number): RtmError {
  return new RtmError({
    code: 'timeout',
    operation,
    message: `The backend did not answer "${operation}" within ${ms / 1000} s`,
  });
}

/** What bounds a call of a session. */
export interface SessionBounds {
  /** How long the call may take. */
  readonly ms: number;
  /** Aborted when the session is over. */
  readonly over: AbortSignal;
  /** Makes an `RtmError` of whatever the call rejects with. */
  readonly toRtmError: (error: unknown, operation: RtmOperation) => RtmError;
}

/** Makes a call of a session. Rejects with an `RtmError`, at the latest after its time or with the session. For adapters. */
export async function callInSession<T>(
  operation: RtmOperation,
  call: () => PromiseLike<T>,
  { ms, over, toRtmError }: SessionBounds,
): Promise<T> {
  try {
    return await bounded(call, { ms, signal: over, onTimeout: () => timedOut(operation, ms) });
  } catch (error) {
    throw over.aborted ? endedDuring(operation) : toRtmError(error, operation);
  }
}
