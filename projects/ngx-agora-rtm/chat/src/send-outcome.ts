import type { RtmError, RtmErrorCode } from 'ngx-agora-rtm/client';
import type { ChatError } from './chat-message';

/**
 * What becomes of a message after an attempt that did not succeed.
 *
 * | next | meaning |
 * |---|---|
 * | `repeat` | Tried again soon, a few times: the backend did not answer, or is in trouble. |
 * | `slow` | Tried again soon, and more often: only the pace was wrong. |
 * | `wait` | Tried again when there is a connection; no attempt was made. |
 * | `join` | Tried again when the channel is joined. |
 * | `fail` | Given up: trying again without a change is no use. |
 */
export interface SendOutcome {
  readonly next: 'repeat' | 'slow' | 'wait' | 'join' | 'fail';
  /** Whether the backend may have taken the message all the same. */
  readonly mayHaveArrived: boolean;
}

const UNKNOWN: SendOutcome = { next: 'repeat', mayHaveArrived: true };
const REPEAT: SendOutcome = { next: 'repeat', mayHaveArrived: false };
const WAIT: SendOutcome = { next: 'wait', mayHaveArrived: false };
const FAIL: SendOutcome = { next: 'fail', mayHaveArrived: false };

/** By code, each of them: a new one has to be thought about. */
const OUTCOMES: Readonly<Record<RtmErrorCode, SendOutcome>> = {
  timeout: UNKNOWN,
  'connection-lost': UNKNOWN,

  'rate-limited': { next: 'slow', mayHaveArrived: false },
  'server-error': REPEAT,
  'not-joined': { next: 'join', mayHaveArrived: false },

  // The session is not there, or is over. What is to be sent outlives it.
  'not-connected': WAIT,
  'not-logged-in': WAIT,
  'already-logged-in': WAIT,
  cancelled: WAIT,
  replaced: WAIT,
  'user-in-use': WAIT,
  'token-unavailable': WAIT,
  'token-expired': WAIT,
  'token-invalid': WAIT,
  'app-id-mismatch': WAIT,
  'login-refused': WAIT,
  'sdk-unavailable': WAIT,

  'invalid-app-id': FAIL,
  'invalid-user-id': FAIL,
  'invalid-channel-id': FAIL,
  'invalid-message': FAIL,
  'invalid-argument': FAIL,
  'message-too-large': FAIL,
  'limit-exceeded': FAIL,
  'channel-limit': FAIL,
  'permission-denied': FAIL,
  refused: FAIL,
  banned: FAIL,
  unsupported: FAIL,
  // Nobody knows what it was, so nobody knows whether it was before or after the backend took the message.
  unknown: { next: 'fail', mayHaveArrived: true },
};

/** What becomes of a message whose attempt ended with an error. */
export function outcomeOf(error: RtmError): SendOutcome {
  return OUTCOMES[error.code];
}

/** An error as the state holds it. */
export function toChatError({ code, message, retryable }: RtmError): ChatError {
  return { code, message, retryable };
}
