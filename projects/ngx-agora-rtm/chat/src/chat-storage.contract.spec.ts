import type { ChatRecord } from './chat-record';
import type { ChatStorage } from './chat-storage';
import type { OutboxItem } from './outbox-item';
import { ChatStorageError } from './chat-storage-error';
import type { ConversationKey } from './conversation-ref';
import type { CacheLimits } from './eviction-plan';
import { IndexedChatStorage } from './indexed-chat-storage';
import { MemoryChatStorage, newMemoryChatData } from './memory-chat-storage';
import { newOutboxItem, record } from './storage-examples.spec';
import { StorageBench } from './storage-bench.spec';

/** A browser: the storages that it opens are its tabs. */
interface Browser {
  open(limits?: CacheLimits): Promise<ChatStorage>;
}

const bench = new StorageBench();

const BROWSERS: Readonly<Record<string, () => Browser>> = {
  MemoryChatStorage: () => {
    const data = newMemoryChatData();
    return {
      open: async (limits) => new MemoryChatStorage({ data, ...(limits && { limits }) }),
    };
  },
  IndexedChatStorage: () => {
    const appId = bench.newAppId();
    return { open: (limits) => bench.open({ appId, ...(limits && { limits }) }) };
  },
};

const LOBBY: ConversationKey = 'channel:lobby';
const BOB: ConversationKey = 'peer:bob';

