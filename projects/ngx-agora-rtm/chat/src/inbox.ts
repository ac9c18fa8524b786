import type { RtmMessage } from 'ngx-agora-rtm/client';
import type { ChatContext } from './chat-context';
import type { RecordSource } from './chat-event';
import type { ChatRecord } from './chat-record';
import { isDurable, isPlain, plainText, recordOf } from './chat-record-of';
import type { MessageId, ReceiptContent, RepairContent, ResendContent } from './content';
import { type ConversationKey, conversationKey, conversationOf } from './conversation-ref';
import type { Decoded } from './envelope';
import { decodePayload } from './envelope-codec';
import type { Intake } from './intake';
import type { IntakeBook } from './intake-book';
import type { Waits } from './waits';

/** How much older than the newest record of its conversation a message can be that arrives, in ms, before its time is not believed. */
export const MAX_LATENESS = 30_000;

/** For how long arriving messages are collected when many come, in ms: about a frame. */
const COLLECT_FOR = 16;

/** How many times within {@link COLLECT_FOR} arriving messages are told at once. Timers are late in a hidden tab. */
const AT_ONCE = 8;

/** Who hears of what is no record. */
export interface InboxHooks {
  typing(key: ConversationKey, from: string, on: boolean): void;
  /** @param id Of the envelope: what the answer names. */
  repair(from: string, content: RepairContent, id: MessageId): void;
  resend(from: string, content: ResendContent): void;
  /** Records were counted and told. `from` a blocked user, they were only counted. */
  arrived(intake: Intake, records: readonly ChatRecord[], source: RecordSource): void;
}

/**
 * Up to which number the first one that is heard of a peer makes those before it count as missing. What can be asked for at a time;
 * somebody with a longer past has it on another device, or has cleared it.
 */
const MAX_FIRST_WORDS = 101;

/** Takes in messages: decodes, counts, keeps and tells them. */
export class Inbox {
  readonly #context: ChatContext;
  readonly #book: IntakeBook;
  readonly #waits: Waits;
  readonly #hooks: InboxHooks;
  readonly #collected = new Map<Intake, ChatRecord[]>();
  readonly #opened = new Set<ConversationKey>();
  #isDue = false;
  /** Those of which a stream was heard of that is not on record yet. */
  readonly #withNewStream = new Set<Intake>();
  #toldSince = -Infinity;
  #told = 0;

  constructor(context: ChatContext, book: IntakeBook, waits: Waits, hooks: InboxHooks) {
    this.#context = context;
    this.#book = book;
    this.#waits = waits;
    this.#hooks = hooks;
    book.beforeKeeping(() => this.tell());
  }

  /** Takes in a message as it happens. */
  receive(message: RtmMessage): void {
    const decoded = decodePayload(message.payload);
    if (decoded.type === 'envelope' && !isDurable(decoded.envelope.content)) {
      this.#pass(message, decoded);
      return;
    }
    const intake = this.#book.get(conversationKey(conversationOf(message)));
    const at = believable(message.sentAt, intake.newestAt);
    const id = isPlain(decoded)
      ? intake.plain.arrived(message.from, plainText(message), at)
      : undefined;
    const record = recordOf({ ...message, sentAt: at }, decoded, false, id);
    if (!record) return;
    this.#count(intake, record);
    const collected = this.#collected.get(intake);
    if (collected) collected.push(record);
    else this.#collected.set(intake, [record]);
    this.#tellSoon();
  }

  /** Takes in a page of history, and says what was in it. */
  async page(
    intake: Intake,
    messages: readonly RtmMessage[],
    source: RecordSource,
  ): Promise<readonly ChatRecord[]> {
    const decoded = messages.map((message) => ({
      message,
      decoded: decodePayload(message.payload),
    }));
    const plain = decoded.filter((one) => isPlain(one.decoded)).map(({ message }) => message);
    if (plain.length > 0) await this.#readPlainCache(intake);
    const ids = new Map(
      intake.plain
        .paged(plain.map((one) => ({ from: one.from, text: plainText(one), at: one.sentAt })))
        .map((id, index) => [plain[index], id]),
    );
    const records = decoded.flatMap(
      ({ message, decoded: one }) => recordOf(message, one, true, ids.get(message)) ?? [],
    );
    this.take(intake, records, source);
    return records;
  }

  /** Takes in records. */
  take(intake: Intake, records: readonly ChatRecord[], source: RecordSource): void {
    if (records.length === 0) return;
    this.tell();
    for (const record of records) this.#count(intake, record);
    this.#deliver(intake, records, source);
  }

