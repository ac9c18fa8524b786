import type { Entry, EntryKind, Stage, Trace } from '../script.ts';
import { describe } from './describe.ts';

/** How long a script waits for a call that may never settle, in milliseconds of the page's clock. */
const PATIENCE_MS = 500;

/** The stage of one script: hands it the SDK and writes down what happens. */
export class Recorder implements Stage {
  readonly sdk: Stage['sdk'];
  readonly #name: string;
  readonly #start = Date.now();
  readonly #entries: Entry[] = [];
  /** Calls that have not settled yet. */
  readonly #pending = new Map<Promise<unknown>, string>();
  #userIds = 0;
  #isOver = false;

  /** @param name Unique on the page; user ids are made of it. */
  constructor(sdk: Stage['sdk'], name: string) {
    this.sdk = sdk;
    this.#name = name;
  }

  newUserId(): string {
    this.#userIds += 1;
    return `${this.#name}-${this.#userIds}`;
  }

  attempt(label: string, call: () => unknown): unknown {
    let result: unknown;
    try {
      result = call();
    } catch (error) {
      this.#add('threw', label, error);
      return undefined;
    }
    if (result instanceof Promise) this.#follow(label, result);
    else this.#add('returned', label, result);
    return result;
  }

  async invoke(target: unknown, path: string, ...args: readonly unknown[]): Promise<void> {
    const result = this.attempt(path, () => callMethod(target, path, args));
    if (!(result instanceof Promise)) return;
    const settled = result.then(ignore, ignore);
    await Promise.race([settled, this.wait(PATIENCE_MS)]);
  }

  note(label: string, value: unknown): void {
    this.#add('noted', label, value);
  }

  listener(label: string): (...args: unknown[]) => void {
    return (...args) => this.#add('event', label, args);
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** Gives what is under way a last chance, and ends the record. */
  async finish(): Promise<Trace> {
    await this.wait(PATIENCE_MS);
    for (const label of this.#pending.values()) this.#add('pending', label, null);
    this.#isOver = true;
    return this.#entries;
  }

  #follow(label: string, promise: Promise<unknown>): void {
    this.#pending.set(promise, label);
    const settle = (kind: EntryKind, value: unknown) => {
      this.#pending.delete(promise);
      this.#add(kind, label, value);
    };
    promise.then(
      (value) => settle('resolved', value),
      (error: unknown) => settle('rejected', error),
    );
  }

  #add(kind: EntryKind, label: string, value: unknown): void {
    if (this.#isOver) return;
    this.#entries.push({ at: Date.now() - this.#start, kind, label, value: describe(value) });
  }
}

/** Calls the method at a path of names, with the right `this`. */
function callMethod(target: unknown, path: string, args: readonly unknown[]): unknown {
  const names = path.split('.');
  const name = names.pop() ?? '';
  const owner = names.reduce<unknown>((object, key) => Reflect.get(Object(object), key), target);
  const method = Reflect.get(Object(owner), name) as (...args: unknown[]) => unknown;
  return Reflect.apply(method, owner, args);
}

function ignore(): void {
  // How it ended is recorded elsewhere.
}
