import { inject, Injectable, InjectionToken } from '@angular/core';
import { RtmService } from 'ngx-agora-rtm';
import { nameProblem, type RtmTarget } from 'ngx-agora-rtm/client';
import { DESK_CONFIG } from '../config/desk-config';

/** What is kept of a session: who, and what was open. Never a token. */
export interface SavedState {
  readonly userId: string;
  readonly targets: readonly RtmTarget[];
}

/** Where it is kept: this tab, until it is closed. */
export const SESSION_STORAGE = new InjectionToken<
  Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
>('SESSION_STORAGE', { providedIn: 'root', factory: () => sessionStorage });

/** More than anybody has open; a longer list was not written by us. */
const MAX_TARGETS = 200;

/** Keeps a session over a reload, apart for each App ID and user. What is read back is checked like any input. */
@Injectable({ providedIn: 'root' })
export class SavedSession {
  readonly #storage = inject(SESSION_STORAGE);
  readonly #capabilities = inject(RtmService).capabilities;
  readonly #userKey = `desk:${inject(DESK_CONFIG).appId}:user`;

  /** The session of this tab, or `null` if there is none that makes sense. */
  read(): SavedState | null {
    const userId = this.#get(this.#userKey);
    if (typeof userId !== 'string' || !this.#isName('peer', userId)) return null;
    const saved = this.#get(this.#targetsKey(userId));
    const targets = Array.isArray(saved) ? saved.filter((target) => this.#isTarget(target)) : [];
    return { userId, targets: targets.slice(0, MAX_TARGETS) };
  }

  save({ userId, targets }: SavedState): void {
    this.#set(this.#userKey, userId);
    this.#set(this.#targetsKey(userId), targets);
  }

  clear(userId: string): void {
    this.#try(() => {
      this.#storage.removeItem(this.#userKey);
      this.#storage.removeItem(this.#targetsKey(userId));
    });
  }

  #targetsKey(userId: string): string {
    return `${this.#userKey}:${userId}:conversations`;
  }

  #isTarget(value: unknown): value is RtmTarget {
    if (typeof value !== 'object' || value === null) return false;
    const { type, id } = value as Partial<Record<keyof RtmTarget, unknown>>;
    return (type === 'peer' || type === 'channel') && this.#isName(type, id);
  }

  #isName(type: RtmTarget['type'], name: unknown): boolean {
    const { userIds, channelIds } = this.#capabilities;
    return nameProblem(name, type === 'peer' ? userIds : channelIds) === null;
  }

  #get(key: string): unknown {
    return this.#try(() => JSON.parse(this.#storage.getItem(key) ?? 'null') as unknown);
  }

  #set(key: string, value: unknown): void {
    this.#try(() => this.#storage.setItem(key, JSON.stringify(value)));
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
