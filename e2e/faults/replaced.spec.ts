import { setTimeout as wait } from 'node:timers/promises';
import { expect, expectFaultless, test } from './fault-test.ts';
import type { FaultWindow } from './fault-window.ts';
import { CHANNEL } from './stage.ts';

/** How long a page may take to hear that its user has logged in elsewhere, in milliseconds. */
const HEARS_MS = 10_000;

test('replaced: the same user on another device is a state that asks, and keeps what is written', async ({
  newStage,
  conclude,
  choose,
}) => {
  const seconds = choose({ short: 10, long: 60 });
  const stage = await newStage('v2');
  const [deskProxy, phoneProxy] = [await stage.proxy(), await stage.proxy()];
  const logins = (): number[] => [deskProxy.accepted, phoneProxy.accepted];
  const desk = await stage.enter({ userId: 'ana', tab: 'desk', proxy: deskProxy });
  await stage.enter({ userId: 'ben' });
  await desk.write(CHANNEL, 5);

  const phone = await stage.enter({ userId: 'ana', tab: 'phone', proxy: phoneProxy });
  await untilReplaced(desk);
  await desk.write(CHANNEL, 5);
  await phone.write(CHANNEL, 5);
  const before = logins();
  const heard = [desk, phone].map(({ statuses }) => statuses.length);
  await wait(seconds * 1_000);
  // Neither has tried to get the other one out.
  expect(logins()).toEqual(before);
  expect([desk, phone].map(({ statuses }) => statuses.length)).toEqual(heard);
  expect((await desk.progress(CHANNEL)).waiting).toBe(5);

  const taken = Date.now();
  await desk.call('login');
  const recoveries = [await desk.recovery(taken, taken)];
  await untilReplaced(phone);
  expect(logins()).toEqual([before[0]! + 1, before[1]!]);

  await phone.close();
  expectFaultless(await conclude(stage, { scenario: 'replaced', sdk: 'v2', recoveries }));
});

async function untilReplaced(window: FaultWindow): Promise<void> {
  await expect
    .poll(() => window.status, { timeout: HEARS_MS })
    .toMatchObject({ state: 'failed', reason: 'replaced', isCurrent: false });
}
