import type { CancelTimer, Clock } from '../protocol/clock.ts';
import { expelSession } from './membership.ts';
import type { Call } from './operation.ts';
import type { Session } from './session.ts';

/** Time between the warning and the end. Source: the SDK's release notes of 2.2.3. */
const WARNING_MS = 30_000;

/** Longest a timer of the platform can wait: one that is longer fires at once. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * Warns the client 30 s before its token ends, and then ends the session. Replaces the watch over
 * the token before.
 *
 * @param expiresAt Milliseconds since 1970, `null` for never.
 */
export function watchToken(
  call: Pick<Call, 'services' | 'afterReply'>,
  session: Session,
  expiresAt: number | null,
): void {
  const { services } = call;
  const { clock, timestamps } = services;

  function warn(): void {
    session.link?.push('tokenWillExpire', { timestamp: timestamps.now() });
  }

  function expire(): void {
    expelSession(services, session, 'TOKEN_EXPIRED');
  }

  if (expiresAt === null) return session.watch([]);
  const warnAt = expiresAt - WARNING_MS;
  const isWarningDue = warnAt <= clock.now();
  session.watch([
    scheduleAt(clock, expiresAt, expire),
    ...(isWarningDue ? [] : [scheduleAt(clock, warnAt, warn)]),
  ]);
  if (isWarningDue) call.afterReply(warn);
}

/** Runs `callback` at a time of the clock, however far away, and not before it when the clock is put back. */
function scheduleAt(clock: Clock, at: number, callback: () => void): CancelTimer {
  function wait(): CancelTimer {
    const left = Math.max(0, at - clock.now());
    return clock.schedule(onTimer, Math.min(left, MAX_TIMER_MS));
  }
  function onTimer(): void {
    if (clock.now() < at) cancel = wait();
    else callback();
  }
  let cancel = wait();
  return () => cancel();
}
