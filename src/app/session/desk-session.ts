import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { RtmError } from 'ngx-agora-rtm';
import type { ChatConnection } from 'ngx-agora-rtm/chat';
import { RtmChat } from 'ngx-agora-rtm/store';
import { SavedSession } from './saved-session';

/**
 * Who works at this desk. Signed in is somebody from the first login until they sign out, here or in another tab: the connection
 * may come and go in between, and a reload changes nothing.
 */
@Injectable({ providedIn: 'root' })
export class DeskSession {
  readonly #chat = inject(RtmChat);
  readonly #saved = inject(SavedSession);
  readonly #userId = signal<string | null>(null);
  readonly #pendingUserId = signal<string | null>(null);
  readonly #failure = signal<RtmError | null>(null);

  /** Who is signed in, connected or not. */
  readonly userId = this.#userId.asReadonly();

  /** Whether a login is under way. */
  readonly isPending = computed(() => this.#pendingUserId() !== null);

  /** Whether what is kept of the signed-in user is on the page: from then on there are conversations to open. */
  readonly isOpen = computed(() => {
    const userId = this.#userId();
    return userId !== null && this.#chat.userId() === userId;
  });

  /** The connection as the person sees it: connecting begins with the wish, and not when a token has been fetched. */
  readonly connection = computed<ChatConnection>(() => {
    const connection = this.#chat.connection();
    const hasEnded = connection.state === 'disconnected' || connection.state === 'failed';
    return this.isPending() && hasEnded
      ? { ...connection, state: 'connecting', reason: 'login' }
      : connection;
  });

  /** Why the latest login failed. */
  readonly failure = this.#failure.asReadonly();

  constructor() {
    let wasOpen = false;
    effect(() => {
      const isOpen = this.isOpen();
      const hasLeft = wasOpen && this.#chat.userId() === null;
      wasOpen = isOpen;
      // In another tab of this browser, which ends the stay in all of them.
      if (hasLeft) untracked(() => this.#forget());
    });
    effect(() => {
      // Another tab may have been the one to mend it.
      if (this.#chat.connection().state === 'connected') this.#failure.set(null);
    });
  }

  /** Goes on where the tab was before a reload. */
  resume(): void {
    const userId = this.#saved.read();
    if (userId === null) return;
    this.#userId.set(userId);
    void this.#login(userId);
  }

  /** Signs in. Resolves to whether that succeeded; {@link failure} says why not. */
  async signIn(userId: string): Promise<boolean> {
    const succeeded = await this.#login(userId);
    if (succeeded) {
      this.#userId.set(userId);
      this.#saved.save(userId);
    } else if (!this.isPending()) {
      // Nobody is let in to what is kept of a user whom the service did not let in.
      await this.#chat.leave();
    }
    return succeeded;
  }

  /** Gives up a login that is under way. What is kept of the user stays. */
  async cancel(): Promise<void> {
    await this.#chat.leave();
  }

  /** Connects again, after the connection has failed or another device has taken over. */
  async reconnect(): Promise<void> {
    const userId = this.#userId();
    if (userId !== null) await this.#login(userId);
  }

  /** Signs out, in all tabs, and forgets everything: the next person at this desk sees none of it. */
  async signOut(): Promise<void> {
    this.#forget();
    // The page is signed out whatever the network says to it.
    await this.#chat.logout().catch(() => undefined);
  }

  #forget(): void {
    this.#userId.set(null);
    this.#failure.set(null);
    this.#saved.clear();
  }

  async #login(userId: string): Promise<boolean> {
    this.#pendingUserId.set(userId);
    this.#failure.set(null);
    try {
      await this.#chat.login(userId);
      return true;
    } catch (thrown) {
      const error = RtmError.from(thrown, 'login');
      if (error.code !== 'cancelled') this.#failure.set(error);
      return false;
    } finally {
      // Somebody else may have begun to sign in since.
      this.#pendingUserId.update((pending) => (pending === userId ? null : pending));
    }
  }
}
