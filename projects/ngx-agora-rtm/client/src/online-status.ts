import type { Observable } from 'rxjs';

/** `unreachable`: the backend has not heard of the user for some seconds, and does not know yet. */
export type OnlineStatus = 'online' | 'unreachable' | 'offline';

/** For how many users at a time. */
export interface OnlineStatusLimits {
  /** Users one query can be about. */
  readonly maxQueried: number;
  /** Users a client can watch at a time. */
  readonly maxWatched: number;
}

/**
 * Which users are online, whether or not there is a common channel. Every call rejects with `unsupported` where
 * `capabilities.onlineStatus` is null, and with `limit-exceeded` for more users than it says.
 */
export interface OnlineStatusApi {
  /** The status of watched users: once after {@link watch}, and whenever it changes. */
  readonly changes$: Observable<ReadonlyMap<string, OnlineStatus>>;

  /** Whether each user is online now. */
  query(userIds: readonly string[]): Promise<ReadonlyMap<string, boolean>>;

  /** Starts to report on users, until {@link unwatch} or the end of the login. */
  watch(userIds: readonly string[]): Promise<void>;

  /** Stops to report on users, watched or not. */
  unwatch(userIds: readonly string[]): Promise<void>;
}
