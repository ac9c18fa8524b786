import type { ProjectSettings } from './project-settings.ts';

/** What a subscriber wants to hear of a channel; all five as in the vendor's `SubscribeOptions`. */
export interface SubscriptionOptions {
  readonly withMessage: boolean;
  readonly withPresence: boolean;
  readonly beQuiet: boolean;
  readonly withMetadata: boolean;
  readonly withLock: boolean;
}

/** One channel of a client's session. */
export interface Subscription extends SubscriptionOptions {
  readonly channelName: string;
}

/** Generation of the SDK a client has: 1.x resends what a reconnect missed, 2.x does not. */
export type Generation = 1 | 2;

export interface LoginRequest {
  readonly generation: Generation;
  readonly appId: string;
  readonly userId: string;
  /** `null` when the application gave none. */
  readonly token: string | null;
  /** Unguessable, new for every `login()`: tells a reconnect from a login elsewhere. */
  readonly sessionId: string;
  /** Whether this is an automatic reconnect, which never replaces another login. */
  readonly reconnect: boolean;
  /** Timestamp after which a reconnecting 1.x client has not heard anything; else 0. */
  readonly resumeAfter: number;
  /** Seconds the user stays present after the link dropped. */
  readonly presenceTimeout: number;
  /** Channels the client believes it has; the server makes the session match. */
  readonly subscriptions: readonly Subscription[];
}

/** What a login tells the client; the settings are missing from a server of another version. */
export interface LoginAnswer {
  readonly settings?: ProjectSettings;
}

/** Logging in and out, and the channels of a session. */
export interface SessionOperations {
  login: { request: LoginRequest; response: LoginAnswer };
  logout: { request: object; response: object };
  renewToken: { request: { token: string }; response: object };
  subscribe: { request: Subscription; response: object };
  unsubscribe: { request: { channelName: string }; response: object };
}

export interface SessionPushes {
  /** The token in use ends in 30 s, or sooner when it has less left. */
  tokenWillExpire: { readonly timestamp: number };
  /** The server ends the session for good; the client must not reconnect. */
  rejected: { readonly reasonCode: RejectionReason };
}

/** Why the server ends a session. 2.x shows a ban as a kick, 1.x a kick as an interruption. */
export type RejectionReason =
  'SAME_UID_LOGIN' | 'TOKEN_EXPIRED' | 'KICKED_OUT_BY_SERVER' | 'BANNED' | 'LOGIN_TOO_FREQUENT';
