import { BehaviorSubject, type Observable } from 'rxjs';
import type { ChatEvent } from './chat-event';
import { applyEvents, INITIAL_CHAT_STATE } from './chat-reducer';
import type { ChatState } from './chat-state';

/** Where the state of a tab lives: in an NgRx store, or in a {@link PlainStateHolder}. */
export interface ChatStateHolder {
  /** The state after the last {@link apply}. */
  current(): ChatState;
  /** Applies events, in one go and before it returns. */
  apply(events: readonly ChatEvent[]): void;
}

/** Holds the state by itself, for those who have no store. */
export class PlainStateHolder implements ChatStateHolder {
  readonly #state = new BehaviorSubject(INITIAL_CHAT_STATE);

  /** Replays the state. */
  readonly state$: Observable<ChatState> = this.#state.asObservable();

  current(): ChatState {
    return this.#state.value;
  }

  apply(events: readonly ChatEvent[]): void {
    const next = applyEvents(this.#state.value, events);
    if (next !== this.#state.value) this.#state.next(next);
  }
}
