import { RtmError, type RtmOperation } from 'ngx-agora-rtm/client';

/** Longest page of history, as on SDK 2.x. */
const MAX_HISTORY_PAGE = 100;

/** @throws RtmError of code `token-invalid`. */
export function assertToken(token: unknown, operation: RtmOperation): void {
  if (typeof token === 'string' && token !== '') return;
  const message = 'A token must be a non-empty string';
  throw new RtmError({ code: 'token-invalid', operation, message });
}

/** @throws RtmError of code `invalid-argument`. */
export function assertHistoryQuery(limit: number, before: number): void {
  if (Number.isInteger(limit) && limit > 0 && limit <= MAX_HISTORY_PAGE && before > 0) return;
  const message = `A history query needs a limit from 1 to ${MAX_HISTORY_PAGE} and a time after 0`;
  throw new RtmError({ code: 'invalid-argument', operation: 'history', message });
}
