import type { ChatStorage } from './chat-storage';
import { ChatStorageError } from './chat-storage-error';
import type { ConversationKey } from './conversation-ref';
import { databaseName, MIGRATIONS } from './indexed-chat-schema';
import { IndexedChatStorage } from './indexed-chat-storage';
import {
  deleteChatStorage,
  openChatStorage,
  type OpenChatStorageOptions,
} from './open-chat-storage';
import type { OutboxItem } from './outbox-item';
import { ManualClock, StorageBench } from './storage-bench.spec';
import { newOutboxItem, record } from './storage-examples.spec';

const LOBBY: ConversationKey = 'channel:lobby';
const FULL = new DOMException('No room', 'QuotaExceededError');
const FAILED = { code: 'storage', message: 'No.', retryable: true } as const;

/** Whatever can befall the storage of a browser: what was said to be kept is kept on, or somebody is told that it is not. */
describe('Storage faults', () => {
  const bench = new StorageBench();
  let appId: string;
  let clock: ManualClock;
  let reasons: ChatStorageError[];
  const opened: ChatStorage[] = [];

  beforeEach(() => {
    appId = bench.newAppId();
    bench.deleteLater(appId);
    clock = new ManualClock();
    reasons = [];
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((storage) => storage.close().catch(() => null)));
    await bench.clean();
  });

  async function open(changes: Partial<OpenChatStorageOptions> = {}): Promise<ChatStorage> {
    const storage = await openChatStorage({
      appId,
      userId: 'ann',
      clock,
      onDegraded: (error) => reasons.push(error),
      ...changes,
    });
    opened.push(storage);
    return storage;
  }

  /** One item in each state that an item can have. */
  async function fill(storage: ChatStorage): Promise<readonly OutboxItem[]> {
    for (const id of ['queued', 'sending', 'failed', 'plain']) {
      await storage.enqueue(newOutboxItem(id, { isPlain: id === 'plain' }));
    }
    await storage.beginAttempt('sending');
    await storage.beginAttempt('failed');
    await storage.endAttempt('failed', { status: 'failed', error: FAILED }, false);
    return storage.outbox();
  }

  const withoutNumbers = (items: readonly OutboxItem[]) => items.map((item) => ({ ...item, n: 0 }));

  /** What holds after the storage has broken: nothing is lost, somebody was told, and it goes on. */
  async function expectDegraded(
    storage: ChatStorage,
    before: readonly OutboxItem[],
    stream: string,
  ): Promise<void> {
    expect(storage.kind).toBe('memory');
    expect(reasons.length).toBe(1);
    expect(withoutNumbers(await storage.outbox())).toEqual(withoutNumbers(before));
    // Numbers of the old stream may be given by other tabs; these are those of a new one.
    expect(storage.stream).not.toBe(stream);
    for (const [index, { id, isPlain }] of before.entries()) {
      const expected = isPlain ? null : index + 1;
      expect((await storage.beginAttempt(id))?.n ?? null).toBe(expected);
    }
    const later = await storage.enqueue(newOutboxItem('later'));
    expect(later.order).toBeGreaterThan(Math.max(0, ...before.map(({ order }) => order)));
    await storage.settle('queued', record('queued', { own: true }));
    expect((await storage.outbox()).map(({ id }) => id)).toContain('later');
    expect((await storage.readBefore(LOBBY, null, 9)).map(({ id }) => id)).toEqual(['queued']);
  }

  async function expectMemory(storage: ChatStorage): Promise<void> {
    expect(storage.kind).toBe('memory');
    await storage.enqueue(newOutboxItem('1'));
    expect((await storage.beginAttempt('1'))?.n).toBe(1);
    await storage.settle('1', record('1'));
    expect((await storage.readBefore(LOBBY, null, 9)).length).toBe(1);
    expect(reasons).toEqual([]);
  }

  describe('at the start', () => {
    it('none: keeps everything durably', async () => {
      const storage = await open();
      expect(storage.kind).toBe('durable');
      const before = await fill(storage);
      await storage.close();
      const again = await open();
      expect(await again.outbox()).toEqual(before);
      expect(reasons).toEqual([]);
      expect(clock.waiting).toBe(0);
    });

    it('1: there is no IndexedDB', async () => expectMemory(await open({ indexedDB: null })));

    it('2: opening throws, as it does where storage is forbidden', async () => {
      spyOn(indexedDB, 'open').and.throwError(new DOMException('No', 'SecurityError'));
      await expectMemory(await open());
    });

    it('3: opening fails', async () => {
      const factory = indexedDB.open.bind(indexedDB);
      spyOn(indexedDB, 'open').and.callFake((...parameters) => {
        const request = factory(...parameters);
        request.addEventListener('upgradeneeded', () => request.transaction?.abort());
        return request;
      });
      await expectMemory(await open());
    });

    it('4: opening takes no end; and does not stand in the way when it has one after all', async () => {
      const first = await IndexedChatStorage.open({ appId, userId: 'ann', indexedDB });
      await first.enqueue(newOutboxItem('1'));
      await first.close();
      // A deletion that waits for a connection holds up all that come after it.
      const holder = await rawOpen(databaseName(appId, 'ann'), MIGRATIONS.length);
      const deletion = indexedDB.deleteDatabase(databaseName(appId, 'ann'));
      const deleted = new Promise((resolve) => (deletion.onsuccess = resolve));
      const opening = open();
      await new Promise((resolve) => (deletion.onblocked = resolve));
      clock.pass(3_000);
      const storage = await opening;
      await expectMemory(storage);
      const closed = new Promise<void>((resolve) => {
        const { close } = IDBDatabase.prototype;
        spyOn(IDBDatabase.prototype, 'close').and.callFake(function (this: IDBDatabase) {
          close.call(this);
          if (this !== holder) {
            resolve();
          }
        });
      });
      holder.close();
      await deleted;
      await closed;
      await deleteChatStorage(appId, 'ann');
      expect(storage.kind).toBe('memory');
    });

    it('5: the data are those of a newer version, which stay as they are', async () => {
      const newer = await bench.open({ appId, migrations: [...MIGRATIONS, () => null] });
      const before = await fill(newer);
      await newer.close();
      await expectMemory(await open());
      const again = await bench.open({ appId, migrations: [...MIGRATIONS, () => null] });
      expect(await again.outbox()).toEqual(before);
    });

    it('6: something else has the name of the database', async () => {
      const other = await rawOpen(databaseName(appId, 'ann'), MIGRATIONS.length);
      other.close();
      await expectMemory(await open());
    });
  });

  describe('under a live page', () => {
    let storage: ChatStorage;
    let before: readonly OutboxItem[];
    let stream: string;

    beforeEach(async () => {
      storage = await open();
      before = await fill(storage);
      stream = storage.stream;
    });

    it('7: the database is deleted', async () => {
      await deleteChatStorage(appId, 'ann');
      expect(reasons[0]?.message).toMatch(/deleted/);
      await expectDegraded(storage, before, stream);
    });

    it('7: the database is deleted before anybody has asked for what is in it', async () => {
      const other = await open({ userId: 'bob' });
      bench.deleteLater(appId, 'bob');
      await other.enqueue(newOutboxItem('new'));
      await other.enqueue(newOutboxItem('sent'));
      await other.settle('sent', record('sent'));
      await other.enqueue(newOutboxItem('cancelled'));
      await other.cancel('cancelled');
      await other.enqueue(newOutboxItem('tried'));
      await other.beginAttempt('tried');
      await deleteChatStorage(appId, 'bob');
      expect((await other.outbox()).map(({ id, status }) => `${id} ${status}`)).toEqual([
        'new queued',
        'tried sending',
      ]);
    });

    it('8: a newer tab upgrades the database', async () => {
      const newer = await bench.open({ appId, migrations: [...MIGRATIONS, () => null] });
      expect(reasons[0]?.message).toMatch(/reload/);
      await expectDegraded(storage, before, stream);
      expect(await newer.outbox()).toEqual(before);
    });

    const questions: Readonly<Record<string, () => Promise<unknown>>> = {
      enqueue: () => storage.enqueue(newOutboxItem('new')),
      beginAttempt: () => storage.beginAttempt('queued'),
      endAttempt: () => storage.endAttempt('sending', { status: 'queued', error: null }, true),
      settle: () => storage.settle('sending', record('sending')),
      cancel: () => storage.cancel('failed'),
    };

    const errors: Readonly<Record<string, () => void>> = {
      '9: every transaction is aborted': () => abortTransactions(Infinity),
      '10: every transaction throws': () => {
        spyOn(IDBDatabase.prototype, 'transaction').and.throwError(
          new DOMException('Disk', 'UnknownError'),
        );
      },
    };

    for (const [fault, strike] of Object.entries(errors)) {
      for (const [question, ask] of Object.entries(questions)) {
        it(`${fault}: ${question} is done in memory, with all that was unsent`, async () => {
          strike();
          await ask();
          expect(storage.kind).toBe('memory');
          expect(reasons.length).toBe(1);
          const items = await storage.outbox();
          const ids = before.map(({ id }) => id);
          const expected: Readonly<Record<string, readonly string[]>> = {
            enqueue: [...ids, 'new'],
            settle: ids.filter((id) => id !== 'sending'),
            cancel: ids.filter((id) => id !== 'failed'),
          };
          expect(items.map(({ id }) => id)).toEqual([...(expected[question] ?? ids)]);
          const find = (id: string) => items.find((item) => item.id === id);
          expect(find('queued')?.status).toBe(question === 'beginAttempt' ? 'sending' : 'queued');
          if (question !== 'cancel') {
            expect(find('failed')?.error).toEqual(FAILED);
          }
        });
      }
    }

    it('11: one transaction is aborted, and comes again', async () => {
      abortTransactions(1);
      expect((await storage.beginAttempt('queued'))?.attempts).toBe(1);
      expect(storage.kind).toBe('durable');
      expect(reasons).toEqual([]);
    });

    it('12: there is no answer any more', async () => {
      holdTransactions();
      const asked = storage.enqueue(newOutboxItem('new'));
      clock.pass(10_000);
      expect(storage.kind).toBe('durable');
      clock.pass(10_000);
      expect((await asked).id).toBe('new');
      expect(storage.kind).toBe('memory');
      expect((await storage.outbox()).map(({ id }) => id)).toEqual([
        ...before.map(({ id }) => id),
        'new',
      ]);
    });

    it('13: the disk is full, the cache gives way, and the outbox never does', async () => {
      await storage.append(Array.from({ length: 40 }, (_, at) => record(`m${at}`, { at })));
      let refusals = 1;
      const { add } = IDBObjectStore.prototype;
      spyOn(IDBObjectStore.prototype, 'add').and.callFake(function (
        this: IDBObjectStore,
        ...parameters: Parameters<typeof add>
      ) {
        if (refusals-- > 0) {
          throw FULL;
        }
        return add.apply(this, parameters);
      });
      await storage.enqueue(newOutboxItem('new'));
      expect((await storage.outbox()).length).toBe(before.length + 1);
      const left = await storage.readBefore(LOBBY, null, 99);
      expect(left.length).toBe(30);
      expect(left[0]?.id).toBe('m10');

      refusals = 2;
      await storage.enqueue(newOutboxItem('newer'));
      expect((await storage.outbox()).length).toBe(before.length + 2);
      expect(await storage.readBefore(LOBBY, null, 99)).toEqual([]);
      expect(storage.kind).toBe('durable');
    });

    for (const [when, strike] of [
      ['as it is put', () => spyOn(IDBObjectStore.prototype, 'put').and.throwError(FULL)],
      ['as it is committed', () => failCommits()],
    ] as const) {
      it(`14: the disk stays full, told ${when}: says so, and has changed nothing`, async () => {
        spyOn(IDBObjectStore.prototype, 'add').and.throwError(FULL);
        strike();
        for (const question of ['enqueue', 'beginAttempt', 'endAttempt', 'settle']) {
          await expectAsync<unknown, unknown>(questions[question]!())
            .withContext(question)
            .toBeRejectedWithError(ChatStorageError, /no room.*try again/is);
        }
        expect(storage.kind).toBe('durable');
        expect(reasons).toEqual([]);
        expect(await storage.outbox()).toEqual(before);
      });

      it(`15: the disk is full for the cache, told ${when}: goes without`, async () => {
        await storage.append(Array.from({ length: 40 }, (_, at) => record(`m${at}`, { at })));
        strike();
        await storage.append([record('new', { at: 99 })]);
        await storage.patchConversation(LOBBY, { isOpen: true });
        await storage.patchUser({ blocked: ['bob'] });
        const left = await storage.readBefore(LOBBY, null, 99);
        expect(left.length).toBeLessThan(40);
        expect(left.length).toBeGreaterThan(0);
        expect(left.at(-1)?.id).toBe('m39');
        expect(await storage.outbox()).toEqual(before);
        expect(storage.kind).toBe('durable');
      });
    }

    it('16: it breaks while something is under way that has been kept', async () => {
      const asked = storage.enqueue(newOutboxItem('new'));
      const begun = storage.beginAttempt('queued');
      const deleted = deleteChatStorage(appId, 'ann');
      expect((await asked).id).toBe('new');
      expect((await begun)?.status).toBe('sending');
      await deleted;
      expect(storage.kind).toBe('memory');
      const items = await storage.outbox();
      expect(items.map(({ id }) => id)).toEqual([...before.map(({ id }) => id), 'new']);
      expect(items[0]?.status).toBe('sending');
    });

    it('17: it breaks after another tab has sent most: what is known to be sent is not sent again', async () => {
      const other = await open();
      for (let count = 0; count < 40; count++) {
        const id = `sent ${count}`;
        await storage.enqueue(newOutboxItem(id));
        await other.settle(id, record(id));
      }
      await storage.flush();
      await deleteChatStorage(appId, 'ann');
      const ids = (await storage.outbox()).map((item) => item.id);
      expect(ids.slice(0, before.length)).toEqual(before.map(({ id }) => id));
      // It looks from time to time, not after each: a few come again, with ids that their receivers know.
      expect(ids.length - before.length).toBeLessThan(16);
    });

    it('looks now and then whether another tab has sent something, not once for each of many that are written at once', async () => {
      const look = spyOn(IndexedChatStorage.prototype, 'outbox').and.callThrough();
      const storage = await open();
      await Promise.all(
        Array.from({ length: 200 }, (_, index) => storage.enqueue(newOutboxItem(`${index}`))),
      );
      await storage.flush();
      expect(look.calls.count()).toBeGreaterThan(0);
      expect(look.calls.count()).toBeLessThan(8);
    });

    it('what is wrong with a question is no fault', async () => {
      await expectAsync(storage.append([record('', {})])).toBeRejectedWithError(ChatStorageError);
      expect(storage.kind).toBe('durable');
    });

    it('clearing after a fault deletes what is on disk', async () => {
      const transaction = spyOn(IDBDatabase.prototype, 'transaction').and.throwError(
        new DOMException('Disk', 'UnknownError'),
      );
      await storage.enqueue(newOutboxItem('new'));
      transaction.and.callThrough();
      await storage.clear();
      expect(await storage.outbox()).toEqual([]);
      expect(await (await open()).outbox()).toEqual([]);
    });

    it('does not take the end of a storage for a fault', async () => {
      await storage.close();
      await deleteChatStorage(appId, 'ann');
      await expectAsync(storage.outbox()).toBeRejectedWithError(ChatStorageError, /closed/);
      expect(reasons).toEqual([]);
    });
  });

  describe('deleteChatStorage', () => {
    it('deletes what one user has, and nothing else', async () => {
      const ann = await open();
      const bob = await bench.open({ appId, userId: 'bob' });
      await ann.enqueue(newOutboxItem('1'));
      await bob.enqueue(newOutboxItem('2'));
      await deleteChatStorage(appId, 'ann');
      expect(await (await open()).outbox()).toEqual([]);
      expect((await bob.outbox()).length).toBe(1);
    });

    it('has nothing to do where there is no storage', async () => {
      await expectAsync(deleteChatStorage(appId, 'ann', { indexedDB: null })).toBeResolved();
    });

    it('says what to do when a tab does not let go', async () => {
      const holder = await rawOpen(databaseName(appId, 'ann'), 1);
      const versionChange = new Promise((resolve) => (holder.onversionchange = resolve));
      const deletion = deleteChatStorage(appId, 'ann', { clock });
      await versionChange;
      clock.pass(3_000);
      await expectAsync(deletion).toBeRejectedWithError(ChatStorageError, /close its other tabs/);
      holder.close();
    });
  });
});

