import type { ChatCommand, CommandResult } from './chat-command';
import type { ChatEvent } from './chat-event';
import { chatEventShape } from './chat-event-shapes';
import { conversationKeyShape } from './message-shapes';
import { flag, object, oneOf, type Shape, text, variant } from './shape';
import { isPlainObject } from './tab-message';

/** What the tabs of one user say to each other. */
export type ChatTabMessage =
  /** What happened, in order. */
  | { readonly type: 'events'; readonly events: readonly ChatEvent[] }
  /** A tab that does not lead asks what is not on disk. */
  | { readonly type: 'hello'; readonly tab: string }
  /** The leader's answer, as events that bring the tab to the same state. */
  | { readonly type: 'welcome'; readonly to: string; readonly events: readonly ChatEvent[] }
  /** The outbox has something new. */
  | { readonly type: 'wake' }
  /** Asks the leader to do something, and to answer with a `result` of the same id. */
  | { readonly type: 'command'; readonly id: string; readonly command: ChatCommand }
  | { readonly type: 'result'; readonly id: string; readonly result: CommandResult }
  /** The user has logged out, in all tabs. */
  | { readonly type: 'logout' };

const commandShape = variant<ChatCommand>('type', {
  connect: object({ type: oneOf('connect') }),
  wake: object({ type: oneOf('wake') }),
  retry: object({ type: oneOf('retry'), id: text }),
  cancel: object({ type: oneOf('cancel'), id: text }),
  look: object({ type: oneOf('look'), key: conversationKeyShape }),
  typing: object({ type: oneOf('typing'), key: conversationKeyShape, on: flag }),
  'load-older': object({ type: oneOf('load-older'), key: conversationKeyShape }),
  'load-gap': object({ type: oneOf('load-gap'), key: conversationKeyShape, id: text }),
});

const resultShape = variant<CommandResult>('type', {
  done: object({ type: oneOf('done') }),
  older: object({ type: oneOf('older'), hasOlder: flag }),
  cancelled: object({ type: oneOf('cancelled'), wasCancelled: flag }),
  failed: object({ type: oneOf('failed'), message: text }),
});

type Reader = (message: Readonly<Record<string, unknown>>) => ChatTabMessage | null;

const plain =
  (shape: Shape<ChatTabMessage>): Reader =>
  (message) =>
    shape(message) ? message : null;

const READERS: Readonly<Record<ChatTabMessage['type'], Reader>> = {
  events: ({ events }) => {
    const known = knownEvents(events);
    return known && { type: 'events', events: known };
  },
  hello: plain(object({ type: oneOf('hello'), tab: text })),
  welcome: ({ to, events }) => {
    const known = knownEvents(events);
    return known && text(to) ? { type: 'welcome', to, events: known } : null;
  },
  wake: plain(object({ type: oneOf('wake') })),
  command: plain(object({ type: oneOf('command'), id: text, command: commandShape })),
  result: plain(object({ type: oneOf('result'), id: text, result: resultShape })),
  logout: plain(object({ type: oneOf('logout') })),
};

const READER_OF: ReadonlyMap<unknown, Reader> = new Map(Object.entries(READERS));

/**
 * Reads what was heard from another tab. Never throws, whatever it is given: any page of the same origin can speak here, and a tab
 * that was opened before or after an update may speak another version of this. Events that are not known, or not as they must be,
 * are left out; the rest of their message counts.
 *
 * @returns `null` for what is no message of ours.
 */
export function readTabMessage(value: unknown): ChatTabMessage | null {
  try {
    if (!isPlainObject(value) || !Object.hasOwn(value, 'type')) return null;
    return READER_OF.get(value['type'])?.(value) ?? null;
  } catch {
    // An object that throws when it is looked at. None gets through a channel, but this does not depend on it.
    return null;
  }
}

function knownEvents(value: unknown): readonly ChatEvent[] | null {
  return Array.isArray(value) ? value.filter(chatEventShape) : null;
}
