import * as fc from 'fast-check';
import { RtmError } from 'ngx-agora-rtm/client';
import { type InMemoryRtm, LIKE_SDK_1, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import { ChannelBudget } from './channel-budget';
import type { ChatTransport } from './chat-transport';
import type { ConversationKey } from './conversation-ref';
import { decodePayload } from './envelope-codec';
import { ManualClock, settled } from './manual-clock';
import { MemoryChatStorage, newMemoryChatData } from './memory-chat-storage';
import { newMessageId } from './message-id';
import { Outbox } from './outbox';
import { networkOf, type SendingHarness, sendingHarness } from './sending-harness.spec';

/** What the link does to one attempt. `lost-answer` and `late-answer` have delivered it. */
const FATES = [
  ...(['ok', 'ok', 'ok', 'lost', 'lost-answer', 'late-answer', 'cut', 'cut-answer'] as const),
  ...(['rate-limited', 'not-connected', 'server-error'] as const),
];
type Fate = (typeof FATES)[number];

type Step =
  | { readonly type: 'write'; readonly conversation: number }
  | { readonly type: 'pass'; readonly ms: number }
  | { readonly type: 'offline' | 'online' | 'crash' }
  | { readonly type: 'retry' | 'cancel' | 'cancel-elsewhere'; readonly item: number };

const STEP: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('write'), conversation: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('pass'), ms: fc.nat(40_000) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('offline', 'online', 'crash', 'retry', 'cancel', 'cancel-elsewhere'),
      item: fc.nat(3),
    }),
  },
);

const KEYS: readonly ConversationKey[] = ['peer:bob', 'channel:lobby', 'channel:team'];

const errorOf = (
  code: 'timeout' | 'connection-lost' | 'rate-limited' | 'not-connected' | 'server-error',
) => new RtmError({ code, operation: 'send-to-peer', message: 'The link is bad' });

/** One user's browser on a bad link, over any number of tabs that crash. */
class World {
  readonly clock = new ManualClock();
  readonly network: InMemoryRtm;
  readonly #data = newMemoryChatData();
  readonly #fates: Fate[];
  /** Whether a transaction takes its time, one by one. */
  readonly #commits: boolean[];
  readonly written = new Map<string, ConversationKey>();
  readonly cancelled = new Set<string>();
  readonly cancelledElsewhere = new Set<string>();
  readonly gaveUp = new Set<string>();
  /** What was told of each message, a letter for each event, by tab. */
  readonly told: Map<string, string>[] = [];
  /** Cancellations that have had no answer yet. */
  unanswered = 0;
  h!: SendingHarness;
  outbox!: Outbox;
  #channels!: ChannelBudget;
  #storage!: MemoryChatStorage;
  #isOnline = true;
  #isCrashing = false;

  constructor(
    private readonly rtm: typeof LIKE_SDK_1,
    fates: readonly Fate[],
    commits: readonly boolean[],
  ) {
    this.#fates = [...fates];
    this.#commits = [...commits];
    this.network = networkOf(this.clock, { ...rtm, history: true });
  }

