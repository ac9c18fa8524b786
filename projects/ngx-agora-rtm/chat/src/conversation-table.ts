import type { ChatState, ConversationState, ConversationTable } from './chat-state';
import type { ConversationKey } from './conversation-ref';

/** The table before anything was opened. */
export const EMPTY_TABLE: ConversationTable = { slots: {}, items: [], recent: [] };

/** An open conversation. */
export function conversationIn(
  { conversations }: Pick<ChatState, 'conversations'>,
  key: ConversationKey,
): ConversationState | undefined {
  const slot = conversations.slots[key];
  return slot === undefined ? undefined : (conversations.items[slot] ?? undefined);
}

/** Open conversations, the one with the latest message first. @param limit How many at most. */
export function recentConversations(
  { conversations }: Pick<ChatState, 'conversations'>,
  limit = Infinity,
): readonly ConversationState[] {
  const { items, recent } = conversations;
  const found: ConversationState[] = [];
  for (const slot of recent) {
    if (found.length >= limit) break;
    const conversation = items[slot];
    if (conversation) found.push(conversation);
  }
  return found;
}

/** From so many on, sorting anew costs less than moving one after the other. */
const MANY = 16;

/** The next version of the table while it is made. Copies each of its arrays once, and only what changes. */
export class ConversationTableDraft {
  readonly #base: ConversationTable;
  #slots: ConversationTable['slots'];
  #ownSlots: Partial<Record<ConversationKey, number>> | null = null;
  #items: readonly (ConversationState | null)[];
  #ownItems: (ConversationState | null)[] | null = null;
  /** Slots whose place among the recent ones may be another now. */
  readonly #moved = new Set<number>();

  constructor(base: ConversationTable) {
    this.#base = base;
    this.#slots = base.slots;
    this.#items = base.items;
  }

  get(key: ConversationKey): ConversationState | undefined {
    const slot = this.#slots[key];
    return slot === undefined ? undefined : (this.#items[slot] ?? undefined);
  }

  /** All open conversations. */
  all(): readonly ConversationState[] {
    return this.#items.filter((each) => each !== null);
  }

  /** Puts a new version of a conversation in its slot, and one that is not open in a free one. */
  put(conversation: ConversationState): void {
    const { key, activeAt } = conversation;
    const slot = this.#slots[key] ?? this.#newSlot(key);
    const known = this.#items[slot];
    if (known === conversation) return;
    this.#own()[slot] = conversation;
    if (known?.activeAt !== activeAt) this.#moved.add(slot);
  }

  remove(key: ConversationKey): void {
    const slot = this.#slots[key];
    if (slot === undefined) return;
    const { [key]: _, ...slots } = this.#slots;
    this.#ownSlots = slots;
    this.#slots = slots;
    this.#own()[slot] = null;
    this.#moved.add(slot);
  }

  /** The very same table if nothing has changed. */
  finish(): ConversationTable {
    if (!this.#ownItems) return this.#base;
    return { slots: this.#slots, items: this.#ownItems, recent: this.#recent() };
  }

  #newSlot(key: ConversationKey): number {
    const free = this.#items.indexOf(null);
    const slot = free === -1 ? this.#items.length : free;
    this.#ownSlots ??= { ...this.#slots };
    this.#ownSlots[key] = slot;
    this.#slots = this.#ownSlots;
    return slot;
  }

  #own(): (ConversationState | null)[] {
    this.#ownItems ??= this.#items.slice();
    this.#items = this.#ownItems;
    return this.#ownItems;
  }

  #recent(): readonly number[] {
    const { recent } = this.#base;
    if (this.#moved.size === 0 || this.#isInPlace()) return recent;
    const moved = [...this.#moved].filter((slot) => this.#items[slot]);
    return this.#moved.size > MANY ? this.#merged(moved) : this.#reordered(moved);
  }

  /** Whether nothing moves: mostly it is the latest one that gets the next message. */
  #isInPlace(): boolean {
    const [first, second] = this.#base.recent;
    if (first === undefined || this.#moved.size > 1 || !this.#moved.has(first)) return false;
    return this.#items[first] != null && (second === undefined || this.#compare(first, second) < 0);
  }

  /** Those that moved, sorted, and the others, which are in order, in one go. Mostly all of the former come first. */
  #merged(moved: number[]): readonly number[] {
    moved.sort((a, b) => this.#compare(a, b));
    const isMoved = new Uint8Array(this.#items.length);
    for (const slot of this.#moved) isMoved[slot] = 1;
    // A copy has its final size from the beginning: an array that grows is copied again and again.
    const recent = this.#base.recent.slice();
    let at = 0;
    let taken = 0;
    for (const other of this.#base.recent) {
      if (isMoved[other] === 1) continue;
      for (let next = moved[taken]; next !== undefined; next = moved[++taken]) {
        if (this.#compare(next, other) > 0) break;
        recent[at++] = next;
      }
      recent[at++] = other;
    }
    for (; taken < moved.length; taken++) recent[at++] = moved[taken] ?? 0;
    recent.length = at;
    return recent;
  }

  /** The few that moved are taken out, and put where they belong among the others, which are in order. */
  #reordered(moved: readonly number[]): readonly number[] {
    const recent = this.#base.recent.slice();
    for (const slot of this.#moved) {
      const at = recent.indexOf(slot);
      if (at !== -1) recent.splice(at, 1);
    }
    for (const slot of moved) recent.splice(this.#placeIn(recent, slot), 0, slot);
    return recent;
  }

  #placeIn(recent: readonly number[], slot: number): number {
    let low = 0;
    let high = recent.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = recent[middle];
      if (other !== undefined && this.#compare(other, slot) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(a: number, b: number): number {
    const later = (this.#items[b]?.activeAt ?? 0) - (this.#items[a]?.activeAt ?? 0);
    return later === 0 ? a - b : later;
  }
}
