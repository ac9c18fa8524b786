import type { ChatContext } from './chat-context';
import type { Gap } from './chat-message';
import type { ConversationState } from './chat-state';
import type { Coverage, Intake } from './intake';
import type { IntakeBook } from './intake-book';
import { MAX_ASKED_STREAMS, type RepairRequests } from './repair-requests';
import type { Resends } from './resends';
import type { StreamTracker } from './stream-tracker';

/** Most members of a channel that are asked what was missed. In larger ones the gap stays. */
export const MAX_ASKED_MEMBERS = 20;

/** Most requests to one user for one absence: each brings up to 100 messages of a stream. */
const MAX_ROUNDS = 20;

/** How many of the latest messages of a stream are asked for that was not heard of before. */
const LATEST = 100;

/** Asks the others what they wrote while the user was away, where the backend keeps no history. */
export class AwaySearch {
  readonly #context: ChatContext;
  readonly #book: IntakeBook;
  readonly #requests: RepairRequests;
  readonly #resends: Resends;
  /** Who has not answered yet, by conversation and gap. */
  readonly #silent = new Map<Intake, Map<string, Set<string>>>();
  readonly #asking = new Map<Intake, Set<string>>();
  /** Which streams had been heard of when the user went away, by conversation and gap. */
  readonly #before = new Map<Intake, Map<string, StreamTracker>>();
  /** Who is to be asked once more after what they are being asked now, which may have gone with an older connection. */
  readonly #again = new Map<Intake, Set<string>>();
  /** Who was there when somebody came or went last. */
  readonly #present = new Map<Intake, ReadonlySet<string>>();

  constructor(context: ChatContext, book: IntakeBook, requests: RepairRequests, resends: Resends) {
    this.#context = context;
    this.#book = book;
    this.#requests = requests;
    this.#resends = resends;
  }

  /** Marks that something may be missing of what came after a coverage, and begins to ask. The gap closes when all have answered. */
  begin(intake: Intake, { since, streams }: Coverage, at: number): void {
    const id = `gap:away:${since}`;
    const before = this.#before.get(intake) ?? new Map<string, StreamTracker>();
    this.#before.set(intake, before.set(id, streams));
    const base = {
      type: 'gap',
      id,
      reason: 'away',
      from: null,
      stream: null,
      first: 0,
      last: 0,
    } as const;
    this.#book.putGap(intake, { ...base, at, since, status: 'searching' });
    this.retry(intake);
  }

  /** Asks again for all absences of a conversation, or one of them. */
  retry(intake: Intake, id?: string): void {
    const others = this.#others(intake);
    const asked = others.slice(0, MAX_ASKED_MEMBERS);
    const silent = this.#silent.get(intake) ?? new Map<string, Set<string>>();
    this.#silent.set(intake, silent);
    for (const gap of awayGaps(intake)) {
      if (id !== undefined && gap.id !== id) continue;
      // Who is not asked cannot answer: with more members than are asked, the gap stays.
      if (!silent.has(gap.id) || silent.get(gap.id)?.size === 0)
        silent.set(gap.id, new Set(others));
      if (gap.status === 'lost' && asked.length > 0) {
        this.#book.putGap(intake, { ...gap, status: 'searching' });
      }
    }
    if (asked.length === 0) this.#settle(intake);
    for (const userId of asked) void this.#ask(intake, userId);
  }

  /** Somebody was heard of: who did not answer may do so now. */
  heard(intake: Intake, userId: string): void {
    const silent = this.#silent.get(intake);
    if (!silent) return;
    for (const users of silent.values()) {
      if (users.has(userId) && !this.#asking.get(intake)?.has(userId)) {
        void this.#ask(intake, userId);
        return;
      }
    }
  }

  /** Asks those who have come: when the search began, they may not have been there, or not been heard of. */
  membersChanged(intake: Intake): void {
    const others = this.#others(intake);
    const before = this.#present.get(intake);
    this.#present.set(intake, new Set(others));
    const come = others.filter((userId) => !before?.has(userId));
    const gaps = awayGaps(intake);
    if (gaps.length === 0 || come.length === 0 || others.length > MAX_ASKED_MEMBERS) return;
    const silent = this.#silent.get(intake) ?? new Map<string, Set<string>>();
    this.#silent.set(intake, silent);
    for (const gap of gaps) {
      silent.set(gap.id, new Set([...(silent.get(gap.id) ?? []), ...come]));
      if (gap.status === 'lost') this.#book.putGap(intake, { ...gap, status: 'searching' });
    }
    for (const userId of come) void this.#ask(intake, userId);
  }

