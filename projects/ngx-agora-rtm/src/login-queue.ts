import { assertUserId, type Connection, type RtmClient, RtmError } from 'ngx-agora-rtm/client';
import { LoginIntent } from './login-intent';
import type { TokenSource } from './token-source';

/**
 * Puts logins and logouts in order, so that the last intent wins whatever the interleaving: the client sees one login at
 * a time, a login that is no longer wanted ends with `cancelled`, and every promise settles.
 */
export class LoginQueue {
  readonly #client: RtmClient;
  readonly #tokens: TokenSource;
  readonly #connection: () => Connection;
  #intent: LoginIntent | null = null;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(client: RtmClient, tokens: TokenSource, connection: () => Connection) {
    this.#client = client;
    this.#tokens = tokens;
    this.#connection = connection;
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

  async #run(intent: LoginIntent, token: string | null | undefined): Promise<void> {
    try {
      intent.throwIfCancelled();
      const asked = token === undefined ? this.#tokens.token(intent.userId) : token;
      const answer = await Promise.race([asked, intent.cancelled]);
      intent.throwIfCancelled();
      intent.phase = 'asking';
      await Promise.race([
        this.#client.login({ userId: intent.userId, token: answer }),
        intent.cancelled,
      ]);
      intent.throwIfCancelled();
    } catch (error) {
      if (this.#intent === intent) this.#intent = null;
      throw RtmError.from(error, 'login');
    } finally {
      intent.phase = 'settled';
    }
  }

  #cancelLatest(by: string): void {
    const intent = this.#intent;
    if (!intent || intent.phase === 'settled') return;
    const isWithClient = intent.phase === 'asking';
    intent.cancel(by);
    // Not in turn, since the login to be cancelled is what holds the queue up.
    if (isWithClient) this.#tail = Promise.allSettled([this.#tail, this.#client.logout()]);
  }

  #isEstablished(): boolean {
    const { state } = this.#connection();
    return state === 'connected' || state === 'reconnecting' || state === 'suspended';
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(task, task);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }
}

function alreadyLoggedIn(userId: string): RtmError {
  const message = `"${userId}" is logged in already`;
  return new RtmError({ code: 'already-logged-in', operation: 'login', message });
}
