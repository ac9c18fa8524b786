import { RtmError, type RtmOperation, utf8Bytes } from 'ngx-agora-rtm/client';
import { type EnvelopeContent, MAX_EMOJI, MAX_FILES, MAX_QUOTE, type TextContent } from './content';
import { MAX_MENTIONS, readContent } from './content-reader';
import { encodeEnvelope, MAX_ENVELOPE_BYTES } from './envelope-codec';
import { isWithinLimits } from './json-limits';

/** How content will be sent. */
export interface SendableOptions {
  /** What the backend takes, in bytes of UTF-8. Default 32 KB. */
  readonly maxBytes?: number;
  /** Whether the text goes out as it is, without an envelope. Default false. */
  readonly isPlain?: boolean;
  /** What the error says was being done. Default `send-to-channel`. */
  readonly operation?: RtmOperation;
}

/**
 * Checks content before it is kept to be sent, as it will be sent: with the longest number, in bytes of UTF-8, and so that every
 * receiver can read it.
 *
 * @throws RtmError of code `message-too-large`, which names the limit, or `invalid-message`, which names the rule.
 */
export function assertSendable(content: EnvelopeContent, options: SendableOptions = {}): void {
  const { maxBytes = MAX_ENVELOPE_BYTES, isPlain = false } = options;
  const { operation = 'send-to-channel' } = options;
  const problem = problemOf(content, isPlain);
  if (problem !== null) throw invalidMessage(operation, problem);
  const excess = excessBytes(content, options);
  if (excess === 0) {
    const unread = isPlain ? null : unreadable(content);
    if (unread === null) return;
    throw invalidMessage(operation, unread);
  }
  const limit = Math.min(maxBytes, MAX_ENVELOPE_BYTES);
  const bytes = limit + excess;
  const message = `A message must take at most ${limit} bytes in UTF-8 with all that is sent along, but this one takes ${bytes}`;
  throw new RtmError({ code: 'message-too-large', operation, message });
}

/** By how many bytes of UTF-8 content is too long for the backend, as it will be sent; 0 where it is not. */
export function excessBytes(
  content: EnvelopeContent,
  { maxBytes = MAX_ENVELOPE_BYTES, isPlain = false }: SendableOptions = {},
): number {
  const wire = isPlain && content.kind === 'text' ? content.text : wireText(content);
  return Math.max(0, utf8Bytes(wire) - Math.min(maxBytes, MAX_ENVELOPE_BYTES));
}

/** The text with everything as long as it can get. */
function wireText(content: EnvelopeContent): string {
  const uuid = '00000000-0000-7000-8000-000000000000';
  return encodeEnvelope({ id: uuid, stream: uuid, n: Number.MAX_SAFE_INTEGER, content });
}

/** The rule that content breaks, as the rest of a sentence; `null` if it breaks none. */
function problemOf(content: EnvelopeContent, isPlain: boolean): string | null {
  if (isPlain && content.kind !== 'text') {
    return `of kind "${content.kind}" cannot be sent as plain text`;
  }
  if ('text' in content && content.kind !== 'file' && content.text === '') {
    return 'must have a text';
  }
  if ('files' in content && content.files.length === 0) return 'of kind "file" must have a file';
  if ('files' in content && content.files.length > MAX_FILES) {
    return `can have at most ${MAX_FILES} files, but this one has ${content.files.length}`;
  }
  const { mentions, replyTo } = content as Partial<TextContent>;
  if (mentions && mentions.length > MAX_MENTIONS) {
    return `can mention at most ${MAX_MENTIONS} users, but this one mentions ${mentions.length}`;
  }
  if (replyTo && replyTo.text.length > MAX_QUOTE) {
    return `can quote at most ${MAX_QUOTE} characters, but this one quotes ${replyTo.text.length}`;
  }
  if (content.kind === 'reaction' && (!content.emoji || content.emoji.length > MAX_EMOJI)) {
    return `of kind "reaction" must have an emoji of at most ${MAX_EMOJI} UTF-16 units`;
  }
  return null;
}

function invalidMessage(operation: RtmOperation, problem: string): RtmError {
  return new RtmError({ code: 'invalid-message', operation, message: `A message ${problem}` });
}

/** What a receiver would make of it has to be the same. Left out are parts that are `undefined` and empty lists of mentions. */
function unreadable(content: EnvelopeContent): string | null {
  const wire = wireText(content);
  if (!isWithinLimits(wire)) return 'has too many parts: send it as several';
  const { kind, body } = JSON.parse(wire) as { kind: unknown; body: Record<string, unknown> };
  const made = readContent(kind, body);
  if (!made) return `of kind "${content.kind}" has a part that is missing or not as it must be`;
  for (const part of Object.keys(body)) {
    const isEmpty = part === 'mentions' && Array.isArray(body[part]) && body[part].length === 0;
    if (
      !isEmpty &&
      JSON.stringify(body[part]) !== JSON.stringify(madePart(made, part, body[part]))
    ) {
      return `has a part "${part}" that receivers would not take as it is`;
    }
  }
  return null;
}

/** A part as the receiver has it, with the keys in the order of the given one. */
function madePart(made: EnvelopeContent, part: string, given: unknown): unknown {
  return ordered((made as unknown as Record<string, unknown>)[part], given);
}

function ordered(made: unknown, given: unknown): unknown {
  if (Array.isArray(made) && Array.isArray(given)) {
    return made.map((item, index) => ordered(item, given[index]));
  }
  if (typeof made !== 'object' || made === null || typeof given !== 'object' || given === null) {
    return made;
  }
  const fields = made as Record<string, unknown>;
  const keys = new Set([...Object.keys(given), ...Object.keys(fields)].filter((k) => k in fields));
  return Object.fromEntries(
    [...keys].map((key) => [key, ordered(fields[key], (given as Record<string, unknown>)[key])]),
  );
}
