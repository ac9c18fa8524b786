import type { Clock } from '../protocol/clock.ts';
import { systemClock } from '../protocol/clock.ts';
import { DEFAULT_PORT } from '../protocol/limits.ts';

/** Values as observed with 1.5.1, all without effect here but the last two, which are our own. */
const parameters: Record<string, unknown> = {
  RECONNECTING_AP_INTERVAL: 2_500,
  RECONNECTING_AP_NUM: 2,
  DISABLE_MESSAGE_COMPRESSION: false,
  LOG_UPLOAD_INTERVAL: 3_000,
  LOG_HANDLER: undefined,
  ENABLE_EDGE_AUTO_FALLBACK: true,
  EMULATOR_URL: `http://localhost:${DEFAULT_PORT}`,
  EMULATOR_CLOCK: systemClock,
};

/**
 * Sets a parameter for the whole page; unknown ones are ignored, as observed. Two are the emulator's
 * own: `EMULATOR_URL`, the address of the server, read at every attempt to connect; `EMULATOR_CLOCK`,
 * a {@link Clock} for tests, read by `createInstance`.
 */
export function setParameter(key: string, value: unknown): void {
  if (Object.hasOwn(parameters, key)) parameters[key] = value;
}

/** The value of a parameter, `undefined` when it is unknown. */
export function getParameter(key: string): unknown {
  return Object.hasOwn(parameters, key) ? parameters[key] : undefined;
}

/** The server's address. */
export function emulatorUrl(): string {
  return String(parameters['EMULATOR_URL']);
}

/** The time instances created from now on go by. */
export function emulatorClock(): Clock {
  return (parameters['EMULATOR_CLOCK'] as Clock | undefined) ?? systemClock;
}