  async #ask(intake: Intake, userId: string): Promise<void> {
    const asking = this.#asking.get(intake) ?? new Set();
    this.#asking.set(intake, asking);
    const again = this.#again.get(intake) ?? new Set();
    this.#again.set(intake, again);
    if (asking.has(userId)) {
      again.add(userId);
      return;
    }
    asking.add(userId);
    for (let isOpen = true; isOpen;) {
      again.delete(userId);
      // Only what was open when this user was asked is answered by the answer.
      const ids = new Set(awayGaps(intake).map(({ id }) => id));
      const isComplete = await this.#askForAll(intake, userId);
      const silent = this.#silent.get(intake);
      if (isComplete) for (const id of ids) silent?.get(id)?.delete(userId);
      isOpen = isComplete
        ? [...(silent ?? [])].some(([id, users]) => !ids.has(id) && users.has(userId))
        : again.has(userId);
    }
    asking.delete(userId);
    this.#settle(intake);
  }

  /** Asks until nothing is missing any more. */
  async #askForAll(intake: Intake, userId: string): Promise<boolean> {
    const { key, streams } = intake;
    let missing = streams
      .streamsOf(userId)
      .slice(-MAX_ASKED_STREAMS)
      .map((stream) => ({ stream, after: this.#known(intake, userId, stream), upTo: 0 }));
    for (let round = 0; round < MAX_ROUNDS; round++) {
      if (!(await this.#requests.ask(key, userId, missing))) return false;
      const asked = new Map(missing.map(({ stream, after }) => [stream, after]));
      missing = this.#resends.lastOf(intake, userId).flatMap(({ stream, n }) => {
        const known = this.#known(intake, userId, stream);
        if (known >= n) return [];
        const after = streams.since(userId, stream) > 0 ? known : Math.max(0, n - LATEST);
        // What was asked for and did not come is not kept any more: its numbers show as a gap when the next one comes.
        return asked.get(stream) === after ? [] : [{ stream, after, upTo: 0 }];
      });
      if (missing.length === 0) return true;
    }
    return false;
  }

  /** Up to where a stream has arrived. Of one that began while the user was away, what was heard first need not be the first. */
  #known(intake: Intake, userId: string, stream: string): number {
    const before = this.#before.get(intake);
    // Of an absence from before a reload nobody knows any more what had been heard of.
    const isNew = awayGaps(intake).some(
      ({ id }) => (before?.get(id)?.upTo(userId, stream) ?? 0) === 0,
    );
    const since = intake.streams.since(userId, stream);
    if (isNew && since > 1) return Math.max(0, since - 1 - LATEST);
    return intake.streams.upTo(userId, stream);
  }

  /** Closes gaps for which all have answered, and gives up the others when nobody is being asked. */
  #settle(intake: Intake): void {
    const isAsking = (this.#asking.get(intake)?.size ?? 0) > 0;
    const silent = this.#silent.get(intake);
    for (const gap of awayGaps(intake)) {
      const users = silent?.get(gap.id);
      if (users?.size === 0 && this.#others(intake).length > 0) {
        silent?.delete(gap.id);
        this.#before.get(intake)?.delete(gap.id);
        this.#book.closeGap(intake, gap.id);
      } else if (!isAsking && gap.status === 'searching') {
        this.#book.putGap(intake, { ...gap, status: 'lost' });
      }
    }
  }

  #others({ key, ref }: Intake): readonly string[] {
    const { userId } = this.#context;
    const { blocked, conversations } = this.#context.state();
    const slot = conversations.slots[key];
    const state: ConversationState | null | undefined =
      slot === undefined ? undefined : conversations.items[slot];
    const all = ref.type === 'peer' ? [ref.id] : (state?.members ?? []);
    return all.filter((one) => one !== userId && !blocked.includes(one));
  }
}

function awayGaps(intake: Intake): readonly Gap[] {
  return [...intake.gaps.values()].filter(({ reason }) => reason === 'away');
}
