import { type ConversationRef, type MemoryChatData, loadChatEngine } from 'ngx-agora-rtm/chat';
import type { SentOutcome } from './history-checker.ts';
import type { LossyLink } from './lossy-link.ts';
import type { ModelTab } from './model-tab.ts';

const { InMemoryTabs, newMemoryChatData } = await loadChatEngine();

/** A message that somebody was told to write. */
export interface Written {
  /** Unlike that of any other message. */
  readonly text: string;
  readonly ref: ConversationRef;
  readonly sender: string;
  /** The stream of the browser. */
  readonly stream: string;
  /** The tab it was written in. */
  readonly tab: ModelTab | undefined;
  /** Given by the chat when it has kept the message. */
  id: string | null;
  outcome: SentOutcome;
  /** Place among all that the chat has said to have kept; `Infinity` where it did not. */
  keptAs: number;
  /** Whether it was given up and tried again later: others have overtaken it then. */
  wasRetried: boolean;
}

/** A user with a browser: what is kept there outlives its tabs. */
export class ModelUser {
  readonly userId: string;
  /** The conversation with the other user. */
  readonly peer: ConversationRef;
  readonly browser = new InMemoryTabs();
  readonly data: MemoryChatData;
  readonly written: Written[] = [];
  /** Open tabs. */
  tabs: ModelTab[] = [];
  /** Of all tabs, also of those that have crashed: what they have sent is on its way. */
  links: LossyLink[] = [];
  /** How many changes the storage refuses from now on. */
  storageFailures = 0;
  /** Whether something was not kept: the cache may lack what a tab shows, which nobody promises to mend. */
  hasLostCache = false;
  isLoggedIn = false;
  #kept = 0;

  constructor(userId: string, peerId: string) {
    this.userId = userId;
    this.peer = { type: 'peer', id: peerId };
    this.data = newMemoryChatData(`stream-of-${userId}`);
  }

  /** The link that a fault befalls: the one with something on its way, else the one that the backend knows. */
  get link(): LossyLink | undefined {
    return (
      this.links.find((link) => !link.isIdle) ??
      this.links.find((link) => link.isKnown) ??
      this.links.at(-1)
    );
  }

  /** @throws Error where the storage is to fail. */
  commit(): void {
    if (this.storageFailures === 0) return;
    this.storageFailures--;
    this.hasLostCache = true;
    throw new Error('The disk is busy');
  }

  opened(tab: ModelTab): void {
    this.tabs.push(tab);
    this.links.push(tab.link);
    if (this.isLoggedIn) this.#loginIn(tab);
  }

  login(): void {
    this.isLoggedIn = true;
    for (const tab of this.tabs) this.#loginIn(tab);
  }

  /** Logs out in one tab, which logs out all of them. */
  logout(tab: ModelTab): void {
    this.isLoggedIn = false;
    tab.chat.logout().catch(ignore);
  }

  close(tab: ModelTab): void {
    this.#remove(tab);
    tab.close().catch(ignore);
  }

  crash(tab: ModelTab): void {
    this.#remove(tab);
    tab.crash((link) => this.browser.crash(link));
  }

  write(ref: ConversationRef, tab = this.tabs[0]): void {
    const text = `${this.userId} ${this.written.length + 1}`;
    const { userId, data } = this;
    const written: Written = {
      text,
      ref,
      sender: userId,
      stream: data.stream,
      tab,
      id: null,
      outcome: tab ? 'unknown' : 'failed',
      keptAs: Infinity,
      wasRetried: false,
    };
    this.written.push(written);
    tab?.chat.send(ref, { kind: 'text', text }).then(
      (id) => {
        written.id = id;
        written.outcome = 'ok';
        written.keptAs = ++this.#kept;
      },
      () => {
        written.outcome = 'failed';
      },
    );
  }

  /** Gives up the latest message of which it is not known that it was sent. */
  cancel(tab: ModelTab): void {
    const last = this.written.findLast(({ id }) => id !== null && this.data.outbox.has(id));
    if (!last?.id) return;
    // Whatever is answered: an attempt that had no answer may have arrived, and the answer may be lost with its tab.
    last.outcome = 'unknown';
    tab.chat.cancel(last.id).catch(ignore);
  }

  #loginIn(tab: ModelTab): void {
    tab.chat.login(this.userId).catch(ignore);
  }

  #remove(tab: ModelTab): void {
    this.tabs = this.tabs.filter((one) => one !== tab);
  }
}

/** What a rejection says is in the state too, which is what is judged. */
function ignore(): void {
  // Nothing to do.
}
