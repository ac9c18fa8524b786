import { assertAppId, isTimeout, RtmError, SdkLoader } from 'ngx-agora-rtm/client';
import type { AgoraV1Config, AgoraV1LogFilter, AgoraV1Sdk } from './agora-v1-sdk';
import { type AgoraV1Module, sdkSource } from './sdk-source';

/** How long a login may take unless told otherwise: when the SDK gives up by itself. */
export const DEFAULT_LOGIN_TIMEOUT = 12_000;

/** How much the SDK writes to the console. */
export type AgoraV1LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'none';

/** Parts of the world that the SDK can be bound to. */
export type AgoraV1Area =
  'GLOBAL' | 'INDIA' | 'JAPAN' | 'ASIA' | 'EUROPE' | 'CHINA' | 'NORTH_AMERICA';

/** What `agoraV1(...)` takes. */
export interface AgoraV1Options {
  /** The App ID of the Agora project: 32 letters and digits. */
  readonly appId: string;

  /**
   * Loads the SDK, on the first login. A function, so that the bundler puts the SDK into a file of its own.
   *
   * @example
   * sdk: () => import('agora-rtm-sdk')
   */
  readonly sdk: () => Promise<AgoraV1Module>;

  /** Parameters of the SDK, set before its first use by `setParameter`. They hold for the page, not for one client. */
  readonly parameters?: Readonly<Record<string, unknown>>;

  /** Where the servers may be that the SDK connects to. Holds for the page. Default: that of the SDK, everywhere. */
  readonly areas?: readonly AgoraV1Area[];

  /**
   * How long a login may take, in ms, once the SDK is loaded and an earlier login of the same user is over. Default:
   * 12,000, which is also when the SDK gives up.
   */
  readonly loginTimeout?: number;

  /** How much the SDK writes to the console. Default: `error`, as with 2.x; that of the SDK would be `info`. */
  readonly logLevel?: AgoraV1LogLevel;

  /** Whether the SDK uploads its log to Agora. Default: false. */
  readonly logUpload?: boolean;

  /** Whether to go through Agora's cloud proxy, for networks with a strict firewall. Default: false. */
  readonly cloudProxy?: boolean;

  /** The clock: milliseconds since the epoch. Default: `Date.now`. */
  readonly now?: () => number;
}

/** Checked options with the defaults in. One for all clients of a factory. */
export interface ResolvedOptions {
  readonly appId: string;
  readonly config: AgoraV1Config;
  readonly loader: SdkLoader<AgoraV1Sdk>;
  readonly loginTimeout: number;
  readonly now: () => number;
}

/**
 * Checks what the SDK would refuse at login or, worse, accept without a word.
 *
 * @throws RtmError of code `invalid-app-id` or `invalid-argument`.
 */
export function resolveOptions(options: AgoraV1Options): ResolvedOptions {
  const { appId, sdk, loginTimeout = DEFAULT_LOGIN_TIMEOUT, parameters = {}, areas } = options;
  assertAppId(appId);
  if (typeof sdk !== 'function') throw invalid('sdk', 'be a function that loads the SDK');
  if (!isTimeout(loginTimeout)) {
    throw invalid('loginTimeout', 'be a positive number of milliseconds');
  }
  if (areas !== undefined && !isListOfAreas(areas)) {
    throw invalid('areas', `be a list of ${AREAS.join(', ')}, at least one`);
  }
  return {
    appId,
    config: configOf(options),
    loader: new SdkLoader(sdkSource(sdk, { parameters, areas: areas ?? [] })),
    loginTimeout,
    now: options.now ?? Date.now,
  };
}

const AREAS: readonly AgoraV1Area[] = [
  'GLOBAL',
  'INDIA',
  'JAPAN',
  'ASIA',
  'EUROPE',
  'CHINA',
  'NORTH_AMERICA',
];

function isListOfAreas(areas: unknown): boolean {
  const known: readonly unknown[] = AREAS;
  return (
    Array.isArray(areas) && areas.length > 0 && areas.every((area: unknown) => known.includes(area))
  );
}

function configOf({ logLevel = 'error', logUpload, cloudProxy }: AgoraV1Options): AgoraV1Config {
  if (!LEVELS.includes(logLevel)) throw invalid('logLevel', `be one of ${LEVELS.join(', ')}`);
  return {
    logFilter: logFilterOf(logLevel),
    ...(logUpload === undefined ? {} : { enableLogUpload: logUpload }),
    ...(cloudProxy === undefined ? {} : { enableCloudProxy: cloudProxy }),
  };
}

/** From the quietest on: each writes what the one before does, and more. */
const LEVELS: readonly AgoraV1LogLevel[] = ['none', 'error', 'warn', 'info', 'debug'];

/** As the constants `LOG_FILTER_…` of the SDK, of which it has none for `debug` in its types. */
function logFilterOf(level: AgoraV1LogLevel): AgoraV1LogFilter {
  const writes = (least: AgoraV1LogLevel): boolean =>
    LEVELS.indexOf(level) >= LEVELS.indexOf(least);
  return {
    error: writes('error'),
    warn: writes('warn'),
    info: writes('info'),
    track: writes('debug'),
    debug: writes('debug'),
  };
}

function invalid(option: string, rule: string): RtmError {
  return new RtmError({
    code: 'invalid-argument',
    operation: 'configure',
    message: `The option ${option} of agoraV1() must ${rule}`,
  });
}
