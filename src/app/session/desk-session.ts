import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Store } from '@ngrx/store';
import { type Connection, RtmError, RtmService } from 'ngx-agora-rtm';
import { conversationActions, selectConnection, selectConversationList } from 'ngx-agora-rtm/store';
import { Drafts } from '../composer/drafts';
import { SavedSession } from './saved-session';

/**
 * Who works at this desk. Signed in is somebody from the first login until they sign out: the connection may come and go
 * in between, and a reload changes nothing.
 */
@Injectable({ providedIn: 'root' })
export class DeskSession {
  readonly #rtm = inject(RtmService);
  readonly #store = inject(Store);
  readonly #saved = inject(SavedSession);
  readonly #drafts = inject(Drafts);
  readonly #userId = signal<string | null>(null);
  readonly #pendingUserId = signal<string | null>(null);
  readonly #failure = signal<RtmError | null>(null);
  readonly #list = this.#store.selectSignal(selectConversationList);

  /** Who is signed in, connected or not. */
  readonly userId = this.#userId.asReadonly();

  /** Whether a login is under way. */
  readonly isPending = computed(() => this.#pendingUserId() !== null);

  readonly #connection = this.#store.selectSignal(selectConnection);

  /** The connection as the person sees it: connecting begins with the wish, and not when a token has been fetched. */
  readonly connection = computed<Connection>(() => {
    const connection = this.#connection();
    const hasEnded = connection.state === 'disconnected' || connection.state === 'failed';
    return this.isPending() && hasEnded
      ? { ...connection, state: 'connecting', reason: 'login' }
      : connection;
  });

  /** Why the latest login failed. */
  readonly failure = this.#failure.asReadonly();

  constructor() {
    effect(() => {
      const userId = this.#userId();
      // The oldest first: they are restored in this order, and the latest ends up on top again.
      const targets = this.#list().map(({ target }) => target).reverse(); // prettier-ignore
      if (userId !== null) untracked(() => this.#saved.save({ userId, targets }));
    });
  }

  /** Goes on where the tab was before a reload. */
  resume(): void {
    const saved = this.#saved.read();
    if (!saved) return;
    this.#userId.set(saved.userId);
    this.#store.dispatch(conversationActions.restored(saved));
    void this.#login(saved.userId);
  }

  /** Signs in. Resolves to whether that succeeded; {@link failure} says why not. */
  async signIn(userId: string): Promise<boolean> {
    const succeeded = await this.#login(userId);
    if (succeeded) this.#userId.set(userId);
    return succeeded;
  }

  /** Gives up a login that is under way. */
  async cancel(): Promise<void> {
    await this.#rtm.logout();
  }

  /** Connects again, after the session was ended or a login failed. */
  async reconnect(): Promise<void> {
    const userId = this.#userId();
    if (userId !== null) await this.#login(userId);
  }

  /** Signs out and forgets everything: the next person at this desk sees none of it. */
  async signOut(): Promise<void> {
    const userId = this.#userId();
    this.#userId.set(null);
    this.#failure.set(null);
    if (userId !== null) this.#saved.clear(userId);
    this.#drafts.clear();
    this.#store.dispatch(conversationActions.allClosed());
    // The page is signed out whatever the network says to it.
    await this.#rtm.logout().catch(() => undefined);
  }

  async #login(userId: string): Promise<boolean> {
    this.#pendingUserId.set(userId);
    this.#failure.set(null);
    try {
      await this.#rtm.login(userId);
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