  /** Tells that numbers count as arrived although no record came. */
  recheck(intake: Intake): void {
    this.#book.changed(intake);
    this.#hooks.arrived(intake, [], 'repair');
  }

  /** Tells what was collected. */
  tell(): void {
    const collected = [...this.#collected];
    this.#collected.clear();
    for (const [intake, records] of collected) this.#deliver(intake, records, 'live');
  }

  #count(intake: Intake, { from, stream, n, at }: ChatRecord): void {
    if (at > intake.newestAt) intake.newestAt = at;
    if (stream === null || n === null) return;
    // What this installation wrote is known without being counted, and is not heard of on every backend.
    if (from === this.#context.userId && stream === this.#context.storage.stream) return;
    // Until a stream is on record, nothing of it that a crash makes the user miss is ever found missing.
    if (intake.streams.upTo(from, stream) === 0) this.#withNewStream.add(intake);
    // A peer numbers what it writes to this user. Where no history tells of the first words, their number does.
    const { history } = this.#context.transport.capabilities;
    if (intake.ref.type === 'peer' && !history && n <= MAX_FIRST_WORDS) {
      intake.streams.expectAll(from, stream);
    }
    intake.streams.add(from, stream, n);
  }

  #deliver(intake: Intake, records: readonly ChatRecord[], source: RecordSource): void {
    const { key } = intake;
    const blocked = new Set(this.#context.state().blocked);
    const shown = blocked.size > 0 ? records.filter(({ from }) => !blocked.has(from)) : records;
    if (shown.length > 0) {
      this.#open(intake, shown);
      this.#context.emit({ type: '[RTM Messages] Arrived', key, records: shown, source });
    }
    this.#book.write(intake, () => this.#context.storage.append(records));
    this.#book.changed(intake);
    this.#hooks.arrived(intake, records, source);
    if (this.#withNewStream.delete(intake)) void this.#book.flush();
  }

  #open({ key, ref }: Intake, records: readonly ChatRecord[]): void {
    if (ref.type !== 'peer' || records.every(({ own }) => own)) return;
    if (this.#context.state().conversations.slots[key] !== undefined) {
      this.#opened.delete(key);
      return;
    }
    if (this.#opened.has(key)) return;
    this.#opened.add(key);
    this.#context.emit({ type: '[RTM Conversation] Opened', key });
    this.#context.storage.patchConversation(key, { isOpen: true }).catch(() => {
      // The storage says itself that it fails; the conversation is open until the tab is closed.
    });
  }

  #pass(message: RtmMessage, decoded: Extract<Decoded, { type: 'envelope' }>): void {
    const { content } = decoded.envelope;
    const { from, own } = message;
    if (own || this.#context.state().blocked.includes(from)) return;
    const key = conversationKey(conversationOf(message));
    if (content.kind === 'receipt') this.#receipt(key, from, content);
    else if (content.kind === 'typing') this.#hooks.typing(key, from, content.on);
    else if (message.type === 'channel') return;
    else if (content.kind === 'repair') this.#hooks.repair(from, content, decoded.envelope.id);
    else if (content.kind === 'resend') this.#hooks.resend(from, content);
  }

  #receipt(key: ConversationKey, userId: string, { delivered, read }: ReceiptContent): void {
    const intake = this.#book.get(key);
    const news = intake.receipts.merge(userId, delivered, read);
    if (!news) return;
    this.#context.emit({ type: '[RTM Others] Receipt Arrived', key, userId, ...news });
    this.#book.changed(intake);
  }

  /** Few messages are told at the end of the task, many about once a frame. */
  #tellSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const tell = () => {
      this.#isDue = false;
      this.tell();
    };
    const now = this.#context.clock.now();
    if (Math.abs(now - this.#toldSince) >= COLLECT_FOR) {
      this.#toldSince = now;
      this.#told = 0;
    }
    if (++this.#told <= AT_ONCE) queueMicrotask(tell);
    else this.#waits.after(COLLECT_FOR, tell, tell);
  }

  async #readPlainCache(intake: Intake): Promise<void> {
    if (intake.hasReadPlainCache) return;
    intake.hasReadPlainCache = true;
    try {
      intake.plain.remember(await this.#context.storage.readBefore(intake.key, null, 500));
    } catch {
      // Without the cache, plain messages from before this session may show a second time.
    }
  }
}

/** SDK 2.3.0 stamps what arrives by the receiver's clock: a time long before what is there already is a wrong one. */
function believable(at: number, newestAt: number): number {
  return newestAt - at > MAX_LATENESS ? newestAt : at;
}
