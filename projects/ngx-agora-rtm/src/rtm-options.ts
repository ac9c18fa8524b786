import { InjectionToken } from '@angular/core';
import { type RtmClientFactory, RtmError } from 'ngx-agora-rtm/client';

/** Numbers that an application can set with `withOptions(...)`. */
export interface RtmOptions {
  /**
   * How long a channel stays joined after its last subscriber has gone, in milliseconds. Long enough to change a route
   * and come back without leaving: Agora allows two joins of one channel in 5 s.
   */
  readonly channelGraceMs: number;
  /** How long the token provider may take, in milliseconds. */
  readonly tokenTimeoutMs: number;
  /**
   * How long the first wait is before a failed login, join or token renewal is tried again, in milliseconds; it doubles
   * each time.
   */
  readonly retryBaseMs: number;
  /** The longest such wait. */
  readonly retryMaxMs: number;
  /** How often a join or a token renewal is tried again before it counts as failed. */
  readonly retries: number;
  /**
   * How often a login is tried again that fails for the moment (no answer, no network, no token to be had), before it
   * rejects; 0 for never. Each attempt may take the 12 s that the adapters give it. A logout ends it at any time.
   */
  readonly loginRetries: number;
}

/** What holds where an application sets nothing. */
export const DEFAULT_RTM_OPTIONS: RtmOptions = {
  channelGraceMs: 3000,
  tokenTimeoutMs: 10_000,
  retryBaseMs: 500,
  // The will-expire event comes 30 s before the end (Agora, both SDKs): 0.5 + 1 + 2 + 4 + 8 s of waiting fit into that.
  retryMaxMs: 8000,
  retries: 5,
  // Four attempts of 12 s and 0.5 + 1 + 2 s between them: after about a minute, a person wants to know.
  loginRetries: 3,
};

/** The options in force. */
export const RTM_OPTIONS = new InjectionToken<RtmOptions>('RTM_OPTIONS', {
  providedIn: 'root',
  factory: () => DEFAULT_RTM_OPTIONS,
});

/** The backend of the application. Set by `provideRtm(...)`. */
export const RTM_CLIENT_FACTORY = new InjectionToken<RtmClientFactory>('RTM_CLIENT_FACTORY', {
  providedIn: 'root',
  factory: () => {
    throw new RtmError({
      code: 'invalid-argument',
      operation: 'configure',
      message:
        'No RTM backend is configured: add provideRtm(agoraV2({ appId, sdk })) to the providers of the application',
    });
  },
});

/**
 * Gets a token for a user from your own server. Return `null` where the Agora project asks for none (testing mode).
 * Asked at each login without a token of its own, and when the token in use is about to expire. It may call `inject()`.
 */
export type RtmTokenProvider = (userId: string) => Promise<string | null>;

/** Where tokens come from. Set by `withTokenProvider(...)`. */
export const RTM_TOKEN_PROVIDER = new InjectionToken<RtmTokenProvider>('RTM_TOKEN_PROVIDER', {
  providedIn: 'root',
  factory: () => () => Promise.resolve(null),
});
