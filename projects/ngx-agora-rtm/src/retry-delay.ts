import type { RtmOptions } from './rtm-options';

/** How long to wait before a further attempt, in ms: doubles each time, up to a limit. @param attempt 1 after the first failure. */
export function retryDelay(
  { retryBaseMs, retryMaxMs }: Pick<RtmOptions, 'retryBaseMs' | 'retryMaxMs'>,
  attempt: number,
): number {
  return Math.min(retryBaseMs * 2 ** (attempt - 1), retryMaxMs);
}
