import { openDB } from 'idb';
import type { ChatStorage } from './chat-storage';
import { ChatStorageError } from './chat-storage-error';
import type { ConversationKey } from './conversation-ref';
import { databaseName, MIGRATIONS } from './indexed-chat-schema';
import { StorageBench } from './storage-bench.spec';
import { newOutboxItem, record } from './storage-examples.spec';

const LOBBY: ConversationKey = 'channel:lobby';

describe('databaseName', () => {
  it('is another one for every App ID and user', () => {
    const parts = [
      'a',
      'b',
      'a/b',
      'b/c',
      'c',
      '',
      '/',
      '%',
      '%002F',
      'a%',
      'é',
      'e\u0301',
      '\uD800',
      'A',
    ];
    const names = parts.flatMap((appId) => parts.map((user) => databaseName(appId, user)));
    expect(new Set(names).size).toBe(parts.length ** 2);
    expect(databaseName('a/b', 'c')).toBe('ngx-agora-rtm/a%002Fb/c');
  });
});

describe('IndexedChatStorage', () => {
  const bench = new StorageBench();
  let appId: string;

  beforeEach(() => (appId = bench.newAppId()));
  afterEach(() => bench.clean());

  it('shows nothing of one user to another, whatever their ids', async () => {
    const users = [
      { appId: `${appId}/b`, userId: 'c' },
      { appId, userId: 'b/c' },
      { appId, userId: 'B/C' },
      { appId, userId: 'b%002Fc' },
      { appId: `${appId}/b/c`, userId: '' },
    ];
    const storages = await Promise.all(users.map((user) => bench.open(user)));
    for (const [index, storage] of storages.entries()) {
      await storage.enqueue(newOutboxItem(`item ${index}`));
      await storage.append([record(`record ${index}`)]);
      await storage.patchConversation(`peer:${index}`, { drafts: { text: 'secret' } });
      await storage.patchUser({ blocked: [`${index}`] });
    }
    for (const [index, storage] of storages.entries()) {
      expect((await storage.outbox()).map(({ id }) => id)).toEqual([`item ${index}`]);
      expect((await storage.readBefore(LOBBY, null, 9)).map(({ id }) => id)).toEqual([
        `record ${index}`,
      ]);
      expect((await storage.conversations()).map(({ key }) => key)).toEqual([`peer:${index}`]);
      expect((await storage.user()).blocked).toEqual([`${index}`]);
    }
    expect(new Set(storages.map(({ stream }) => stream)).size).toBe(users.length);
  });

  it('is strict with the outbox, and relaxed with the rest', async () => {
    const storage = await bench.open({ appId });
    const transaction = spyOn(IDBDatabase.prototype, 'transaction').and.callThrough();
    const durabilities = () =>
      transaction.calls
        .allArgs()
        .filter(([, mode]) => mode === 'readwrite')
        .map(([, , options]) => options?.durability);
    await storage.enqueue(newOutboxItem('1'));
    await storage.beginAttempt('1');
    await storage.endAttempt('1', { status: 'queued', error: null }, false);
    await storage.settle('1', record('1'));
    await storage.enqueue(newOutboxItem('2'));
    await storage.cancel('2');
    // Each is one transaction. What the settled record may cause to be evicted is not among them yet, or not strict.
    expect(durabilities().filter((durability) => durability === 'strict').length).toBe(6);
    await storage.evict();
    transaction.calls.reset();
    await storage.append([record('3')]);
    await storage.patchConversation(LOBBY, {});
    await storage.patchUser({});
    expect(durabilities()).toEqual(['relaxed', 'relaxed', 'relaxed']);
  });

  it('makes one transaction of all that is appended in one tick, and of what comes meanwhile', async () => {
    const storage = await bench.open({ appId });
    await storage.append([record('first')]);
    await storage.evict();
    const transaction = spyOn(IDBDatabase.prototype, 'transaction').and.callThrough();
    const kept = Array.from({ length: 50 }, (_, n) => storage.append([record(`a${n}`)]));
    await new Promise((resolve) => setTimeout(resolve));
    kept.push(...Array.from({ length: 50 }, (_, n) => storage.append([record(`b${n}`)])));
    await Promise.all(kept);
    expect(transaction.calls.count()).toBeLessThanOrEqual(2);
    expect((await storage.readBefore(LOBBY, null, 200)).length).toBe(101);
  });

  it('reads a page as one range, however long the conversation', async () => {
    const storage = await bench.open({ appId });
    await storage.append(Array.from({ length: 2_000 }, (_, at) => record(`m${at}`, { at })));
    await storage.evict();
    const transaction = spyOn(IDBDatabase.prototype, 'transaction').and.callThrough();
    const getAll = spyOn(IDBObjectStore.prototype, 'getAll').and.callThrough();
    const cursor = spyOn(IDBObjectStore.prototype, 'openCursor').and.callThrough();
    const keyCursor = spyOn(IDBObjectStore.prototype, 'openKeyCursor').and.callThrough();
    const page = await storage.readBefore(LOBBY, record('m1000', { at: 1_000 }), 100);
    expect(page.map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, at) => 900 + at));
    const counts = [transaction, getAll, keyCursor, cursor].map((spy) => spy.calls.count());
    expect(counts).toEqual([1, 1, 1, 0]);
  });

  it('passes over what does not look like what it should be', async () => {
    const storage = await bench.open({ appId });
    await storage.append([record('1', { at: 1 }), record('9', { at: 9 })]);
    await storage.enqueue(newOutboxItem('good'));
    await storage.patchConversation(LOBBY, { isMuted: true });
    const raw = await openDB(databaseName(appId, 'ann'));
    const broken: readonly object[] = [
      { content: null },
      { content: { kind: 'text', text: 7 } },
      { content: { kind: 'file', text: '', files: [null] } },
      { content: { kind: 'reaction', target: '1', emoji: '!' } },
      { content: { kind: 5 } },
      { own: 'yes' },
      { stream: 5 },
      { n: 'x' },
    ];
    for (const [index, changes] of broken.entries()) {
      const row = { ...record(`x${index}`, { at: 2 + index / 100 }), ...changes };
      await raw.put('records', { record: row, order: 0 });
    }
    const future = { ...record('future', { at: 8 }), content: { kind: 'hologram' } };
    await raw.put('records', { record: future, order: 1 });
    await raw.put('outbox', { id: 'bad', key: LOBBY });
    await raw.put('outbox', { ...newOutboxItem('bad2'), order: 77, n: 1, status: 'gone' });
    await raw.put('conversations', { key: 'nonsense' });
    await raw.put('conversations', { key: LOBBY, isMuted: true, drafts: null, streams: 'x' });
    await raw.put('user', 'nonsense', 'user');
    raw.close();

    expect((await storage.readBefore(LOBBY, null, 3)).map(({ id }) => id)).toEqual([
      '1',
      'future',
      '9',
    ]);
    expect((await storage.readBefore(LOBBY, null, 3))[1]?.content).toEqual({
      kind: 'unsupported',
      alt: null,
    });
    expect((await storage.outbox()).map(({ id }) => id)).toEqual(['good']);
    expect(await storage.beginAttempt('bad')).toBeNull();
    expect(await storage.conversations()).toEqual([
      jasmine.objectContaining({ key: LOBBY, isMuted: true, drafts: {}, streams: [] }),
    ]);
    expect(await storage.user()).toEqual({ blocked: [], saved: [], lastSeen: [] });
    // What is broken does not stand in the way of what is whole.
    expect((await storage.enqueue(newOutboxItem('bad'))).status).toBe('queued');
    await storage.append([record('x0', { at: 3 })]);
    expect((await storage.readBefore(LOBBY, null, 9)).map(({ id }) => id)).toContain('x0');
  });

  it('begins another stream where the name of its own is lost', async () => {
    const before = await bench.open({ appId });
    await before.enqueue(newOutboxItem('1'));
    await before.beginAttempt('1');
    await before.close();
    const raw = await openDB(databaseName(appId, 'ann'));
    await raw.delete('meta', 'stream');
    raw.close();
    const storage = await bench.open({ appId });
    expect(storage.stream).not.toBe(before.stream);
    await storage.enqueue(newOutboxItem('2'));
    expect((await storage.beginAttempt('1'))?.n).toBe(1);
    expect((await storage.beginAttempt('2'))?.n).toBe(2);
  });

  describe('with another version', () => {
    it('takes data along that an older one kept', async () => {
      const old = await bench.open({ appId });
      await old.enqueue(newOutboxItem('1'));
      await old.append([record('2')]);
      await old.close();
      const versions: number[] = [];
      const storage = await bench.open({
        appId,
        migrations: [
          ...MIGRATIONS,
          (_, transaction) => {
            versions.push(transaction.db.version);
            transaction.objectStore('records').createIndex('byTime' as never, 'record.at');
          },
        ],
      });
      expect(versions).toEqual([MIGRATIONS.length + 1]);
      expect(storage.stream).toBe(old.stream);
      expect((await storage.outbox()).map(({ id }) => id)).toEqual(['1']);
      expect((await storage.readBefore(LOBBY, null, 9)).map(({ id }) => id)).toEqual(['2']);
    });

    it('lets a newer tab upgrade, says so, and keeps nothing more', async () => {
      const ends: string[] = [];
      const old = await bench.open({ appId, onEnd: (end) => ends.push(end) });
      const kept = old.enqueue(newOutboxItem('1'));
      const newer = await bench.open({ appId, migrations: [...MIGRATIONS, () => null] });
      await expectAsync(kept).toBeResolved();
      expect(ends).toEqual(['upgraded']);
      await expectAsync(old.enqueue(newOutboxItem('2'))).toBeRejectedWithError(
        ChatStorageError,
        /newer version.*reload/,
      );
      expect((await newer.outbox()).map(({ id }) => id)).toEqual(['1']);
    });

    it('does not touch what a newer one keeps', async () => {
      const newer = await bench.open({ appId, migrations: [...MIGRATIONS, () => null] });
      await newer.enqueue(newOutboxItem('1'));
      await newer.close();
      await expectAsync(bench.open({ appId })).toBeRejected();
      const again = await bench.open({ appId, migrations: [...MIGRATIONS, () => null] });
      expect((await again.outbox()).length).toBe(1);
    });
  });

  describe('whose connection was cut', () => {
    /** Cuts as the browser does: without asking, and with an event. */
    async function cut(storage: ChatStorage, withEvent: boolean): Promise<void> {
      const databases: IDBDatabase[] = [];
      const { transaction } = IDBDatabase.prototype;
      const spy = spyOn(IDBDatabase.prototype, 'transaction').and.callFake(function (
        this: IDBDatabase,
        ...parameters: Parameters<typeof transaction>
      ) {
        databases.push(this);
        return transaction.apply(this, parameters);
      });
      await storage.user();
      spy.and.callThrough();
      databases[0]?.close();
      if (withEvent) {
        databases[0]?.dispatchEvent(new Event('close'));
      }
    }

    for (const withEvent of [true, false]) {
      it(`opens it again ${withEvent ? 'when it hears of it' : 'when it meets it'}`, async () => {
        const storage = await bench.open({ appId });
        await storage.enqueue(newOutboxItem('1'));
        await cut(storage, withEvent);
        const items = await Promise.all([
          storage.enqueue(newOutboxItem('2')),
          storage.enqueue(newOutboxItem('3')),
          storage.outbox(),
        ]);
        expect(items[1].order).toBe(3);
        expect((await storage.outbox()).map(({ id }) => id)).toEqual(['1', '2', '3']);
      });
    }

    it('takes no other database for its own', async () => {
      const storage = await bench.open({ appId });
      await cut(storage, true);
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(databaseName(appId, 'ann'));
        request.onsuccess = resolve;
        request.onerror = reject;
      });
      await (await bench.open({ appId })).enqueue(newOutboxItem('of another life'));
      await expectAsync(storage.outbox()).toBeRejectedWithError(ChatStorageError, /deleted/);
    });
  });

  it('has no part of a batch fail for another one that cannot be kept', async () => {
    const storage = await bench.open({ appId });
    const uncloneable = record('2', {
      content: { kind: 'text', text: '', mentions: [() => 1] as never },
    });
    const kept = ['1', '3'].map((id) => storage.append([record(id)]));
    const refused = storage.append([uncloneable]);
    await expectAsync(refused).toBeRejectedWithError(ChatStorageError, /plain data/);
    await Promise.all(kept);
    expect((await storage.readBefore(LOBBY, null, 9)).map(({ id }) => id)).toEqual(['1', '3']);
  });
});
