import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { MemberChange } from 'ngx-agora-rtm';
import type { Connection, RtmTarget } from 'ngx-agora-rtm/client';
import type { Membership } from './conversation';
import { type ConversationMessage, newMessageId } from './conversation-message';
import type { Acknowledgement, MessageList } from './message-list';
import type { StoredError } from './stored-error';

/** What the network tells. Dispatched by the effects of this library only. */
export const rtmActions = createActionGroup({
  source: 'RTM',
  events: {
    'Connection Changed': props<{ connection: Connection; userId: string | null }>(),
    'Message Received': props<{ target: RtmTarget; message: ConversationMessage }>(),
    'Membership Changed': props<{ target: RtmTarget; membership: Membership }>(),
    'Members Changed': props<{ target: RtmTarget; members: readonly string[] }>(),
    'Members Came Or Went': (target: RtmTarget, change: MemberChange) => ({
      target,
      change: { ...change, id: newMessageId(), at: Date.now() },
    }),
    'Message Sent': props<{ target: RtmTarget; id: string; ack: Acknowledgement }>(),
    'Message Failed': props<{
      target: RtmTarget;
      id: string;
      /** Whether the message may have been taken all the same. */
      isUnconfirmed: boolean;
      error: StoredError;
    }>(),
    'History Requested': props<{ target: RtmTarget }>(),
    'History Loaded': props<{
      target: RtmTarget;
      page: MessageList;
      before: number | null;
      isEarlier: boolean;
    }>(),
    'History Failed': props<{ target: RtmTarget; error: StoredError }>(),
  },
});

/** What the user does in conversations. Dispatched by the application. */
export const conversationActions = createActionGroup({
  source: 'Conversation',
  events: {
    /** Lists a conversation, and for a channel joins it. Does nothing for one that is open. */
    Opened: props<{ target: RtmTarget }>(),
    /** Opens what a user had open before, at the start: whoever else logs in sees none of it. */
    Restored: props<{ userId: string; targets: readonly RtmTarget[] }>(),
    /** Forgets a conversation, and for a channel leaves it. */
    Closed: props<{ target: RtmTarget }>(),
    /** Forgets all conversations. */
    'All Closed': emptyProps(),
    /** The user has seen all there is. */
    Read: props<{ target: RtmTarget }>(),
    /** The user scrolled up to the oldest message that is loaded. */
    'Earlier Requested': props<{ target: RtmTarget; before: number }>(),
    /** The user wants to be let into a channel that could not be joined. */
    'Join Retried': props<{ target: RtmTarget }>(),
    /** The user wrote a message. */
    'Message Submitted': (target: RtmTarget, text: string) => ({
      target,
      text,
      id: newMessageId(),
      at: Date.now(),
    }),
    /** The user wants an own message to be sent again. */
    'Message Retried': (target: RtmTarget, id: string, text: string) => ({
      target,
      id,
      text,
      at: Date.now(),
    }),
    /** The user gives an own message up. */
    'Message Discarded': props<{ target: RtmTarget; id: string }>(),
  },
});
