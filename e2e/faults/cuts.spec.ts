import { setTimeout as wait } from 'node:timers/promises';
import type { FaultSdk } from '../fault-page/fault-page-api.ts';
import type { TcpProxy } from '../tcp-proxy.ts';
import { expectFaultless, test } from './fault-test.ts';
import type { Random } from './random.ts';
import { CHANNEL } from './stage.ts';

/** How many messages are written around a cut. */
const BURST = 10;

/** One cut in so many also loses what the server has answered. */
const LOSES_ANSWERS = 10;

/** About what a burst takes on the wire, in bytes: where in it a cut comes is anywhere. */
const BURST_BYTES = 3_000;

/** How long a cut waits for its byte, in milliseconds. */
const CUT_WITHIN_MS = 500;

const LENGTHS: Readonly<Record<FaultSdk, { readonly short: number; readonly long: number }>> = {
  v2: { short: 10, long: 100 },
  'v2-without-history': { short: 3, long: 30 },
  v1: { short: 3, long: 30 },
};

for (const [sdk, lengths] of Object.entries(LENGTHS) as [FaultSdk, (typeof LENGTHS)[FaultSdk]][]) {
  test(`cuts on ${sdk}: a connection that breaks in mid-send, or takes answers along, loses and doubles nothing`, async ({
    newStage,
    conclude,
    choose,
    random,
  }) => {
    const stage = await newStage(sdk);
    const proxy = await stage.proxy();
    const ana = await stage.enter({ userId: 'ana', proxy });
    const ben = await stage.enter({ userId: 'ben', proxy });
    // Nothing breaks for Cem, who sees how often each message really comes.
    await stage.enter({ userId: 'cem' });
    const recoveries: number[] = [];
    const cuts = choose(lengths);
    const losing = random.between(0, Math.min(cuts, LOSES_ANSWERS) - 1);
    for (let cut = 0; cut < cuts; cut++) {
      const writing = [ana, ben].map((window) => window.write(CHANNEL, BURST / 2));
      const broken = Date.now();
      if (cut % LOSES_ANSWERS === losing) await loseAnswers(proxy, random);
      else await breakLink(proxy, random);
      const back = Date.now();
      recoveries.push(await ana.recovery(broken, back), await ben.recovery(broken, back));
      await Promise.all(writing);
    }
    expectFaultless(await conclude(stage, { scenario: 'cuts', sdk, recoveries }));
  });
}

/** Has the emulator take what is being sent without anybody hearing of it. */
async function loseAnswers(proxy: TcpProxy, random: Random): Promise<void> {
  proxy.blackHole('down');
  await wait(random.between(50, 300));
  proxy.heal();
}

/** Breaks the connections somewhere in what is being sent. */
async function breakLink(proxy: TcpProxy, random: Random): Promise<void> {
  const before = proxy.accepted;
  proxy.cut({ direction: 'up', bytes: random.between(0, BURST_BYTES) });
  for (const end = Date.now() + CUT_WITHIN_MS; Date.now() < end && proxy.connections > 0;) {
    if (proxy.accepted > before) return;
    await wait(5);
  }
  proxy.cut();
}
