import { RtmError, type RtmOperation } from 'ngx-agora-rtm/client';
import type { ChatContext } from './chat-context';
import type { ChatError } from './chat-message';
import { type ConversationKey, conversationRef, type ConversationRef } from './conversation-ref';
import { NO_FAILURES, type OutboxEntry } from './outbox-entry';
import type { OutboxItem } from './outbox-item';
import { outboxPayload } from './outbox-payload';
import { type RetryWaits, retryWait } from './retry-wait';
import { outcomeOf, type SendOutcome, toChatError } from './send-outcome';
import { type Taken, takenBy } from './taken';

/** How long one attempt may take, in ms: with what the storage needs, nothing is `sending` for more than 30 s. */
export const SEND_TIMEOUT = 25_000;

/** After how many attempts without an answer, while there was a connection, an item fails. */
export const MAX_REPEATS = 10;

/**
 * After how many attempts of any outcome an item fails. Such as end with the connection count here only: few people lose
 * their connection this often in the middle of one message, but a message that makes the backend drop it does, and would
 * hold up its conversation for ever.
 */
export const MAX_ATTEMPTS = 30;

/** How often in a row the storage may refuse to note an attempt, before the item fails: one that is busy is so for half a minute. */
const MAX_STORAGE_FAILURES = 6;

/** What a lane needs of the channels. */
export interface OutboxChannels {
  /** Keeps a channel from giving way to others. @returns What undoes it. */
  hold(key: ConversationKey): () => void;
  /** Resolves when the channel is joined, joining it where necessary. */
  joined(key: ConversationKey): Promise<void>;
  /** The backend says that the channel is not joined. */
  joinAgain(key: ConversationKey): void;
}

/** What a lane needs of its outbox. */
export interface OutboxDesk {
  readonly ctx: ChatContext;
  readonly channels: OutboxChannels;
  readonly waits: RetryWaits;
  /** Whether there is no connection. */
  isPaused(): boolean;
  isClosed(): boolean;
  /** An item goes out now. */
  sending(item: OutboxItem, payload: string): void;
  /** Tells that an item has another status. */
  changed(entry: OutboxEntry): void;
  /** The backend has taken an item. */
  take(entry: OutboxEntry, taken: Taken): Promise<void>;
  /** An item that could not be sent. Rejects never. */
  gaveUp(entry: OutboxEntry, error: ChatError): Promise<void>;
  /** Takes an item out that somebody wants cancelled. Rejects never. */
  cancelNow(entry: OutboxEntry): Promise<void>;
  /** An item that is not in the storage any more. */
  vanished(entry: OutboxEntry): void;
}

/** The storage could not note that an attempt begins. */
class NotNoted extends Error {}

/**
 * What there is to send to one conversation: one attempt at a time, in order. What has failed is stepped over, what waits is
 * waited for.
 */
export class OutboxLane {
  readonly #desk: OutboxDesk;
  readonly #key: ConversationKey;
  readonly #ref: ConversationRef;
  /** By order of writing. */
  readonly #entries: OutboxEntry[] = [];
  #isRunning = false;
  #wake: () => void = () => undefined;

  constructor(desk: OutboxDesk, key: ConversationKey) {
    this.#desk = desk;
    this.#key = key;
    this.#ref = conversationRef(key);
  }