/** Aborts the next so many transactions that change something, after their work is done. */
function abortTransactions(count: number): void {
  let left = count;
  const { transaction } = IDBDatabase.prototype;
  spyOn(IDBDatabase.prototype, 'transaction').and.callFake(function (
    this: IDBDatabase,
    ...parameters: Parameters<typeof transaction>
  ) {
    const begun = transaction.apply(this, parameters);
    if (left-- > 0) {
      begun.abort();
    }
    return begun;
  });
}

/** Transactions that never do anything. */
function holdTransactions(): void {
  const { transaction } = IDBDatabase.prototype;
  spyOn(IDBDatabase.prototype, 'transaction').and.callFake(function (
    this: IDBDatabase,
    ...parameters: Parameters<typeof transaction>
  ) {
    const begun = transaction.apply(this, parameters);
    for (const type of ['complete', 'abort', 'error']) {
      begun.addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true });
    }
    return begun;
  });
}

/** The disk is found to be full when a transaction that has put something should be committed. */
function failCommits(): void {
  const { put } = IDBObjectStore.prototype;
  spyOn(IDBObjectStore.prototype, 'put').and.callFake(function (
    this: IDBObjectStore,
    ...parameters: Parameters<typeof put>
  ) {
    const request = put.apply(this, parameters);
    request.addEventListener('success', () => {
      Object.defineProperty(this.transaction, 'error', { value: FULL });
      this.transaction.abort();
    });
    return request;
  });
}

function rawOpen(name: string, version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(`Not opened: ${name}`));
  });
}
