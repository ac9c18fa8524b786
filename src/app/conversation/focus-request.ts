import { Injectable, signal } from '@angular/core';
import type { ConversationKey } from 'ngx-agora-rtm/chat';

/** Asks the composer of a conversation to take the focus, as soon as it is on the page. */
@Injectable({ providedIn: 'root' })
export class FocusRequest {
  readonly #key = signal<ConversationKey | null>(null);

  /** Asks for it. */
  request(key: ConversationKey): void {
    this.#key.set(key);
  }

  /** Whether a conversation was asked for; the request is fulfilled thereby. A signal is read. */
  take(key: ConversationKey): boolean {
    if (this.#key() !== key) return false;
    this.#key.set(null);
    return true;
  }
}
