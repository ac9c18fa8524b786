import { RtmError } from './rtm-error';

/** What both generations of the SDK accept as an App ID: their own pattern. */
const APP_ID = /^[0-9A-Za-z]{32}$/;

/**
 * Checks the App ID of an Agora project. For adapters.
 *
 * @throws RtmError of code `invalid-app-id`.
 */
export function assertAppId(appId: unknown): asserts appId is string {
  if (typeof appId === 'string' && APP_ID.test(appId)) return;
  throw new RtmError({
    code: 'invalid-app-id',
    operation: 'configure',
    message: 'An App ID must have 32 letters and digits',
  });
}

/** Longest time that a timer can wait for, in ms: one with a longer delay fires at once. */
const MAX_TIMER = 2 ** 31 - 1;

/** Whether a value can be how long to wait, in ms. For adapters. */
export function isTimeout(value: unknown): value is number {
  return typeof value === 'number' && value >= 1 && value <= MAX_TIMER;
}
