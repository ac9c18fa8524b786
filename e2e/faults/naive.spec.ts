import { expect, test } from './fault-test.ts';
import { CHANNEL } from './stage.ts';

/** The test of the tests: what they are there to find, they find where it is known to be. */
test('a chat without an outbox and without catching up is found to lose and to double', async ({
  newStage,
}) => {
  const stage = await newStage('v2', 'naive');
  const proxy = await stage.proxy();
  const ana = await stage.enter({ userId: 'ana', proxy });
  const ben = await stage.enter({ userId: 'ben' });

  // Taken by the emulator, whose answer is lost.
  proxy.blackHole('down');
  await ana.write(CHANNEL, 5);
  await ben.write(CHANNEL, 5);
  await expect.poll(async () => (await ben.progress(CHANNEL)).messages).toBe(10);
  const broken = Date.now();
  proxy.heal();
  await ana.recovery(broken, Date.now());
  await expect.poll(async () => (await ben.progress(CHANNEL)).messages).toBe(15);
  await ana.write(CHANNEL, 5);
  await ana.reload();
  await ana.untilCurrent();

  const { findings } = await stage.verdict();
  const words = findings.map(({ kind, why }) => `${kind}: ${why}`);
  expect(words).toContain('duplicated: ben/1: "ana/1/1" is there again');
  expect(words).toContain('lost: ana/1: "ben/1/1" by ben is not there, and no gap says so');
});