  async open(): Promise<void> {
    const commit = (): Promise<void> => (this.#commits.shift() ? settled() : Promise.resolve());
    this.#storage = new MemoryChatStorage({ data: this.#data, commit });
    this.h = sendingHarness(this.rtm, {
      ...{ clock: this.clock, network: this.network, storage: this.#storage },
      wrap: (transport) => this.#bad(transport),
    });
    const { h } = this;
    this.#channels = new ChannelBudget(h.ctx, { onPage: () => undefined });
    this.outbox = new Outbox(h.ctx, { channels: this.#channels });
    await h.transport.login('alice');
    this.#isOnline = true;
    this.#channels.start();
    await this.outbox.start();
    this.outbox.resume();
  }

  async step(step: Step): Promise<void> {
    switch (step.type) {
      case 'write': {
        const id = newMessageId();
        const key = KEYS[step.conversation]!;
        this.written.set(id, key);
        await this.#storage.enqueue({
          ...{ id, key, isPlain: false, createdAt: this.clock.now() },
          content: { kind: 'text', text: `${this.written.size}` },
        });
        this.outbox.wake();
        return;
      }
      case 'pass':
        return this.clock.pass(step.ms);
      case 'offline':
        this.#offline();
        return;
      case 'online':
        return this.#online();
      case 'crash':
        return this.#crash();
      default: {
        const items = [...this.#data.outbox.values()];
        const item = items[step.item % items.length];
        if (item) await this.#change(step.type, item.id);
      }
    }
  }

  async #change(type: 'retry' | 'cancel' | 'cancel-elsewhere', id: string): Promise<void> {
    if (type === 'cancel-elsewhere') {
      if (await new MemoryChatStorage({ data: this.#data }).cancel(id))
        this.cancelledElsewhere.add(id);
      this.outbox.wake();
      return;
    }
    if (type === 'retry') {
      await this.outbox.retry(id).catch(() => false);
      return;
    }
    this.unanswered++;
    this.cancelled.add(id);
    void this.outbox
      .cancel(id)
      .catch(() => true)
      .then((wasCancelled) => {
        this.unanswered--;
        // Where a crash comes before the answer, nobody knows.
        if (!wasCancelled && !this.#isCrashing) this.cancelled.delete(id);
      });
    await settled();
  }

  /** All is well from here on: what can be sent is sent. */
  async heal(): Promise<void> {
    this.#fates.length = 0;
    for (let round = 0; round < 3; round++) {
      // An attempt of before may have cut it once more.
      await this.#online();
      await this.clock.pass(120_000);
      for (const { id, status } of await this.#storage.outbox()) {
        if (status === 'failed') await this.outbox.retry(id);
      }
    }
    await this.clock.pass(120_000);
    this.#noteEvents();
    this.outbox.close();
    this.#channels.closeAll();
  }

  outboxItems() {
    return this.#storage.outbox();
  }

  /** Ids as a receiver has them, in order, without the copies. */
  received(key: ConversationKey): { id: string; n: number | null }[] {
    const seen = new Map<string, { id: string; n: number | null }>();
    for (const { target, payload } of this.network.messages) {
      if (`${target.type}:${target.id}` !== key) continue;
      const decoded = decodePayload(payload);
      if (decoded.type !== 'envelope') throw new Error('Not an envelope');
      const { id, n } = decoded.envelope;
      const before = seen.get(id);
      if (before && before.n !== n) throw new Error(`Numbers ${before.n} and ${n} for one message`);
      if (!before) seen.set(id, { id, n });
    }
    return [...seen.values()];
  }

  #noteEvents(): void {
    const told = new Map<string, string>();
    const note = (id: string, letter: string): unknown =>
      told.set(id, (told.get(id) ?? '') + letter);
    for (const event of this.h.events) {
      switch (event.type) {
        case '[RTM Outbox] Message Changed':
          if (event.message.status === 'failed') this.gaveUp.add(event.message.id);
          note(event.message.id, event.message.status.charAt(0));
          break;
        case '[RTM Messages] Arrived':
          for (const { id } of event.records) note(id, 'A');
          break;
        case '[RTM Outbox] Message Sent':
          note(event.id, 'S');
          break;
        case '[RTM Outbox] Message Cancelled':
          note(event.id, 'C');
          break;
        default:
        // The rest is of no message.
      }
    }
    this.told.push(told);
  }

  #offline(): void {
    if (!this.#isOnline) return;
    this.#isOnline = false;
    this.network.cut('alice');
    this.outbox.pause();
  }

  async #online(): Promise<void> {
    if (this.#isOnline) return;
    this.#isOnline = true;
    this.network.restore('alice');
    await settled();
    this.outbox.resume();
  }

  async #crash(): Promise<void> {
    this.#noteEvents();
    this.#isCrashing = true;
    this.#storage.crash();
    this.outbox.close();
    await settled();
    this.#isCrashing = false;
    this.#channels.closeAll();
    await this.h.client.destroy();
    await this.open();
  }

  #bad(transport: ChatTransport): ChatTransport {
    return {
      ...transport,
      send: async (...args) => {
        const fate = this.#fates.shift() ?? 'ok';
        switch (fate) {
          case 'lost':
            throw errorOf('timeout');
          case 'cut':
            this.#offline();
            throw errorOf('connection-lost');
          case 'rate-limited':
          case 'not-connected':
          case 'server-error':
            throw errorOf(fate);
          default: {
            const receipt = await transport.send(...args);
            if (fate === 'lost-answer') throw errorOf('timeout');
            if (fate === 'cut-answer') {
              this.#offline();
              throw errorOf('connection-lost');
            }
            // Later than the outbox waits for it.
            if (fate === 'late-answer') {
              await new Promise<void>((resolve) => this.clock.after(27_000, resolve));
            }
            return receipt;
          }
        }
      },
    };
  }
}

describe('Outbox on a bad link', () => {
  for (const [sdk, like] of [
    ['1.x', LIKE_SDK_1],
    ['2.x', LIKE_SDK_2],
  ] as const) {
    it(`loses, doubles and reorders nothing on SDK ${sdk}, whatever fails and crashes`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(STEP, { maxLength: 25, size: 'max' }),
          fc.array(fc.constantFrom(...FATES), { maxLength: 40, size: 'max' }),
          fc.array(fc.boolean(), { maxLength: 60, size: 'max' }),
          async (steps, fates, commits) => {
            const world = new World(like, fates, commits);
            await world.open();
            for (const step of steps) await world.step(step);
            await world.heal();
            const faults = await faultsOf(world);
            // Thrown rather than expected, so that fast-check looks for the shortest way to it.
            if (faults.length > 0) throw new Error(faults.join('\n'));
            expect(faults).toEqual([]);
          },
        ),
        { numRuns: 200 },
      );
    }, 60_000);
  }
});

/** What is wrong at the end, in words. */
async function faultsOf(world: World): Promise<string[]> {
  const faults = (await world.outboxItems()).map((item) => `stuck: ${JSON.stringify(item)}`);
  for (const key of KEYS) {
    const received = world.received(key);
    const ids = received.map(({ id }) => id);
    const written = [...world.written].filter(([, of]) => of === key).map(([id]) => id);
    for (const id of written) {
      const isCancelled = world.cancelled.has(id) || world.cancelledElsewhere.has(id);
      if (!ids.includes(id) && !isCancelled) faults.push(`lost: ${id}`);
    }
    // What was given up let others go before it.
    const inOrder = ids.filter((id) => !world.gaveUp.has(id));
    const asWritten = written.filter((id) => inOrder.includes(id));
    if (inOrder.join() !== asWritten.join()) faults.push(`reordered: ${inOrder.join()}`);
    const numbers = received.map(({ n }) => n);
    if (new Set(numbers).size !== numbers.length) faults.push(`numbers: ${numbers.join()}`);
  }
  for (const [id, letters] of world.told.flatMap((told) => [...told])) {
    // Waits, is under way or fails in turns; then it is sent, or cancelled, and a late answer says that it was sent after all.
    if (!/^[qf][qsf]*(AS|C(AS)?)?$/.test(letters) || /qq|ss|ff/.test(letters)) {
      faults.push(`told of ${id}: ${letters}`);
    }
  }
  if (world.unanswered > 0) faults.push(`${world.unanswered} cancellations without an answer`);
  return faults;
}
