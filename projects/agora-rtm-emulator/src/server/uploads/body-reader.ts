import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../protocol/clock.ts';

/** How long a body may take, in milliseconds. */
export interface BodyPatience {
  /** Without a byte. */
  readonly idleMs: number;
  /** All in all. */
  readonly maxMs: number;
}

/** Why a body ended before its end. */
export type BodyFailure = 'late' | 'aborted';

/**
 * Reads a body. Unlike iterating over the request, this leaves the connection open when reading stops, so that an answer can go out.
 *
 * @param take Called with each piece; what it throws stops the reading.
 * @returns Resolves to `null` at the end of the body, or to why there was none; rejects with what `take` threw.
 */
export function readBody(
  request: IncomingMessage,
  take: (chunk: Buffer) => void,
  clock: Clock,
  { idleMs, maxMs }: BodyPatience,
): Promise<BodyFailure | null> {
  return new Promise((resolve, reject) => {
    const late = () => stop(() => resolve('late'));
    const undoWhole = clock.schedule(late, maxMs);
    let undoIdle = clock.schedule(late, idleMs);
    const onData = (chunk: Buffer): void => {
      undoIdle();
      undoIdle = clock.schedule(late, idleMs);
      try {
        take(chunk);
      } catch (error) {
        stop(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    };
    const onEnd = () => stop(() => resolve(null));
    const onAbort = () => stop(() => resolve('aborted'));
    const stop = (end: () => void): void => {
      undoWhole();
      undoIdle();
      request.off('data', onData).off('end', onEnd).off('close', onAbort);
      request.pause();
      end();
    };
    // Stays: a connection that breaks after the reading has stopped is nobody's problem.
    request.on('error', onAbort);
    request.on('data', onData).on('end', onEnd).on('close', onAbort);
  });
}

/** Reads the rest of a body away, so that its sender gets to read the answer; up to a number of bytes, and as long as they come. */
export async function drainBody(
  request: IncomingMessage,
  maxBytes: number,
  clock: Clock,
  patience: BodyPatience,
): Promise<void> {
  let rest = maxBytes;
  const take = (chunk: Buffer): void => {
    rest -= chunk.length;
    if (rest < 0) throw new Error('Too much to be read away.');
  };
  await readBody(request, take, clock, patience).catch(() => null);
}
