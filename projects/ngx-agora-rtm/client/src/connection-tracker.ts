import { BehaviorSubject, type Observable } from 'rxjs';
import {
  canMove,
  type Connection,
  type ConnectionReason,
  type ConnectionState,
} from './connection';

/**
 * Holds the connection of one client and lets it make the moves of {@link CONNECTION_TRANSITIONS} only. For adapters.
 */
export class ConnectionTracker {
  readonly #connection: BehaviorSubject<Connection>;
  readonly #now: () => number;
  /** Moves that are still to be told: one that a listener makes is told when the one it heard has reached all. */
  readonly #untold: Connection[] = [];
  #isTelling = false;
  #isClosed = false;

  /** Replays the latest connection; emits when state or reason changes; completes with {@link close}. */
  readonly connection$: Observable<Connection>;

  /** @param now Milliseconds since the epoch. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#connection = new BehaviorSubject<Connection>({
      state: 'disconnected',
      reason: 'initial',
      since: now(),
    });
    this.connection$ = this.#connection.asObservable();
  }

  /** The latest connection. */
  get current(): Connection {
    return this.#untold.at(-1) ?? this.#connection.value;
  }

  /** Moves to a state. Returns whether the connection is in that state now. */
  move(state: ConnectionState, reason: ConnectionReason): boolean {
    const { current } = this;
    if (!canMove(current.state, state)) return false;
    if (current.state === state && current.reason === reason) return true;
    const since = current.state === state ? current.since : this.#now();
    this.#untold.push({ state, reason, since });
    this.#tell();
    return true;
  }

  /** Ends the stream. */
  close(): void {
    this.#isClosed = true;
    this.#tell();
  }

  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    for (let next = this.#untold[0]; next; next = this.#untold[0]) {
      this.#connection.next(next);
      this.#untold.shift();
    }
    this.#isTelling = false;
    if (this.#isClosed) this.#connection.complete();
  }
}
