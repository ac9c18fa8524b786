import type { ChatMessage, FileRef } from 'ngx-agora-rtm/chat';

/** A message of Bob's with files. */
export function fileMessage(...files: readonly FileRef[]): ChatMessage {
  return {
    type: 'message',
    id: crypto.randomUUID(),
    from: 'bob',
    own: false,
    at: Date.now(),
    isTimed: true,
    stream: null,
    n: null,
    content: { kind: 'file', text: '', files },
    status: 'sent',
    error: null,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
  };
}
