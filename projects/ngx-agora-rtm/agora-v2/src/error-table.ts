import { RtmError, type RtmErrorCode, type RtmOperation } from 'ngx-agora-rtm/client';

/** An error code that is the same for every operation, or different for some. */
type Row =
  | RtmErrorCode
  | (Readonly<Partial<Record<RtmOperation, RtmErrorCode>>> & { readonly otherwise: RtmErrorCode });

/** Every code of SDK 2.3.0 that a call of the adapter can meet. The rest follow {@link RANGES}. */
const CODES: Readonly<Record<number, Row>> = {
  // -10xxx: client and login
  [-10001]: 'not-logged-in', // NOT_INITIALIZED
  [-10002]: 'not-logged-in', // NOT_LOGIN
  [-10003]: 'invalid-app-id',
  [-10005]: 'token-invalid',
  [-10006]: 'invalid-user-id',
  [-10007]: 'server-error', // INIT_SERVICE_FAILED
  [-10008]: { 'send-to-peer': 'invalid-user-id', otherwise: 'invalid-channel-id' },
  [-10009]: 'token-expired',
  [-10010]: 'server-error', // LOGIN_NO_SERVER_RESOURCES
  [-10011]: 'timeout', // LOGIN_TIMEOUT
  [-10012]: 'login-refused', // LOGIN_REJECTED
  [-10013]: 'server-error', // LOGIN_ABORTED: what the SDK makes of any other failure while connecting
  [-10014]: 'invalid-argument', // INVALID_PARAMETER
  [-10015]: 'login-refused', // LOGIN_NOT_AUTHORIZED
  [-10016]: 'app-id-mismatch',
  [-10017]: { login: 'already-logged-in', otherwise: 'rate-limited' }, // DUPLICATE_OPERATION
  [-10019]: 'invalid-argument', // INVALID_CHANNEL_TYPE
  [-10020]: 'invalid-argument', // INVALID_ENCRYPTION_PARAMETER
  [-10021]: 'rate-limited', // the limiter inside the SDK
  [-10022]: 'unsupported', // SERVICE_NOT_SUPPORTED
  [-10023]: 'cancelled', // LOGIN_CANCELED
  [-10024]: 'invalid-argument', // INVALID_PRIVATE_CONFIG
  [-10025]: 'not-connected',
  [-10026]: 'timeout', // RENEW_TOKEN_TIMEOUT
  [-10027]: 'user-in-use', // DUPLICATE_USER_ID
  // -11xxx: channels and messages
  [-11002]: 'not-connected', // CHANNEL_NOT_SUBSCRIBED
  [-11005]: 'channel-limit',
  [-11009]: 'invalid-message',
  [-11010]: 'message-too-large',
  [-11019]: 'timeout', // SUBSCRIBE_TIMEOUT
  [-11020]: 'rate-limited', // SUBSCRIBE_TOO_FREQUENT
  [-11021]: 'server-error', // SUBSCRIBE_FAILED
  [-11022]: 'server-error', // UNSUBSCRIBE_FAILED
  [-11023]: 'invalid-argument', // ENCRYPT_MESSAGE_FAILED
  [-11024]: 'server-error', // PUBLISH_MESSAGE_FAILED
  [-11025]: 'rate-limited', // PUBLISH_MESSAGE_TOO_FREQUENT
  [-11026]: 'timeout', // PUBLISH_MESSAGE_TIMEOUT
  [-11027]: 'connection-lost', // CHANNEL_NOT_CONNECTED: "due to connection closed"
  [-11028]: 'server-error', // LEAVE_FAILED
  [-11029]: 'invalid-argument', // CUSTOM_TYPE_LENGTH_OVERFLOW
  [-11030]: 'invalid-argument', // INVALID_CUSTOM_TYPE
  [-11031]: 'invalid-message', // UNSUPPORTED_MESSAGE_TYPE
  [-11032]: 'not-connected', // PRESENCE_NOT_READY
  [-11034]: 'cancelled', // JOIN_CANCELED
  [-11038]: 'permission-denied', // SUBSCRIBE_PERMISSION_DENIED
  [-11039]: 'permission-denied', // PUBLISH_PERMISSION_DENIED
  [-11040]: 'cancelled', // SUBSCRIBE_CANCELED
  // -12xxx: storage
  [-12002]: 'limit-exceeded', // METADATA_ITEM_EXCEED_LIMITATION
  [-12003]: 'invalid-argument', // INVALID_METADATA_ITEM
  [-12004]: 'invalid-argument',
  [-12005]: 'invalid-argument', // INVALID_REVISION
  [-12006]: 'limit-exceeded', // METADATA_LENGTH_OVERFLOW
  [-12007]: 'invalid-argument', // INVALID_LOCK_NAME
  [-12008]: 'refused', // LOCK_NOT_ACQUIRED
  [-12009]: 'invalid-argument', // INVALID_KEY
  [-12010]: 'invalid-argument', // INVALID_VALUE
  [-12011]: 'limit-exceeded', // KEY_LENGTH_OVERFLOW
  [-12012]: 'limit-exceeded', // VALUE_LENGTH_OVERFLOW
  [-12013]: 'invalid-argument', // DUPLICATE_KEY
  [-12014]: 'refused', // OUTDATED_REVISION, also of a key that does not exist
  [-12015]: 'refused', // NOT_SUBSCRIBE
  [-12016]: 'invalid-argument', // INVALID_METADATA_INSTANCE
  [-12017]: 'limit-exceeded', // SUBSCRIBE_USER_EXCEED_LIMITATION
  [-12018]: 'timeout',
  [-12019]: 'unsupported', // STORAGE_NOT_AVAILABLE: not enabled for the project
  [-12020]: 'permission-denied',
  // -13xxx: presence, which join() asks for
  [-13001]: 'not-connected',
  [-13002]: 'not-connected', // PRESENCE_NOT_WRITABLE: "try later"
  [-13012]: 'timeout',
  [-13014]: 'unsupported', // PRESENCE_INACTIVE: not enabled for the project
  [-13015]: 'cancelled',
  [-13016]: 'rate-limited',
  // -15xxx: history
  [-15001]: 'server-error',
  [-15002]: 'invalid-argument', // INVALID_TIMESTAMP
  [-15003]: 'timeout',
  [-15004]: 'permission-denied', // OPERATION_NOT_PERMITTED
  [-15005]: 'unsupported', // HISTORY_NOT_AVAILABLE: not enabled for the project
  [-15006]: 'permission-denied',
};

