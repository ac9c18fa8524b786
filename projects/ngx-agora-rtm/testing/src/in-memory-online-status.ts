import {
  assertAtMost,
  assertUserId,
  type OnlineStatus,
  type OnlineStatusApi,
  type OnlineStatusLimits,
} from 'ngx-agora-rtm/client';
import { Subject } from 'rxjs';
import type { InMemorySession } from './in-memory-session';

const OPERATION = 'online-status';

/** Who is online, as one client sees it. */
export class InMemoryOnlineStatus implements OnlineStatusApi {
  readonly #statusOf: (userId: string) => OnlineStatus;
  readonly #session: InMemorySession;
  readonly #limits: OnlineStatusLimits;
  readonly #watched = new Set<string>();
  readonly #changes = new Subject<ReadonlyMap<string, OnlineStatus>>();

  /** @param statusOf What the network knows of a user. */
  constructor(
    statusOf: (userId: string) => OnlineStatus,
    session: InMemorySession,
    limits: OnlineStatusLimits,
  ) {
    this.#statusOf = statusOf;
    this.#session = session;
    this.#limits = limits;
  }

  readonly changes$ = this.#changes.asObservable();

  async query(userIds: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    this.#check(userIds);
    assertAtMost(userIds.length, this.#limits.maxQueried, 'users in a query', OPERATION);
    await this.#session.online(OPERATION);
    return new Map(userIds.map((userId) => [userId, this.#statusOf(userId) === 'online']));
  }

  async watch(userIds: readonly string[]): Promise<void> {
    this.#check(userIds);
    this.#assertRoom(userIds);
    await this.#session.online(OPERATION);
    this.#assertRoom(userIds);
    for (const userId of userIds) this.#watched.add(userId);
    this.#tell(userIds);
  }

  async unwatch(userIds: readonly string[]): Promise<void> {
    this.#check(userIds);
    await this.#session.online(OPERATION);
    for (const userId of userIds) this.#watched.delete(userId);
  }

  /** @internal A user has another status than before. */
  changed(userId: string): void {
    if (this.#watched.has(userId)) this.#tell([userId]);
  }

  /** @internal The connection is back: what was missed is told. */
  restored(): void {
    this.#tell([...this.#watched]);
  }

  /** @internal The login has ended. */
  clear(): void {
    this.#watched.clear();
  }

  /** @internal */
  close(): void {
    this.#changes.complete();
  }

  #check(userIds: readonly string[]): void {
    for (const id of userIds) assertUserId(id, this.#session.capabilities.userIds, OPERATION);
  }

  #assertRoom(userIds: readonly string[]): void {
    const { size } = new Set([...this.#watched, ...userIds]);
    assertAtMost(size, this.#limits.maxWatched, 'users to watch', OPERATION);
  }

  #tell(userIds: readonly string[]): void {
    if (userIds.length === 0 || !this.#session.isConnected) return;
    this.#changes.next(new Map(userIds.map((userId) => [userId, this.#statusOf(userId)])));
  }
}
