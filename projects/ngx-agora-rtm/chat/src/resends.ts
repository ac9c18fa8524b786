import type { ChatContext } from './chat-context';
import type { ChatRecord } from './chat-record';
import { isDurable } from './chat-record-of';
import type { ResendContent } from './content';
import type { ConversationKey } from './conversation-ref';
import { decodePayload } from './envelope-codec';
import type { Inbox } from './inbox';
import type { Intake } from './intake';
import type { IntakeBook } from './intake-book';
import type { RepairRequests } from './repair-requests';

/** Between which times what is missing must lie: those of its neighbours. */
export interface Bounds {
  readonly after: number;
  readonly before: number;
}

/** Takes in what somebody has sent again, so far as it was asked for. */
export class Resends {
  readonly #context: ChatContext;
  readonly #book: IntakeBook;
  readonly #inbox: Inbox;
  readonly #requests: RepairRequests;
  readonly #boundsOf: (intake: Intake, from: string, stream: string, n: number) => Bounds;
  /** How far the streams of a user have come, as the answer to the latest request said. */
  readonly #last = new WeakMap<Intake, Map<string, ResendContent['last']>>();

  constructor(
    context: ChatContext,
    book: IntakeBook,
    inbox: Inbox,
    requests: RepairRequests,
    boundsOf: (intake: Intake, from: string, stream: string, n: number) => Bounds,
  ) {
    this.#context = context;
    this.#book = book;
    this.#inbox = inbox;
    this.#requests = requests;
    this.#boundsOf = boundsOf;
  }

  /** How far a user's streams had come by the latest answer. */
  lastOf(intake: Intake, userId: string): ResendContent['last'] {
    return this.#last.get(intake)?.get(userId) ?? [];
  }

  /** Takes in a part of an answer. The sender is the transport's. */
  receive(from: string, content: ResendContent): void {
    const key = content.conversation as ConversationKey;
    const intake = this.#book.find(key);
    if (!intake || !this.#requests.isAsked(from, key)) return;
    const asked = this.#requests.askedOf(from, key);
    const isAsked = (stream: string, n: number) =>
      asked.some(
        (one) => one.stream === stream && n > one.after && (one.upTo === 0 || n <= one.upTo),
      );
    const records = content.envelopes.flatMap(({ text, at }) => {
      const record = recordFrom(key, from, text, at);
      return record && isAsked(record.stream, record.n) ? [record] : [];
    });
    const gone = content.gone.filter(({ stream, n }) => isAsked(stream, n));
    for (const { stream, n } of gone) intake.streams.add(from, stream, n);
    this.#inbox.take(intake, this.#timed(intake, records), 'repair');
    if (gone.length > 0) this.#inbox.recheck(intake);
    const isLastPart =
      content.last.length > 0 || content.envelopes.length + content.gone.length === 0;
    if (!isLastPart || !this.#requests.answered(from, key, content.request)) return;
    const last = this.#last.get(intake) ?? new Map<string, ResendContent['last']>();
    this.#last.set(intake, last.set(from, content.last));
  }

  /** Puts each between its neighbours: a sender can say any time, but not move a message out of its place. */
  #timed(intake: Intake, records: readonly CountedRecord[]): readonly ChatRecord[] {
    const now = this.#context.clock.now();
    const latest = new Map<string, number>();
    return [...records]
      .sort((a, b) => a.n - b.n)
      .map((record) => {
        const { after, before } = this.#boundsOf(intake, record.from, record.stream, record.n);
        // Later than the one before, so that what is still missing between them has a place of its own.
        const floor = Math.max(after, latest.get(record.stream) ?? 0) + 1;
        const ceiling = Math.min(before, Math.max(now, intake.newestAt));
        const at = Math.min(Math.max(record.at, floor), ceiling);
        latest.set(record.stream, at);
        return { ...record, at };
      });
  }
}

type CountedRecord = ChatRecord & { readonly stream: string; readonly n: number };

function recordFrom(
  key: ConversationKey,
  from: string,
  text: string,
  at: number,
): CountedRecord | null {
  const decoded = decodePayload(text);
  if (decoded.type !== 'envelope' && decoded.type !== 'unsupported') return null;
  const { id, stream, n } = decoded.type === 'envelope' ? decoded.envelope : decoded;
  if (id === null || stream === null || n === null) return null;
  const base = { id, key, from, own: false, at, isTimed: false, stream, n };
  if (decoded.type === 'unsupported') {
    return { ...base, content: { kind: 'unsupported', alt: decoded.alt } };
  }
  const { content } = decoded.envelope;
  return isDurable(content) ? { ...base, content } : null;
}
