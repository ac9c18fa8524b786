import { ChatStorageError } from './chat-storage-error';
import { ManualClock } from './storage-bench.spec';
import { withDeadline } from './storage-deadline';

describe('withDeadline', () => {
  const never = new Promise<never>(() => {});
  let clock: ManualClock;

  beforeEach(() => (clock = new ManualClock()));

  it('says what the answer says, and waits for nothing more', async () => {
    await expectAsync(withDeadline(clock, 10, Promise.resolve(1))).toBeResolvedTo(1);
    await expectAsync(
      withDeadline(clock, 10, Promise.reject(new Error('No'))),
    ).toBeRejectedWithError('No');
    expect(clock.waiting).toBe(0);
  });

  it('rejects when the time is over, and not before', async () => {
    const answer = withDeadline(clock, 10, never);
    clock.pass(9);
    await expectAsync(answer).toBePending();
    clock.pass(1);
    await expectAsync(answer).toBeRejectedWithError(ChatStorageError, /silent for 10 ms/);
  });

  it('lets an answer through that was there when a frozen page wakes up', async () => {
    const timers: (() => void)[] = [];
    const wakingClock = {
      now: () => 0,
      after: (_: number, callback: () => void) => {
        timers.push(callback);
        return () => null;
      },
    };
    const frozen = withDeadline(
      wakingClock,
      10,
      Promise.resolve().then(() => 1),
    );
    // All timers that are due fire before anything else; those that they set do not.
    timers.splice(0).forEach((fire) => fire());
    await expectAsync(frozen).toBeResolvedTo(1);
  });
});
