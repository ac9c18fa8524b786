import { type EnvironmentProviders } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideStore, Store } from '@ngrx/store';
import { provideRtm, withOptions } from 'ngx-agora-rtm';
import {
  type ConversationKey,
  entriesBetween,
  loadChatEngine,
  SYSTEM_CLOCK,
} from 'ngx-agora-rtm/chat';
import type { RtmClient } from 'ngx-agora-rtm/client';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { RTM_ATTENTION } from './attention';
import { provideRtmStore, withChatPlatform } from './provide-rtm-store';
import { RtmChat } from './rtm-chat';
import { type RtmStore, selectTimeline } from './rtm-selectors';

/** Every check that NgRx has: a vendor object, an error, a map or a payload that is written to would throw. */
const runtimeChecks = {
  strictStateImmutability: true,
  strictActionImmutability: true,
  strictStateSerializability: true,
  strictActionSerializability: true,
  strictActionTypeUniqueness: true,
};

/** alice with a chat in a store of her own, and bob on the same network. Frames come when the test says so. */
export class StoreWorld {
  readonly network = new InMemoryRtm();
  readonly bob: RtmClient = this.network.client();
  /** Whether alice looks at the page. */
  isThere = true;
  #frames: (() => void)[] = [];

  /** @param others What the application provides besides. */
  async begin(...others: readonly EnvironmentProviders[]): Promise<void> {
    const { MemoryChatStorage, newMemoryChatData, singleTabLink } = await loadChatEngine();
    const data = newMemoryChatData();
    TestBed.configureTestingModule({
      providers: [
        provideStore({}, { runtimeChecks }),
        provideRtm(
          this.network.client,
          withOptions({ channelGraceMs: 0, retryBaseMs: 1, retries: 1 }),
        ),
        provideRtmStore(
          withChatPlatform({
            openStorage: () => Promise.resolve(new MemoryChatStorage({ data })),
            tabs: singleTabLink,
            clock: SYSTEM_CLOCK,
            schedule: (callback) => {
              this.#frames.push(callback);
              return () => {
                this.#frames = this.#frames.filter((other) => other !== callback);
              };
            },
          }),
        ),
        { provide: RTM_ATTENTION, useValue: { isThere: () => this.isThere, changes$: null } },
        ...others,
      ],
    });
    await this.bob.login({ userId: 'bob', token: null });
    const login = this.chat.login('alice');
    await this.settle();
    await login;
  }

  get chat(): RtmChat {
    return TestBed.inject(RtmChat);
  }

  get store(): RtmStore {
    return TestBed.inject<RtmStore>(Store);
  }

  /** Lets everything happen that needs no time of its own, frame by frame. */
  async settle(): Promise<void> {
    for (let round = 0; round < 12; round++) {
      await new Promise<void>((resolve) => setTimeout(resolve));
      this.frame();
    }
  }

  /** The browser paints. */
  frame(): void {
    for (const frame of this.#frames.splice(0)) frame();
  }

  /** Opens channels, in which bob is too. */
  async open(...refs: readonly { readonly type: 'channel'; readonly id: string }[]): Promise<void> {
    for (const ref of refs) {
      void this.chat.conversation(ref).open();
      await this.bob.join(ref.id);
    }
    await this.settle();
  }

  /** What stands in a conversation. */
  texts(key: ConversationKey): readonly string[] {
    const timeline = this.store.selectSignal(selectTimeline(key))();
    if (!timeline) return [];
    return entriesBetween(timeline, 0, timeline.length).map((entry) =>
      entry.type === 'message' && 'text' in entry.content ? entry.content.text : entry.type,
    );
  }
}