for (const [name, newBrowser] of Object.entries(BROWSERS)) {
  describe(`ChatStorage, as ${name}`, () => {
    let browser: Browser;
    let storage: ChatStorage;

    beforeEach(async () => {
      browser = newBrowser();
      storage = await browser.open();
    });

    afterEach(async () => {
      await storage.close();
      await bench.clean();
    });

    /** Another life of the same browser. */
    async function reopen(): Promise<void> {
      await storage.close();
      storage = await browser.open();
    }

    const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);
    const read = async (key: ConversationKey = LOBBY, limit = 100) =>
      idsOf(await storage.readBefore(key, null, limit));

    describe('outbox', () => {
      it('keeps what is to be sent, in order, over a restart', async () => {
        const first = await storage.enqueue(newOutboxItem('1'));
        const second = await storage.enqueue(newOutboxItem('2', { key: BOB, isPlain: true }));
        await reopen();
        expect(await storage.outbox()).toEqual([first, second]);
        expect(first.order).toBeLessThan(second.order);
        expect(first).toEqual({
          ...newOutboxItem('1'),
          order: first.order,
          n: null,
          status: 'queued',
          error: null,
          attempts: 0,
        });
      });

      it('reads what was written after an item, and no more', async () => {
        const [first, second, third] = [
          await storage.enqueue(newOutboxItem('1')),
          await storage.enqueue(newOutboxItem('2', { key: BOB })),
          await storage.enqueue(newOutboxItem('3')),
        ];
        expect(await storage.outbox(first.order)).toEqual([second, third]);
        expect(await storage.outbox(third.order)).toEqual([]);
        await storage.cancel('2');
        await storage.cancel('3');
        const fourth = await storage.enqueue(newOutboxItem('4'));
        // Orders are not given again, so nothing new hides behind an old one.
        expect(await storage.outbox(third.order)).toEqual([fourth]);
        expect(await storage.outbox()).toEqual([first, fourth]);
      });

      it('keeps an item once, however often it is handed in', async () => {
        const [first] = await Promise.all([
          storage.enqueue(newOutboxItem('1')),
          storage.enqueue(newOutboxItem('1')),
        ]);
        expect(await storage.outbox()).toEqual([first]);
      });

      it('gives numbers by conversation, at the first attempt only', async () => {
        for (const id of ['1', '2', '3']) {
          await storage.enqueue(newOutboxItem(id, { key: id === '2' ? BOB : LOBBY }));
        }
        expect((await storage.beginAttempt('3'))?.n).toBe(1);
        expect((await storage.beginAttempt('2'))?.n).toBe(1);
        expect((await storage.beginAttempt('1'))?.n).toBe(2);
        expect(await storage.beginAttempt('3')).toEqual(
          jasmine.objectContaining<OutboxItem>({ n: 1, attempts: 2, status: 'sending' }),
        );
        await reopen();
        await storage.enqueue(newOutboxItem('4'));
        expect((await storage.beginAttempt('4'))?.n).toBe(3);
      });

      it('gives no number to plain text', async () => {
        await storage.enqueue(newOutboxItem('1', { isPlain: true }));
        expect((await storage.beginAttempt('1'))?.n).toBeNull();
      });

      it('takes a number back if it is the latest one, and only if that is wanted', async () => {
        for (const id of ['1', '2', '3']) {
          await storage.enqueue(newOutboxItem(id));
        }
        await storage.beginAttempt('1');
        await storage.beginAttempt('2');
        const queued = { status: 'queued', error: null } as const;
        expect((await storage.endAttempt('1', queued, true))?.n).toBe(1);
        expect((await storage.endAttempt('2', queued, false))?.n).toBe(2);
        expect((await storage.endAttempt('2', queued, true))?.n).toBeNull();
        expect((await storage.beginAttempt('3'))?.n).toBe(2);
        expect((await storage.beginAttempt('2'))?.n).toBe(3);
      });

      it('says why an attempt failed, until the next one', async () => {
        await storage.enqueue(newOutboxItem('1'));
        await storage.beginAttempt('1');
        const error = { code: 'storage', message: 'No.', retryable: false } as const;
        const failed = await storage.endAttempt('1', { status: 'failed', error }, false);
        expect(failed).toEqual(jasmine.objectContaining<OutboxItem>({ status: 'failed', error }));
        await reopen();
        expect((await storage.outbox())[0]?.error).toEqual(error);
        expect((await storage.beginAttempt('1'))?.error).toBeNull();
      });

      it('knows nothing of an item that is not there', async () => {
        expect(await storage.beginAttempt('1')).toBeNull();
        expect(await storage.endAttempt('1', { status: 'queued', error: null }, true)).toBeNull();
        expect(await storage.cancel('1')).toBeFalse();
      });

      it('puts the record in the place of an item that the backend has', async () => {
        await storage.enqueue(newOutboxItem('1'));
        await storage.beginAttempt('1');
        await storage.settle('1', record('1', { own: true }));
        await reopen();
        expect(await storage.outbox()).toEqual([]);
        expect(await read()).toEqual(['1']);
      });

      it('cancels what is not being sent', async () => {
        await storage.enqueue(newOutboxItem('1'));
        await storage.beginAttempt('1');
        expect(await storage.cancel('1')).toBeFalse();
        await storage.endAttempt('1', { status: 'failed', error: null }, false);
        expect(await storage.cancel('1')).toBeTrue();
        expect(await storage.cancel('1')).toBeFalse();
        expect(await storage.outbox()).toEqual([]);
      });

      it('refuses what cannot be sent, and has nothing of it', async () => {
        const wrong = { ...newOutboxItem('1'), key: 'lobby' as ConversationKey };
        await expectAsync(storage.enqueue(wrong)).toBeRejectedWithError(
          ChatStorageError,
          /cannot be sent/,
        );
        expect(await storage.outbox()).toEqual([]);
      });
    });

    describe('several tabs', () => {
      let other: ChatStorage;

      beforeEach(async () => (other = await browser.open()));
      afterEach(() => other.close());

      it('never gives a number twice', async () => {
        const ids = Array.from({ length: 40 }, (_, index) => `${index}`);
        await Promise.all(
          ids.map((id, index) => (index % 2 ? storage : other).enqueue(newOutboxItem(id))),
        );
        const begun = await Promise.all(
          ids.map((id, index) => (index % 3 ? storage : other).beginAttempt(id)),
        );
        expect(begun.map((item) => item?.n ?? 0).sort((a, b) => a - b)).toEqual(
          ids.map((_, index) => index + 1),
        );
        const orders = new Set((await other.outbox()).map(({ order }) => order));
        expect(orders.size).toBe(ids.length);
      });

      it('settles an item once, and cancels it in one of them only', async () => {
        await storage.enqueue(newOutboxItem('1'));
        await Promise.all([
          storage.settle('1', record('1', { own: true })),
          other.settle('1', record('1', { own: true })),
        ]);
        expect(await read()).toEqual(['1']);
        expect(await storage.beginAttempt('1')).toBeNull();

        await storage.enqueue(newOutboxItem('2'));
        const cancelled = await Promise.all([storage.cancel('2'), other.cancel('2')]);
        expect(cancelled.filter(Boolean).length).toBe(1);
      });

      it('has one stream, and another one after everything was forgotten', async () => {
        expect(other.stream).toBe(storage.stream);
        const before = storage.stream;
        await storage.enqueue(newOutboxItem('1'));
        await storage.beginAttempt('1');
        await other.clear();
        await storage.enqueue(newOutboxItem('2'));
        expect((await storage.beginAttempt('2'))?.n).toBe(1);
        expect(storage.stream).toBe(other.stream);
        expect(storage.stream).not.toBe(before);
      });

      it('keeps changes of different tabs to one conversation', async () => {
        await Promise.all([
          storage.patchConversation(BOB, { isMuted: true }),
          other.patchConversation(BOB, { isOpen: true }),
          storage.patchConversation(BOB, { drafts: { text: 'Hi' } }),
        ]);
        expect(await other.conversations()).toEqual([
          jasmine.objectContaining({ isMuted: true, isOpen: true, drafts: { text: 'Hi' } }),
        ]);
      });
    });

    describe('records', () => {
      it('are in the order of the timeline, whatever the order in which they came', async () => {
        const sorted = [
          record('a', { at: 5, from: 'A', n: 3 }),
          record('b', { at: 5, from: 'a', n: null, stream: null }),
          record('c', { at: 5, from: 'a', n: 2 }),
          record('d', { at: 5, from: 'a', n: 10 }),
          record('e', { at: 5, from: 'a', n: 10 }),
          // UTF-16: a surrogate is below U+FF41, though its character is above it.
          record('f', { at: 5, from: '\u{1F600}' }),
          record('g', { at: 5, from: '\uFF41' }),
          record('h', { at: 6.5, from: '' }),
          record('i', { at: 10, from: '' }),
        ];
        await storage.append([4, 8, 0, 2, 6, 1, 7, 3, 5].map((index) => sorted[index]!));
        expect(await storage.readBefore(LOBBY, null, 100)).toEqual(sorted);
      });

      it('are read in pages, the latest first', async () => {
        const all = Array.from({ length: 25 }, (_, index) =>
          record(`m${index}`, { at: Math.floor(index / 4), n: index + 1 }),
        );
        await storage.append(all);
        await storage.append([
          record('other', { key: BOB }),
          record('x', { key: 'channel:lobby2' }),
        ]);
        const pages: (readonly ChatRecord[])[] = [];
        for (let before: ChatRecord | null = null; ;) {
          const page: readonly ChatRecord[] = await storage.readBefore(LOBBY, before, 10);
          if (!page[0]) {
            break;
          }
          pages.unshift(page);
          before = page[0];
        }
        expect(pages.map(({ length }) => length)).toEqual([5, 10, 10]);
        expect(pages.flat()).toEqual(all);
        expect(await storage.readBefore(LOBBY, null, 0)).toEqual([]);
        expect((await storage.readBefore(LOBBY, null, 1))[0]?.id).toBe('m24');
        expect((await storage.readBefore(LOBBY, null, Infinity)).length).toBe(25);
      });

      it('are kept once, with the better time', async () => {
        await storage.append([record('1', { at: 10 }), record('2', { at: 11 })]);
        await storage.append([record('1', { at: 20, isTimed: true })]);
        await storage.append([record('1', { at: 5 })]);
        expect(await storage.readBefore(LOBBY, null, 9)).toEqual([
          record('2', { at: 11 }),
          record('1', { at: 20, isTimed: true }),
        ]);
        await storage.append([
          record('1', { at: 15, isTimed: true }),
          record('1', { at: 12, isTimed: true }),
        ]);
        expect((await storage.readBefore(LOBBY, null, 9))[1]?.at).toBe(12);
      });

      it('of one id in two conversations are two', async () => {
        await storage.append([record('1'), record('1', { key: BOB })]);
        expect(await read()).toEqual(['1']);
        expect(await read(BOB)).toEqual(['1']);
      });

      it('cannot be overwritten by somebody else who uses their id', async () => {
        const real = record('1', { from: 'ann', at: 10 });
        await storage.append([real]);
        await storage.append([
          record('1', {
            from: 'mallory',
            at: 1,
            isTimed: true,
            content: { kind: 'text', text: '!' },
          }),
        ]);
        expect(await storage.readBefore(LOBBY, null, 9)).toEqual([real]);
      });

      it('become readable when a newer version can read them', async () => {
        await storage.append([record('1', { content: { kind: 'unsupported', alt: null } })]);
        await storage.append([record('1')]);
        expect((await storage.readBefore(LOBBY, null, 9))[0]?.content.kind).toBe('text');
      });

      it('of one’s own are found by number', async () => {
        const own = (n: number, stream = 's') => record(`${stream}${n}`, { own: true, n, stream });
        await storage.append([own(4), own(2), own(3), own(1), own(3, 't'), record('x', { n: 2 })]);
        await storage.append([record('p', { own: true, n: null })]);
        expect(idsOf(await storage.readOwn(LOBBY, 's', 2, 3))).toEqual(['s2', 's3']);
        expect(idsOf(await storage.readOwn(LOBBY, 's', 4, 99))).toEqual(['s4']);
        expect(await storage.readOwn(LOBBY, 's', 3, 2)).toEqual([]);
        expect(await storage.readOwn(BOB, 's', 1, 9)).toEqual([]);
      });

      it('are there for whoever reads after them, without waiting', async () => {
        void storage.append([record('1')]);
        expect(await read()).toEqual(['1']);
      });

      it('are there after a flush', async () => {
        void storage.append([record('1')]);
        void storage.patchConversation(LOBBY, { isOpen: true });
        await storage.flush();
        const other = await browser.open();
        expect(idsOf(await other.readBefore(LOBBY, null, 9))).toEqual(['1']);
        expect((await other.conversations()).length).toBe(1);
        await other.close();
      });

      it('are gone through newest first, in portions', async () => {
        const all = Array.from({ length: 1_203 }, (_, at) => record(`m${at}`, { at }));
        await storage.append([...all, record('bob', { key: BOB })]);
        const portions: (readonly ChatRecord[])[] = [];
        await storage.scan((records) => portions.push(records));
        expect(idsOf(portions.flat().filter(({ key }) => key === LOBBY))).toEqual(
          idsOf(all.toReversed()),
        );
        expect(portions.flat().length).toBe(1_204);
        expect(Math.max(...portions.map(({ length }) => length))).toBeLessThanOrEqual(500);
      });

      it('are refused, all that were handed in together, if one is none', async () => {
        const wrong = record('2', { at: NaN });
        await expectAsync(storage.append([record('1'), wrong])).toBeRejectedWithError(
          ChatStorageError,
          /Entry 1/,
        );
        expect(await read()).toEqual([]);
      });

      it('are forgotten by conversation; what waits stays', async () => {
        await storage.append([record('1'), record('2', { key: BOB })]);
        await storage.enqueue(newOutboxItem('3'));
        await storage.forget(LOBBY);
        expect(await read()).toEqual([]);
        expect(await read(BOB)).toEqual(['2']);
        expect((await storage.outbox()).length).toBe(1);
      });
    });

    describe('limits', () => {
      const limits = { maxCachedPerConversation: 20, maxCached: 50 };

      beforeEach(async () => {
        await storage.close();
        storage = await browser.open(limits);
      });

      /** Enough for any eviction in the background to be over. */
      async function evicted(): Promise<void> {
        await storage.flush();
        if (storage instanceof IndexedChatStorage) {
          await storage.evict();
        }
      }

      it('take the oldest of a conversation', async () => {
        await storage.append(Array.from({ length: 30 }, (_, at) => record(`m${at}`, { at })));
        await evicted();
        const left = await read();
        expect(left.length).toBeLessThanOrEqual(20);
        expect(left.length).toBeGreaterThan(10);
        expect(left.at(-1)).toBe('m29');
        expect(await storage.readOwn(LOBBY, 's', 0, 99)).toEqual([]);
      });

      it('take from the least recently active conversations, and nothing that is to be sent or was saved', async () => {
        const saved = [{ record: record('k0-0', { key: 'peer:0' }), savedAt: 1 }];
        await storage.patchUser({ saved });
        await storage.enqueue(newOutboxItem('unsent', { key: 'peer:0' }));
        for (let peer = 0; peer < 4; peer++) {
          const key: ConversationKey = `peer:${peer}`;
          await storage.append(
            Array.from({ length: 15 }, (_, at) =>
              record(`k${peer}-${at}`, { key, at: 1_000 - 100 * peer + at }),
            ),
          );
        }
        await evicted();
        const counts = await Promise.all(
          ['0', '1', '2', '3'].map(async (peer) => (await read(`peer:${peer}`)).length),
        );
        expect(counts.slice(0, 3)).toEqual([15, 15, 15]);
        expect(counts[3]).toBe(0);
        expect((await storage.user()).saved).toEqual(saved);
        expect(idsOf(await storage.outbox())).toEqual(['unsent']);
      });

      it('spare an old conversation that is active', async () => {
        await storage.patchConversation('peer:old', { activeAt: 10_000 });
        for (const peer of ['old', 'new', 'newer', 'newest']) {
          const key: ConversationKey = `peer:${peer}`;
          const at = peer === 'old' ? 1 : 100 + peer.length;
          await storage.append(
            Array.from({ length: 15 }, (_, index) => record(`${peer}${index}`, { key, at })),
          );
        }
        await evicted();
        expect((await read('peer:old')).length).toBe(15);
        expect((await read('peer:new')).length).toBe(0);
      });
    });

    describe('conversations and user', () => {
      it('have defaults, and keep what was changed', async () => {
        expect(await storage.conversations()).toEqual([]);
        expect(await storage.user()).toEqual({ blocked: [], saved: [], lastSeen: [] });
        await storage.patchConversation(BOB, { isOpen: true, historyUpTo: 7 });
        await storage.patchConversation(BOB, {
          isMuted: true,
          marker: { id: '1', at: 1, from: 'bob', n: null },
        });
        await storage.patchUser({ blocked: ['__proto__'] });
        await storage.patchUser({ lastSeen: [['bob', 9]] });
        await reopen();
        expect(await storage.conversations()).toEqual([
          {
            key: BOB,
            isOpen: true,
            marker: { id: '1', at: 1, from: 'bob', n: null },
            isMarkedUnread: false,
            isMuted: true,
            isPlainText: false,
            drafts: {},
            streams: [],
            historyUpTo: 7,
            receipts: [],
            activeAt: 0,
            gaps: [],
          },
        ]);
        expect(await storage.user()).toEqual({
          blocked: ['__proto__'],
          saved: [],
          lastSeen: [['bob', 9]],
        });
      });

      it('keep the latest 1,000 that were seen', async () => {
        await storage.patchUser({
          lastSeen: Array.from({ length: 1_500 }, (_, at) => [`u${at}`, at] as const),
        });
        const { lastSeen } = await storage.user();
        expect(lastSeen.length).toBe(1_000);
        expect(Math.min(...lastSeen.map(([, at]) => at))).toBe(500);
      });

      it('keep their key, and what is not changed', async () => {
        await storage.patchConversation(BOB, { isOpen: true });
        await storage.patchConversation(BOB, { key: LOBBY, isOpen: undefined } as never);
        expect(await storage.conversations()).toEqual([
          jasmine.objectContaining({ key: BOB, isOpen: true }),
        ]);
      });

      it('may have any name', async () => {
        const key: ConversationKey = 'peer:__proto__';
        await storage.append([record('1', { key, from: '__proto__' })]);
        await storage.patchConversation(key, { drafts: { 'edit:1': 'x' } });
        expect((await storage.readBefore(key, null, 1))[0]?.from).toBe('__proto__');
        expect((await storage.conversations())[0]?.key).toBe(key);
      });
    });

    it('forgets everything when told to', async () => {
      await storage.enqueue(newOutboxItem('1'));
      await storage.append([record('2')]);
      await storage.patchConversation(BOB, { isOpen: true });
      await storage.patchUser({ blocked: ['bob'] });
      await storage.clear();
      await reopen();
      expect(await storage.outbox()).toEqual([]);
      expect(await read()).toEqual([]);
      expect(await storage.conversations()).toEqual([]);
      expect((await storage.user()).blocked).toEqual([]);
    });

    it('has kept what it was asked for before it closes, and says no afterwards', async () => {
      void storage.append([record('1')]);
      const enqueued = storage.enqueue(newOutboxItem('2'));
      await storage.close();
      await expectAsync(enqueued).toBeResolved();
      const questions: readonly (() => Promise<unknown>)[] = [
        () => storage.outbox(),
        () => storage.enqueue(newOutboxItem('3')),
        () => storage.append([record('4')]),
        () => storage.user(),
        () => storage.clear(),
      ];
      for (const question of questions) {
        await expectAsync<unknown, unknown>(question()).toBeRejectedWithError(
          ChatStorageError,
          /closed/,
        );
      }
      storage = await browser.open();
      expect(await read()).toEqual(['1']);
      expect(idsOf(await storage.outbox())).toEqual(['2']);
    });
  });
}
