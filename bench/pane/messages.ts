// What every pane is given to show: seeded, and the same for all.
import { below, type Random, seeded } from '../state/random.ts';
import { received, text } from '../state/messages.ts';

/** A message as every subject gets it, whatever it makes of it. */
export interface PaneMessage {
  /** Place in the conversation, from 0 on. */
  readonly index: number;
  /** Also the first word of its text. */
  readonly id: string;
  /** 0 is the user. */
  readonly sender: number;
  /** Milliseconds since the epoch, later than those before. */
  readonly at: number;
  readonly text: string;
  /** The message that it answers, or `null`. */
  readonly answers: number | null;
  readonly reactions: readonly { readonly emoji: string; readonly sender: number }[];
}

export const SENDERS = Array.from({ length: 20 }, (_, sender) => ({
  id: `user-${sender}`,
  name: `User ${sender}`,
}));

const FIRST_AT = Date.UTC(2026, 0, 1);
const PAUSE_MS = 7_000;

/** One in so many continues what its sender has said right before. */
const CONTINUED = 0.35;
const MANY_LINES = 0.15;
const LINE_END = 0.12;
const WITH_LINK = 0.04;
const FORMATTED = 0.06;
const ANSWERS = 0.05;
const REACTED_TO = 0.05;

/** How far back an answer goes. */
const ANSWER_DISTANCE = 30;

const EMOJI = ['👍', '❤️', '😂', '🎉', '🙏'];
const MARKS = ['**', '*', '`'];

/** By which the row of a message is found in a page. */
export function idOf(index: number): string {
  return `m${String(index).padStart(7, '0')}`;
}

/** Messages from `start` on. A message depends on its index alone. */
export function writeMessages(start: number, count: number): PaneMessage[] {
  // Strings as if they had come over the network: those that were put together take another amount of memory.
  return received(Array.from({ length: count }, (_, offset) => messageAt(start + offset)));
}

function messageAt(index: number): PaneMessage {
  const random = randomOf(index, 1);
  const at = FIRST_AT + index * PAUSE_MS + below(PAUSE_MS - 1_000, random);
  const answers =
    random() < ANSWERS && index > 0
      ? index - 1 - below(Math.min(index, ANSWER_DISTANCE), random)
      : null;
  const reactors = random() < REACTED_TO ? 1 + below(3, random) : 0;
  return {
    index,
    id: idOf(index),
    sender: senderOf(index),
    at,
    text: `${idOf(index)} ${decorated(text(random), random)}`,
    answers,
    reactions: Array.from({ length: reactors }, (_, reactor) => ({
      emoji: EMOJI[below(EMOJI.length, random)] ?? '👍',
      sender: (1 + reactor * 7 + below(6, random)) % SENDERS.length,
    })),
  };
}

function senderOf(index: number): number {
  let first = index;
  while (first > 0 && randomOf(first, 2)() < CONTINUED) first -= 1;
  return below(SENDERS.length, randomOf(first, 3));
}

function decorated(plain: string, random: Random): string {
  const words = plain.split(' ');
  if (random() < WITH_LINK) {
    words.push(`https://shop.example/orders/${10_000 + below(90_000, random)}`);
  }
  if (random() < FORMATTED) {
    const at = below(words.length, random);
    const mark = MARKS[below(MARKS.length, random)] ?? '*';
    words[at] = `${mark}${words[at] ?? ''}${mark}`;
  }
  const hasManyLines = random() < MANY_LINES;
  return words.reduce(
    (written, word) => `${written}${hasManyLines && random() < LINE_END ? '\n' : ' '}${word}`,
  );
}

/** Independent of those of other messages. */
function randomOf(index: number, purpose: number): Random {
  return seeded(Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(purpose, 0x85ebca6b));
}
