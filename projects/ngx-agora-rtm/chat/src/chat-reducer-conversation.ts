import type { ChatDraft, Reducers } from './chat-reducer-draft';
import type { Marker } from './chat-storage';
import type { ConversationDraft } from './conversation-state-draft';
import { newConversation } from './conversation-state-new';
import { withDraftText } from './conversation-state-others';
import { compareMarkers, markerAt } from './timeline-order';
import type { ConversationKey } from './conversation-ref';

export const CONVERSATION_REDUCERS: Reducers<'Conversation'> = {
  '[RTM Conversation] Opened'(draft, { key }) {
    if (!draft.has(key)) draft.table.put(newConversation(key, true));
  },

  '[RTM Conversation] Closed'({ table }, { key }) {
    table.remove(key);
  },

  '[RTM Conversation] Preferences Changed'(draft, { key, changes }) {
    draft.update(key, (conversation) => {
      const { isMuted = conversation.isMuted, isPlainText = conversation.isPlainText } = changes;
      const isSame = isMuted === conversation.isMuted && isPlainText === conversation.isPlainText;
      return isSame ? conversation : { ...conversation, isMuted, isPlainText };
    });
  },

  '[RTM Conversation] Read'(draft, { key, marker }) {
    draft.edit(key, (conversation) => {
      const place = placeNow(conversation, marker);
      const known = conversation.marker;
      if (known === null || compareMarkers(place, known) > 0) conversation.moveMarker(place);
    });
    setMarkedUnread(draft, key, false);
  },

  '[RTM Conversation] Marked Unread'(draft, { key, marker }) {
    draft.edit(key, (conversation) => {
      const place = marker && placeNow(conversation, marker);
      const known = conversation.marker;
      // A new marker object for the same place would be a change that is none.
      const isSame = place && known ? compareMarkers(place, known) === 0 : place === known;
      if (!isSame) conversation.moveMarker(place);
    });
    setMarkedUnread(draft, key, true);
  },

  '[RTM Conversation] Draft Changed'(draft, { key, kind, text }) {
    draft.update(key, (conversation) => withDraftText(conversation, kind, text));
  },
};

/** A marker is a copy: its message may have another time by now. */
function placeNow(conversation: ConversationDraft, marker: Marker): Marker {
  const found = conversation.find(marker.id);
  return found && found.in !== 'pending' && found.message.from === marker.from
    ? markerAt(found.message)
    : marker;
}

function setMarkedUnread(draft: ChatDraft, key: ConversationKey, isMarkedUnread: boolean): void {
  draft.update(key, (conversation) =>
    conversation.isMarkedUnread === isMarkedUnread
      ? conversation
      : { ...conversation, isMarkedUnread },
  );
}
