import { entryAt, type HistoryState, type Timeline } from 'ngx-agora-rtm/chat';
import type { ListGeometry } from './list-geometry';
import { rowKey } from './row-source';

/** Asks for older messages before the reader gets to the oldest one that is loaded. */
export class OlderRequest {
  readonly #geometry: ListGeometry;
  /** The oldest message when it was asked: once for each is enough, whatever comes of it. */
  #askedAt: string | null = null;
  #isLoading = false;

  constructor(geometry: ListGeometry) {
    this.#geometry = geometry;
  }

  /** Another conversation. */
  reset(): void {
    this.#askedAt = null;
  }

  /** Whether it is time to ask; counts as asked if so. After a failure the reader has to want it. */
  isDue({ status, hasOlder }: HistoryState, timeline: Timeline): boolean {
    // A page that held nothing to show leaves the oldest message what it is: the next one is asked for nevertheless.
    if (this.#isLoading && status === 'idle') this.#askedAt = null;
    this.#isLoading = status === 'loading';
    const { viewport, distanceFromTop } = this.#geometry;
    if (viewport === 0 || distanceFromTop > SCREENS * viewport) return false;
    if (!hasOlder || status !== 'idle') return false;
    const oldest = entryAt(timeline, 0);
    const at = oldest ? rowKey(oldest) : '';
    if (at === this.#askedAt) return false;
    this.#askedAt = at;
    return true;
  }
}

/** So many screens below the oldest message: time enough to load a page. */
const SCREENS = 2;
