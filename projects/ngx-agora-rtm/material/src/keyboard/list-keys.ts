/** Rows that Page Up and Page Down pass over: about what is on the screen, less one to hold on to. */
const PAGE = 8;

/**
 * Where a key takes the focus in a list that is one tab stop.
 *
 * @param from Index of the row that has the focus.
 * @param count How many rows there are.
 * @returns Index of the row that gets it; `null` if the key does not move it.
 */
export function rowAfterKey(key: string, from: number, count: number): number | null {
  const to = MOVES.get(key)?.(from, count);
  return to === undefined || count === 0 ? null : Math.min(Math.max(to, 0), count - 1);
}

const MOVES = new Map<string, (from: number, count: number) => number>([
  ['ArrowDown', (from) => from + 1],
  ['ArrowUp', (from) => from - 1],
  ['PageDown', (from) => from + PAGE],
  ['PageUp', (from) => from - PAGE],
  ['Home', () => 0],
  ['End', (_from, count) => count - 1],
]);
