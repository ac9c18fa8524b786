import type { ChatDraft, Reducers } from './chat-reducer-draft';
import type { ChatState, Presence, UserKey } from './chat-state';
import { storedConversation } from './conversation-state-new';
import { ConversationTableDraft, EMPTY_TABLE } from './conversation-table';

/** The state before anybody has signed in, and after the session has ended. */
export const INITIAL_CHAT_STATE: ChatState = {
  userId: null,
  connection: { state: 'disconnected', reason: 'initial', since: 0, isCurrent: false },
  tab: 'none',
  storage: 'memory',
  conversations: EMPTY_TABLE,
  presence: {},
  blocked: [],
  saved: [],
};

export const SESSION_REDUCERS: Reducers<'Session'> = {
  '[RTM Session] Opened'(draft, event) {
    const { userId, storage, blocked, saved } = event;
    const table = new ConversationTableDraft(EMPTY_TABLE);
    for (const stored of event.conversations) {
      if (stored.isOpen) table.put(storedConversation(stored, userId));
    }
    const presence: Record<UserKey, Presence> = {};
    for (const [other, lastSeen] of event.lastSeen) {
      presence[`user:${other}`] = { status: 'unknown', lastSeen };
    }
    // Nothing of what was there stays but what is about this tab.
    const { connection, tab } = draft.state;
    const conversations = table.finish();
    draft.reset({ userId, connection, tab, storage, conversations, presence, blocked, saved });
  },

  '[RTM Session] Closed'(draft) {
    draft.reset(INITIAL_CHAT_STATE);
  },

  '[RTM Session] Tab Role Changed'(draft, { tab }) {
    if (draft.state.tab !== tab) draft.patch({ tab });
  },

  '[RTM Session] Storage Changed'(draft, { storage }) {
    if (draft.state.storage !== storage) draft.patch({ storage });
  },

  '[RTM Session] Connection Changed'(draft, { connection }) {
    const known = draft.state.connection;
    const isSame =
      known.state === connection.state &&
      known.reason === connection.reason &&
      known.since === connection.since &&
      known.isCurrent === connection.isCurrent;
    if (!isSame) draft.patch({ connection });
    // What is fetched after a connection was lost is what was missed, and so is news.
    if (known.state === 'connected' && connection.state !== 'connected') endNew(draft);
  },
};

function endNew({ table }: ChatDraft): void {
  for (const conversation of table.all()) {
    if (conversation.isNew) table.put({ ...conversation, isNew: false });
  }
}
