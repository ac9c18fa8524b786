import type { ChatRecord } from './chat-record';
import type { EditContent, MessageContent, MessageId } from './content';
import { isShown } from './content';
import type { ConversationKey } from './conversation-ref';
import { mergeCopies } from './record-order';

/** A message as it can be found. */
export interface SearchedMessage {
  /** Names it in the index. */
  readonly ref: number;
  readonly key: ConversationKey;
  readonly id: MessageId;
  readonly from: string;
  readonly at: number;
  readonly thread: MessageId | null;
  /** Its text, with the latest edit. */
  readonly text: string;
  /** Names of its files. */
  readonly files: readonly string[];
}

/** How records change what can be found. */
export interface SearchedChange {
  readonly removed: readonly SearchedMessage[];
  readonly added: readonly SearchedMessage[];
}

/** What is known of one message, from its own record and those that change it, which may come before it. */
interface Entry {
  record: ChatRecord | null;
  /** The latest of each sender and stream. Only those of the message's own sender count. */
  edits: readonly EditRecord[];
  deletedBy: ReadonlySet<string>;
  shown: SearchedMessage | null;
}

type EditRecord = ChatRecord & { readonly content: EditContent };

/** The messages that can be found, out of records in any order. */
export class SearchedMessages {
  readonly #byKey = new Map<ConversationKey, Map<MessageId, Entry>>();
  readonly #byRef = new Map<number, SearchedMessage>();
  #lastRef = 0;

  /** The message that an index names. */
  get(ref: number): SearchedMessage | undefined {
    return this.#byRef.get(ref);
  }

  /** Takes a record in, and says what of the index changes. */
  add(record: ChatRecord): SearchedChange {
    const { content } = record;
    if (isShown(content)) {
      const entry = this.#entry(record.key, record.id);
      const merged = entry.record ? mergeCopies(entry.record, record) : record;
      if (merged === entry.record) {
        return UNCHANGED;
      }
      entry.record = merged;
      return this.#show(entry);
    }
    if (content.kind === 'edit') {
      const entry = this.#entry(record.key, content.target);
      entry.edits = withEdit(entry.edits, { ...record, content });
      return this.#show(entry);
    }
    if (content.kind === 'delete') {
      const entry = this.#entry(record.key, content.target);
      entry.deletedBy = new Set([...entry.deletedBy, record.from]);
      return this.#show(entry);
    }
    return UNCHANGED;
  }

  #entry(key: ConversationKey, id: MessageId): Entry {
    const byId = this.#byKey.get(key) ?? new Map<MessageId, Entry>();
    this.#byKey.set(key, byId);
    const entry = byId.get(id) ?? {
      record: null,
      edits: [],
      deletedBy: new Set<string>(),
      shown: null,
    };
    byId.set(id, entry);
    return entry;
  }

  #show(entry: Entry): SearchedChange {
    const { record, shown: before } = entry;
    const isGone = !record || entry.deletedBy.has(record.from);
    const after = isGone ? null : searched(++this.#lastRef, record, entry.edits);
    if (before) {
      this.#byRef.delete(before.ref);
    }
    if (after) {
      this.#byRef.set(after.ref, after);
    }
    entry.shown = after;
    return { removed: before ? [before] : [], added: after ? [after] : [] };
  }
}

const UNCHANGED: SearchedChange = { removed: [], added: [] };

function searched(
  ref: number,
  record: ChatRecord,
  edits: readonly EditRecord[],
): SearchedMessage | null {
  const { key, id, from, at } = record;
  const content = record.content as MessageContent;
  const text = textOf(content);
  if (text === null) {
    return null;
  }
  const thread = 'thread' in content ? (content.thread ?? null) : null;
  const files = content.kind === 'file' ? content.files.map(({ name }) => name) : [];
  const edit = EDITABLE.has(content.kind) ? latestEdit(edits, from) : undefined;
  return { ref, key, id, from, at, thread, text: edit?.content.text ?? text, files };
}

/** What its writer can edit, as in the timeline. */
const EDITABLE: ReadonlySet<string> = new Set<MessageContent['kind']>(['text', 'note', 'file']);

/** What of a message can be found; `null` where it has no words. */
function textOf(content: MessageContent): string | null {
  switch (content.kind) {
    case 'binary':
      return null;
    case 'unsupported':
      return content.alt;
    default:
      return content.text;
  }
}

/** Of edits of one stream the one with the highest number stays. */
function withEdit(edits: readonly EditRecord[], edit: EditRecord): readonly EditRecord[] {
  const isSameStream = ({ from, stream }: EditRecord) =>
    from === edit.from && stream === edit.stream;
  const known = edits.find(isSameStream);
  return known && (known.n ?? 0) > (edit.n ?? 0)
    ? edits
    : [...edits.filter((other) => !isSameStream(other)), edit];
}

/** Of several streams of one writer the latest by time, then by id. */
function latestEdit(edits: readonly EditRecord[], writer: string): EditRecord | undefined {
  return edits
    .filter(({ from }) => from === writer)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .at(-1);
}
