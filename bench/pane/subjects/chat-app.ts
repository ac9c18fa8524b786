import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideStore, Store } from '@ngrx/store';
import { provideRtm } from 'ngx-agora-rtm';
import { RtmChatPane } from 'ngx-agora-rtm/pane';
import { provideRtmStore, RtmChat, rtmEventsBatched, withoutStorage } from 'ngx-agora-rtm/store';
import type { InMemoryRtm } from 'ngx-agora-rtm/testing';
import type { ChatEvent, ChatRecord } from 'ngx-agora-rtm/chat';
import { asPast, CHANNEL, ME } from './chat-records.ts';

/** Our pane as it is used: one line. */
@Component({
  selector: 'bench-app',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmChatPane],
  template: `@if (isShown()) {
    <rtm-chat-pane [channel]="channel" />
  }`,
})
export class ChatApp {
  readonly isShown = signal(false);
  protected readonly channel = CHANNEL;
  readonly #store = inject(Store);
  readonly #chat = inject(RtmChat);

  /** Up to where the conversation is open, in a channel with nothing in it. */
  async start(): Promise<void> {
    await this.#chat.login(ME);
    await this.#chat.conversation({ type: 'channel', id: CHANNEL }).open();
  }

  /** As the chat core does it: one action for all that happens in a frame. */
  apply(events: readonly ChatEvent[]): void {
    this.#store.dispatch(rtmEventsBatched({ events }));
  }

  fill(history: readonly (readonly ChatRecord[])[]): void {
    this.apply(asPast(history.flat()));
  }
}

export async function bootChatApp(network: InMemoryRtm): Promise<ChatApp> {
  const { components } = await bootstrapApplication(ChatApp, {
    providers: [provideStore(), provideRtm(network.client), provideRtmStore(withoutStorage())],
  });
  const app = components[0]?.instance as ChatApp;
  await app.start();
  return app;
}

/** How a page finds its way around the pane. */
export const IN_CHAT_PANE = {
  row: 'rtm-message',
  scroller: () => document.querySelector<HTMLElement>('rtm-message-list .scroller'),
  composer: () => document.querySelector<HTMLElement>('rtm-composer textarea'),
} as const;
