import { assertAppId, isTimeout, RtmError, SdkLoader } from 'ngx-agora-rtm/client';
import type {
  AgoraV2Config,
  AgoraV2EncryptionMode,
  AgoraV2LogLevel,
  AgoraV2Sdk,
} from './agora-v2-sdk';
import { type AgoraV2Module, sdkSource } from './sdk-source';

/**
 * How long a login may take unless told otherwise. Two attempts of the SDK fit in: 5 s, a pause of 2 s, 5 s; it would
 * go on for ever. 1.x gives up after the same 12 s.
 */
export const DEFAULT_LOGIN_TIMEOUT = 12_000;

/** How messages are encrypted between clients that have the same key. */
export interface AgoraV2Encryption {
  readonly mode: AgoraV2EncryptionMode;
  readonly key: string;
  /** 32 bytes. */
  readonly salt: Uint8Array;
}

/** What `agoraV2(...)` takes. */
export interface AgoraV2Options {
  /** The App ID of the Agora project: 32 letters and digits. */
  readonly appId: string;

  /**
   * Loads the SDK, on the first login. A function, so that the bundler puts the SDK into a file of its own.
   *
   * @example
   * sdk: () => import('agora-rtm-sdk')
   */
  readonly sdk: () => Promise<AgoraV2Module>;

  /** Parameters of the SDK, set before its first use by `setParameter`. They hold for the page, not for one client. */
  readonly parameters?: Readonly<Record<string, unknown>>;

  /**
   * Whether the project has Agora's message history, which Agora has to switch on. Messages are then kept, unless sent
   * with `keep: false`. Where it is not switched on, Agora refuses such messages. Default: false.
   */
  readonly history?: boolean;

  /**
   * Whether the project has Agora's storage service, which Agora has to switch on. Users and channels then have
   * attributes. Where it is not switched on, Agora refuses to join channels with them. Default: false.
   */
  readonly storage?: boolean;

  /** How long a login may take, in ms, after the SDK is loaded. Default: 12,000. */
  readonly loginTimeout?: number;

  /** After how many seconds without contact a user counts as gone: 5 to 300. Default: that of the SDK, 300. */
  readonly presenceTimeout?: number;

  /** After how many seconds without contact the SDK reconnects: 5 to 1800. Default: that of the SDK, 5. */
  readonly heartbeatInterval?: number;

  /** How much the SDK writes to the console. Default: that of the SDK, which is errors. */
  readonly logLevel?: AgoraV2LogLevel;

  /** Whether the SDK uploads its log to Agora. Default: false. */
  readonly logUpload?: boolean;

  /** Whether to go through Agora's cloud proxy, for networks with a strict firewall. Default: false. */
  readonly cloudProxy?: boolean;

  /** Encrypts all messages. Clients without the same encryption cannot read them. Default: none. */
  readonly encryption?: AgoraV2Encryption;

  /** The clock: milliseconds since the epoch. Default: `Date.now`. */
  readonly now?: () => number;
}

/** Checked options with the defaults in. One for all clients of a factory. */
export interface ResolvedOptions {
  readonly appId: string;
  readonly config: AgoraV2Config;
  readonly loader: SdkLoader<AgoraV2Sdk>;
  readonly history: boolean;
  readonly storage: boolean;
  readonly loginTimeout: number;
  readonly now: () => number;
}

/**
 * Checks what the SDK would refuse at login or, worse, accept without a word.
 *
 * @throws RtmError of code `invalid-app-id` or `invalid-argument`.
 */
export function resolveOptions(options: AgoraV2Options): ResolvedOptions {
  const { appId, sdk, loginTimeout = DEFAULT_LOGIN_TIMEOUT } = options;
  assertAppId(appId);
  if (typeof sdk !== 'function') throw invalid('sdk', 'be a function that loads the SDK');
  if (!isTimeout(loginTimeout)) {
    throw invalid('loginTimeout', 'be a positive number of milliseconds');
  }
  return {
    appId,
    config: configOf(options),
    loader: new SdkLoader(sdkSource(sdk, options.parameters ?? {})),
    history: options.history ?? false,
    storage: options.storage ?? false,
    loginTimeout,
    now: options.now ?? Date.now,
  };
}

function configOf(options: AgoraV2Options): AgoraV2Config {
  const { presenceTimeout, heartbeatInterval, logLevel, logUpload, cloudProxy, encryption } =
    options;
  assertSeconds('presenceTimeout', presenceTimeout, 300);
  assertSeconds('heartbeatInterval', heartbeatInterval, 1800);
  return {
    ...(presenceTimeout === undefined ? {} : { presenceTimeout }),
    ...(heartbeatInterval === undefined ? {} : { heartbeatInterval }),
    ...(logLevel === undefined ? {} : { logLevel }),
    ...(logUpload === undefined ? {} : { logUpload }),
    ...(cloudProxy === undefined ? {} : { cloudProxy }),
    ...(encryption === undefined ? {} : encryptionConfig(encryption)),
  };
}

const CIPHERS: readonly AgoraV2EncryptionMode[] = ['AES_128_GCM', 'AES_256_GCM'];

function encryptionConfig({ mode, key, salt }: AgoraV2Encryption): AgoraV2Config {
  if (!CIPHERS.includes(mode)) {
    throw invalid('encryption.mode', 'be AES_128_GCM or AES_256_GCM');
  }
  if (typeof key !== 'string' || key === '') throw invalid('encryption.key', 'not be empty');
  if (!(salt instanceof Uint8Array) || salt.byteLength !== 32) {
    throw invalid('encryption.salt', 'be a Uint8Array of 32 bytes');
  }
  return { encryptionMode: mode, cipherKey: key, salt };
}

function assertSeconds(name: string, value: number | undefined, max: number): void {
  if (value === undefined || isBetween(value, 5, max)) return;
  throw invalid(name, `be a number of seconds from 5 to ${max}`);
}

function isBetween(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

function invalid(option: string, rule: string): RtmError {
  return new RtmError({
    code: 'invalid-argument',
    operation: 'configure',
    message: `The option ${option} of agoraV2() must ${rule}`,
  });
}
