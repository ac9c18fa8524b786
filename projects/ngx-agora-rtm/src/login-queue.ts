import { assertUserId, type RtmClient, RtmError } from 'ngx-agora-rtm/client';
import { LoginIntent } from './login-intent';
import type { LoginProgress } from './login-progress';
import { retryDelay } from './retry-delay';
import type { RtmOptions } from './rtm-options';
import type { TokenSource } from './token-source';

/**
 * Puts logins and logouts in order, so that the last intent wins whatever the interleaving: the client sees one login at
 * a time, a login that is no longer wanted ends with `cancelled`, and every promise settles. A login that fails for the
 * moment is tried again.
 */
export class LoginQueue {
  readonly #client: RtmClient;
  readonly #tokens: TokenSource;
  readonly #options: RtmOptions;
  readonly #progress: LoginProgress;
  #intent: LoginIntent | null = null;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(
    client: RtmClient,
    tokens: TokenSource,
    options: RtmOptions,
    progress: LoginProgress,
  ) {
    this.#client = client;
    this.#tokens = tokens;
    this.#options = options;
    this.#progress = progress;
  }

  /** The user of the latest login that has not failed or been taken back. */
  get userId(): string | null {
    return this.#intent?.userId ?? null;
  }

  /**
   * Logs in. Asking again for the same user is the same login; another user takes the place of a login that is still
   * under way.
   *
   * @param token A token, `null` for none, or `undefined` to ask the token provider.
   */
  async login(userId: string, token?: string | null): Promise<void> {
    assertUserId(userId, this.#client.capabilities.userIds, 'login');
    const latest = this.#intent;
    if (latest && (latest.phase !== 'settled' || this.#isEstablished())) {
      if (latest.userId === userId) return latest.promise;
      if (latest.phase === 'settled') throw alreadyLoggedIn(latest.userId);
    }
    this.#cancelLatest(`a login as "${userId}"`);
    const intent = new LoginIntent(userId);
    this.#intent = intent;
    intent.promise = this.#inTurn(() => this.#run(intent, token));
    return intent.promise;
  }

  /** Logs out, and cancels a login that is under way. */
  logout(): Promise<void> {
    this.#cancelLatest('a logout');
    this.#intent = null;
    return this.#inTurn(() => this.#client.logout());
  }

  /** Cancels a login that is under way, because the client is about to be destroyed. */
  close(): void {
    this.#cancelLatest('the end of the service');
    this.#intent = null;
  }

  async #run(intent: LoginIntent, token: string | null | undefined): Promise<void> {
    try {
      for (let attempt = 1; ; attempt++) {
        const failure = await this.#attempt(intent, token);
        if (!failure) return;
        const mayBeRetried = attempt <= this.#options.loginRetries && isPassing(failure, token);
        if (!mayBeRetried) throw failure;
        await intent.wait(retryDelay(this.#options, attempt));
      }
    } catch (error) {
      if (this.#intent === intent) this.#intent = null;
      throw RtmError.from(error, 'login');
    } finally {
      intent.phase = 'settled';
      this.#progress.end();
    }
  }

  /** @returns Why it failed, or `null`. @throws RtmError when the login is not wanted any more. */
  async #attempt(intent: LoginIntent, token: string | null | undefined): Promise<RtmError | null> {
    try {
      intent.throwIfCancelled();
      const asked = token === undefined ? this.#tokens.token(intent.userId) : token;
      const answer = await Promise.race([asked, intent.cancelled]);
      intent.throwIfCancelled();
      intent.phase = 'asking';
      const login = this.#client.login({ userId: intent.userId, token: answer });
      this.#progress.begin();
      await Promise.race([login, intent.cancelled]);
      intent.throwIfCancelled();
      return null;
    } catch (error) {
      intent.throwIfCancelled();
      intent.phase = 'waiting';
      return RtmError.from(error, 'login');
    }
  }

  #cancelLatest(by: string): void {
    const intent = this.#intent;
    if (!intent || intent.phase === 'settled') return;
    const isWithClient = intent.phase === 'asking';
    intent.cancel(by);
    this.#progress.end();
    // Not in turn, since the login to be cancelled is what holds the queue up.
    if (isWithClient) this.#tail = Promise.allSettled([this.#tail, this.#client.logout()]);
  }

  #isEstablished(): boolean {
    const { state } = this.#progress.current;
    return state === 'connected' || state === 'reconnecting' || state === 'suspended';
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(task, task);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }
}

/** Whether a login that has failed may succeed when it is tried again. @param token The one that it was called with. */
function isPassing(failure: RtmError, token: string | null | undefined): boolean {
  // The provider may have a newer one, but a token that was given stays what it is.
  if (failure.code === 'token-expired') return token === undefined;
  // Only a client that is being destroyed cancels a login that nobody here has cancelled.
  return failure.retryable && failure.code !== 'cancelled';
}

function alreadyLoggedIn(userId: string): RtmError {
  const message = `"${userId}" is logged in already`;
  return new RtmError({ code: 'already-logged-in', operation: 'login', message });
}
