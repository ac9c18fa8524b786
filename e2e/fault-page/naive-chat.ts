import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RtmService } from 'ngx-agora-rtm';
import { ChatDriver, type DriverConversation } from './chat-driver';
import type { PageEntry, PageMessage } from './fault-page-api';

/** How often what failed is sent again, and after how many milliseconds. */
const RETRIES = 5;
const RETRY_MS = 2_000;

/**
 * What most teams write around an SDK: it sends, and tries again when that fails. It loses what arrives while it is away, doubles
 * what was taken without an answer, and forgets everything with the page. The tests of the tests run on it.
 */
@Injectable()
export class NaiveChat extends ChatDriver {
  readonly #rtm = inject(RtmService);
  readonly #destroyRef = inject(DestroyRef);
  readonly isReady = signal(true);
  readonly status = computed(() => {
    const { state, reason } = this.#rtm.connection();
    const isCurrent = state === 'connected';
    return { state, reason, isCurrent, tab: 'leader', storage: 'memory' };
  });

  login(userId: string): Promise<void> {
    return this.#rtm.login(userId);
  }

  logout(): Promise<void> {
    return this.#rtm.logout();
  }

  open(channel: string): DriverConversation {
    const entries = signal<readonly PageEntry[]>([]);
    const add = (from: string, text: string, status: string): string => {
      const id = crypto.randomUUID();
      const sender = { from, stream: null, n: null, at: Date.now() };
      const entry: PageMessage = { type: 'message', id, ...sender, text, status };
      entries.update((before) => [...before, entry]);
      return id;
    };
    this.#rtm
      .channelMessages(channel)
      .pipe(takeUntilDestroyed(this.#destroyRef))
      .subscribe(({ from, payload, own }) => {
        if (!own) add(from, String(payload), 'received');
      });
    return {
      channel,
      blocks: computed(() => [entries()]),
      loadOlder: () => Promise.resolve(false),
      send: async (text) => {
        const id = add(this.#rtm.userId() ?? '', text, 'sent');
        void this.#deliver(channel, text);
        return id;
      },
    };
  }

  async #deliver(channel: string, text: string): Promise<void> {
    for (let attempt = 0; attempt <= RETRIES; attempt++) {
      try {
        await this.#rtm.sendToChannel(channel, text);
        return;
      } catch {
        await new Promise((wait) => setTimeout(wait, RETRY_MS));
      }
    }
  }
}
