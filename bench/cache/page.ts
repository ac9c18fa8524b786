// What runs in the page: the library beside IndexedDB as one would use it by hand. Each measurement is made in a page that has just
// been loaded.
import {
  applyEvents,
  type ChatRecord,
  type ChatStorage,
  conversationIn,
  type ConversationKey,
  DEFAULT_CHAT_OPTIONS,
  INITIAL_CHAT_STATE,
  nextFrame,
  PlainStateHolder,
  SYSTEM_CLOCK,
  loadChatEngine,
} from 'ngx-agora-rtm/chat';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { filter, firstValueFrom, map } from 'rxjs';
import { OPENED } from '../state/events.ts';
import { keyOf, ME, write } from '../state/messages.ts';

const { Chat, clientTransport, openChatStorage, singleTabLink } = await loadChatEngine();

/** What Node can ask the page for. */
export interface CachePage {
  fill(count: number): Promise<void>;
  byHand(): Promise<ByHand>;
  reading(): Promise<Reading>;
  starting(): Promise<Starting>;
}

/** Milliseconds. */
export interface ByHand {
  /** Opening a database and reading its newest page, in a page that was just loaded. */
  readonly openAndRead: number;
  /** Reading the newest page, again and again. */
  readonly reads: readonly number[];
}

export interface Reading {
  /** From the question for the newest page of a conversation until it is in the state, again and again. */
  readonly newest: readonly number[];
  /** The same for pages further up, one after the other. */
  readonly older: readonly number[];
}

export interface Starting {
  /** From the login until the storage is open. */
  readonly untilOpen: number;
  /** From the login until the list of conversations is in the state. */
  readonly untilListed: number;
  /** From the login in a page that was just loaded until the newest page is in the state. */
  readonly untilShown: number;
  /** How many messages are in the state then. */
  readonly shown: number;
}

const APP_ID = '0123456789abcdef0123456789abcdef';
const KEY: ConversationKey = keyOf(0);
const PAGE = DEFAULT_CHAT_OPTIONS.pageSize;
const TIMES = 30;
const HAND = 'by-hand';

const page: CachePage = {
  async fill(count) {
    const records = write({ count, conversations: 1 });
    const storage = await openStorage();
    for (let at = 0; at < count; at += 500) await storage.append(records.slice(at, at + 500));
    const last = records.at(-1);
    await storage.patchConversation(KEY, {
      isOpen: true,
      activeAt: last?.at ?? 0,
      marker: last ? { id: last.id, at: last.at, from: last.from, n: last.n } : null,
    });
    await storage.flush();
    await storage.close();
    await fillByHand(records);
  },

  async byHand() {
    const start = performance.now();
    const database = await openByHand();
    const count = await settled(storeOf(database).count());
    await readByHand(database, count);
    const openAndRead = performance.now() - start;
    const reads = await timed(TIMES, () => readByHand(database, count));
    database.close();
    return { openAndRead, reads };
  },

  async reading() {
    const storage = await openStorage();
    const opened = applyEvents(INITIAL_CHAT_STATE, [
      { ...OPENED, conversations: await storage.conversations() },
    ]);
    let state = opened;
    const show = async (source: 'cache' | 'older', before: ChatRecord | null) => {
      const records = await storage.readBefore(KEY, before, PAGE);
      if (records.length !== PAGE) throw new Error(`A page of ${records.length} messages.`);
      state = applyEvents(state, [{ type: '[RTM Messages] Arrived', key: KEY, records, source }]);
      return records[0] ?? null;
    };
    const newest = await timed(TIMES, () => {
      state = opened;
      return show('cache', null);
    });
    let first: ChatRecord | null = null;
    const older = await timed(TIMES, async () => {
      first = await show('older', first);
    });
    await storage.close();
    return { newest, older };
  },

  async starting() {
    const holder = new PlainStateHolder();
    let start = 0;
    let untilOpen = NaN;
    const chat = new Chat({
      transport: clientTransport(new InMemoryRtm().client()),
      holder,
      openStorage: async () => {
        const storage = await openStorage();
        untilOpen = performance.now() - start;
        return storage;
      },
      tabs: singleTabLink,
      schedule: nextFrame,
      clock: SYSTEM_CLOCK,
      options: DEFAULT_CHAT_OPTIONS,
    });
    const conversation$ = holder.state$.pipe(
      map((state) => conversationIn(state, KEY)),
      filter((conversation) => conversation !== undefined),
    );
    start = performance.now();
    const login = chat.login(ME);
    await firstValueFrom(conversation$);
    const untilListed = performance.now() - start;
    const shown$ = conversation$.pipe(
      map(({ timeline }) => timeline.length),
      filter((count) => count > 0),
    );
    const shown = await firstValueFrom(shown$);
    const untilShown = performance.now() - start;
    await login;
    await chat.destroy();
    return { untilOpen, untilListed, untilShown, shown };
  },
};

Object.assign(globalThis, { cachePage: page });

async function openStorage(): Promise<ChatStorage> {
  const storage = await openChatStorage({ appId: APP_ID, userId: ME });
  if (storage.kind !== 'durable') throw new Error('The browser keeps nothing.');
  return storage;
}

async function timed(times: number, run: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    await run();
    took.push(performance.now() - start);
  }
  return took;
}

// By hand: a database of messages by their number, and a page of it in one request. Nothing that reads as much is faster.

function openByHand(): Promise<IDBDatabase> {
  const request = indexedDB.open(HAND, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(HAND));
  return settled(request);
}

async function fillByHand(records: readonly ChatRecord[]): Promise<void> {
  const database = await openByHand();
  const transaction = database.transaction(HAND, 'readwrite');
  const store = transaction.objectStore(HAND);
  for (const [index, record] of records.entries()) store.put(record, index);
  await new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(new Error('Not filled.')));
  });
  database.close();
}

async function readByHand(database: IDBDatabase, count: number): Promise<void> {
  const newest = IDBKeyRange.lowerBound(count - PAGE);
  const records = await settled<unknown[]>(storeOf(database).getAll(newest));
  if (records.length !== PAGE) throw new Error(`A page of ${records.length} messages.`);
}

function storeOf(database: IDBDatabase): IDBObjectStore {
  return database.transaction(HAND, 'readonly').objectStore(HAND);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error('IndexedDB refused.')));
  });
}
