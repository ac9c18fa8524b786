import { setTimeout as wait } from 'node:timers/promises';
import type { FaultSdk } from '../fault-page/fault-page-api.ts';
import { expectFaultless, test } from './fault-test.ts';
import { CHANNEL } from './stage.ts';

const LENGTHS: Readonly<Record<FaultSdk, { readonly short: number; readonly long: number }>> = {
  v2: { short: 8, long: 200 },
  'v2-without-history': { short: 2, long: 20 },
  v1: { short: 2, long: 20 },
};

/** The latest moment of a page's life at which it ends, in milliseconds: by then it is connected and sending. */
const LONGEST_LIFE_MS = 900;

for (const [sdk, lengths] of Object.entries(LENGTHS) as [FaultSdk, (typeof LENGTHS)[FaultSdk]][]) {
  test(`reloads on ${sdk}: a page that is loaded anew or crashes at any moment keeps what it had taken`, async ({
    newStage,
    conclude,
    choose,
    random,
  }) => {
    const stage = await newStage(sdk);
    const ana = await stage.enter({ userId: 'ana' });
    const ben = await stage.enter({ userId: 'ben' });
    const recoveries: number[] = [];
    for (let lives = choose(lengths); lives > 0; lives--) {
      const writing = Promise.all([
        ana.write(CHANNEL, random.between(1, 10), random.pick([0, 20])),
        ben.write(CHANNEL, 1),
      ]);
      await wait(random.between(0, LONGEST_LIFE_MS));
      const broken = Date.now();
      if (random.chance(0.5)) {
        await ana.crash();
        await ana.open();
      } else {
        await ana.reload();
      }
      await writing;
      // Every other page has no time to become current.
      if (random.chance(0.5)) recoveries.push(await ana.recovery(broken, broken));
    }
    await ana.untilCurrent();
    expectFaultless(await conclude(stage, { scenario: 'reloads', sdk, recoveries }));
  });
}
