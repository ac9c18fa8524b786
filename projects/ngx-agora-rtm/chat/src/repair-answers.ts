import { utf8Bytes } from 'ngx-agora-rtm/client';
import type { ChatContext } from './chat-context';
import type { ChatRecord } from './chat-record';
import type { EnvelopeContent, MessageId, RepairContent, ResendContent } from './content';
import { type ConversationKey, conversationKey, conversationRef } from './conversation-ref';
import { encodeEnvelope, MAX_ENVELOPE_BYTES } from './envelope-codec';
import { newMessageId } from './message-id';
import { MAX_ASKED, MAX_ASKED_STREAMS } from './repair-requests';

/** Most requests of one user that are answered in a second. What is beyond is not answered: who asks tries again. */
const ANSWERS_A_SECOND = 5;

/** Most parts of an answer: envelopes, numbers and streams. Each has two keys, of 256 that a message may have. */
const MAX_PARTS = 100;

/** How many numbers before a missing one are looked at, to see whether they are still kept. */
const NEIGHBOURS = 50;

/** Answers those who have missed something of what the user wrote. */
export class RepairAnswers {
  readonly #context: ChatContext;
  readonly #answered = new Map<string, number[]>();

  constructor(context: ChatContext) {
    this.#context = context;
  }

  /** Answers a request, if whoever asks is one of those it was written for. Never rejects. */
  async receive(from: string, content: RepairContent, request: MessageId): Promise<void> {
    const key = this.#conversationOf(from, content.conversation);
    if (key === null || !this.#isInTime(from)) return;
    try {
      const answer = await this.#collect(key, content);
      const heading = { kind: 'resend', conversation: content.conversation, request } as const;
      for (const part of partsOf(heading, answer, this.#maxBytes)) {
        await this.#send(from, part);
      }
    } catch {
      // What did not get through, or could not be read, is asked for again.
    }
  }

  get #maxBytes(): number {
    return Math.min(this.#context.transport.capabilities.maxMessageBytes, MAX_ENVELOPE_BYTES);
  }

  /** The conversation that is meant; `null` where it is none of theirs. */
  #conversationOf(from: string, named: string): ConversationKey | null {
    if (named === conversationKey({ type: 'peer', id: this.#context.userId })) {
      return conversationKey({ type: 'peer', id: from });
    }
    if (!named.startsWith('channel:')) return null;
    const key = named as ConversationKey;
    const { slots, items } = this.#context.state().conversations;
    const slot = Object.hasOwn(slots, key) ? slots[key] : undefined;
    const members = slot === undefined ? undefined : items[slot]?.members;
    return conversationRef(key).id !== '' && members?.includes(from) ? key : null;
  }

  #isInTime(from: string): boolean {
    const now = this.#context.clock.now();
    for (const [user, times] of this.#answered) {
      const recent = times.filter((at) => Math.abs(now - at) < 1000);
      if (recent.length === 0) this.#answered.delete(user);
      else this.#answered.set(user, recent);
    }
    const times = this.#answered.get(from) ?? [];
    if (times.length >= ANSWERS_A_SECOND) return false;
    this.#answered.set(from, [...times, now]);
    return true;
  }

  async #collect(key: ConversationKey, { missing }: RepairContent): Promise<Answer> {
    const { storage } = this.#context;
    const answer: Answer = { envelopes: [], gone: [], last: [] };
    const waiting = new Set(
      (await storage.outbox()).filter((item) => item.key === key).map(({ n }) => n),
    );
    const asked = missing.slice(0, MAX_ASKED_STREAMS);
    if (!asked.some(({ stream }) => stream === storage.stream)) {
      const all = await storage.readOwn(key, storage.stream, 1, Number.MAX_SAFE_INTEGER);
      const n = highest(all);
      if (n > 0) answer.last.push({ stream: storage.stream, n });
    }
    let room = MAX_ASKED;
    for (const { stream, after, upTo } of asked) {
      const end = upTo === 0 ? Number.MAX_SAFE_INTEGER : upTo;
      const own = await storage.readOwn(key, stream, after + 1, end);
      const last = Math.max(after, highest(own));
      answer.last.push({ stream, n: upTo === 0 ? last : Math.max(last, upTo) });
      const byNumber = new Map(own.map((record) => [record.n, record]));
      const oldest = await this.#oldestKept(key, stream, after, own);
      const until = Math.min(upTo === 0 ? last : upTo, after + room);
      for (let n = after + 1; n <= until; n++) {
        room--;
        const record = byNumber.get(n);
        if (record) answer.envelopes.push(...sentAgain(record, stream, n));
        else if (oldest < n && !(stream === storage.stream && waiting.has(n))) {
          answer.gone.push({ stream, n });
        }
      }
    }
    return answer;
  }

  /**
   * The first number that is surely kept, near what was asked for. The oldest ones go first, so that what is beyond it and has no
   * record was never sent.
   */
  async #oldestKept(
    key: ConversationKey,
    stream: string,
    after: number,
    found: readonly ChatRecord[],
  ): Promise<number> {
    const first = Math.max(1, after - NEIGHBOURS);
    const before = await this.#context.storage.readOwn(key, stream, first, after);
    return [...before, ...found].reduce((least, { n }) => Math.min(least, n ?? least), Infinity);
  }

