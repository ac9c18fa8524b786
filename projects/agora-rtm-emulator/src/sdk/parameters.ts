import { systemClock } from '../protocol/clock.ts';
import type { Clock } from '../protocol/clock.ts';
import {
  DEFAULT_PORT,
  HEARTBEAT_INTERVAL_MS,
  HEARTBEAT_TIMEOUT_MS,
  MAX_CHANNELS,
  MAX_HISTORY_PAGE,
} from '../protocol/limits.ts';

/** Values as observed with 2.3.0, for those parameters that have an effect here, and two of our own. */
const parameters = new Map<unknown, unknown>(
  Object.entries({
    ENABLE_API_RATE_LIMIT: true,
    HISTORY_MSG_COUNT_LIMIT: MAX_HISTORY_PAGE,
    IGNORE_DUPLICATE_USER_ID_ERR: false,
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
export function numericParameter(key: 'MESSAGE_CHANNEL_COUNT' | 'HISTORY_MSG_COUNT_LIMIT'): number {
  return Number(parameters.get(key));
}

/** The server's address. */
export function emulatorUrl(): string {
  return String(parameters.get('EMULATOR_URL'));
}

/** The time instances created from now on go by. */
export function emulatorClock(): Clock {
  return (parameters.get('EMULATOR_CLOCK') as Clock | undefined) ?? systemClock;
}
