import {
  assertAtMost,
  assertUserId,
  type OnlineStatus,
  type OnlineStatusApi,
  type RtmOperation,
} from 'ngx-agora-rtm/client';
import { Subject } from 'rxjs';
import type { AgoraV1Session } from './agora-v1-session';
import { AGORA_V1_CAPABILITIES } from './limits';
import { onlineUsersOf } from './vendor-events';

const OPERATION = 'online-status';
const { userIds: NAMES, onlineStatus: LIMITS } = AGORA_V1_CAPABILITIES;

/** Who is online. The SDK watches on through a reconnect by itself. */
export class AgoraV1OnlineStatus implements OnlineStatusApi {
  readonly #changes = new Subject<ReadonlyMap<string, OnlineStatus>>();
  readonly changes$ = this.#changes.asObservable();
  /** Who is watched in this session, with the latest status; `null` as long as there is none. A new one for each session. */
  #watched = new Map<string, OnlineStatus | null>();

  constructor(
    /** The session, if it is connected; throws otherwise. */
    private readonly connected: (operation: RtmOperation) => AgoraV1Session,
  ) {}

  async query(userIds: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    const ids = checked(userIds);
    assertAtMost(ids.length, LIMITS.maxQueried, 'users in a query', OPERATION);
    const session = this.connected(OPERATION);
    if (ids.length === 0) return new Map();
    const answer = await session.call(
      OPERATION,
      (instance) => instance.queryPeersOnlineStatus(ids),
      'QUERY_PEERS_ONLINE_STATUS',
    );
    const online = onlineUsersOf(answer);
    return new Map(ids.map((id) => [id, online.get(id) ?? false]));
  }

  async watch(userIds: readonly string[]): Promise<void> {
    const ids = checked(userIds);
    const session = this.connected(OPERATION);
    const watched = this.#watched;
    const { size } = new Set([...watched.keys(), ...ids]);
    assertAtMost(size, LIMITS.maxWatched, 'users to watch', OPERATION);
    const added = ids.filter((id) => !watched.has(id));
    // The SDK tells those that it watches already no more, and would count them twice.
    this.#tell(new Map(ids.flatMap((id) => statusIn(watched, id))));
    if (added.length === 0) return;
    for (const id of added) watched.set(id, null);
    try {
      await session.call(OPERATION, (instance) => instance.subscribePeersOnlineStatus(added));
    } catch (error) {
      for (const id of added) watched.delete(id);
      throw error;
    }
  }

  async unwatch(userIds: readonly string[]): Promise<void> {
    const ids = checked(userIds);
    const session = this.connected(OPERATION);
    const watched = ids.filter((id) => this.#watched.delete(id));
    if (watched.length === 0) return;
    await session.call(OPERATION, (instance) => instance.unsubscribePeersOnlineStatus(watched));
  }

  /** The SDK tells the status of users. */
  changed(statuses: ReadonlyMap<string, OnlineStatus>): void {
    const news = [...statuses].filter(([id]) => this.#watched.has(id));
    for (const [id, status] of news) this.#watched.set(id, status);
    this.#tell(new Map(news));
  }

  /** The session is over. */
  ended(): void {
    this.#watched = new Map();
  }

  /** Ends the stream. */
  close(): void {
    this.#changes.complete();
  }

  #tell(news: ReadonlyMap<string, OnlineStatus>): void {
    if (news.size > 0) this.#changes.next(news);
  }
}

function statusIn(
  watched: ReadonlyMap<string, OnlineStatus | null>,
  id: string,
): [string, OnlineStatus][] {
  const status = watched.get(id);
  return status ? [[id, status]] : [];
}

/** The user ids, each once. */
function checked(userIds: readonly string[]): string[] {
  for (const id of userIds) assertUserId(id, NAMES, OPERATION);
  return [...new Set(userIds)];
}
