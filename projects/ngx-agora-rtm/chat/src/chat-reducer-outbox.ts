import type { Reducers } from './chat-reducer-draft';
import { settleChange, takeChangeBack } from './conversation-state-changes';
import { newConversation } from './conversation-state-new';
import { cancelPending, putPending, setDelivery } from './conversation-state-pending';

export const OUTBOX_REDUCERS: Reducers<'Outbox'> = {
  '[RTM Outbox] Message Changed'(draft, { key, message }) {
    // What the user has just written or has to decide about must be seen. Others are late news of a closed conversation.
    const isForUser = message.status === 'queued' || message.status === 'failed';
    if (isForUser && !draft.has(key)) draft.table.put(newConversation(key, true));
    draft.edit(key, (conversation) => putPending(conversation, message));
  },

  '[RTM Outbox] Message Sent'(draft, { key, id, delivery }) {
    draft.edit(key, (conversation) => {
      setDelivery(conversation, id, delivery);
      settleChange(conversation, id);
    });
  },

  '[RTM Outbox] Message Cancelled'(draft, { key, id }) {
    draft.edit(key, (conversation) => {
      cancelPending(conversation, id);
      takeChangeBack(conversation, id);
    });
  },

  '[RTM Outbox] Change Failed'(draft, { key, id }) {
    draft.edit(key, (conversation) => takeChangeBack(conversation, id));
  },
};
