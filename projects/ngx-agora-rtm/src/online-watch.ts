import {
  distinctUntilChanged,
  finalize,
  map,
  Observable,
  ReplaySubject,
  share,
  type Subscriber,
  takeUntil,
  throwError,
} from 'rxjs';
import { type OnlineStatus, type RtmClient, RtmError, unsupported } from 'ngx-agora-rtm/client';
import { retryDelay } from './retry-delay';
import type { RtmOptions } from './rtm-options';

const OPERATION = 'online-status';

/** A call that brings the backend's list closer to ours. */
interface Step {
  run(): Promise<void>;
  done(): void;
  giveUp(error: RtmError): void;
}

/**
 * The users whose online status somebody wants to know. A user is watched from the first subscriber to the last, and
 * again after each reconnect; those who are wanted at the same time are watched by one call, since backends limit how
 * often they can be asked (SDK 1.x: 10 calls in 5 s).
 */
export class OnlineWatch {
  readonly #client: RtmClient;
  readonly #options: RtmOptions;
  readonly #destroyed$: Observable<void>;
  readonly #streams = new Map<string, Observable<OnlineStatus>>();
  readonly #wanted = new Map<string, Subscriber<OnlineStatus>>();
  /** Those that the backend reports on, and what it said last, in this connection. */
  readonly #watched = new Set<string>();
  readonly #latest = new Map<string, OnlineStatus>();
  /** The connection that counts; `null` while there is none. */
  #connection: object | null = null;
  #isRunning = false;
  #wake: () => void = () => undefined;

  /** @param destroyed$ Emits once, when all watches shall end. */
  constructor(client: RtmClient, options: RtmOptions, destroyed$: Observable<void>) {
    this.#client = client;
    this.#options = options;
    this.#destroyed$ = destroyed$;
    client.onlineStatus.changes$.pipe(takeUntil(destroyed$)).subscribe((statuses) => {
      for (const [userId, status] of statuses) this.#tell(userId, status);
    });
    client.connection$
      .pipe(
        map(({ state }) => state === 'connected'),
        distinctUntilChanged(),
        takeUntil(destroyed$),
        finalize(() => this.#connected(false)),
      )
      .subscribe((isConnected) => this.#connected(isConnected));
  }

  /** The status of a user: replays the latest, errors where it cannot be had. */
  status(userId: string): Observable<OnlineStatus> {
    if (!this.#client.capabilities.onlineStatus) {
      return throwError(() => unsupported(OPERATION, 'online status of users'));
    }
    const known = this.#streams.get(userId);
    if (known) return known;
    const status$ = new Observable<OnlineStatus>((subscriber) => {
      this.#wanted.set(userId, subscriber);
      const latest = this.#latest.get(userId);
      if (latest) subscriber.next(latest);
      this.#schedule();
      return () => {
        this.#wanted.delete(userId);
        this.#schedule();
      };
    }).pipe(
      takeUntil(this.#destroyed$),
      distinctUntilChanged(),
      finalize(() => this.#streams.delete(userId)),
      share({ connector: () => new ReplaySubject(1) }),
    );
    this.#streams.set(userId, status$);
    return status$;
  }

  #tell(userId: string, status: OnlineStatus): void {
    const subscriber = this.#wanted.get(userId);
    if (!subscriber) return;
    this.#latest.set(userId, status);
    subscriber.next(status);
  }

  #connected(isConnected: boolean): void {
    this.#connection = isConnected ? {} : null;
    this.#watched.clear();
    this.#latest.clear();
    this.#wake();
    this.#schedule();
  }

  /** Calls the backend when everybody has said what is wanted. */
  #schedule(): void {
    queueMicrotask(() => void this.#run());
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let failures = 0; this.#connection;) {
      const connection = this.#connection;
      const step = this.#nextStep();
      if (!step) break;
      try {
        await step.run();
        if (connection === this.#connection) step.done();
        failures = 0;
      } catch (reason) {
        const error = RtmError.from(reason, OPERATION);
        // What failed with its connection is done again in the next one.
        if (connection !== this.#connection) continue;
        if (error.retryable && failures < this.#options.retries) {
          await this.#wait(retryDelay(this.#options, ++failures));
        } else {
          step.giveUp(error);
          failures = 0;
        }
      }
    }
    this.#isRunning = false;
  }

  #nextStep(): Step | null {
    const stale = [...this.#watched].filter((userId) => !this.#wanted.has(userId));
    const forget = (): void => {
      for (const userId of stale) {
        this.#watched.delete(userId);
        if (!this.#wanted.has(userId)) this.#latest.delete(userId);
      }
    };
    // Those who are not wanted any more go first, because they may stand in the way of others.
    if (stale.length > 0) {
      const run = (): Promise<void> => this.#client.onlineStatus.unwatch(stale);
      return { run, done: forget, giveUp: forget };
    }
    const fresh = this.#refuseOverflow(
      [...this.#wanted.keys()].filter((userId) => !this.#watched.has(userId)),
    );
    if (fresh.length === 0) return null;
    return {
      run: () => this.#client.onlineStatus.watch(fresh),
      done: () => {
        for (const userId of fresh) this.#watched.add(userId);
      },
      giveUp: (error) => {
        for (const userId of fresh) this.#wanted.get(userId)?.error(error);
      },
    };
  }

  /** Those for whom there is room. The others hear that there is none. */
  #refuseOverflow(userIds: readonly string[]): readonly string[] {
    const { maxWatched = 0 } = this.#client.capabilities.onlineStatus ?? {};
    const room = Math.max(0, maxWatched - this.#watched.size);
    const message = `The status of ${maxWatched} users is watched already`;
    for (const userId of userIds.slice(room)) {
      const error = new RtmError({ code: 'limit-exceeded', operation: OPERATION, message });
      this.#wanted.get(userId)?.error(error);
    }
    return userIds.slice(0, room);
  }

  /** Lets time pass, until the connection changes. */
  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