  async #send(to: string, content: ResendContent): Promise<void> {
    const text = encodeEnvelope({ id: newMessageId(), stream: null, n: null, content });
    await this.#context.sends.run('receipt', () =>
      this.#context.transport.send({ type: 'peer', id: to }, text, { keep: false }),
    );
  }
}

type Heading = Pick<ResendContent, 'kind' | 'conversation' | 'request'>;

interface Answer {
  readonly envelopes: { text: string; at: number }[];
  readonly gone: { stream: string; n: number }[];
  readonly last: { stream: string; n: number }[];
}

function highest(records: readonly ChatRecord[]): number {
  return records.reduce((n, record) => Math.max(n, record.n ?? 0), 0);
}

/** The envelope of an own record, as it was sent. */
function sentAgain(
  { id, content, at }: ChatRecord,
  stream: string,
  n: number,
): readonly { text: string; at: number }[] {
  if (content.kind === 'unsupported' || content.kind === 'binary') return [];
  return [{ text: encodeEnvelope({ id, stream, n, content }), at }];
}

/** Cuts an answer into messages that are not too large. An envelope that does not fit with what is around it is left out. */
function partsOf(heading: Heading, answer: Answer, maxBytes: number): readonly ResendContent[] {
  const end: ResendContent = { ...heading, envelopes: [], gone: [], last: answer.last };
  const room = maxBytes - bytesOf(end) - 64;
  const parts: { envelopes: Answer['envelopes']; gone: Answer['gone'] }[] = [];
  let part: (typeof parts)[number] = { envelopes: [], gone: [] };
  let bytes = 0;
  let count = answer.last.length;
  const add = (size: number, put: () => void) => {
    if (size > room) return;
    if (bytes + size > room || count >= MAX_PARTS) {
      parts.push(part);
      part = { envelopes: [], gone: [] };
      bytes = 0;
      count = answer.last.length;
    }
    put();
    bytes += size;
    count++;
  };
  for (const one of answer.envelopes) {
    add(utf8Bytes(JSON.stringify(one)) + 1, () => part.envelopes.push(one));
  }
  for (const one of answer.gone) {
    add(utf8Bytes(JSON.stringify(one)) + 1, () => part.gone.push(one));
  }
  parts.push(part);
  return parts.map(({ envelopes, gone }, index): ResendContent => {
    const isLast = index === parts.length - 1;
    return { ...heading, envelopes, gone, last: isLast ? answer.last : [] };
  });
}

function bytesOf(content: EnvelopeContent): number {
  const id = '00000000-0000-7000-8000-000000000000';
  return utf8Bytes(encodeEnvelope({ id, stream: null, n: null, content }));
}
