import { RtmError, type RtmErrorCode, type RtmOperation, unchecked } from 'ngx-agora-rtm/client';

/**
 * Every code of SDK 1.5.1, all 92. The same number means something else in each group of operations. The comments are the
 * vendor's own names.
 */
export const CODES = {
  CREATE_INSTANCE: { 1: 'invalid-app-id' },
  LOGIN: {
    1: 'server-error', // UNKNOWN
    2: 'login-refused', // REJECTED
    3: 'invalid-argument', // INVALID_ARGUMENT: user id or token, which are checked before
    4: 'invalid-app-id',
    5: 'token-invalid',
    6: 'token-expired',
    7: 'login-refused', // NOT_AUTHORIZED
    8: 'already-logged-in',
    9: 'timeout',
    10: 'rate-limited', // TOO_OFTEN
    201: 'cancelled', // ABORTED_BY_LOGOUT
  },
  LOGOUT: { 102: 'not-logged-in' },
  RENEW_TOKEN: {
    1: 'server-error', // FAILURE
    2: 'token-invalid', // INVALID_ARGUMENT
    3: 'refused',
    4: 'rate-limited',
    5: 'token-expired',
    6: 'token-invalid',
    102: 'not-logged-in',
    201: 'cancelled', // ABORTED_BY_LOGOUT
  },
  PEER_MESSAGE: {
    1: 'server-error', // FAILURE
    2: 'timeout',
    5: 'rate-limited',
    6: 'invalid-user-id',
    7: 'invalid-message',
    8: 'invalid-message', // INCOMPATIBLE_MESSAGE
    102: 'not-connected',
  },
  CHANNEL_MESSAGE: {
    1: 'server-error', // FAILURE
    2: 'timeout',
    3: 'rate-limited',
    4: 'invalid-message',
    5: 'not-joined',
    102: 'not-connected',
  },
  CREATE_CHANNEL: { 1: 'invalid-channel-id' },
  JOIN_CHANNEL: {
    1: 'server-error', // FAILURE
    2: 'refused',
    3: 'invalid-channel-id',
    4: 'timeout',
    5: 'channel-limit',
    6: 'refused', // ALREADY_JOINED
    7: 'rate-limited',
    8: 'rate-limited', // JOIN_SAME_CHANNEL_TOO_OFTEN
    102: 'not-connected',
    201: 'cancelled', // ABORTED_BY_LEAVE
    202: 'refused', // ALREADY_JOINED_CHANNEL_OF_SAME_ID
  },
  LEAVE_CHANNEL: {
    1: 'server-error', // FAILURE
    2: 'refused',
    3: 'not-joined',
    4: 'refused', // KICKED
    102: 'not-connected',
  },
  GET_MEMBERS: {
    1: 'server-error', // FAILURE
    2: 'refused',
    3: 'timeout',
    4: 'rate-limited',
    5: 'not-joined',
    102: 'not-connected',
  },
  GET_CHANNEL_MEMBER_COUNT: {
    1: 'server-error', // FAILURE
    2: 'invalid-channel-id', // INVALID_ARGUMENT
    3: 'rate-limited',
    4: 'timeout',
    5: 'limit-exceeded',
    101: 'not-logged-in', // NOT_INITIALIZED
    102: 'not-connected',
  },
  ATTRIBUTE_OPERATION: {
    2: 'server-error', // FAILURE
    3: 'invalid-argument',
    4: 'limit-exceeded', // SIZE_OVERFLOW
    5: 'rate-limited',
    6: 'refused', // USER_NOT_FOUND
    7: 'timeout',
    102: 'not-connected',
  },
  QUERY_PEERS_ONLINE_STATUS: {
    2: 'invalid-argument',
    3: 'refused',
    4: 'timeout',
    5: 'rate-limited',
    102: 'not-connected',
  },
  PEER_SUBSCRIPTION_STATUS: {
    1: 'server-error', // FAILURE
    2: 'invalid-argument',
    3: 'refused',
    4: 'timeout',
    5: 'rate-limited',
    6: 'limit-exceeded', // OVERFLOW
    102: 'not-connected',
  },
  QUERY_PEERS_BY_SUBSCRIPTION_OPTION: {
    1: 'server-error', // FAILURE
    2: 'timeout',
    3: 'rate-limited',
    102: 'not-connected',
  },
  INVITATION_API_CALL: {
    1: 'invalid-argument',
    2: 'invalid-argument', // NOT_STARTED
    3: 'invalid-argument', // ALREADY_END
    4: 'invalid-argument', // ALREADY_ACCEPT
    5: 'invalid-argument', // ALREADY_SENT
  },
} as const satisfies Readonly<Record<string, Readonly<Record<number, RtmErrorCode>>>>;

