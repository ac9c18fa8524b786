import type { ChatRecord } from './chat-record';
import type { NewOutboxItem } from './outbox-item';

/** A record of a text, for specs. */
export function record(id: string, changes: Partial<ChatRecord> = {}): ChatRecord {
  return {
    id,
    key: 'channel:lobby',
    from: 'ann',
    own: false,
    at: 1_000,
    isTimed: false,
    stream: 's',
    n: 1,
    content: { kind: 'text', text: `Text of ${id}` },
    ...changes,
  };
}

/** A text to send, for specs. */
export function newOutboxItem(id: string, changes: Partial<NewOutboxItem> = {}): NewOutboxItem {
  return {
    id,
    key: 'channel:lobby',
    content: { kind: 'text', text: `Text of ${id}` },
    isPlain: false,
    createdAt: 1_000,
    ...changes,
  };
}
