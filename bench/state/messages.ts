// What people write: seeded, so that every way and every run gets the same.
import type { ChatRecord, ConversationKey } from 'ngx-agora-rtm/chat';
import { below, type Random, seeded, uuid7 } from './random.ts';

/** The one who looks at it. */
export const ME = 'user-0';

const SENDERS = 20;
const FIRST_AT = Date.UTC(2026, 0, 1);

/** Longest pause between two messages, in ms: 100,000 of them take about six days. */
const PAUSE_MS = 10_000;

// The most common words carry most of a text; the long ones give it its lengths.
const WORDS =
  `I you the to a and it is that of in for we on have not can do be with this will your if at are my but so just as was
  what me they there all from when or how get now out order account please thanks customer tomorrow delivery invoice
  meeting unfortunately immediately understand different question available colleague`.split(/\s+/);

export interface Wanted {
  readonly count: number;
  /** They take turns. */
  readonly conversations: number;
  readonly seed?: number;
}

export function keyOf(conversation: number): ConversationKey {
  return `channel:room-${conversation}`;
}

/** Messages in the order of time, as the receiving side hands them on. */
export function write({ count, conversations, seed = 1 }: Wanted): ChatRecord[] {
  const random = seeded(seed);
  const numbers = new Map<string, number>();
  let at = FIRST_AT;
  const records = Array.from({ length: count }, (_, index): ChatRecord => {
    at += 1 + below(PAUSE_MS, random);
    const key = keyOf(index % conversations);
    const from = `user-${below(SENDERS, random)}`;
    const stream = streamOf(from);
    const counted = `${key} ${stream}`;
    const n = (numbers.get(counted) ?? 0) + 1;
    numbers.set(counted, n);
    return {
      id: uuid7(at, random),
      key,
      from,
      own: from === ME,
      at,
      isTimed: false,
      stream,
      n,
      content: { kind: 'text', text: text(random) },
    };
  });
  return received(records);
}

/** The stream of a user's only installation. */
export function streamOf(userId: string): string {
  return uuid7(FIRST_AT, seeded(Number(userId.slice('user-'.length)) + 1_000));
}

/**
 * The same as if it had come over the network: strings that were put together from pieces, or cut out of others, take
 * another amount of memory than strings that were read.
 */
export function received<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}

/** Mostly a line, at times a paragraph: 60 % up to 80 characters, 30 % up to 250, 10 % up to 600. */
export function text(random: Random): string {
  const kind = random();
  const length =
    kind < 0.6
      ? 5 + below(75, random)
      : kind < 0.9
        ? 80 + below(170, random)
        : 250 + below(350, random);
  const words: string[] = [];
  for (let written = 0; written < length; written += (words.at(-1)?.length ?? 0) + 1) {
    // Squared: the first words of the list come more often.
    words.push(WORDS[Math.floor(random() ** 2 * WORDS.length)] ?? 'and');
  }
  return words.join(' ');
}
