// The clients of fan-out.ts, in a process of their own: twins that subscribe, publish and keep the books.
import { setTimeout as wait } from 'node:timers/promises';
import AgoraRTM from '../../projects/agora-rtm-emulator/src/sdk/public-api.ts';
import type { RTMClient } from '../../projects/agora-rtm-emulator/src/sdk/public-api.ts';

export interface LoadPlan {
  readonly url: string;
  readonly clients: number;
  /** Deliveries a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly channels: number;
  /** Bytes of a message. */
  readonly size: number;
}

export interface LoadReport {
  /** How long messages were sent. */
  readonly seconds: number;
  readonly sent: number;
  /** Publishes that were not confirmed. */
  readonly failed: number;
  readonly expected: number;
  readonly received: number;
  readonly lost: number;
  readonly duplicated: number;
  /** Messages that came before an earlier one of the same publisher. */
  readonly misplaced: number;
  /** From the call to the listener, in milliseconds. */
  readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
}

const APP_ID = '0123456789abcdef0123456789abcdef';

/** Pause between the rounds of publishing, in milliseconds. */
const TICK_MS = 10;

/** Longest wait for what is under way when the last message is sent, in milliseconds. */
const PATIENCE_MS = 15_000;

/** One client, and what it has heard of each publisher. */
class Member {
  readonly client: RTMClient;
  readonly channel: string;
  readonly #latencies: number[];
  /** By publisher: the numbers it heard. */
  readonly #heard = new Map<string, Set<number>>();
  readonly #latest = new Map<string, number>();
  received = 0;
  duplicated = 0;
  misplaced = 0;

  constructor(index: number, channel: string, latencies: number[]) {
    this.client = new AgoraRTM.RTM(APP_ID, `client-${index}`);
    this.channel = channel;
    this.#latencies = latencies;
    this.client.addEventListener('message', ({ publisher, message }) => {
      const now = performance.now();
      const [number = '', sentAt = ''] = String(message).split(' ');
      this.#hear(publisher, Number(number));
      this.#latencies.push(now - Number(sentAt));
    });
  }

  async join(): Promise<void> {
    await this.client.login();
    await this.client.subscribe(this.channel, { withPresence: false });
  }

  #hear(publisher: string, number: number): void {
    const heard = this.#heard.get(publisher) ?? new Set();
    this.#heard.set(publisher, heard);
    this.received += 1;
    if (heard.has(number)) this.duplicated += 1;
    if (number < (this.#latest.get(publisher) ?? -1)) this.misplaced += 1;
    heard.add(number);
    this.#latest.set(publisher, number);
  }
}

async function load(plan: LoadPlan): Promise<LoadReport> {
  AgoraRTM.setParameter('EMULATOR_URL', plan.url);
  // 60 publishes a second is what one client may; the plan says how many there are.
  AgoraRTM.setParameter('ENABLE_API_RATE_LIMIT', false);
  const latencies: number[] = [];
  const members = Array.from(
    { length: plan.clients },
    (_, index) => new Member(index, `channel-${index % plan.channels}`, latencies),
  );
  // A few at a time: the sockets are opened one after the other in any case.
  for (let at = 0; at < members.length; at += 20) {
    await Promise.all(members.slice(at, at + 20).map((member) => member.join()));
  }
  process.send?.('ready');
  const sent = await publish(plan, members);
  process.send?.('sent');
  const expected = await settle(members, sent.expected);
  const total = (key: 'received' | 'duplicated' | 'misplaced') =>
    members.reduce((sum, member) => sum + member[key], 0);
  const received = total('received');
  const duplicated = total('duplicated');
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? NaN;
  return {
    seconds: sent.seconds,
    sent: sent.count,
    failed: sent.failed(),
    expected,
    received,
    lost: expected - (received - duplicated),
    duplicated,
    misplaced: total('misplaced'),
    latency: { p50: at(0.5), p99: at(0.99), max: latencies.at(-1) ?? NaN },
  };
}

/** Publishes at the rate of the plan, each client in its turn. */
async function publish(plan: LoadPlan, members: readonly Member[]) {
  const sizes = new Map<string, number>();
  for (const { channel } of members) sizes.set(channel, (sizes.get(channel) ?? 0) + 1);
  const numbers = members.map(() => 0);
  let failed = 0;
  let count = 0;
  let expected = 0;
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1_000;
  while (elapsed() < plan.seconds) {
    while (expected < elapsed() * plan.rate) {
      const index = count % members.length;
      const member = members[index];
      if (member === undefined) throw new Error('There are no clients.');
      const number = (numbers[index] = (numbers[index] ?? 0) + 1);
      const text = `${number} ${performance.now()} `.padEnd(plan.size, '.');
      void member.client.publish(member.channel, text).catch(() => {
        failed += 1;
      });
      expected += sizes.get(member.channel) ?? 0;
      count += 1;
    }
    await wait(TICK_MS);
  }
  const seconds = elapsed();
  return { count, expected, seconds, failed: () => failed };
}

/** Waits until everything has come, or cannot be expected any more. */
async function settle(members: readonly Member[], expected: number): Promise<number> {
  const end = performance.now() + PATIENCE_MS;
  const received = () => members.reduce((sum, member) => sum + member.received, 0);
  while (received() < expected && performance.now() < end) await wait(50);
  // A duplicate would come behind the last message.
  await wait(500);
  return expected;
}

process.once('message', (plan: LoadPlan) => {
  void load(plan).then(
    (report) => {
      process.send?.(report, () => process.exit(0));
    },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
