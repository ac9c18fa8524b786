import type { Clock } from '../protocol/clock.ts';
import type { ErrorCode } from '../protocol/error-codes.ts';
import { isName } from '../protocol/names.ts';
import type { Link } from './link.ts';
import { RateLimiter } from './rate-limiter.ts';
import { rtmError } from './rtm-error.ts';
import type { ChannelType } from './types.ts';

/** Everything an API object of a client works with, and the checks they share. */
export class ApiGate {
  readonly link: Link;
  readonly userId: string;
  readonly clock: Clock;
  readonly #limiter: RateLimiter;

  constructor(link: Link, userId: string, clock: Clock) {
    this.link = link;
    this.userId = userId;
    this.clock = clock;
    this.#limiter = new RateLimiter(clock);
  }

  /**
   * Counts a call; `api` is the name the limiter counts under, and names the call in the error unless
   * there is another.
   *
   * @throws RTMBaseError -10021
   */
  count(api: string, operation = api): void {
    this.#limiter.count(api, operation);
  }

  /** Asks for a login, connected or not. @throws RTMBaseError -10025 */
  requireLogin(operation: string): void {
    if (this.link.state === 'IDLE') throw rtmError(-10025, operation);
  }

  /** @throws RTMBaseError -10025 */
  requireConnection(operation: string): void {
    if (!this.link.isConnected) throw rtmError(-10025, operation);
  }

  /** @throws RTMBaseError with `code` when the server has the service switched off. */
  requireService(service: 'storage' | 'lock', code: ErrorCode, operation: string): void {
    if (!this.link.settings[service]) throw rtmError(code, operation);
  }

  /** @throws RTMBaseError -10019 when the API does not take this type. */
  requireChannelType<T extends ChannelType>(
    type: unknown,
    allowed: readonly T[],
    operation: string,
  ): T {
    const found = allowed.find((candidate) => candidate === type);
    if (found === undefined) throw rtmError(-10019, operation);
    return found;
  }

  /** @throws RTMBaseError with `code` when `name` is no user id or channel name. */
  requireName(name: unknown, code: ErrorCode, operation: string): string {
    if (!isName(name)) throw rtmError(code, operation, 'illegal symbol or too long.');
    return name;
  }
}

/** Types of channels that have members. */
export const MEMBER_CHANNELS = ['MESSAGE', 'STREAM'] as const;

/** Longest wait for the answer to a request. Source: the SDK's own text "timed out after 10s". */
export const REQUEST_TIMEOUT_MS = 10_000;
