import { setTimeout as wait } from 'node:timers/promises';
import { expect, expectFaultless, test } from './fault-test.ts';
import type { FaultWindow, StatusAt } from './fault-window.ts';
import { OverlapWatch } from './overlap-watch.ts';
import { CHANNEL } from './stage.ts';
import { waitFor } from './wait-for.ts';

/**
 * How long the connection of a tab that is gone may still be open beside that of the next one, in milliseconds: the browser hands
 * the lead on at once, and closes what a dead process has left open when it gets to it.
 */
const OVERLAP_MS = 500;

/** How long it may take until the next tab is current, in milliseconds. */
const HANDOVER_MS = 30_000;

test('tabs: one connection serves all tabs of a user, whichever of them close or crash', async ({
  newStage,
  conclude,
  choose,
  random,
}) => {
  const { count, ends } = choose({
    short: { count: 3, ends: 3 },
    long: { count: 5, ends: 40 },
  });
  const stage = await newStage('v2');
  const proxy = await stage.proxy();
  const context = await stage.context();
  const tabs: FaultWindow[] = [];
  for (let tab = 1; tab <= count; tab++) {
    tabs.push(await stage.enter({ userId: 'ana', tab: String(tab), context, proxy }));
  }
  await stage.enter({ userId: 'ben' });
  const overlaps = new OverlapWatch(proxy);
  const recoveries: number[] = [];

  for (let end = 0; end < ends; end++) {
    const writing = tabs.map((tab) =>
      tab.write(CHANNEL, random.between(1, 5), random.pick([0, 30])),
    );
    await wait(random.between(0, 200));
    const leader = tabs.find(({ status }) => status?.tab === 'leader');
    // Every other time at least it is the one with the connection.
    const victim = leader !== undefined && random.chance(0.5) ? leader : random.pick(tabs);
    const broken = Date.now();
    await (random.chance(0.5) ? victim.crash() : victim.close());
    await Promise.all(writing);
    if (victim === leader) {
      const others = tabs.filter((tab) => tab !== victim);
      const next = await nextLeader(others, broken);
      recoveries.push(next.at - broken);
    }
    await victim.open();
  }
  await Promise.all(tabs.map((tab) => tab.untilCurrent()));

  const longest = overlaps.stop();
  const verdict = await conclude(stage, { scenario: 'tabs', sdk: 'v2', recoveries });
  expectFaultless(verdict);
  expect(longest, 'ms with two connections at once').toBeLessThan(OVERLAP_MS);
  const reasons = tabs.flatMap(({ statuses }) => statuses.map(({ reason }) => reason));
  expect(reasons).not.toContain('replaced');
  expect(tabs.filter(({ status }) => status?.tab === 'leader')).toHaveLength(1);
});

/** The first status in which another tab has the connection, and everything that was missed. */
async function nextLeader(tabs: readonly FaultWindow[], since: number): Promise<StatusAt> {
  const find = (): StatusAt | undefined =>
    tabs
      .flatMap(({ statuses }) => statuses)
      .filter(({ tab, isCurrent, at }) => at >= since && tab === 'leader' && isCurrent)
      .sort((a, b) => a.at - b.at)[0];
  const words = (): string => JSON.stringify(tabs.map(({ name, status }) => [name, status]));
  await waitFor(
    () => find() !== undefined,
    HANDOVER_MS,
    () => `nobody has the connection: ${words()}`,
  );
  const found = find();
  if (found === undefined) throw new Error(words());
  return found;
}
