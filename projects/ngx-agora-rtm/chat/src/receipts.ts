import type { Subscription } from 'rxjs';
import type { ChatContext } from './chat-context';
import type { Position } from './content';
import { type ConversationKey, conversationRef } from './conversation-ref';
import { conversationIn } from './conversation-table';
import { sendPassing, takesSigns } from './passing-sender';
import { PositionMap } from './position-map';

/** How long positions are gathered before others are told, in ms. What was read is news to a person who waits. */
const DELIVERED_MS = 2000;
const READ_MS = 500;

/** How long after a failure a receipt is sent once more, in ms. */
const AGAIN_MS = 5000;

/** Positions in one message: far below what an envelope may hold. The rest follows in the next. */
const MAX_POSITIONS = 50;

type ReceiptKind = 'delivered' | 'read';

/** What others are to be told of one conversation. */
interface Ledger {
  /** As far as it has come, told or not. */
  readonly reached: Readonly<Record<ReceiptKind, PositionMap>>;
  /** As far as others were told, or as it was tried for the second time. */
  readonly told: Readonly<Record<ReceiptKind, PositionMap>>;
  /** Ends the gathering; `null` while nothing is gathered. */
  stop: (() => void) | null;
  /** Whether something that was read is among what is gathered: it goes sooner. */
  isSoon: boolean;
  isSending: boolean;
  hasFailed: boolean;
}

/**
 * Tells others what has reached the user, and what was read: cumulative, gathered, and no position twice. A receipt that fails
 * is sent once more; the next one says the same and more.
 */
export class Receipts {
  readonly #ctx: ChatContext;
  readonly #ledgers = new Map<ConversationKey, Ledger>();
  readonly #running: Subscription;
  #isConnected = false;
  #isClosed = false;

  constructor(ctx: ChatContext) {
    this.#ctx = ctx;
    this.#running = ctx.transport.connection$.subscribe(({ state }) => {
      this.#isConnected = state === 'connected';
      for (const [key, ledger] of this.#ledgers) this.#gather(key, ledger, DELIVERED_MS);
    });
  }

  /** Messages have arrived: how far their streams have come without a hole. */
  delivered(key: ConversationKey, positions: readonly Position[]): void {
    this.#note(key, 'delivered', positions);
  }

  /** Messages were read: how far in each stream. */
  read(key: ConversationKey, positions: readonly Position[]): void {
    this.#note(key, 'read', positions);
  }

  /** Tells nobody anything any more. */
  close(): void {
    this.#isClosed = true;
    this.#running.unsubscribe();
    for (const { stop } of this.#ledgers.values()) stop?.();
    this.#ledgers.clear();
  }

  #note(key: ConversationKey, kind: ReceiptKind, positions: readonly Position[]): void {
    if (this.#isClosed || !this.#ctx.options.receipts) return;
    const ledger = this.#ledgers.get(key) ?? newLedger();
    const { blocked } = this.#ctx.state();
    let isNews = false;
    for (const position of positions) {
      if (position.from === this.#ctx.userId || blocked.includes(position.from)) continue;
      // What was read has arrived as well, and need not be said twice.
      if (kind === 'read') ledger.told.delivered.raise(position);
      if (ledger.reached[kind].raise(position)) isNews = true;
    }
    if (!isNews) return;
    this.#ledgers.set(key, ledger);
    this.#gather(key, ledger, kind === 'read' ? READ_MS : DELIVERED_MS);
  }

  #gather(key: ConversationKey, ledger: Ledger, ms: number): void {
    const isSoon = ms === READ_MS;
    // Sooner is the only reason to change when it goes.
    if (!this.#isConnected || ledger.isSending || (ledger.stop && (!isSoon || ledger.isSoon))) {
      return;
    }
    if (untold(ledger, 'delivered').length + untold(ledger, 'read').length === 0) return;
    ledger.stop?.();
    ledger.isSoon = isSoon;
    ledger.stop = this.#ctx.clock.after(ms, () => void this.#tell(key, ledger));
  }

  async #tell(key: ConversationKey, ledger: Ledger): Promise<void> {
    ledger.stop = null;
    ledger.isSoon = false;
    // Gathered until there is a connection again.
    if (!this.#isConnected) return;
    const isWelcome = takesSigns(this.#ctx, key) && this.#isSmallEnough(key);
    const delivered = untold(ledger, 'delivered');
    const read = untold(ledger, 'read');
    let isTold = true;
    if (isWelcome && delivered.length + read.length > 0) {
      ledger.isSending = true;
      isTold = await this.#send(key, delivered, read);
      ledger.isSending = false;
    }
    if (this.#isClosed) return;
    if (isTold || ledger.hasFailed) {
      for (const position of delivered) ledger.told.delivered.raise(position);
      for (const position of read) ledger.told.read.raise(position);
    }
    // Only what was lost for want of an answer is worth another try. A lost connection is waited for, as ever.
    ledger.hasFailed = !isTold && !ledger.hasFailed;
    this.#gather(key, ledger, ledger.hasFailed ? AGAIN_MS : DELIVERED_MS);
  }

  async #send(
    key: ConversationKey,
    delivered: readonly Position[],
    read: readonly Position[],
  ): Promise<boolean> {
    try {
      await sendPassing(this.#ctx, {
        key,
        content: { kind: 'receipt', delivered, read },
        priority: 'receipt',
        // A peer who is not there finds it in the history. In a channel it would only crowd out messages.
        keep: conversationRef(key).type === 'peer',
      });
      return true;
    } catch {
      return false;
    }
  }

  /** Whether there are few enough to hear it. */
  #isSmallEnough(key: ConversationKey): boolean {
    if (conversationRef(key).type === 'peer') return true;
    const members = conversationIn(this.#ctx.state(), key)?.members.length ?? 0;
    // None: it is not known who is there, since the user is not.
    return members > 0 && members <= this.#ctx.options.maxReceiptMembers;
  }
}

function newLedger(): Ledger {
  const both = (): Record<ReceiptKind, PositionMap> => ({
    delivered: new PositionMap(),
    read: new PositionMap(),
  });
  return {
    reached: both(),
    told: both(),
    stop: null,
    isSoon: false,
    isSending: false,
    hasFailed: false,
  };
}

function untold({ reached, told }: Ledger, kind: ReceiptKind): readonly Position[] {
  return reached[kind].beyond(told[kind], MAX_POSITIONS);
}
