import type { ChatContext } from './chat-context';
import type { Gap } from './chat-message';
import type { ChatState } from './chat-state';
import type { StoredConversation } from './chat-storage';
import type { ConversationKey } from './conversation-ref';
import { conversationIn } from './conversation-table';
import { Intake } from './intake';
import { persistently } from './persistently';
import type { Waits } from './waits';

/** For how long changes are collected before they are kept, in ms. What is lost by a crash is only found missing again. */
const KEEP_AFTER = 1000;

/** The intakes of all conversations, and how they are kept. */
export class IntakeBook {
  readonly #context: ChatContext;
  readonly #waits: Waits;
  readonly #intakes = new Map<ConversationKey, Intake>();
  readonly #changed = new Set<Intake>();
  /** Records on their way into the cache: what counts as arrived is kept after them, never before. */
  readonly #writes = new Map<Intake, Promise<void>>();
  /** Those of which something did not get into the cache: what counts as arrived would be more than there is. */
  readonly #broken = new Set<Intake>();
  #isKeeping = false;
  #settle: () => void = () => undefined;

  constructor(context: ChatContext, waits: Waits) {
    this.#context = context;
    this.#waits = waits;
  }

  restore(conversations: readonly StoredConversation[]): void {
    for (const stored of conversations) {
      if (this.#intakes.has(stored.key)) continue;
      const gaps = new Map((stored.gaps ?? []).map((gap) => [gap.id, gap]));
      // The tab that had the connection may have crashed before it kept them, but this one was told: somebody has to close them.
      for (const gap of gapsShown(this.#context.state(), stored.key)) {
        if (!gaps.has(gap.id)) gaps.set(gap.id, gap);
      }
      const known = { ...stored, gaps: [...gaps.values()] };
      const intake = new Intake(stored.key, this.#context.userId, known);
      this.#intakes.set(stored.key, intake);
      for (const gap of intake.gaps.values()) this.#tell(intake, gap);
    }
  }

  get(key: ConversationKey): Intake {
    const known = this.#intakes.get(key);
    if (known) return known;
    const intake = new Intake(key, this.#context.userId, null);
    this.#intakes.set(key, intake);
    return intake;
  }

  find(key: ConversationKey): Intake | undefined {
    return this.#intakes.get(key);
  }

  all(): Iterable<Intake> {
    return this.#intakes.values();
  }

  /** Notes that a gap is there, or has another extent or status. */
  putGap(intake: Intake, gap: Gap): void {
    intake.gaps.set(gap.id, gap);
    this.#tell(intake, gap);
    this.changed(intake);
  }

  closeGap(intake: Intake, id: string): void {
    intake.hidden.delete(id);
    if (!intake.gaps.delete(id)) return;
    this.#context.emit({ type: '[RTM Messages] Gap Closed', key: intake.key, id });
    this.changed(intake);
  }

  /** Keeps records in the cache. */
  write(intake: Intake, write: () => Promise<void>): void {
    const before = this.#writes.get(intake) ?? Promise.resolve();
    const mine = persistently(write);
    const both = Promise.allSettled([before, mine]).then(([, { status }]) => {
      if (status === 'rejected') this.#broken.add(intake);
      if (this.#writes.get(intake) === both) this.#writes.delete(intake);
    });
    this.#writes.set(intake, both);
  }

  /** Keeps, soon, what is known of a conversation. */
  changed(intake: Intake): void {
    this.#changed.add(intake);
    if (this.#isKeeping) return;
    this.#isKeeping = true;
    this.#waits.after(KEEP_AFTER, () => void this.flush());
  }

  /** Has something done each time before anything is kept: what was counted must be on its way into the cache by then. */
  beforeKeeping(settle: () => void): void {
    this.#settle = settle;
  }

  /** Keeps it now. */
  async flush(): Promise<void> {
    this.#isKeeping = false;
    this.#settle();
    const changed = [...this.#changed];
    this.#changed.clear();
    await Promise.all(changed.map((intake) => this.#keep(intake)));
  }

  async #keep(intake: Intake): Promise<void> {
    const changes = this.#changesOf(intake);
    await this.#writes.get(intake);
    const { streams: _, historyUpTo: __, ...rest } = changes;
    try {
      // A storage that fails says so itself; here it means that more is found missing after the next start.
      await this.#context.storage.patchConversation(
        intake.key,
        this.#broken.has(intake) ? rest : changes,
      );
    } catch {
      this.#broken.add(intake);
    }
  }

  #changesOf(intake: Intake) {
    // While something may be missed, what had arrived before counts: a crash in between must not hide it.
    const streams = (intake.coverage?.streams ?? intake.streams).progress();
    return {
      streams,
      historyUpTo: intake.historyUpTo,
      receipts: intake.receipts.stored(),
      gaps: [...intake.gaps.values()],
      ...(intake.newestAt > 0 && { activeAt: intake.newestAt }),
    } satisfies Partial<StoredConversation>;
  }

  #tell(intake: Intake, gap: Gap): void {
    this.#context.emit({ type: '[RTM Messages] Gap Found', key: intake.key, gap });
  }
}

/** The gaps that a tab shows in a conversation. */
function gapsShown(state: ChatState, key: ConversationKey): readonly Gap[] {
  const chunks = conversationIn(state, key)?.timeline.chunks ?? [];
  return chunks.flatMap((chunk) => chunk.filter((entry) => entry.type === 'gap'));
}
