import type { TestContext } from 'node:test';
import { systemClock } from '../protocol/clock.ts';
import AgoraRTM from '../sdk/public-api.ts';
import { loggedIn } from './fixtures.ts';
import { ManualClock } from './manual-clock.ts';

/** A logged-in client whose timers the test winds, so that it reconnects when told. */
export async function patient(test: TestContext, userId: string) {
  const clock = new ManualClock(Date.now());
  AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
  test.after(() => AgoraRTM.setParameter('EMULATOR_CLOCK', systemClock));
  const made = await loggedIn(test, userId);
  AgoraRTM.setParameter('EMULATOR_CLOCK', systemClock);
  return { clock, ...made };
}
