import type { ChatEvent, ChatRecord, ConversationKey } from 'ngx-agora-rtm/chat';
import { type PaneMessage, SENDERS } from '../messages.ts';
import { seeded, uuid7 } from '../../state/random.ts';

export const CHANNEL = 'bench';
export const KEY: ConversationKey = `channel:${CHANNEL}`;
export const ME = SENDERS[0]?.id ?? '';

/** Longest quoted beginning of a text. */
const QUOTED = 80;
const REACTION_DELAY_MS = 400;

/** Turns messages into what the receiving side hands on: counted by sender, with replies as quotes and reactions as records. */
export class RecordWriter {
  readonly #counts = new Map<number, number>();
  /** The latest ones: what replies can answer. */
  readonly #recent = new Map<number, PaneMessage>();

  /** Each message as the records that it takes: itself, then its reactions. */
  write(messages: readonly PaneMessage[]): ChatRecord[][] {
    return messages.map((message) => {
      this.#recent.set(message.index, message);
      this.#recent.delete(message.index - 100);
      const record = this.#record(message.sender, message.at, {
        kind: 'text',
        text: message.text,
        ...this.#reply(message),
      });
      const reactions = message.reactions.map(({ emoji, sender }, place) =>
        this.#record(sender, message.at + REACTION_DELAY_MS + place, {
          kind: 'reaction',
          target: record.id,
          emoji,
          on: true,
        }),
      );
      this.#ids.set(message.index, record.id);
      this.#ids.delete(message.index - 100);
      return [record, ...reactions];
    });
  }

  readonly #ids = new Map<number, string>();

  #reply({ answers }: PaneMessage) {
    const quoted = answers === null ? undefined : this.#recent.get(answers);
    const id = answers === null ? undefined : this.#ids.get(answers);
    if (quoted === undefined || id === undefined) return {};
    const from = SENDERS[quoted.sender]?.id ?? '';
    // Without its first word, by which the row of the quoted message is found.
    const text = quoted.text.slice(quoted.id.length + 1).slice(0, QUOTED);
    return { replyTo: { id, from, text } };
  }

  #record(sender: number, at: number, content: ChatRecord['content']): ChatRecord {
    const n = (this.#counts.get(sender) ?? 0) + 1;
    this.#counts.set(sender, n);
    const from = SENDERS[sender]?.id ?? '';
    return {
      id: uuid7(at, seeded(at * 31 + sender)),
      key: KEY,
      from,
      own: from === ME,
      at,
      isTimed: true,
      stream: uuid7(0, seeded(sender + 1)),
      n,
      content,
    };
  }
}

/** One event for each record: that is how they come when they come one by one. */
export function asLiveEvents(records: readonly ChatRecord[]): ChatEvent[] {
  return records.map((record) => ({
    type: '[RTM Messages] Arrived',
    key: KEY,
    records: [record],
    source: 'live',
  }));
}

/** A past that has been read, with nothing before it. */
export function asPast(records: readonly ChatRecord[]): ChatEvent[] {
  return [
    { type: '[RTM Messages] Arrived', key: KEY, records, source: 'older' },
    { type: '[RTM Messages] History Loaded', key: KEY, hasOlder: false },
  ];
}
