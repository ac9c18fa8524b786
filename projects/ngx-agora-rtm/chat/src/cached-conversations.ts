import type { ChatEvent } from './chat-event';
import type { ChatRecord } from './chat-record';
import type { ChatState } from './chat-state';
import type { ChatStorage, RecordOrder } from './chat-storage';
import { isShown } from './content';
import type { ConversationKey } from './conversation-ref';
import { conversationIn } from './conversation-table';
import { compareOrder } from './record-order';

/** Shows what is kept of conversations. Each tab reads for itself: what one has on its screen need not be in another's. */
export class CachedConversations {
  readonly #storage: ChatStorage;
  readonly #pageSize: number;
  readonly #state: () => ChatState;
  readonly #show: (event: ChatEvent) => void;
  /** Where what is shown of the cache begins; `null`: with the first that is kept. */
  readonly #from = new Map<ConversationKey, RecordOrder | null>();

  constructor(
    storage: ChatStorage,
    pageSize: number,
    state: () => ChatState,
    show: (event: ChatEvent) => void,
  ) {
    this.#storage = storage;
    this.#pageSize = pageSize;
    this.#state = state;
    this.#show = show;
  }

  /** Shows the list of conversations, and what waits to be sent; then the newest page of each, one after the other. */
  async open(userId: string): Promise<void> {
    const [user, conversations] = await Promise.all([
      this.#storage.user(),
      this.#storage.conversations(),
    ]);
    this.#show({
      type: '[RTM Session] Opened',
      userId,
      storage: this.#storage.kind,
      blocked: user.blocked,
      saved: user.saved,
      lastSeen: user.lastSeen,
      conversations,
    });
  }

  /**
   * Shows the newest page of every open conversation, the latest one first.
   *
   * @param onFirst Called when the first one is shown, long before the last.
   */
  async newestPages(onFirst?: () => void): Promise<void> {
    const { items, recent } = this.#state().conversations;
    let isFirst = true;
    for (const slot of recent) {
      const key = items[slot]?.key;
      if (key === undefined) continue;
      await this.newest(key);
      if (isFirst) onFirst?.();
      isFirst = false;
    }
  }

  /** Shows the newest page of a conversation. @returns Whether there was any. */
  async newest(key: ConversationKey): Promise<boolean> {
    const records = await this.#storage.readBefore(key, null, this.#pageSize);
    // What was paged to before stays shown.
    if (!this.#from.has(key)) this.#from.set(key, this.#start(records));
    this.#showPage(key, records, 'cache');
    return records.length > 0;
  }

  /** Shows the page before what is shown. @returns Whether there was any. */
  async older(key: ConversationKey): Promise<boolean> {
    const from = this.#from.get(key);
    if (from === null || !conversationIn(this.#state(), key)) return false;
    if (from === undefined) return this.newest(key);
    const records = await this.#storage.readBefore(key, from, this.#pageSize);
    this.#from.set(key, this.#start(records));
    this.#showPage(key, records, 'older');
    return records.length > 0;
  }

  /** Whether more of a conversation is kept than is shown. */
  hasOlder(key: ConversationKey): boolean {
    return this.#from.get(key) !== null;
  }

  /**
   * What of an event can be shown in this tab. Messages from before what is shown would stand there as if nothing were between:
   * they come with their page.
   */
  adapt(event: ChatEvent): ChatEvent | null {
    switch (event.type) {
      case '[RTM Messages] Arrived': {
        const from = this.#from.get(event.key);
        if (!from || event.source === 'live') return event;
        const records = event.records.filter(
          (record) => !isShown(record.content) || compareOrder(record, from) >= 0,
        );
        if (records.length === event.records.length) return event;
        return records.length > 0 ? { ...event, records } : null;
      }
      case '[RTM Messages] History Loaded':
        return this.hasOlder(event.key) ? { ...event, hasOlder: true } : event;
      case '[RTM Conversation] Closed':
        this.#from.delete(event.key);
        return event;
      default:
        return event;
    }
  }

  /** What blocked users have written is kept, and not shown. */
  #showPage(key: ConversationKey, page: readonly ChatRecord[], source: 'cache' | 'older'): void {
    const { blocked } = this.#state();
    const records = page.filter(({ from }) => !blocked.includes(from));
    if (records.length > 0) this.#show({ type: '[RTM Messages] Arrived', key, records, source });
  }

  /** Where a page begins; `null` where there is nothing before it. */
  #start(page: readonly ChatRecord[]): RecordOrder | null {
    return (page.length === this.#pageSize ? page[0] : null) ?? null;
  }
}
