/**
 * Why something could not be kept or read.
 *
 * | reason | meaning |
 * |---|---|
 * | `full` | The browser gives no more room, even without the cache. |
 * | `invalid` | What was handed in cannot be kept: a mistake of the caller. |
 * | `closed` | The storage was closed before. |
 * | `broken` | The browser's storage failed, or is gone. |
 */
export type ChatStorageReason = 'full' | 'invalid' | 'closed' | 'broken';

/** What a promise of a `ChatStorage` rejects with. Nothing was changed. */
export class ChatStorageError extends Error {
  override readonly name = 'ChatStorageError';
  readonly reason: ChatStorageReason;

  constructor(reason: ChatStorageReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** For whoever asks something of a storage after its end. */
export function closedError(): ChatStorageError {
  return new ChatStorageError('closed', 'The chat storage is closed: open it again.');
}
