import { inject, Injectable, InjectionToken } from '@angular/core';
import { RtmService } from 'ngx-agora-rtm';
import { nameProblem } from 'ngx-agora-rtm/client';
import { DESK_CONFIG } from '../config/desk-config';

/** Where it is kept who works in a tab: in this tab, until it is closed. */
export const SESSION_STORAGE = new InjectionToken<
  Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
>('SESSION_STORAGE', { providedIn: 'root', factory: () => sessionStorage });

/**
 * Keeps over a reload who is signed in, apart for each App ID. Never a token; conversations are kept by the chat. What is read
 * back is checked like any input.
 */
@Injectable({ providedIn: 'root' })
export class SavedSession {
  readonly #storage = inject(SESSION_STORAGE);
  readonly #rules = inject(RtmService).capabilities.userIds;
  readonly #key = `desk:${inject(DESK_CONFIG).appId}:user`;

  /** The user id of this tab, or `null` if there is none that makes sense. */
  read(): string | null {
    const userId = this.#try(() => this.#storage.getItem(this.#key));
    return userId !== null && nameProblem(userId, this.#rules) === null ? userId : null;
  }

  save(userId: string): void {
    this.#try(() => this.#storage.setItem(this.#key, userId));
  }

  clear(): void {
    this.#try(() => this.#storage.removeItem(this.#key));
  }

  /** A browser may refuse storage: then a reload asks to sign in again, and nothing else is lost. */
  #try<T>(use: () => T): T | null {
    try {
      return use();
    } catch {
      return null;
    }
  }
}