/** A group of operations that share their codes. */
export type ErrorGroup = keyof typeof CODES;

/** Where the codes of an operation are found. `null`: the SDK has no such operation. */
const GROUPS: Readonly<Record<RtmOperation, ErrorGroup | null>> = {
  configure: 'CREATE_INSTANCE',
  'load-sdk': null,
  'get-token': null,
  login: 'LOGIN',
  logout: 'LOGOUT',
  'renew-token': 'RENEW_TOKEN',
  'send-to-peer': 'PEER_MESSAGE',
  'send-to-channel': 'CHANNEL_MESSAGE',
  join: 'JOIN_CHANNEL',
  leave: 'LEAVE_CHANNEL',
  members: 'GET_MEMBERS',
  'member-count': 'GET_CHANNEL_MEMBER_COUNT',
  history: null,
  'get-attributes': 'ATTRIBUTE_OPERATION',
  'set-attributes': 'ATTRIBUTE_OPERATION',
  'remove-attributes': 'ATTRIBUTE_OPERATION',
  'online-status': 'PEER_SUBSCRIPTION_STATUS',
  invite: 'INVITATION_API_CALL',
  'answer-invitation': 'INVITATION_API_CALL',
};

/** What the names of the SDK's errors mean, where a code says nothing. */
const NAMES: Readonly<Record<string, RtmErrorCode>> = {
  RtmInvalidArgumentError: 'invalid-argument',
  RtmInvalidStatusError: 'not-connected',
  RtmLimitExceededError: 'limit-exceeded',
  RtmTimeoutError: 'timeout',
  RtmInvokeTooOftenError: 'rate-limited',
  RtmUnauthenticatedError: 'permission-denied',
  RtmUnavailableError: 'server-error',
  RtmInternalError: 'server-error',
  RtmUnknownError: 'server-error',
};

/** What more there is to say to a code. */
const HINTS: Partial<Readonly<Record<ErrorGroup, Readonly<Record<number, string>>>>> = {
  JOIN_CHANNEL: {
    // Its list of channels in use keeps one whose join failed (read in the bundle).
    202: ' SDK 1.x says so of a channel whose join has failed before, until the next login',
  },
};

/** The code that a code of the SDK stands for in a group; `null` for one that is not known. */
export function errorCodeFor(vendorCode: number, group: ErrorGroup | null): RtmErrorCode | null {
  const codes: Readonly<Record<number, RtmErrorCode>> = group ? CODES[group] : {};
  return Object.hasOwn(codes, vendorCode) ? (codes[vendorCode] ?? null) : null;
}

/** The code of an SDK error, or `null` for anything else (it also throws plain TypeErrors). */
export function vendorCodeOf(error: unknown): number | null {
  const { code } = unchecked<'code'>(error);
  return typeof code === 'number' ? code : null;
}

/**
 * Makes an {@link RtmError} of whatever the SDK threw or rejected with.
 *
 * @param group Where the codes are found, if not where those of the operation are.
 */
export function toRtmError(
  error: unknown,
  operation: RtmOperation,
  group: ErrorGroup | null = GROUPS[operation],
): RtmError {
  if (error instanceof RtmError) return error;
  const vendorCode = vendorCodeOf(error);
  const { name, message } = unchecked<'name' | 'message'>(error);
  const byName = typeof name === 'string' && Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  const byCode = vendorCode === null ? null : errorCodeFor(vendorCode, group);
  // Some timeouts come with the code of any failure (renewToken, read in the bundle).
  const code = byName === 'timeout' ? byName : (byCode ?? byName);
  if (!code && vendorCode === null) return RtmError.from(error, operation);
  const said = typeof message === 'string' && message !== '' ? ` and says: ${textOf(message)}` : '';
  const hint = vendorCode === null ? undefined : group && HINTS[group]?.[vendorCode];
  return new RtmError({
    code: code ?? 'unknown',
    operation,
    message: `Agora RTM answers ${vendorCode ?? String(name)} to "${operation}"${said}${hint ? `.${hint}` : ''}`,
    vendorCode: vendorCode ?? undefined,
    cause: error,
  });
}

/** The SDK begins each message with its code. */
function textOf(message: string): string {
  return message
    .trim()
    .replace(/^Error Code \d+ - /, '')
    .replace(/\.$/, '');
}
