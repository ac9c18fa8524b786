import type { ChatEvent } from './chat-event';
import type { ChatDraft, Reducers } from './chat-reducer-draft';
import type { ConversationState, HistoryState } from './chat-state';
import { takeRecords } from './conversation-state-arrivals';
import { newConversation } from './conversation-state-new';
import { type ConversationKey, conversationRef } from './conversation-ref';
import { withGap, withoutGap } from './timeline';

/** Records that came. */
type ArrivedEvent = Extract<ChatEvent, { readonly type: '[RTM Messages] Arrived' }>;

export const MESSAGES_REDUCERS: Reducers<'Messages'> = {
  '[RTM Messages] Arrived'(draft, event) {
    const { key, records, source } = event;
    let conversation = draft.draftOf(key);
    if (!conversation && opens(draft, event)) {
      draft.table.put(newConversation(key, false));
      conversation = draft.draftOf(key);
    }
    if (conversation) takeRecords(conversation, records, source);
  },

  '[RTM Messages] History Requested'(draft, { key }) {
    setHistory(draft, key, ({ hasOlder }) => ({ status: 'loading', hasOlder, error: null }));
  },

  '[RTM Messages] History Loaded'(draft, { key, hasOlder }) {
    setHistory(draft, key, () => ({ status: 'idle', hasOlder, error: null }));
  },

  '[RTM Messages] History Failed'(draft, { key, error }) {
    setHistory(draft, key, ({ hasOlder }) => ({ status: 'failed', hasOlder, error }));
  },

  '[RTM Messages] Gap Found'(draft, { key, gap }) {
    draft.update(key, (conversation) =>
      withTimeline(conversation, withGap(conversation.timeline, gap)),
    );
  },

  '[RTM Messages] Gap Closed'(draft, { key, id }) {
    draft.update(key, (conversation) =>
      withTimeline(conversation, withoutGap(conversation.timeline, id)),
    );
  },
};

/**
 * A message of a peer opens the conversation with them. Own ones do not, for they can come late after it was closed; neither
 * does what the user has never missed, nor anybody who is blocked.
 */
function opens({ reader }: ChatDraft, { key, records, source }: ArrivedEvent): boolean {
  if (!reader || source === 'cache' || source === 'older') return false;
  if (conversationRef(key).type !== 'peer') return false;
  return records.some(({ own, from }) => !own && !reader.blocked.includes(from));
}

function setHistory(
  draft: ChatDraft,
  key: ConversationKey,
  change: (history: HistoryState) => HistoryState,
): void {
  draft.update(key, (conversation) => {
    const known = conversation.history;
    const history = change(known);
    const isSame =
      history.status === known.status &&
      history.hasOlder === known.hasOlder &&
      history.error?.message === known.error?.message &&
      history.error?.code === known.error?.code &&
      history.error?.retryable === known.error?.retryable;
    return isSame ? conversation : { ...conversation, history };
  });
}

function withTimeline(
  conversation: ConversationState,
  timeline: ConversationState['timeline'],
): ConversationState {
  return timeline === conversation.timeline ? conversation : { ...conversation, timeline };
}
