import * as fc from 'fast-check';
import type { ChatRecord } from './chat-record';
import type { ChatStorage } from './chat-storage';
import type { ConversationKey } from './conversation-ref';
import { MemoryChatStorage, newMemoryChatData } from './memory-chat-storage';
import { StorageBench } from './storage-bench.spec';
import { newOutboxItem, record } from './storage-examples.spec';

/** Something that is asked of a storage, in one of two tabs. */
interface Question {
  readonly tab: 0 | 1;
  readonly text: string;
  readonly ask: (storage: ChatStorage) => Promise<unknown>;
}

const keys: readonly ConversationKey[] = ['channel:lobby', 'channel:lob', 'peer:lobby'];
const key = fc.constantFrom(...keys);
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const number = fc.integer({ min: 1, max: 4 });
const records: fc.Arbitrary<ChatRecord> = fc
  .record({
    key,
    id,
    from: fc.constantFrom('ann', 'Ann', '\u{1F600}', '\uFF41'),
    own: fc.boolean(),
    at: fc.integer({ min: 0, max: 3 }),
    isTimed: fc.boolean(),
    stream: fc.constantFrom('s', 't', null),
    n: fc.option(number, { nil: null }),
    kind: fc.constantFrom('text', 'unsupported'),
  })
  .map(({ kind, ...fields }) =>
    record(fields.id, {
      ...fields,
      content: kind === 'text' ? { kind, text: fields.id } : { kind: 'unsupported', alt: null },
    }),
  );

const question: fc.Arbitrary<Omit<Question, 'tab'>> = fc.oneof(
  fc.record({ id, key, isPlain: fc.boolean() }).map((item) => ({
    text: `enqueue ${JSON.stringify(item)}`,
    ask: (storage: ChatStorage) => storage.enqueue(newOutboxItem(item.id, item)),
  })),
  id.map((item) => ({
    text: `begin ${item}`,
    ask: (storage: ChatStorage) => storage.beginAttempt(item),
  })),
  fc.tuple(id, fc.constantFrom('queued', 'failed'), fc.boolean()).map(([item, status, back]) => ({
    text: `end ${item} ${status} ${back}`,
    ask: (storage: ChatStorage) => storage.endAttempt(item, { status, error: null }, back),
  })),
  records.map((settled) => ({
    text: `settle ${JSON.stringify(settled)}`,
    ask: (storage: ChatStorage) => storage.settle(settled.id, settled),
  })),
  id.map((item) => ({
    text: `cancel ${item}`,
    ask: (storage: ChatStorage) => storage.cancel(item),
  })),
  fc.array(records, { maxLength: 8 }).map((appended) => ({
    text: `append ${JSON.stringify(appended)}`,
    ask: (storage: ChatStorage) => storage.append(appended),
  })),
  fc
    .tuple(fc.option(records, { nil: null }), key, fc.integer({ min: 0, max: 5 }))
    .map(([before, conversation, limit]) => ({
      text: `read ${conversation} ${limit} before ${JSON.stringify(before)}`,
      ask: (storage: ChatStorage) => storage.readBefore(conversation, before, limit),
    })),
  fc
    .tuple(key, fc.constantFrom('s', 't'), number, number)
    .map(([conversation, stream, first, last]) => ({
      text: `own ${conversation} ${stream} ${first} ${last}`,
      ask: (storage: ChatStorage) => storage.readOwn(conversation, stream, first, last),
    })),
  fc.tuple(key, fc.boolean(), fc.nat()).map(([conversation, isOpen, activeAt]) => ({
    text: `patch ${conversation}`,
    ask: (storage: ChatStorage) => storage.patchConversation(conversation, { isOpen, activeAt }),
  })),
  fc.array(id).map((blocked) => ({
    text: 'patch user',
    ask: (storage: ChatStorage) => storage.patchUser({ blocked }),
  })),
  key.map((conversation) => ({
    text: `forget ${conversation}`,
    ask: (storage: ChatStorage) => storage.forget(conversation),
  })),
  fc.constant({ text: 'clear', ask: (storage: ChatStorage) => storage.clear() }),
);

const questions: fc.Arbitrary<readonly Question[]> = fc.array(
  fc.tuple(fc.constantFrom(0, 1), question).map(([tab, asked]) => ({ tab, ...asked })),
  { minLength: 1, maxLength: 40 },
);

/** All that a storage has. */
async function everything(storage: ChatStorage): Promise<unknown> {
  const scanned: ChatRecord[] = [];
  await storage.scan((portion) => scanned.push(...portion));
  return {
    outbox: await storage.outbox(),
    records: await Promise.all(keys.map((name) => storage.readBefore(name, null, 100))),
    scanned: scanned.map((one) => `${one.key} ${one.id}`).sort(),
    conversations: [...(await storage.conversations())].sort((a, b) => (a.key < b.key ? -1 : 1)),
    user: await storage.user(),
  };
}

function assertSame(text: string, onDisk: unknown, inMemory: unknown): void {
  // What both are made of has its fields in the same order only by chance.
  if (fc.stringify(sortedFields(onDisk)) !== fc.stringify(sortedFields(inMemory))) {
    throw new Error(
      `${text}: ${fc.stringify(onDisk)} on disk, ${fc.stringify(inMemory)} in memory`,
    );
  }
}

function sortedFields(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return Array.isArray(value) ? value.map(sortedFields) : value;
  }
  const entries: readonly [string, unknown][] = Object.entries(value);
  return entries
    .map(([name, field]) => [name, sortedFields(field)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('IndexedChatStorage and MemoryChatStorage', () => {
  it('give the same answers, in two tabs', async () => {
    const bench = new StorageBench();
    await fc.assert(
      // An expectation that fails would not stop the run, and so not shrink what made it fail: this throws.
      fc.asyncProperty(questions, async (asked) => {
        const appId = bench.newAppId();
        const data = newMemoryChatData();
        const onDisk = [await bench.open({ appId }), await bench.open({ appId })];
        const inMemory = [new MemoryChatStorage({ data }), new MemoryChatStorage({ data })];
        for (const { tab, text, ask } of asked) {
          assertSame(text, await ask(onDisk[tab]!), await ask(inMemory[tab]!));
        }
        assertSame('in the end', await everything(onDisk[0]!), await everything(inMemory[1]!));
      }),
      { numRuns: 100, plugins: [fc.afterEach(() => bench.clean())] },
    );
    expect().nothing();
  }, 60_000);
});
