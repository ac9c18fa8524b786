import { systemClock } from '../protocol/clock.ts';
import type { Clock } from '../protocol/clock.ts';
import type { ProjectSettings } from '../protocol/project-settings.ts';
import {
  DEFAULT_PORT,
  HEARTBEAT_INTERVAL_MS,
  HEARTBEAT_TIMEOUT_MS,
  MAX_CHANNELS,
  MAX_HISTORY_PAGE,
  MAX_STATES,
  MIN_LOCK_TTL_S,
} from '../protocol/limits.ts';
import { rtmError } from './rtm-error.ts';

/**
 * The SDK's parameters with the values observed with 2.3.0, and two of our own. Without effect here are
 * those no other module asks for; they have their values, so that code that reads them runs the same.
 */
const initial: ReadonlyMap<unknown, unknown> = new Map(
  Object.entries<unknown>({
    API_RATE_LIMIT: new Map<string, number>(),
    CONCURRENT_AP_NUM: 3,
    CONFIG_QUERY_INTERVAL: 300_000,
    DECOUPLE_SYNC: true,
    DISABLE_MESSAGE_COMPRESSION: false,
    DISABLE_PRESENCE: false,
    EDGE_ENV_PORT: { 0: 9_591, 1: 9_593 },
    EDGE_USE_IP: false,
    ENABLE_API_RATE_LIMIT: true,
    ENABLE_EDGE_AUTO_FALLBACK: false,
    EXTEND_CHANNEL_NAME: false,
    HISTORY_MSG_COUNT_LIMIT: MAX_HISTORY_PAGE,
    IGNORE_DUPLICATE_USER_ID_ERR: false,
    LOG_PING_PONG: false,
    LOG_UPLOAD: false,
    LOG_UPLOAD_INTERVAL: 5_000,
    MAX_STATE_COUNT: MAX_STATES,
    LOCK_TTL: MIN_LOCK_TTL_S,
    MESSAGE_CHANNEL_COUNT: MAX_CHANNELS,
    PRESENCE_BACKOFF_EVENT_INTERVAL: 60_000,
    PRESENCE_MODE: 1,
    PRESENCE_PENDING_DISPATCH_INTERVAL: 50,
    PRESENCE_PENDING_QUEUE_LIMIT: 16,
    REGISTRAR_USE_WS: false,
    RTM_LINK_KEEP_ALIVE_TIMEOUT: HEARTBEAT_INTERVAL_MS + HEARTBEAT_TIMEOUT_MS,
    SENSITIVE_LOG: true,
    STREAM_CHANNEL_COUNT: 10,
    EMULATOR_URL: `http://localhost:${DEFAULT_PORT}`,
  }),
);

const parameters = new Map(initial);

/** What `typeof` says of a value, for parameters whose first value does not. Source: the bundle of 2.3.0. */
const KINDS = new Map<unknown, string>(
  Object.entries({
    HISTORY_ENABLED: 'boolean',
    LOCK_ENABLED: 'boolean',
    PRESENCE_DEBOUNCE: 'number',
    PRESENCE_INTERVAL: 'number',
    PRESENCE_THRESHOLD: 'number',
    PRESENCE_TIMEOUT: 'number',
    STORAGE_ENABLED: 'boolean',
  }),
);
for (const [key, value] of initial) KINDS.set(key, typeof value);

/**
 * Sets a parameter for the whole page; `undefined` gives it its first value again. Two are the emulator's own: `EMULATOR_URL`, the address of the
 * server, read at every attempt to connect; `EMULATOR_CLOCK`, a {@link Clock} for tests, read by the
 * constructor.
 *
 * @throws RTMBaseError -10014 for a parameter there is not, or a value of another kind.
 */
export function setParameter(key: unknown, value: unknown): void {
  const kind = KINDS.get(key);
  const isOwn = String(key).startsWith('EMULATOR_');
  const isRight = kind !== undefined && (value === undefined || typeof value === kind);
  if (!isOwn && !isRight) throw rtmError(-10014, 'set parameter');
  parameters.set(key, value ?? initial.get(key));
}

/** The value of a parameter, `undefined` when it is unknown. */
// The vendor's signature says `any`; `unknown` would break code that reads a parameter.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function getParameter(key: unknown): any {
  return parameters.get(key);
}

/** Whether a boolean parameter is on. */
export function isParameterOn(
  key: 'ENABLE_API_RATE_LIMIT' | 'IGNORE_DUPLICATE_USER_ID_ERR',
): boolean {
  return parameters.get(key) === true;
}

/** A numeric parameter. */
export function numericParameter(
  key: 'MESSAGE_CHANNEL_COUNT' | 'HISTORY_MSG_COUNT_LIMIT' | 'MAX_STATE_COUNT' | 'LOCK_TTL',
): number {
  return Number(parameters.get(key));
}

/** What `API_RATE_LIMIT` says of an API, `undefined` when nothing. Source: the bundle of 2.3.0. */
export function customLimit(api: string): number | undefined {
  const limits = parameters.get('API_RATE_LIMIT');
  const limit: unknown = limits instanceof Map ? limits.get(api) : undefined;
  return typeof limit === 'number' ? limit : undefined;
}

/** The project's settings, unless the page overrides them. Source: the bundle of 2.3.0; the interval is in seconds. */
export function overriddenSettings(settings: ProjectSettings): ProjectSettings {
  const threshold = parameters.get('PRESENCE_THRESHOLD');
  const interval = parameters.get('PRESENCE_INTERVAL');
  const history = parameters.get('HISTORY_ENABLED');
  return {
    ...settings,
    announceMax: typeof threshold === 'number' ? threshold : settings.announceMax,
    announceIntervalMs:
      typeof interval === 'number' ? interval * 1_000 : settings.announceIntervalMs,
    history: typeof history === 'boolean' ? history : settings.history,
  };
}

/** The server's address. */
export function emulatorUrl(): string {
  return String(parameters.get('EMULATOR_URL'));
}

/** The time instances created from now on go by. */
export function emulatorClock(): Clock {
  return (parameters.get('EMULATOR_CLOCK') as Clock | undefined) ?? systemClock;
}
