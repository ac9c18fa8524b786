import type { StateChange } from '../protocol/wire.ts';
import { REQUEST_TIMEOUT_MS } from './api-gate.ts';
import type { Link } from './link.ts';
import type { RequestPolicy } from './transport.ts';

/** Length of the JSON of one part; 32 long values would not fit a frame. */
const MAX_PART_LENGTH = 60_000;

const POLICY: RequestPolicy = {
  operation: 'presenceSetState',
  timeoutMs: REQUEST_TIMEOUT_MS,
  onTimeout: -13012,
  onLost: -13001,
};

/**
 * Tells the server of a change of the user's state, in parts when it is large. Nobody waits for the
 * answer: should the link break, the reconnect tells everything again.
 *
 * @param replace Whether `changes` is all there is.
 */
export function uploadState(
  link: Link,
  channelName: string,
  changes: readonly StateChange[],
  replace: boolean,
): void {
  const parts = split(changes);
  parts.forEach((part, index) => {
    const request = {
      channelName,
      replace: replace && index === 0,
      changes: part,
      more: index < parts.length - 1,
    };
    link.request('setState', request, POLICY).catch(() => undefined);
  });
}

/** One key set, whatever a caller without types gave as a value: others get a text. */
export function toChange(key: string, value: unknown): StateChange {
  return { key, value: String(value) };
}

/** At least one part, so that an empty state can be told too. */
function split(changes: readonly StateChange[]): StateChange[][] {
  const parts: StateChange[][] = [[]];
  let length = 0;
  for (const change of changes) {
    const size = JSON.stringify(change).length;
    if (length > 0 && length + size > MAX_PART_LENGTH) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(change);
    length += size;
  }
  return parts;
}
