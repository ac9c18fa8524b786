import { entryAt, indexOfEntry, type Timeline } from 'ngx-agora-rtm/chat';

/** How many entries are on the page at first, and how many more each time. Thousands would make every key press slow. */
export const PAGE = 150;

/** Which entries are on the page: the last ones, those from one on, or all. */
export type LogWindow =
  | { readonly type: 'tail' }
  | { readonly type: 'from'; readonly id: string }
  | { readonly type: 'all' };

export const TAIL: LogWindow = { type: 'tail' };

/** Index of the first entry on the page. */
export function startOf(window: LogWindow, timeline: Timeline): number {
  const tail = Math.max(0, timeline.length - PAGE);
  if (window.type === 'tail') return tail;
  if (window.type === 'all') return 0;
  const index = indexOfEntry(timeline, window.id);
  return index === -1 ? tail : index;
}

/** The window that begins at an index. */
export function windowFrom(index: number, timeline: Timeline): LogWindow {
  const first = entryAt(timeline, Math.max(0, index));
  return index <= 0 || !first ? { type: 'all' } : { type: 'from', id: first.id };
}
