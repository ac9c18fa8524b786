import type { RtmError } from './rtm-error';

/** What ends the wait for a call, apart from its own answer. */
export interface Bounds {
  readonly ms: number;
  /** Makes the error for a wait that took `ms`. */
  readonly onTimeout: () => RtmError;
  /** Ends the wait at once; its `reason` is what the wait rejects with. */
  readonly signal?: AbortSignal;
}

/**
 * Waits for a call no longer than its bounds. A call that throws counts as one that rejects, and what it does after
 * its bounds is swallowed: vendors reject logins long after they were given up. For adapters.
 */
export function bounded<T>(
  call: () => PromiseLike<T>,
  { ms, onTimeout, signal }: Bounds,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      end();
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      end();
      reject(onTimeout());
    }, ms);
    signal?.addEventListener('abort', abort);
    new Promise<T>((answer) => answer(call())).finally(end).then(resolve, reject);
  });
}
