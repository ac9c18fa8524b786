import { type Connection, ConnectionTracker } from 'ngx-agora-rtm/client';
import type { Observable } from 'rxjs';

/**
 * The connection as the application sees it: that of the client, except that between the attempts of one login it stays
 * `connecting`, with the reason of the latest failure.
 */
export class LoginProgress {
  readonly #tracker = new ConnectionTracker();
  #latest: Connection = this.#tracker.current;
  #isTrying = false;

  /** Replays the latest connection; completes with that of the client. */
  readonly connection$ = this.#tracker.connection$;

  /** @param connection$ The connection of the client. */
  constructor(connection$: Observable<Connection>) {
    connection$.subscribe({
      next: (connection) => {
        this.#latest = connection;
        this.#show();
      },
      complete: () => this.#tracker.close(),
    });
  }

  /** The latest connection. */
  get current(): Connection {
    return this.#tracker.current;
  }

  /** A login has been handed to the client. */
  begin(): void {
    this.#isTrying = true;
  }

  /** The login has settled or is not wanted any more: no further attempt follows. */
  end(): void {
    if (!this.#isTrying) return;
    this.#isTrying = false;
    this.#show();
  }

  #show(): void {
    const { state, reason } = this.#latest;
    const mayGoOn = this.#isTrying && (state === 'disconnected' || state === 'failed');
    this.#tracker.move(mayGoOn ? 'connecting' : state, reason);
  }
}
