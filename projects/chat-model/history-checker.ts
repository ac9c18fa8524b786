/** What is known of a message that somebody wrote. */
export type SentOutcome =
  /** Taken by the backend, or kept for good until it is: everybody has to see it. */
  | 'ok'
  /** Certainly never taken: nobody may see it. */
  | 'failed'
  /** Taken out by its writer before any attempt: nobody may see it. */
  | 'cancelled'
  /** Nobody knows. It may be seen, or not. */
  | 'unknown';

/** A message that was written. */
export interface Sent {
  readonly id: string;
  /** User id of the writer. */
  readonly sender: string;
  /** Who wrote one after the other: the user in one browser. Only within this there is an order. */
  readonly writer: string;
  /** Place in its stream, where somebody knows. */
  readonly n: number | null;
  readonly text: string;
  readonly outcome: SentOutcome;
  /** When the backend took it, in milliseconds since the epoch; `null` where nobody knows. */
  readonly at: number | null;
}

/** A message as an observer shows it. */
export interface SeenMessage {
  readonly type: 'message';
  readonly id: string;
  readonly sender: string;
  readonly n: number | null;
  readonly text: string;
}

/** A place where an observer shows that something is missing: numbers of a writer, or whatever was sent in some time. */
export type SeenGap =
  | {
      readonly type: 'gap';
      readonly sender: string;
      /** `null`: of any writer. */
      readonly writer: string | null;
      readonly first: number;
      readonly last: number;
    }
  | {
      readonly type: 'gap';
      readonly sender: null;
      /** Milliseconds since the epoch, both included. */
      readonly since: number;
      readonly at: number;
    };

/** What one observer finally shows of a conversation, from top to bottom. */
export interface Observed {
  readonly observer: string;
  readonly entries: readonly (SeenMessage | SeenGap)[];
}

/** All that happened in one conversation. */
export interface History {
  /** Each writer's in the order of writing. */
  readonly sent: readonly Sent[];
  readonly observed: readonly Observed[];
  /** Whether all observers can know the same order, as they do from a backend's history. */
  readonly hasOneOrder: boolean;
}

/**
 * | kind | meaning |
 * |---|---|
 * | `lost` | Should be there, and is not; and no gap says so. |
 * | `duplicated` | There twice. |
 * | `phantom` | There, though it was never written, or not by the one who is shown, or was never sent. |
 * | `changed` | There with another text. |
 * | `reordered` | After a later one of the same writer. |
 * | `disagreeing` | In another order than for the first observer. |
 */
export type FaultKind = 'lost' | 'duplicated' | 'phantom' | 'changed' | 'reordered' | 'disagreeing';

/** Something that is not as it must be. */
export interface Fault {
  readonly kind: FaultKind;
  readonly observer: string;
  readonly id: string;
  /** The fault in words. */
  readonly why: string;
}

/**
 * Judges what observers show at the end by what was written, as Jepsen does: operations are known to have succeeded, known to have
 * failed, or unknown. Call it when everything is healed and quiet.
 *
 * @returns Nothing where nothing is wrong.
 */
export function checkHistory({ sent, observed, hasOneOrder }: History): Fault[] {
  const written = new Map(sent.map((one, place) => [one.id, { ...one, place }]));
  const numbers = numbersOf(sent, observed);
  const first = observed[0] && messagesOf(observed[0]);
  return observed.flatMap((one) => {
    const { observer } = one;
    const seen = messagesOf(one);
    const faults: Omit<Fault, 'observer'>[] = [
      ...lost(sent, one, numbers),
      ...repeated(seen),
      ...seen.flatMap((message) => untrue(message, written.get(message.id))),
      ...reordered(seen, written),
      ...(hasOneOrder && first && seen !== first ? disagreeing(first, seen) : []),
    ];
    return faults.map((fault) => ({ ...fault, observer }));
  });
}

type Finding = Omit<Fault, 'observer'>;
type Written = Sent & { readonly place: number };

function messagesOf({ entries }: Observed): SeenMessage[] {
  return entries.filter((entry) => entry.type === 'message');
}

/** Numbers of messages, as their writer or any observer knows them. */
function numbersOf(sent: readonly Sent[], observed: readonly Observed[]): Map<string, number> {
  const known = [...observed.flatMap(messagesOf), ...sent];
  return new Map(known.flatMap(({ id, n }) => (n === null ? [] : [[id, n]])));
}

function lost(
  sent: readonly Sent[],
  { entries }: Observed,
  numbers: ReadonlyMap<string, number>,
): Finding[] {
  const there = new Set(entries.map((entry) => (entry.type === 'message' ? entry.id : '')));
  const gaps = entries.filter((entry) => entry.type === 'gap');
  return sent
    .filter(({ id, outcome }) => outcome === 'ok' && !there.has(id))
    .filter((message) => !gaps.some((gap) => covers(gap, message, numbers.get(message.id))))
    .map(({ id, text, sender }) => ({
      kind: 'lost',
      id,
      why: `"${text}" by ${sender} is not there, and no gap says so`,
    }));
}

function covers(gap: SeenGap, { sender, writer, at }: Sent, n: number | undefined): boolean {
  if (gap.sender === null) return at === null || (gap.since <= at && at <= gap.at);
  if (gap.sender !== sender || (gap.writer ?? writer) !== writer) return false;
  return n !== undefined && gap.first <= n && n <= gap.last;
}

function repeated(seen: readonly SeenMessage[]): Finding[] {
  const before = new Set<string>();
  return seen
    .filter(({ id }) => before.size === before.add(id).size)
    .map(({ id, text }) => ({ kind: 'duplicated', id, why: `"${text}" is there again` }));
}

function untrue({ id, sender, text }: SeenMessage, written: Written | undefined): Finding[] {
  const phantom = (why: string): Finding[] => [{ kind: 'phantom', id, why: `"${text}" ${why}` }];
  if (!written) return phantom('was never written');
  if (written.sender !== sender) return phantom(`is shown as by ${sender}, not ${written.sender}`);
  if (written.outcome === 'failed') return phantom('is there although it failed');
  if (written.outcome === 'cancelled') return phantom('is there although it was cancelled');
  if (written.text === text) return [];
  return [{ kind: 'changed', id, why: `"${written.text}" is shown as "${text}"` }];
}

function reordered(seen: readonly SeenMessage[], written: ReadonlyMap<string, Written>): Finding[] {
  const latest = new Map<string, Written>();
  return seen.flatMap(({ id, text }) => {
    const one = written.get(id);
    if (!one) return [];
    const before = latest.get(one.writer);
    if (before && before.place > one.place) {
      return [{ kind: 'reordered', id, why: `"${text}" comes after "${before.text}"` }] as const;
    }
    latest.set(one.writer, one);
    return [];
  });
}

function disagreeing(first: readonly SeenMessage[], seen: readonly SeenMessage[]): Finding[] {
  const places = new Map(first.map(({ id }, place) => [id, place]));
  let last = -1;
  return seen.flatMap(({ id, text }) => {
    const place = places.get(id) ?? last;
    const isBack = place < last;
    last = Math.max(last, place);
    if (!isBack) return [];
    return [{ kind: 'disagreeing', id, why: `"${text}" stands elsewhere for others` }] as const;
  });
}
