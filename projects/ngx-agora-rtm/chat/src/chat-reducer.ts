import type { ChatEvent } from './chat-event';
import { CONVERSATION_REDUCERS } from './chat-reducer-conversation';
import { ChatDraft } from './chat-reducer-draft';
import { MESSAGES_REDUCERS } from './chat-reducer-messages';
import { OTHERS_REDUCERS } from './chat-reducer-others';
import { OUTBOX_REDUCERS } from './chat-reducer-outbox';
import { INITIAL_CHAT_STATE, SESSION_REDUCERS } from './chat-reducer-session';
import type { ChatState } from './chat-state';
import { newConversation } from './conversation-state-new';

export { INITIAL_CHAT_STATE } from './chat-reducer-session';

/**
 * The state after events, in their order. Pure: the same state and events give an equal state, whoever applies them; the very same
 * state where nothing has changed. An event that is applied twice changes nothing the second time.
 *
 * Hand in as many events at once as there are: arrays are copied once for all of them. While nobody is signed in (`userId` is `null`),
 * only events of the session count, so that nothing that comes late gets into another user's state.
 */
export function applyEvents(state: ChatState, events: readonly ChatEvent[]): ChatState {
  keptDraft ??= newKeptDraft();
  const draft = new ChatDraft(state);
  for (const event of events) {
    if (draft.reader || event.type.startsWith('[RTM Session]')) apply(draft, event);
  }
  return draft.finish();
}

/**
 * A draft that is never used, and so of each kind of object in it one. Engines throw away what they have compiled for objects of which
 * none is left, and between two batches there are no drafts: without this one, each collection of garbage would make what comes
 * after it slow.
 */
let keptDraft: ChatDraft | null = null;

function newKeptDraft(): ChatDraft {
  const draft = new ChatDraft({ ...INITIAL_CHAT_STATE, userId: '' });
  draft.table.put(newConversation('peer:', true));
  draft.draftOf('peer:');
  return draft;
}

type AllReducers = {
  readonly [Type in ChatEvent['type']]: (
    draft: ChatDraft,
    event: Extract<ChatEvent, { readonly type: Type }>,
  ) => void;
};

const REDUCERS: AllReducers = {
  ...SESSION_REDUCERS,
  ...CONVERSATION_REDUCERS,
  ...MESSAGES_REDUCERS,
  ...OUTBOX_REDUCERS,
  ...OTHERS_REDUCERS,
};

function apply(draft: ChatDraft, event: ChatEvent): void {
  // An event from a tab with a newer version of this library may be unknown here.
  if (!Object.hasOwn(REDUCERS, event.type)) return;
  const reduce = REDUCERS[event.type] as (draft: ChatDraft, event: ChatEvent) => void;
  reduce(draft, event);
}
