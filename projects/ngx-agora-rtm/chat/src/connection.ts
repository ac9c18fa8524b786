import type { Connection } from 'ngx-agora-rtm/client';

/**
 * How this tab stands towards the backend, through whichever tab holds the connection.
 *
 * Where `state` is `failed` and `reason` is `replaced`, the user is logged in on another device: ask before logging in again.
 */
export interface ChatConnection extends Connection {
  /** Whether everything that was missed has been fetched, or marked as missing: only then is the timeline up to date. */
  readonly isCurrent: boolean;
}
