import type { ChatContext } from './chat-context';
import type { MessageId, RepairContent } from './content';
import { type ConversationKey, conversationRef } from './conversation-ref';
import { encodeEnvelope } from './envelope-codec';
import { newMessageId } from './message-id';
import type { Waits } from './waits';

/** Most numbers that one request asks for. */
export const MAX_ASKED = 100;

/** Most streams that one request asks for: each can take a hundred numbers of the answer. */
export const MAX_ASKED_STREAMS = 8;

/** Most requests that are under way at a time. */
const MAX_UNDER_WAY = 5;

/** How soon a stream can be asked for again, in ms. */
const ASK_EVERY = 5000;

/** How long each attempt waits for its answer, in ms. */
const ANSWER_WITHIN = [5000, 10_000, 20_000] as const;

type Missing = RepairContent['missing'];

interface Asked {
  /** Of the envelope of each attempt: whichever of them is answered, the request is. */
  readonly id: MessageId;
  readonly userId: string;
  readonly key: ConversationKey;
  readonly missing: Missing;
  readonly answered: () => void;
}

/** Asks others for what is missing of their messages, not too often, and waits for the answers. */
export class RepairRequests {
  readonly #context: ChatContext;
  readonly #waits: Waits;
  readonly #asked = new Set<Asked>();
  readonly #waiting: (() => void)[] = [];
  readonly #lastAsked = new Map<string, number>();
  #underWay = 0;

  constructor(context: ChatContext, waits: Waits) {
    this.#context = context;
    this.#waits = waits;
  }

  /** Asks a user. @returns Whether the user has answered: all of the answer has been taken in by then. */
  async ask(key: ConversationKey, userId: string, missing: Missing): Promise<boolean> {
    await this.#turn();
    const id = newMessageId();
    try {
      for (const patience of ANSWER_WITHIN) {
        if (!(await this.#rest(key, userId, missing))) return false;
        if (await this.#attempt({ id, key, userId, missing }, patience)) return true;
      }
      return false;
    } finally {
      this.#underWay--;
      this.#waiting.shift()?.();
    }
  }

  /** What a user is being asked for in a conversation. */
  askedOf(userId: string, key: ConversationKey): Missing {
    const asked = [...this.#asked].filter((one) => one.userId === userId && one.key === key);
    return asked.flatMap(({ missing }) => missing);
  }

  /** Whether a user is being asked about a conversation. */
  isAsked(userId: string, key: ConversationKey): boolean {
    return [...this.#asked].some((one) => one.userId === userId && one.key === key);
  }

  /**
   * Notes that the last part of an answer was taken in.
   *
   * @param request What is answered, if the answer says so.
   * @returns Whether anybody has waited for it. One that comes late, to an earlier request, says nothing of what was asked since.
   */
  answered(userId: string, key: ConversationKey, request: MessageId | undefined): boolean {
    const answered = [...this.#asked].filter(
      (one) =>
        one.userId === userId && one.key === key && (request === undefined || one.id === request),
    );
    for (const asked of answered) asked.answered();
    return answered.length > 0;
  }

  /** Waits until few enough requests are under way. */
  async #turn(): Promise<void> {
    if (this.#underWay >= MAX_UNDER_WAY) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#underWay++;
  }

  /** Waits until all of the streams can be asked for again. */
  async #rest(key: ConversationKey, userId: string, missing: Missing): Promise<boolean> {
    const names = missing.map(({ stream }) => `${stream}:${key}:${userId}`);
    if (names.length === 0) names.push(`:${key}:${userId}`);
    for (;;) {
      const now = this.#context.clock.now();
      const last = Math.max(...names.map((name) => this.#lastAsked.get(name) ?? -Infinity));
      // A clock that was set back must not make this wait for longer.
      const pause = Math.min(ASK_EVERY, last + ASK_EVERY - now);
      if (pause <= 0) {
        this.#forget(now);
        for (const name of names) this.#lastAsked.set(name, now);
        return !this.#waits.isClosed();
      }
      if (!(await this.#waits.pause(pause))) return false;
    }
  }

  #forget(now: number): void {
    for (const [name, at] of this.#lastAsked) {
      if (Math.abs(now - at) >= ASK_EVERY) this.#lastAsked.delete(name);
    }
  }

  #attempt(request: Omit<Asked, 'answered'>, patience: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isAnswered: boolean) => {
        this.#asked.delete(asked);
        undo();
        resolve(isAnswered);
      };
      const asked: Asked = { ...request, answered: () => end(true) };
      const undo = this.#waits.after(
        patience,
        () => end(false),
        () => resolve(false),
      );
      this.#asked.add(asked);
      // A request that did not get through is one that is not answered: the next attempt comes at its time.
      this.#send(request).catch(() => undefined);
    });
  }

  async #send({ id, key, userId, missing }: Omit<Asked, 'answered'>): Promise<void> {
    const content: RepairContent = { kind: 'repair', conversation: wireKey(key, userId), missing };
    const text = encodeEnvelope({ id, stream: null, n: null, content });
    const { sends, transport } = this.#context;
    await sends.run('receipt', () =>
      transport.send({ type: 'peer', id: userId }, text, { keep: false }),
    );
  }
}

/** A conversation as a request names it. */
function wireKey(key: ConversationKey, userId: string): string {
  return conversationRef(key).type === 'peer' ? `peer:${userId}` : key;
}
