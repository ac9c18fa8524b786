import { RtmError } from 'ngx-agora-rtm/client';
import { ManualClock, settled } from './manual-clock';
import { PacedQueryBudget } from './query-budget';

describe('PacedQueryBudget', () => {
  let clock: ManualClock;
  let asked: string[];

  beforeEach(() => {
    clock = new ManualClock();
    asked = [];
  });

  const quick = (name: string) => (): Promise<void> => {
    asked.push(name);
    return Promise.resolve();
  };

  it('asks at most 18 times a second, in order', async () => {
    const budget = new PacedQueryBudget(clock);
    const names = Array.from({ length: 40 }, (_, i) => `q${i}`);
    for (const name of names) void budget.run(quick(name));
    await settled();
    expect(asked.length).toBe(18);
    await clock.pass(1000);
    expect(asked.length).toBe(36);
    await clock.pass(1000);
    expect(asked).toEqual(names);
  });

  it('has 4 queries under way at most', async () => {
    const budget = new PacedQueryBudget(clock);
    const ends: (() => void)[] = [];
    for (let i = 0; i < 6; i++) {
      void budget.run(() => new Promise<void>((resolve) => ends.push(resolve)));
    }
    await clock.pass(5000);
    expect(ends.length).toBe(4);
    ends[0]?.();
    await settled();
    expect(ends.length).toBe(5);
  });

  it('settles as the query does, and goes on', async () => {
    const budget = new PacedQueryBudget(clock, { calls: 1, perMs: 100 }, 1);
    const failed = budget.run(() => Promise.reject(new Error('no history')));
    const thrown = budget.run(() => {
      throw new Error('thrown');
    });
    const answer = budget.run(() => Promise.resolve(7));
    failed.catch(() => undefined);
    thrown.catch(() => undefined);
    await clock.pass(300);
    await expectAsync(failed).toBeRejectedWithError('no history');
    await expectAsync(thrown).toBeRejectedWithError('thrown');
    expect(await answer).toBe(7);
  });

  it('ends all waits with `cancelled` when closed', async () => {
    const budget = new PacedQueryBudget(clock, { calls: 1, perMs: 100 });
    await budget.run(quick('first'));
    const waiting = budget.run(quick('waiting'));
    budget.close();
    const late = budget.run(quick('late'));
    for (const ended of [waiting, late]) {
      await expectAsync(ended).toBeRejectedWith(jasmine.any(RtmError));
    }
    await clock.pass(1000);
    expect(asked).toEqual(['first']);
  });
});
