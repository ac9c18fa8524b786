import type { MessageId } from 'ngx-agora-rtm/chat';
import type { ListGeometry } from './list-geometry';
import { entriesOfRows, rowOfMessage, type RowSource } from './row-source';

/** Tells which message is the latest that has really been on the screen. */
export class SeenWatch {
  readonly #geometry: ListGeometry;
  readonly #source: () => RowSource;
  readonly #tell: (id: MessageId) => void;
  #latest: MessageId | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(geometry: ListGeometry, source: () => RowSource, tell: (id: MessageId) => void) {
    this.#geometry = geometry;
    this.#source = source;
    this.#tell = tell;
  }

  /** Something else may be seen. What is seen after a while is told: who scrolls past many has seen the last of them. */
  look(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tellLatest();
    }, SEEN_MS);
  }

  /** Another conversation, or none. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#latest = null;
  }

  #tellLatest(): void {
    const source = this.#source();
    const id = latestInSight(this.#geometry, source);
    if (id === null || id === this.#latest) return;
    const before = this.#latest === null ? -1 : rowOfMessage(source, this.#latest);
    if (rowOfMessage(source, id) < before) return;
    this.#latest = id;
    this.#tell(id);
  }
}

/** The latest message that is on the screen now, so far that its beginning can be read; `null` for none. */
function latestInSight(geometry: ListGeometry, source: RowSource): MessageId | null {
  const { viewport, heights } = geometry;
  if (viewport === 0 || document.visibilityState !== 'visible') return null;
  const { start, end } = geometry.visible();
  const entries = entriesOfRows(source, start, Math.min(end, source.timeline.length));
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    const isBegun = viewport - geometry.offsetOf(start + i) >= READABLE;
    // What was never measured was never drawn.
    if (entry?.type === 'message' && isBegun && heights.isMeasured(start + i)) return entry.id;
  }
  return null;
}

/** What is on the screen for so long, in ms, counts as seen. */
const SEEN_MS = 200;

/** So much of a message has to be seen for it to be seen, in CSS pixels: a line. */
const READABLE = 20;
