import type { ChatMessage, Gap } from 'ngx-agora-rtm/chat';

/** Noon of a day in January, by the local calendar. */
export const NOON = new Date(2026, 0, 15, 12).getTime();

/** One minute in ms. */
export const MINUTE = 60_000;

/** A text of bob, unless told otherwise. */
export function messageFrom(changes: Partial<ChatMessage> & { readonly id: string }): ChatMessage {
  return {
    type: 'message',
    from: 'bob',
    own: false,
    at: NOON,
    isTimed: true,
    stream: 's',
    n: 1,
    content: { kind: 'text', text: changes.id },
    status: 'received',
    error: null,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
    ...changes,
  };
}

/** A message of the user who looks at the page. */
export function ownMessage(changes: Partial<ChatMessage> = {}): ChatMessage {
  return messageFrom({ id: 'own', from: 'alice', own: true, status: 'sent', ...changes });
}

/** One missing message of bob, unless told otherwise. */
export function gapOf(changes: Partial<Gap> = {}): Gap {
  return {
    type: 'gap',
    id: 'gap',
    reason: 'counter',
    from: 'bob',
    stream: 's',
    first: 2,
    last: 2,
    at: NOON,
    since: NOON,
    status: 'searching',
    ...changes,
  };
}
