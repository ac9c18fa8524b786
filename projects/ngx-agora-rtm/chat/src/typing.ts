import type { ChatContext } from './chat-context';
import type { ConversationKey } from './conversation-ref';
import { sendPassing, takesSigns } from './passing-sender';

/** How often others are told that the user is still writing, in ms. */
const ANNOUNCE_MS = 3000;

/** After how long without a key the user has stopped writing, in ms. */
const IDLE_MS = 5000;

/** After how long without news somebody has stopped writing, in ms: two announcements, one of which may be lost. */
export const TYPING_EXPIRES_MS = 6000;

/** The user is writing in a conversation. */
interface Writing {
  /** Whether others were told within the last seconds. */
  isAnnounced: boolean;
  stopAnnounced: () => void;
  stopIdle: () => void;
}

/** Who is writing: tells others of the user, and the tabs of others. */
export class Typing {
  readonly #ctx: ChatContext;
  readonly #own = new Map<ConversationKey, Writing>();
  /** Others, each with the undo of the end. */
  readonly #others = new Map<ConversationKey, Map<string, () => void>>();
  #isClosed = false;

  constructor(ctx: ChatContext) {
    this.#ctx = ctx;
  }

  /** The user hits keys in a conversation, or has stopped to write there. */
  typing(key: ConversationKey, on: boolean): void {
    if (this.#isClosed || !this.#ctx.options.typing) return;
    const writing = this.#own.get(key);
    if (!on) {
      if (!writing) return;
      forget(writing);
      this.#own.delete(key);
      this.#announce(key, false);
      return;
    }
    const now = writing ?? {
      isAnnounced: false,
      stopAnnounced: () => undefined,
      stopIdle: () => undefined,
    };
    this.#own.set(key, now);
    now.stopIdle();
    now.stopIdle = this.#ctx.clock.after(IDLE_MS, () => this.typing(key, false));
    if (now.isAnnounced) return;
    now.isAnnounced = true;
    now.stopAnnounced = this.#ctx.clock.after(ANNOUNCE_MS, () => (now.isAnnounced = false));
    this.#announce(key, true);
  }

  /** The user has sent a message: what was being written is written. */
  sent(key: ConversationKey): void {
    this.typing(key, false);
  }

  /** Somebody says that they are writing, or have stopped. */
  arrived(key: ConversationKey, from: string, on: boolean): void {
    if (!on) return this.messageFrom(key, from);
    if (this.#isClosed || from === this.#ctx.userId) return;
    if (this.#ctx.state().blocked.includes(from)) return;
    const others = this.#others.get(key) ?? new Map<string, () => void>();
    const wasWriting = others.has(from);
    others.get(from)?.();
    const end = this.#ctx.clock.after(TYPING_EXPIRES_MS, () => this.messageFrom(key, from));
    this.#others.set(key, others.set(from, end));
    if (!wasWriting) this.#tell(key, others);
  }

  /** A message of somebody has arrived: it is what they were writing. */
  messageFrom(key: ConversationKey, from: string): void {
    const others = this.#others.get(key);
    const stop = others?.get(from);
    if (!others || !stop) return;
    stop();
    others.delete(from);
    if (others.size === 0) this.#others.delete(key);
    this.#tell(key, others);
  }

  /** Forgets who is writing, and tells nobody anything any more. */
  close(): void {
    this.#isClosed = true;
    for (const writing of this.#own.values()) forget(writing);
    for (const others of this.#others.values()) {
      for (const stop of others.values()) stop();
    }
    this.#own.clear();
    this.#others.clear();
  }

  #announce(key: ConversationKey, on: boolean): void {
    if (!takesSigns(this.#ctx, key)) return;
    const content = { kind: 'typing', on } as const;
    // A hint that does not get through does no harm: the next one will, or it expires.
    sendPassing(this.#ctx, { key, content, priority: 'typing', keep: false }).catch(
      () => undefined,
    );
  }

  #tell(key: ConversationKey, others: ReadonlyMap<string, unknown>): void {
    const userIds = [...others.keys()].sort();
    this.#ctx.emit({ type: '[RTM Others] Typing Changed', key, userIds });
  }
}

function forget({ stopAnnounced, stopIdle }: Writing): void {
  stopAnnounced();
  stopIdle();
}
