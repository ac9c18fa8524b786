import type { Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideStore } from '@ngrx/store';
import { provideRtm, withOptions } from 'ngx-agora-rtm';
import {
  type Chat,
  type ChatEngineModule,
  type ConversationRef,
  DEFAULT_CHAT_OPTIONS,
  loadChatEngine,
  nextFrame,
  PlainStateHolder,
  SYSTEM_CLOCK,
} from 'ngx-agora-rtm/chat';
import { provideRtmStore, RTM_ATTENTION, withoutStorage } from 'ngx-agora-rtm/store';
import { InMemoryRtm, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import { BehaviorSubject } from 'rxjs';

export const SUPPORT = { type: 'channel', id: 'support' } as const;
export const SALES = { type: 'channel', id: 'sales' } as const;

/** What runs while somebody is logged in, once the tests have begun. */
let engine: ChatEngineModule;
beforeAll(async () => {
  engine = await loadChatEngine();
});

/** A network in memory with the user of the test, alice, and whoever else the test wants. */
export class TestWorld {
  readonly network = new InMemoryRtm(LIKE_SDK_2);
  /** Whether somebody looks at the page. */
  readonly attention = new BehaviorSubject(true);
  readonly #others: Chat[] = [];

  /** @param providers What a test wants beside the store. */
  constructor(...providers: readonly Provider[]) {
    const { attention } = this;
    TestBed.configureTestingModule({
      providers: [
        provideStore(),
        provideRtm(this.network.client, withOptions({ channelGraceMs: 0, retryBaseMs: 1 })),
        provideRtmStore(withoutStorage()),
        {
          provide: RTM_ATTENTION,
          useValue: { isThere: () => attention.value, changes$: attention },
        },
        ...providers,
      ],
    });
  }

  /** Somebody else, who is there and has opened conversations. */
  async enter(userId: string, ...refs: readonly ConversationRef[]): Promise<Chat> {
    const chat = new engine.Chat({
      transport: engine.clientTransport(this.network.client()),
      holder: new PlainStateHolder(),
      openStorage: async () => new engine.MemoryChatStorage(),
      tabs: engine.singleTabLink,
      schedule: nextFrame,
      clock: SYSTEM_CLOCK,
      options: DEFAULT_CHAT_OPTIONS,
    });
    this.#others.push(chat);
    await chat.login(userId, null);
    for (const ref of refs) await chat.open(ref);
    return chat;
  }

  async leave(): Promise<void> {
    await Promise.all(this.#others.map((chat) => chat.destroy()));
  }
}

/** Waits until something is so: real frames and a real network in memory take their own time. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 5));
}
