/** What was being done when an error arose. */
export type RtmOperation =
  | 'configure'
  | 'load-sdk'
  | 'get-token'
  | 'login'
  | 'logout'
  | 'renew-token'
  | 'send-to-peer'
  | 'send-to-channel'
  | 'join'
  | 'leave'
  | 'members'
  | 'member-count'
  | 'history'
  | 'get-attributes'
  | 'set-attributes'
  | 'remove-attributes'
  | 'online-status'
  | 'invite'
  | 'answer-invitation';

interface ErrorTraits {
  readonly retryable: boolean;
  readonly unknown?: true;
  readonly advice: string;
}

/** Each code with its traits: one row decides what a caller can do about it. */
const TRAITS = {
  'invalid-app-id': {
    retryable: false,
    advice: 'Use the 32-character App ID of your Agora project.',
  },
  'invalid-user-id': { retryable: false, advice: 'Use another user id.' },
  'invalid-channel-id': { retryable: false, advice: 'Use another channel name.' },
  'invalid-message': { retryable: false, advice: 'Send a non-empty string or a Uint8Array.' },
  'message-too-large': { retryable: false, advice: 'Shorten the message or split it.' },
  'invalid-argument': { retryable: false, advice: 'Correct the argument.' },
  'sdk-unavailable': {
    retryable: true,
    advice: 'Check that the package is installed and that its file can be loaded, then try again.',
  },
  'token-unavailable': {
    retryable: true,
    advice: 'Check the token provider and the token server, then try again.',
  },
  'token-invalid': { retryable: false, advice: 'Get a token for this user and App ID.' },
  'token-expired': { retryable: true, advice: 'Get a new token and log in again.' },
  'app-id-mismatch': {
    retryable: false,
    advice: 'Make the App ID of the app and of the token server the same.',
  },
  'login-refused': { retryable: false, advice: 'Check the App ID, its project and the token.' },
  banned: { retryable: false, advice: 'Ask whoever runs the Agora project.' },
  replaced: {
    retryable: false,
    advice: 'Log in again to take the session back, or use another user id on this device.',
  },
  'already-logged-in': {
    retryable: false,
    advice: 'Call logout() first to log in as somebody else.',
  },
  'user-in-use': {
    retryable: false,
    advice: 'Log the other client of this page out, or use another user id.',
  },
  'not-logged-in': { retryable: false, advice: 'Call login() and wait for it.' },
  'not-joined': { retryable: false, advice: 'Join the channel, then try again.' },
  'not-connected': {
    retryable: true,
    advice: 'Wait until the connection is back, then try again.',
  },
  'connection-lost': {
    retryable: true,
    unknown: true,
    advice: 'It may or may not have taken effect. Try again when the connection is back.',
  },
  timeout: {
    retryable: true,
    unknown: true,
    advice: 'It may or may not have taken effect. Try again.',
  },
  cancelled: { retryable: true, advice: 'Start it again if it is still wanted.' },
  'limit-exceeded': {
    retryable: false,
    advice: 'Ask for less at a time, or remove something first.',
  },
  'channel-limit': { retryable: false, advice: 'Leave a channel first.' },
  'rate-limited': { retryable: true, advice: 'Wait a moment, then try again.' },
  'permission-denied': { retryable: false, advice: 'Check the rights that the token gives.' },
  refused: {
    retryable: false,
    advice: 'Check the rights of this user and the state of the service.',
  },
  unsupported: { retryable: false, advice: 'Ask `capabilities` what this backend can do.' },
  'server-error': { retryable: true, advice: 'Try again later.' },
  unknown: { retryable: false, advice: 'See `vendorCode` and `cause`.' },
} as const satisfies Record<string, ErrorTraits>;

/** What went wrong, the same for every backend. */
export type RtmErrorCode = keyof typeof TRAITS;

/** All codes, for tables and tests. */
export const RTM_ERROR_CODES = Object.keys(TRAITS) as readonly RtmErrorCode[];

/** What an {@link RtmError} is made of. */
export interface RtmErrorInit {
  readonly code: RtmErrorCode;
  readonly operation: RtmOperation;
  /** What happened, as a sentence without its full stop. What to do is added from the code. */
  readonly message: string;
  /** The backend's own error code. */
  readonly vendorCode?: number | string | undefined;
  /** The error that caused this one. */
  readonly cause?: unknown;
}

/**
 * The only error that this library rejects with or throws. Its message says what happened and what to do.
 *
 * @example
 * try {
 *   await rtm.sendToPeer('bob', 'Hello');
 * } catch (error) {
 *   if (error instanceof RtmError && error.outcome === 'unknown') showAsUnconfirmed();
 * }
 */
export class RtmError extends Error {
  override readonly name = 'RtmError';
  readonly code: RtmErrorCode;
  readonly operation: RtmOperation;
  /** The backend's own error code, or `null` where the library itself found the error. */
  readonly vendorCode: number | string | null;
  /** Whether the same call can succeed later without being changed. */
  readonly retryable: boolean;
  /**
   * `not-done`: the operation had no effect. `unknown`: it may have had its effect, because the answer is what got
   * lost; repeating a send can then show the message twice.
   */
  readonly outcome: 'not-done' | 'unknown';

  constructor(init: RtmErrorInit) {
    const traits: ErrorTraits = TRAITS[init.code];
    super(
      `${init.message}. ${traits.advice}`,
      init.cause === undefined ? {} : { cause: init.cause },
    );
    this.code = init.code;
    this.operation = init.operation;
    this.vendorCode = init.vendorCode ?? null;
    this.retryable = traits.retryable;
    this.outcome = traits.unknown ? 'unknown' : 'not-done';
  }

  /** An {@link RtmError} as it is; anything else wrapped in one of code `unknown`. */
  static from(error: unknown, operation: RtmOperation): RtmError {
    if (error instanceof RtmError) return error;
    return new RtmError({
      code: 'unknown',
      operation,
      message: `The operation "${operation}" failed: ${textOf(error).replace(/\.\s*$/, '')}`,
      cause: error,
    });
  }
}

function textOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return 'something that has no text was thrown';
  }
}
