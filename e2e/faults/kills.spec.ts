import { setTimeout as wait } from 'node:timers/promises';
import { expectFaultless, test } from './fault-test.ts';
import type { FaultWindow } from './fault-window.ts';
import { CHANNEL } from './stage.ts';
import { waitFor } from './wait-for.ts';

const SENDERS = ['ana', 'ben', 'cem', 'dora'];

/** A message every so many milliseconds from each: about what an SDK lets through. */
const EVERY_MS = 20;

/** How long it may take until no more waits than that, in milliseconds. */
const BACKLOG_MS = 60_000;

test('kills: an emulator that is killed again and again loses nobody a message', async ({
  newStage,
  conclude,
  choose,
  random,
}) => {
  const { messages, kills } = choose({
    short: { messages: 400, kills: 4 },
    long: { messages: 10_000, kills: 50 },
  });
  const stage = await newStage('v2');
  const windows = await Promise.all(SENDERS.map((userId) => stage.enter({ userId })));
  const share = messages / kills / SENDERS.length;
  const recoveries: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const writing = windows.map((window) => window.write(CHANNEL, share, EVERY_MS));
    await wait(random.between(50, share * EVERY_MS));
    const broken = Date.now();
    await stage.emulator.kill();
    await stage.emulator.start();
    const back = Date.now();
    recoveries.push(...(await Promise.all(windows.map((one) => one.recovery(broken, back)))));
    await Promise.all(writing);
    // On a slow machine it takes longer, and is as hard: most of the messages are still under way at the next kill.
    await waitFor(
      isBacklogAtMost(windows, 2 * share),
      BACKLOG_MS,
      () => 'too much waits to be sent',
    );
  }
  expectFaultless(await conclude(stage, { scenario: 'kills', sdk: 'v2', recoveries }));
});

function isBacklogAtMost(windows: readonly FaultWindow[], most: number): () => Promise<boolean> {
  return async () => {
    const all = await Promise.all(windows.map((window) => window.progress(CHANNEL)));
    return all.every(({ waiting }) => waiting <= most);
  };
}
