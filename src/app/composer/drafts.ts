import { Injectable } from '@angular/core';
import type { ConversationKey } from 'ngx-agora-rtm/store';

/** What was begun and not sent, by conversation. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  readonly #texts = new Map<ConversationKey, string>();

  get(key: ConversationKey): string {
    return this.#texts.get(key) ?? '';
  }

  set(key: ConversationKey, text: string): void {
    if (text === '') this.#texts.delete(key);
    else this.#texts.set(key, text);
  }

  clear(): void {
    this.#texts.clear();
  }
}
