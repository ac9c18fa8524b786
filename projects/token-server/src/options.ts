import type { Authenticate } from './authenticate.ts';
import type { Project } from './issue-token.ts';
import type { Log } from './log.ts';
import type { OidcOptions } from './oidc.ts';
import type { RateLimit } from './rate-limiter.ts';

export const DEFAULT_PORT = 9701;
export const DEFAULT_HOST = '127.0.0.1';

/**
 * A client asks once an hour, and again when it logs in. Enough for someone with many tabs on a bad
 * line, not for a program that collects tokens.
 */
export const CALLER_LIMIT: RateLimit = { requests: 20, window: 60_000 };

/** An office behind one address, all back at once after an outage. */
export const ADDRESS_LIMIT: RateLimit = { requests: 300, window: 60_000 };

/** Time for a request to arrive in full, in milliseconds: it is a line and a few headers. */
export const REQUEST_TIMEOUT = 10_000;

/** What a token server is started with. */
export interface TokenServerOptions extends Project {
  /**
   * How callers prove who they are: by access tokens of an OpenID Connect provider, by a function of
   * your own, or, with `'development'`, not at all: the user id of the body is believed. The last one
   * is refused in production and on an address that other machines can reach.
   */
  readonly authenticate: OidcOptions | Authenticate | 'development';
  /** Origins of the pages that may ask; exact, as in `https://desk.example.com`. None by default. */
  readonly allowedOrigins?: readonly string[];
  /** Names this server is reached by, besides loopback ones; only looked at on a loopback address. */
  readonly allowedHosts?: readonly string[];
  /** Life of a token in seconds, 1 to 3600; 3600 by default. */
  readonly lifetime?: number;
  /** Port to listen on; 0 takes a free one. 9701 by default. */
  readonly port?: number;
  /** Address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /**
   * How many proxies of yours are in front, 0 by default. So many entries at the end of
   * `X-Forwarded-For` are theirs; what is before was written by the caller and counts for nothing.
   */
  readonly trustedProxies?: number;
  /** Requests of one caller; 20 a minute by default. */
  readonly callerLimit?: RateLimit;
  /** Requests of one address; 300 a minute by default. */
  readonly addressLimit?: RateLimit;
  /** Time for a request to arrive in full, in milliseconds; 10 s by default. */
  readonly requestTimeout?: number;
  /** Takes the lines of the log; without it there is none. */
  readonly log?: Log;
  /** The clock of the rate limits, in milliseconds. */
  readonly now?: () => number;
}
