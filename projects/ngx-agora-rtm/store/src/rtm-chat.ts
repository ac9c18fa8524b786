import { DestroyRef, inject, Injectable, NgZone, type Signal } from '@angular/core';
import { Store } from '@ngrx/store';
import { RtmService } from 'ngx-agora-rtm';
import {
  type Chat,
  type ChatConnection,
  type ChatEngineModule,
  type ConversationRef,
  type Presence,
  presenceOf,
  type SearchHit,
  type SearchOptions,
  type TabRole,
} from 'ngx-agora-rtm/chat';
import { RTM_ATTENTION } from './attention';
import { RTM_CHAT_OPTIONS, RTM_CHAT_PLATFORM } from './chat-platform';
import { LazyChat } from './lazy-chat';
import { rtmFeature } from './rtm-feature';
import { RtmConversation } from './rtm-conversation';
import {
  type ConversationSummary,
  selectConnection,
  selectConversationList,
  selectStorage,
  selectTab,
  selectUnread,
  selectUnsent,
  selectUserId,
  type WithRtm,
} from './rtm-selectors';
import { serviceTransport } from './service-transport';
import { StoreStateHolder } from './store-state-holder';

/**
 * Conversations that lose nothing, for those who do not want to write actions. Log in here rather than with `RtmService`: of all
 * tabs of a user in this browser, one has the connection, for all of them.
 *
 * @example
 * export class Support {
 *   readonly chat = inject(RtmChat);
 *   readonly desk = this.chat.conversation({ type: 'channel', id: 'support' });
 *   async start() {
 *     await this.chat.login('alice');
 *     await this.desk.open();
 *     await this.desk.send('Hello');
 *   }
 * }
 */
@Injectable({ providedIn: 'root' })
export class RtmChat {
  readonly #store = inject<Store<WithRtm>>(Store);
  readonly #zone = inject(NgZone);
  readonly #attention = inject(RTM_ATTENTION);
  readonly #chat = new LazyChat(this.#chatMaker());
  readonly #presence = this.#store.selectSignal(rtmFeature.selectPresence);

  /** How this tab stands towards the backend, through whichever tab has the connection. */
  readonly connection: Signal<ChatConnection> = this.#store.selectSignal(selectConnection);

  /** Who is signed in; `null` while nobody is. Outlives the connection. */
  readonly userId: Signal<string | null> = this.#store.selectSignal(selectUserId);

  /** Which tab has the connection. */
  readonly tab: Signal<TabRole> = this.#store.selectSignal(selectTab);

  /** Whether what is unsent survives this tab. `memory`: it does not, and the user should know. */
  readonly storage: Signal<'durable' | 'memory'> = this.#store.selectSignal(selectStorage);

  /** All open conversations, the one with the latest message first. */
  readonly conversations: Signal<readonly ConversationSummary[]> =
    this.#store.selectSignal(selectConversationList);

  /** How many messages are unread in all conversations that are not muted. */
  readonly unread: Signal<number> = this.#store.selectSignal(selectUnread);

  /** How many of the user's own messages the backend has not taken yet: ask before logging out with `onLogout: 'clear'`. */
  readonly unsent: Signal<number> = this.#store.selectSignal(selectUnsent);

  constructor() {
    inject(DestroyRef).onDestroy(() => void this.#chat.ifBegun((chat) => chat.destroy()));
  }

  /**
   * Shows what is kept of a user, then connects. Call it again to connect again: after a failure, or to take over from another
   * device (`connection().reason` is `replaced`).
   *
   * @param token Left out: the token provider is asked.
   * @throws RtmError that tells why there is no connection. Conversations can be read and written to all the same.
   */
  login(userId: string, token?: string | null): Promise<void> {
    return this.#zone.runOutsideAngular(async () => {
      const chat = await this.#chat.load();
      await chat.login(userId, token);
    });
  }

  /** Logs out, in all tabs of this browser. */
  logout(): Promise<void> {
    return this.#zone.runOutsideAngular(() => this.#chat.ifBegun((chat) => chat.logout()));
  }

  /**
   * Ends this tab's part without logging out: gives up a login that is under way, and shows nothing of the user any more. What is
   * kept of them stays, and their other tabs go on.
   */
  leave(): Promise<void> {
    return this.#zone.runOutsideAngular(() => this.#chat.ifBegun((chat) => chat.destroy()));
  }

  /** A conversation, to write to and to hear from. */
  conversation(ref: ConversationRef): RtmConversation {
    return new RtmConversation(this.#chat, this.#store, this.#attention, ref);
  }

  /** Whether a user is there, as far as can be told. Reads a signal: what is made of it follows. */
  presence(userId: string): Presence {
    return presenceOf({ presence: this.#presence() }, userId);
  }

  /** Shows nothing of a user any more, or shows what they write again. */
  async block(userId: string, on = true): Promise<void> {
    await this.#chat.get('history').block(userId, on);
  }

  /** Finds messages among all that are kept in this browser. Jump to one with `RtmConversation.reveal`. */
  async search(query: string, options?: SearchOptions): Promise<readonly SearchHit[]> {
    return this.#chat.get('history').search(query, options);
  }

  #chatMaker(): (engine: ChatEngineModule) => Chat {
    const transport = serviceTransport(inject(RtmService));
    const { openStorage, tabs, schedule, clock } = inject(RTM_CHAT_PLATFORM);
    const options = inject(RTM_CHAT_OPTIONS);
    return ({ Chat, openChatStorage, browserTabLink }) => {
      const open = openStorage ?? openChatStorage;
      return new Chat({
        transport,
        holder: new StoreStateHolder(this.#store, this.#zone),
        openStorage: (userId, onDegraded) =>
          open({ appId: transport.appId, userId, options, onDegraded }),
        tabs: tabs ?? browserTabLink,
        schedule,
        clock,
        options,
      });
    };
  }
}
