type Listener = (...args: never[]) => void;

/**
 * Listeners by event, in order of registration. A listener registered twice runs twice, as observed.
 * One that throws is reported, and keeps the event from those after it, as observed.
 */
export class EventHub {
  readonly #listeners = new Map<unknown, Listener[]>();

  /** @throws TypeError when `listener` is not a function. */
  add(event: unknown, listener: Listener): void {
    requireFunction(listener);
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  /** Removes the latest registration of a listener. @throws TypeError when it is not a function. */
  remove(event: unknown, listener: Listener): void {
    requireFunction(listener);
    const listeners = this.#listeners.get(event) ?? [];
    const at = listeners.lastIndexOf(listener);
    if (at >= 0) this.#listeners.set(event, listeners.toSpliced(at, 1));
  }

  clear(event?: unknown): void {
    if (event === undefined) this.#listeners.clear();
    else this.#listeners.delete(event);
  }

  count(event: unknown): number {
    return this.#listeners.get(event)?.length ?? 0;
  }

  fire(event: unknown, ...args: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        (listener as (...args: unknown[]) => void)(...args);
      } catch (error) {
        console.error('agora-rtm-emulator: a listener threw; later ones do not hear of it', error);
        return;
      }
    }
  }
}

function requireFunction(listener: unknown): void {
  if (typeof listener === 'function') return;
  throw new TypeError(
    `The "listener" argument must be of type Function. Received type ${typeof listener}`,
  );
}
