import { RtmError } from 'ngx-agora-rtm/client';
import type { RtmTokenProvider } from './rtm-options';

/** Asks the application for tokens: one question at a time for each user, and each with an end. */
export class TokenSource {
  readonly #provider: RtmTokenProvider;
  readonly #timeoutMs: number;
  readonly #asked = new Map<string, Promise<string | null>>();

  constructor(provider: RtmTokenProvider, timeoutMs: number) {
    this.#provider = provider;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * A token for a user, or `null` where none is needed.
   *
   * @throws RtmError of code `token-unavailable` when the provider fails, answers nonsense or takes too long.
   */
  token(userId: string): Promise<string | null> {
    const asked = this.#asked.get(userId);
    if (asked) return asked;
    const asking = this.#ask(userId).finally(() => this.#asked.delete(userId));
    this.#asked.set(userId, asking);
    return asking;
  }

  async #ask(userId: string): Promise<string | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(unavailable(`The token provider did not answer within ${this.#timeoutMs} ms`)),
        this.#timeoutMs,
      );
    });
    try {
      const token: unknown = await Promise.race([this.#provider(userId), timeout]);
      if (token === null || (typeof token === 'string' && token !== '')) return token;
      throw unavailable('The token provider must return a non-empty string or null');
    } catch (error) {
      if (error instanceof RtmError) throw error;
      throw unavailable('The token provider failed', error);
    } finally {
      clearTimeout(timer);
    }
  }
}

function unavailable(message: string, cause?: unknown): RtmError {
  return new RtmError({ code: 'token-unavailable', operation: 'get-token', message, cause });
}
