import type { ChatEvent } from './chat-event';
import { applyEvents } from './chat-reducer';
import type { ChatState } from './chat-state';
import { EventBatch, type Schedule } from './event-batch';
import type { ChatStateHolder } from './state-holder';

/** As soon as what runs now is done: other tabs must not wait for the frames of one that may be hidden. */
const atOnce: Schedule = (callback) => {
  let isCancelled = false;
  queueMicrotask(() => {
    if (!isCancelled) callback();
  });
  return () => {
    isCancelled = true;
  };
};

/** Brings events into the state of this tab, a frame at a time, and to the other tabs. */
export class EventLog {
  readonly #holder: ChatStateHolder;
  readonly #adapt: (event: ChatEvent) => ChatEvent | null;
  readonly #batch: EventBatch;
  readonly #posts: EventBatch;
  #hasEnded = false;
  /** What the state will be with the next frame, as far as somebody has asked. */
  #ahead: { readonly base: ChatState; readonly count: number; readonly state: ChatState } | null =
    null;

  /**
   * @param post Tells the other tabs.
   * @param adapt What of an event this tab can show; `null` for nothing.
   */
  constructor(
    holder: ChatStateHolder,
    schedule: Schedule,
    post: (events: readonly ChatEvent[]) => void,
    adapt: (event: ChatEvent) => ChatEvent | null,
  ) {
    this.#holder = holder;
    this.#adapt = adapt;
    this.#batch = new EventBatch(schedule, (events) => {
      this.#ahead = null;
      holder.apply(events);
    });
    this.#posts = new EventBatch(atOnce, post);
  }

  /** Something that concerns this tab only. */
  show(event: ChatEvent): void {
    const shown = this.#hasEnded ? null : this.#adapt(event);
    if (shown) this.#batch.add(shown);
  }

  /** Something that concerns all tabs. */
  share(event: ChatEvent): void {
    this.show(event);
    this.#posts.add(event);
  }

  /** The state with everything that has happened, whether or not its frame has come. */
  state(): ChatState {
    const waiting = this.#batch.waiting;
    const current = this.#holder.current();
    if (waiting.length === 0) return current;
    const ahead = this.#ahead;
    const isOurs = ahead?.base === current && ahead.count <= waiting.length;
    const base = isOurs ? ahead.state : current;
    const from = isOurs ? ahead.count : 0;
    const state = from === waiting.length ? base : applyEvents(base, waiting.slice(from));
    this.#ahead = { base: current, count: waiting.length, state };
    return state;
  }

  /** The last event that this tab shows. Others are still told what comes after it. */
  end(last: ChatEvent): void {
    this.show(last);
    this.flush();
    this.#hasEnded = true;
  }

  /** Brings everything into the state now. */
  flush(): void {
    this.#posts.flush();
    this.#batch.flush();
  }
}
