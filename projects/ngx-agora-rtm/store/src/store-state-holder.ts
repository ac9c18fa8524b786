import { type NgZone, untracked } from '@angular/core';
import type { Action, Store } from '@ngrx/store';
import type { ChatEvent, ChatState, ChatStateHolder } from 'ngx-agora-rtm/chat';
import { rtmEventsBatched } from './rtm-events';
import { rtmFeature } from './rtm-feature';

/** The chat's state in the store: one dispatch for all events of a frame. */
export class StoreStateHolder implements ChatStateHolder {
  readonly #store: Store;
  readonly #zone: NgZone;
  readonly #state;

  constructor(store: Store, zone: NgZone) {
    this.#store = store;
    this.#zone = zone;
    this.#state = store.selectSignal(rtmFeature.selectRtmState);
  }

  current(): ChatState {
    // Whoever uses the chat in an effect does not ask to be run again for all that happens.
    return untracked(this.#state);
  }

  apply(events: readonly ChatEvent[]): void {
    const [first] = events;
    if (!first) return;
    // An event that comes alone is the more readable action.
    const action: Action = events.length === 1 ? first : rtmEventsBatched({ events });
    this.#zone.run(() => this.#store.dispatch(action));
  }
}
