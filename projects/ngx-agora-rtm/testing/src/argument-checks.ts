import { RtmError, type RtmOperation, utf8Bytes } from 'ngx-agora-rtm/client';

/** Longest `customType` in bytes of UTF-8, as on SDK 2.x. */
const MAX_CUSTOM_TYPE_BYTES = 32;

/** Longest page of history, as on SDK 2.x. */
const MAX_HISTORY_PAGE = 100;

/** @throws RtmError of code `token-invalid`. */
export function assertToken(token: unknown, operation: RtmOperation): void {
  if (typeof token === 'string' && token !== '') return;
  const message = 'A token must be a non-empty string';
  throw new RtmError({ code: 'token-invalid', operation, message });
}

/** @throws RtmError of code `invalid-argument`. */
export function assertCustomType(customType: unknown, operation: RtmOperation): void {
  if (customType === undefined) return;
  if (typeof customType === 'string' && utf8Bytes(customType) <= MAX_CUSTOM_TYPE_BYTES) return;
  const message = `A customType must be a string of at most ${MAX_CUSTOM_TYPE_BYTES} bytes`;
  throw new RtmError({ code: 'invalid-argument', operation, message });
}

/** @throws RtmError of code `invalid-argument`. */
export function assertHistoryQuery(limit: number, before: number): void {
  if (Number.isInteger(limit) && limit > 0 && limit <= MAX_HISTORY_PAGE && before > 0) return;
  const message = `A history query needs a limit from 1 to ${MAX_HISTORY_PAGE} and a time after 0`;
  throw new RtmError({ code: 'invalid-argument', operation: 'history', message });
}
