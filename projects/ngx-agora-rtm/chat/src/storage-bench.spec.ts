import { v4 as uuid } from 'uuid';
import type { Clock } from './clock';
import { databaseName } from './indexed-chat-schema';
import { IndexedChatStorage, type IndexedChatStorageOptions } from './indexed-chat-storage';

/** Databases of a spec: with names that nobody else uses, and deleted after it. */
export class StorageBench {
  readonly #storages: IndexedChatStorage[] = [];
  readonly #names = new Set<string>();

  /** An App ID that no other spec has. */
  newAppId(): string {
    return `spec-${uuid()}`;
  }

  async open(
    options: Partial<IndexedChatStorageOptions> & { readonly appId: string },
  ): Promise<IndexedChatStorage> {
    const complete = { userId: 'ann', indexedDB, ...options };
    this.#names.add(databaseName(complete.appId, complete.userId));
    const storage = await IndexedChatStorage.open(complete);
    this.#storages.push(storage);
    return storage;
  }

  /** Has the database of a user deleted, whoever opened it. */
  deleteLater(appId: string, userId = 'ann'): void {
    this.#names.add(databaseName(appId, userId));
  }

  async clean(): Promise<void> {
    await Promise.all(this.#storages.splice(0).map((storage) => storage.close().catch(() => null)));
    await Promise.all([...this.#names].map(deleteDatabase));
    this.#names.clear();
  }
}

/** Waits for connections that are being closed; one that nobody closes lets the spec run out of time. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(new Error(`Not deleted: ${name}`));
  });
}

/** Time that passes when a spec says so. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.#now = next.at;
      this.#timers.delete(next);
      next.callback();
    }
    this.#now = end;
  }
}
