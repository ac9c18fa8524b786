import * as fc from 'fast-check';
import { RtmError } from 'ngx-agora-rtm/client';
import { LIKE_SDK_1, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import type { SendPriority } from './chat-context';
import { ManualClock, settled } from './manual-clock';
import { PacedSendBudget } from './send-budget';
import { sendingHarness } from './sending-harness.spec';

const PRIORITIES: readonly SendPriority[] = ['message', 'receipt', 'typing'];

const rateLimited = (): RtmError =>
  new RtmError({ code: 'rate-limited', operation: 'send-to-peer', message: 'Too many' });

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof RtmError ? error.code : error),
  );

describe('PacedSendBudget', () => {
  let clock: ManualClock;
  let sent: string[];

  beforeEach(() => {
    clock = new ManualClock();
    sent = [];
  });

  const budgetOf = (messages: number, perMs = 1000): PacedSendBudget =>
    new PacedSendBudget({ messages, perMs }, clock);

  /** Sends something that the backend takes at once. */
  const send = (budget: PacedSendBudget, priority: SendPriority, name: string): Promise<unknown> =>
    codeOf(budget.run(priority, () => Promise.resolve(sent.push(name))));

  it('uses nine tenths of the rate, and goes on when there is room again', async () => {
    const budget = budgetOf(10);
    for (let i = 0; i < 12; i++) void send(budget, 'message', `m${i}`);
    await settled();
    expect(sent.length).toBe(9);
    await clock.pass(999);
    expect(sent.length).toBe(9);
    await clock.pass(1);
    expect(sent.length).toBe(12);
  });

  it('lets messages go before receipts, and receipts before typing, each in order', async () => {
    const budget = budgetOf(1, 400);
    void send(budget, 'message', 'first');
    for (const name of ['t1', 't2']) void send(budget, 'typing', name);
    for (const name of ['r1', 'r2']) void send(budget, 'receipt', name);
    for (const name of ['m1', 'm2']) void send(budget, 'message', name);
    await clock.pass(2999);
    expect(sent).toEqual(['first', 'm1', 'm2', 'r1', 'r2', 't1', 't2']);
  });

  it('gives a typing hint up that has waited for 3 s, and never a message', async () => {
    const budget = budgetOf(1, 10_000);
    void send(budget, 'message', 'first');
    const typing = send(budget, 'typing', 'typing');
    const message = send(budget, 'message', 'second');
    await clock.pass(2999);
    expect(await Promise.race([typing, Promise.resolve('waiting')])).toBe('waiting');
    await clock.pass(1);
    expect(await typing).toBe('cancelled');
    await clock.pass(10_000);
    expect(await message).toBe('done');
    expect(sent).toEqual(['first', 'second']);
  });

  it('counts a send until its time has passed after its answer, whenever the backend counted it', async () => {
    const budget = budgetOf(1);
    let answer!: () => void;
    void budget.run('message', () => new Promise<void>((resolve) => (answer = resolve)));
    void send(budget, 'message', 'next');
    await clock.pass(5000);
    answer();
    await clock.pass(999);
    expect(sent).toEqual([]);
    await clock.pass(1);
    expect(sent).toEqual(['next']);
  });

  it('halves the rate for 5 s when the backend refuses a message for its rate all the same', async () => {
    const budget = budgetOf(10);
    const refused = codeOf(budget.run('message', () => Promise.reject(rateLimited())));
    expect(await refused).toBe('rate-limited');
    await clock.pass(1000);
    for (let i = 0; i < 30; i++) void send(budget, 'message', `m${i}`);
    await settled();
    expect(sent.length).toBe(4);
    await clock.pass(3999);
    expect(sent.length).toBe(16);
    await clock.pass(1);
    expect(sent.length).toBe(25);
  });

  it('sends one at a time at least, however often it is refused', async () => {
    const budget = budgetOf(4);
    for (let i = 0; i < 8; i++)
      void codeOf(budget.run('message', () => Promise.reject(rateLimited())));
    void send(budget, 'message', 'last');
    await clock.pass(20_000);
    expect(sent).toEqual(['last']);
  });

  it('goes on when the user sets the clock back by a day', async () => {
    const budget = budgetOf(1);
    void send(budget, 'message', 'one');
    void send(budget, 'message', 'two');
    await settled();
    clock.jump(-86_400_000);
    await clock.pass(1000);
    expect(sent).toEqual(['one', 'two']);
  });

  it('ends all waits with `cancelled` when closed, and takes nothing more', async () => {
    const budget = budgetOf(1);
    await codeOf(budget.run('message', () => Promise.reject(rateLimited())));
    await clock.pass(1000);
    const first = send(budget, 'message', 'first');
    const waiting = PRIORITIES.map((priority) => send(budget, priority, priority));
    budget.close();
    expect(await Promise.all(waiting)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(await send(budget, 'message', 'late')).toBe('cancelled');
    expect(await first).toBe('done');
    // The one that was under way counts on.
    await clock.pass(1000);
    expect(clock.pending).toBe(0);
    await clock.pass(10_000);
    expect(sent).toEqual(['first']);
  });

  it('goes on after a send that throws instead of rejecting', async () => {
    const budget = budgetOf(1);
    const broken = budget.run('message', () => {
      throw new Error('broken');
    });
    await expectAsync(broken).toBeRejectedWithError('broken');
    void send(budget, 'message', 'next');
    await clock.pass(1000);
    expect(sent).toEqual(['next']);
  });

  for (const [sdk, like] of [
    ['1.x', LIKE_SDK_1],
    ['2.x', LIKE_SDK_2],
  ] as const) {
    it(`is never refused for its rate by SDK ${sdk}, and lets everything go, whatever the load`, async () => {
      const load = fc.array(
        fc.record({
          wait: fc.integer({ min: 0, max: 1500 }),
          burst: fc.integer({ min: 1, max: 120 }),
          priority: fc.constantFrom(...PRIORITIES),
        }),
        { minLength: 1, maxLength: 8 },
      );
      await fc.assert(
        fc.asyncProperty(load, async (steps) => {
          const h = sendingHarness(like);
          await h.transport.login('alice');
          const answers: Promise<unknown>[] = [];
          for (const { wait, burst, priority } of steps) {
            await h.clock.pass(wait);
            for (let i = 0; i < burst; i++) {
              const ref = { type: 'peer', id: 'bob' } as const;
              answers.push(codeOf(h.ctx.sends.run(priority, () => h.transport.send(ref, 'Hi'))));
            }
          }
          await h.clock.pass(60_000);
          const outcomes = new Set(await Promise.all(answers));
          outcomes.delete('cancelled');
          expect([...outcomes]).toEqual(['done']);
        }),
        { numRuns: 60 },
      );
    });
  }

  it('keeps to the rate wherever a message is counted on its way, which may take any time', async () => {
    const messages = fc.array(
      fc.record({
        wait: fc.constantFrom(0, 0, 0, 10, 300),
        there: fc.integer({ min: 0, max: 3000 }),
        back: fc.integer({ min: 0, max: 3000 }),
      }),
      { minLength: 20, maxLength: 80 },
    );
    await fc.assert(
      fc.asyncProperty(messages, async (steps) => {
        const rate = { messages: 10, perMs: 1000 };
        const own = new ManualClock();
        const budget = new PacedSendBudget(rate, own);
        const arrivals: number[] = [];
        const lasts = (ms: number): Promise<void> =>
          new Promise((resolve) => own.after(ms, resolve));
        for (const { wait, there, back } of steps) {
          await own.pass(wait);
          void budget.run('message', async () => {
            await lasts(there);
            arrivals.push(own.now());
            await lasts(back);
          });
        }
        await own.pass(600_000);
        expect(arrivals.length).toBe(steps.length);
        for (const at of arrivals) {
          const within = arrivals.filter((other) => other > at - rate.perMs && other <= at);
          expect(within.length).toBeLessThanOrEqual(rate.messages);
        }
      }),
      { numRuns: 60 },
    );
  });
});
