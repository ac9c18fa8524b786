/** Arguments of the listener of an event. */
export type ListenerArguments<T> = T extends (...args: infer Arguments) => unknown
  ? Arguments
  : never;

type Listener = (...args: never[]) => unknown;

/** A listener, and what it was registered as: `once` wraps it. */
interface Registration {
  readonly listener: Listener;
  readonly raw: Listener;
}

/**
 * The event emitter of 1.5.1, which is Node's but for `emit`, as observed: an event goes to the listeners
 * there were when it began, one that throws keeps the later ones from hearing of it and is reported on
 * the console, and nothing is returned.
 */
export class EventEmitter<Events> {
  readonly #registrations = new Map<unknown, readonly Registration[]>();
  #maxListeners: number;

  constructor(maxListeners = 10) {
    this.#maxListeners = maxListeners;
  }

  on<Name extends keyof Events>(
    event: Name,
    listener: (...args: ListenerArguments<Events[Name]>) => unknown,
  ): this {
    return this.#add(event, listener, listener, false);
  }

  addListener<Name extends keyof Events>(
    event: Name,
    listener: (...args: ListenerArguments<Events[Name]>) => unknown,
  ): this {
    return this.#add(event, listener, listener, false);
  }

  prependListener<Name extends keyof Events>(
    event: Name,
    listener: (...args: ListenerArguments<Events[Name]>) => unknown,
  ): this {
    return this.#add(event, listener, listener, true);
  }

  /** Like {@link on}, for the next time only. */
  once<Name extends keyof Events>(
    event: Name,
    listener: (...args: ListenerArguments<Events[Name]>) => unknown,
  ): this {
    return this.#add(event, listener, this.#wrap(event, listener), false);
  }

  prependOnceListener<Name extends keyof Events>(
    event: Name,
    listener: (...args: ListenerArguments<Events[Name]>) => unknown,
  ): this {
    return this.#add(event, listener, this.#wrap(event, listener), true);
  }

  /** Removes the latest registration of a listener. @throws TypeError when it is not a function. */
  off(event: keyof Events, listener: (...args: never[]) => unknown): this {
    requireFunction(listener);
    const registrations = this.#registrations.get(event) ?? [];
    const at = registrations.findLastIndex(
      (known) => known.listener === listener || known.raw === listener,
    );
    if (at >= 0) this.#registrations.set(event, registrations.toSpliced(at, 1));
    return this;
  }

  removeListener(event: keyof Events, listener: (...args: never[]) => unknown): this {
    return this.off(event, listener);
  }

  removeAllListeners(event?: keyof Events): this {
    if (event === undefined) this.#registrations.clear();
    else this.#registrations.delete(event);
    return this;
  }

  listeners(event: keyof Events): Listener[] {
    return (this.#registrations.get(event) ?? []).map(({ listener }) => listener);
  }

  rawListeners(event: keyof Events): Listener[] {
    return (this.#registrations.get(event) ?? []).map(({ raw }) => raw);
  }

  listenerCount(event: keyof Events): number {
    return this.#registrations.get(event)?.length ?? 0;
  }

  eventNames(): (keyof Events)[] {
    const used = [...this.#registrations].filter(([, registrations]) => registrations.length > 0);
    return used.map(([event]) => event as keyof Events);
  }

  setMaxListeners(count: number): this {
    if (typeof count !== 'number' || !(count >= 0)) {
      throw new RangeError(`It takes a number of listeners from 0 up, and got ${String(count)}.`);
    }
    this.#maxListeners = count;
    return this;
  }

  getMaxListeners(): number {
    return this.#maxListeners;
  }

  emit<Name extends keyof Events>(event: Name, ...args: ListenerArguments<Events[Name]>): void {
    try {
      for (const { raw } of this.#registrations.get(event) ?? []) {
        (raw as (...args: unknown[]) => unknown).apply(this, args);
      }
    } catch (error) {
      console.error(`agora-rtm-emulator: a listener of ${String(event)} threw`, error);
    }
  }

  /** @throws TypeError when `listener` is not a function. */
  #add(event: unknown, listener: Listener, raw: Listener, isFirst: boolean): this {
    requireFunction(listener);
    const before = this.#registrations.get(event) ?? [];
    const added = { listener, raw };
    const after = isFirst ? [added, ...before] : [...before, added];
    this.#registrations.set(event, after);
    if (this.#maxListeners > 0 && after.length === this.#maxListeners + 1) {
      console.warn(
        `agora-rtm-emulator: ${after.length} listeners of ${String(event)}: are some never removed?`,
      );
    }
    return this;
  }

  #wrap<Name extends keyof Events>(
    event: Name,
    listener: (...args: ListenerArguments<Events[Name]>) => unknown,
  ): Listener {
    if (typeof listener !== 'function') return listener;
    const raw = (...args: ListenerArguments<Events[Name]>) => {
      this.off(event, raw);
      return listener.apply(this, args);
    };
    return raw;
  }
}

function requireFunction(listener: unknown): void {
  if (typeof listener === 'function') return;
  throw new TypeError(
    `The "listener" argument must be of type Function. Received type ${typeof listener}`,
  );
}