/** Codes without a row of their own, by their thousands. */
const RANGES: Readonly<Record<number, RtmErrorCode>> = {
  [-10]: 'unknown',
  [-11]: 'server-error',
  [-12]: 'server-error',
  [-13]: 'server-error',
  [-14]: 'server-error',
  [-15]: 'server-error',
};

/** What happened to a peer message that the SDK rejects with a code which is no failure to us. */
export interface Delivery {
  readonly hasPeerReceived: boolean;
  readonly stored: boolean;
}

/** Rejections of `publish` that are an answer, not a failure: an offline peer, or a message that was not stored. */
const DELIVERIES: Readonly<Record<number, Delivery>> = {
  [-11033]: { hasPeerReceived: false, stored: false }, // RECEIVER_OFFLINE
  [-11035]: { hasPeerReceived: false, stored: true }, // RECEIVER_OFFLINE_BUT_STORE_SUCCEEDED
  [-11036]: { hasPeerReceived: false, stored: false }, // RECEIVER_OFFLINE_AND_STORE_FAILED
  [-11037]: { hasPeerReceived: true, stored: false }, // MESSAGE_DELIVERED_BUT_STORE_FAILED
};

/** What a rejection of `publish` says about the delivery; `null` if it is a failure. */
export function deliveryOf(error: unknown): Delivery | null {
  const code = vendorCodeOf(error);
  return code === null ? null : (DELIVERIES[code] ?? null);
}

/** The code of an SDK error, or `null` for anything else (it also throws plain TypeErrors). */
export function vendorCodeOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  const { errorCode, code } = error as { errorCode?: unknown; code?: unknown };
  if (typeof errorCode === 'number') return errorCode;
  return typeof code === 'number' ? code : null;
}

/** The code that a code of the SDK stands for. */
export function errorCodeFor(vendorCode: number, operation: RtmOperation): RtmErrorCode {
  const row = CODES[vendorCode];
  if (row === undefined) return RANGES[Math.trunc(vendorCode / 1000)] ?? 'unknown';
  return typeof row === 'string' ? row : (row[operation] ?? row.otherwise);
}

/** Makes an {@link RtmError} of whatever the SDK threw or rejected with. */
export function toRtmError(error: unknown, operation: RtmOperation): RtmError {
  const vendorCode = vendorCodeOf(error);
  if (error instanceof RtmError || vendorCode === null) return RtmError.from(error, operation);
  const { reason, message } = error as { reason?: unknown; message?: unknown };
  const text = [reason, message].find((value) => typeof value === 'string' && value !== '');
  const said = typeof text === 'string' ? ` and says: ${text.trim().replace(/\.$/, '')}` : '';
  return new RtmError({
    code: errorCodeFor(vendorCode, operation),
    operation,
    message: `Agora RTM answers ${vendorCode} to "${operation}"${said}`,
    vendorCode,
    cause: error,
  });
}