  /** Adds an item. The storage orders them, and a later read finds later ones. */
  add(entry: OutboxEntry): void {
    this.#entries.push(entry);
    if (!this.#isRunning) void this.#run();
  }

  remove(entry: OutboxEntry): void {
    const at = this.#entries.indexOf(entry);
    if (at !== -1) this.#entries.splice(at, 1);
  }

  /** Ends a wait: something is different now. */
  wake(): void {
    if (this.#isRunning) this.#wake();
    else void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let entry = this.#next(); entry; entry = this.#next()) {
      if (this.#desk.isPaused()) await this.#rest(null);
      else await this.#attempt(entry);
    }
    this.#isRunning = false;
  }

  #next(): OutboxEntry | undefined {
    if (this.#desk.isClosed()) return undefined;
    return this.#entries.find(({ item, cancelling }) => item.status !== 'failed' && !cancelling);
  }

  async #attempt(entry: OutboxEntry): Promise<void> {
    let wait = 0;
    try {
      await this.#send(entry);
    } catch (reason) {
      if (this.#desk.isClosed()) return;
      wait =
        reason instanceof NotNoted
          ? await this.#notNoted(entry, reason)
          : await this.#failed(entry, RtmError.from(reason, this.#operation));
    }
    if (entry.taken) await entry.taken;
    entry.isUnderWay = false;
    if (this.#desk.isClosed()) return;
    if (entry.cancelling) await this.#desk.cancelNow(entry);
    else if (wait !== 0 && !entry.isGone) await this.#rest(wait);
  }

  async #send(entry: OutboxEntry): Promise<void> {
    const { ctx, channels } = this.#desk;
    const release = this.#ref.type === 'channel' ? channels.hold(this.#key) : () => undefined;
    try {
      // Before the turn, which would be over by the time a channel is joined.
      if (this.#ref.type === 'channel' && !ctx.transport.capabilities.sendWithoutJoin) {
        await channels.joined(this.#key);
      }
      await ctx.sends.run('message', () => this.#sendNow(entry));
    } finally {
      release();
    }
  }

  /** One attempt, in its turn. */
  async #sendNow(entry: OutboxEntry): Promise<void> {
    const { ctx } = this.#desk;
    if (entry.isGone || entry.cancelling || this.#desk.isPaused() || this.#desk.isClosed()) return;
    entry.isUnderWay = true;
    const begun = await ctx.storage.beginAttempt(entry.id).catch((error: unknown) => {
      throw new NotNoted(textOf(error), { cause: error });
    });
    if (this.#desk.isClosed()) return;
    if (!begun) {
      this.#desk.vanished(entry);
      return;
    }
    entry.item = begun;
    entry.failures = { ...entry.failures, storage: 0 };
    this.#desk.changed(entry);
    const payload = outboxPayload(begun, ctx.storage.stream);
    this.#desk.sending(begun, payload);
    const sent = ctx.transport.send(this.#ref, payload, { keep: true }).then((receipt) =>
      // Also when it comes after its time: the backend has it.
      this.#desk.take(entry, takenBy(receipt, ctx.clock.now())),
    );
    await this.#inTime(sent, entry);
  }

  #inTime(sent: Promise<void>, entry: OutboxEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.#desk.ctx.clock.after(SEND_TIMEOUT, () => reject(this.#timeout()));
      const end = (): void => {
        cancel();
        entry.stopWaiting = null;
      };
      entry.stopWaiting = () => {
        end();
        resolve();
      };
      sent.finally(end).then(resolve, reject);
    });
  }

  #timeout(): RtmError {
    const message = `The backend did not answer "${this.#operation}" within ${SEND_TIMEOUT / 1000} s`;
    return new RtmError({ code: 'timeout', operation: this.#operation, message });
  }

  /** Notes that an attempt came to nothing. @returns How long to wait for the next, in ms. */
  async #failed(entry: OutboxEntry, error: RtmError): Promise<number> {
    if (entry.taken || entry.isGone) return 0;
    const outcome = outcomeOf(error);
    entry.failures = this.#count(entry, outcome);
    // An error that came before the attempt, while joining say, says nothing of the message.
    if (entry.isUnderWay) entry.mayHaveArrived ||= outcome.mayHaveArrived;
    if (outcome.next === 'fail' || this.#isEnough(entry)) {
      await this.#end(entry, 'failed', toChatError(error));
      await this.#desk.gaveUp(entry, toChatError(error));
      return 0;
    }
    if (entry.isUnderWay) await this.#end(entry, 'queued', null);
    if (outcome.next === 'join') this.#desk.channels.joinAgain(this.#key);
    return this.#waitAfter(entry, outcome);
  }

  #count({ failures }: OutboxEntry, { next }: SendOutcome): OutboxEntry['failures'] {
    if (next === 'wait') return { ...failures, waits: failures.waits + 1 };
    const isRepeat = next === 'repeat' && !this.#desk.isPaused();
    return {
      ...failures,
      repeats: failures.repeats + (isRepeat ? 1 : 0),
      total: failures.total + 1,
    };
  }

  #isEnough({ failures }: OutboxEntry): boolean {
    return failures.repeats >= MAX_REPEATS || failures.total >= MAX_ATTEMPTS;
  }

  #waitAfter({ failures }: OutboxEntry, { next }: SendOutcome): number {
    // Then it is the connection that is waited for.
    if (this.#desk.isPaused()) return 0;
    const count = next === 'wait' ? failures.waits : failures.total;
    // To join is a wait of its own. Where it does not help, the next ones are real.
    if (next === 'join' && count === 1) return 0;
    return 1 + retryWait(count, this.#desk.waits);
  }

  async #notNoted(entry: OutboxEntry, { message }: NotNoted): Promise<number> {
    if (entry.taken || entry.isGone) return 0;
    const storage = entry.failures.storage + 1;
    entry.failures = { ...entry.failures, storage };
    if (storage < MAX_STORAGE_FAILURES) {
      // Nobody else waits for this disk, so there is no crowd to be spread.
      return retryWait(storage, { ...this.#desk.waits, random: () => 1 });
    }
    const error: ChatError = {
      code: 'storage',
      message: `The browser cannot keep that the message is being sent: ${message} Make room, then try again.`,
      retryable: true,
    };
    entry.failures = NO_FAILURES;
    // Where the storage does not take this either, it is tried again after a reload.
    await this.#end(entry, 'failed', error);
    await this.#desk.gaveUp(entry, error);
    return 0;
  }

  async #end(
    entry: OutboxEntry,
    status: 'queued' | 'failed',
    error: ChatError | null,
  ): Promise<void> {
    const { storage } = this.#desk.ctx;
    const outcome = { status, error };
    // Where the storage takes nothing, the item stays as one that is being sent, which the next start makes `queued` of.
    const ended = await storage
      .endAttempt(entry.id, outcome, !entry.mayHaveArrived)
      .catch(() => null);
    if (this.#desk.isClosed() || entry.taken) return;
    const wasShown = entry.item.status;
    entry.item = { ...(ended ?? entry.item), ...outcome };
    if (wasShown !== status) this.#desk.changed(entry);
  }

  /** Lets time pass, or until somebody wakes it. @param ms `null`: only then. */
  #rest(ms: number | null): Promise<void> {
    if (this.#desk.isClosed()) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        this.#wake = () => undefined;
        cancel();
        resolve();
      };
      const cancel = ms === null ? () => undefined : this.#desk.ctx.clock.after(ms, () => done());
      this.#wake = done;
    });
  }

  get #operation(): RtmOperation {
    return this.#ref.type === 'peer' ? 'send-to-peer' : 'send-to-channel';
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : 'the storage said no.';
}
