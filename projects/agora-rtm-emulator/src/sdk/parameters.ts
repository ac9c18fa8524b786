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

/** Values as observed with 2.3.0, for those parameters that have an effect here, and two of our own. Others
 * with an effect have no value until they are set. */
const parameters = new Map<unknown, unknown>(
  Object.entries({
    ENABLE_API_RATE_LIMIT: true,
    HISTORY_MSG_COUNT_LIMIT: MAX_HISTORY_PAGE,
    IGNORE_DUPLICATE_USER_ID_ERR: false,
    MAX_STATE_COUNT: MAX_STATES,
    LOCK_TTL: MIN_LOCK_TTL_S,
    MESSAGE_CHANNEL_COUNT: MAX_CHANNELS,
    RTM_LINK_KEEP_ALIVE_TIMEOUT: HEARTBEAT_INTERVAL_MS + HEARTBEAT_TIMEOUT_MS,
    EMULATOR_URL: `http://localhost:${DEFAULT_PORT}`,
  }),
);

/**
 * Sets a parameter for the whole page. Two are the emulator's own: `EMULATOR_URL`, the address of the
 * server, read at every attempt to connect; `EMULATOR_CLOCK`, a {@link Clock} for tests, read by the
 * constructor.
 */
export function setParameter(key: unknown, value: unknown): void {
  parameters.set(key, value);
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
