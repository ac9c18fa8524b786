import { setTimeout as wait } from 'node:timers/promises';
import type { FaultSdk } from '../fault-page/fault-page-api.ts';
import { expect, expectFaultless, test } from './fault-test.ts';
import { CHANNEL } from './stage.ts';

const SDKS: readonly FaultSdk[] = ['v2', 'v2-without-history', 'v1'];

for (const sdk of SDKS) {
  test(`offline on ${sdk}: what is written without a network arrives in order and once, though the page is loaded anew`, async ({
    newStage,
    conclude,
    choose,
  }) => {
    const { messages, seconds } = choose({
      short: { messages: 60, seconds: 3 },
      long: { messages: 500, seconds: 35 },
    });
    const stage = await newStage(sdk);
    const proxy = await stage.proxy();
    const ana = await stage.enter({ userId: 'ana', proxy });
    const ben = await stage.enter({ userId: 'ben' });

    const broken = Date.now();
    proxy.down();
    await expect.poll(() => ana.status?.isCurrent).toBe(false);
    await ana.write(CHANNEL, messages / 2);
    await ana.reload();
    await ana.write(CHANNEL, messages / 2);
    // What Ben says meanwhile, Ana has to get as well.
    await ben.write(CHANNEL, messages / 10);
    await wait(seconds * 1_000);
    expect((await ana.progress(CHANNEL)).waiting).toBe(messages);
    expect((await ben.progress(CHANNEL)).messages).toBe(messages / 10);

    proxy.heal();
    const recoveries = [await ana.recovery(broken, Date.now())];
    expectFaultless(await conclude(stage, { scenario: 'offline', sdk, recoveries }));
  });
}
