import { inject, Injectable } from '@angular/core';
import { ChatDriver, type DriverConversation } from './chat-driver';
import type { FaultPageApi, PageEntry, PageStatus } from './fault-page-api';
import { PAGE_PARAMS } from './page-params';
import { tell } from './page-reports';

/** What a test can do with the page, on the chat that is tested. */
@Injectable({ providedIn: 'root' })
export class FaultPage implements FaultPageApi {
  readonly #chat = inject(ChatDriver);
  readonly #params = inject(PAGE_PARAMS);
  /** In the order of the address. */
  readonly conversations: readonly DriverConversation[] = this.#params.channels.map((channel) =>
    this.#chat.open(channel),
  );

  async send(channel: string, text: string): Promise<string> {
    try {
      const id = await this.#conversation(channel).send(text);
      tell({ type: 'queued', text, id });
      return id;
    } catch (error) {
      tell({ type: 'refused', text, error: String(error) });
      throw error;
    }
  }

  async sendMany(channel: string, texts: readonly string[], everyMs: number): Promise<void> {
    const sends: Promise<unknown>[] = [];
    for (const text of texts) {
      sends.push(this.send(channel, text));
      if (everyMs > 0) await new Promise((wait) => setTimeout(wait, everyMs));
    }
    await Promise.allSettled(sends);
  }

  snapshot(channel: string): readonly PageEntry[] {
    return this.#conversation(channel).blocks().flat();
  }

  async loadAll(channel: string): Promise<void> {
    const conversation = this.#conversation(channel);
    while (await conversation.loadOlder());
  }

  status(): PageStatus {
    return this.#chat.status();
  }

  isReady(): boolean {
    return this.#chat.isReady();
  }

  login(): Promise<void> {
    return this.#chat.login(this.#params.userId);
  }

  logout(): Promise<void> {
    return this.#chat.logout();
  }

  #conversation(channel: string): DriverConversation {
    const conversation = this.conversations.find((one) => one.channel === channel);
    if (conversation === undefined) throw new Error(`${channel} is no channel of this page`);
    return conversation;
  }
}
