import { ChatStorageError } from './chat-storage-error';
import type { Clock } from './clock';

/**
 * What a promise says, or `broken` if it says nothing in time.
 *
 * Time is counted in two halves: of a page that was frozen, timers may fire before the answer that has long been there. Then
 * only the first half is over.
 *
 * @param limit In ms.
 */
export function withDeadline<T>(clock: Clock, limit: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let cancel = clock.after(limit / 2, () => {
      cancel = clock.after(limit / 2, () =>
        reject(
          new ChatStorageError('broken', `The storage of the browser was silent for ${limit} ms.`),
        ),
      );
    });
    answer.then(resolve, reject).finally(() => cancel());
  });
}
