import { createAction, createActionGroup, emptyProps, props } from '@ngrx/store';
import type { ChatEvent } from 'ngx-agora-rtm/chat';

/** What an event tells, beside its type. */
type Told<Type extends ChatEvent['type']> = Omit<Extract<ChatEvent, { type: Type }>, 'type'>;

/** Who is logged in in this tab, and how it is connected. Dispatched by this library only, like all events here. */
export const rtmSessionEvents = createActionGroup({
  source: 'RTM Session',
  events: {
    Opened: props<Told<'[RTM Session] Opened'>>(),
    Closed: emptyProps(),
    'Tab Role Changed': props<Told<'[RTM Session] Tab Role Changed'>>(),
    'Storage Changed': props<Told<'[RTM Session] Storage Changed'>>(),
    'Connection Changed': props<Told<'[RTM Session] Connection Changed'>>(),
  },
});

/** What the user did with a conversation, in this tab or another one. */
export const rtmConversationEvents = createActionGroup({
  source: 'RTM Conversation',
  events: {
    Opened: props<Told<'[RTM Conversation] Opened'>>(),
    Closed: props<Told<'[RTM Conversation] Closed'>>(),
    'Preferences Changed': props<Told<'[RTM Conversation] Preferences Changed'>>(),
    Read: props<Told<'[RTM Conversation] Read'>>(),
    'Marked Unread': props<Told<'[RTM Conversation] Marked Unread'>>(),
    'Draft Changed': props<Told<'[RTM Conversation] Draft Changed'>>(),
  },
});

/** What arrived: live, from the history, from the cache. */
export const rtmMessageEvents = createActionGroup({
  source: 'RTM Messages',
  events: {
    Arrived: props<Told<'[RTM Messages] Arrived'>>(),
    'History Requested': props<Told<'[RTM Messages] History Requested'>>(),
    'History Loaded': props<Told<'[RTM Messages] History Loaded'>>(),
    'History Failed': props<Told<'[RTM Messages] History Failed'>>(),
    'Gap Found': props<Told<'[RTM Messages] Gap Found'>>(),
    'Gap Closed': props<Told<'[RTM Messages] Gap Closed'>>(),
  },
});

/** What became of what the user wrote. */
export const rtmOutboxEvents = createActionGroup({
  source: 'RTM Outbox',
  events: {
    'Message Changed': props<Told<'[RTM Outbox] Message Changed'>>(),
    'Message Sent': props<Told<'[RTM Outbox] Message Sent'>>(),
    'Message Cancelled': props<Told<'[RTM Outbox] Message Cancelled'>>(),
    'Change Failed': props<Told<'[RTM Outbox] Change Failed'>>(),
  },
});

/** What others do, and what is known of them. */
export const rtmOthersEvents = createActionGroup({
  source: 'RTM Others',
  events: {
    'Receipt Arrived': props<Told<'[RTM Others] Receipt Arrived'>>(),
    'Typing Changed': props<Told<'[RTM Others] Typing Changed'>>(),
    'Members Changed': props<Told<'[RTM Others] Members Changed'>>(),
    'Members Came Or Went': props<Told<'[RTM Others] Members Came Or Went'>>(),
    'Membership Changed': props<Told<'[RTM Others] Membership Changed'>>(),
    'Presence Changed': props<Told<'[RTM Others] Presence Changed'>>(),
    'Blocked Changed': props<Told<'[RTM Others] Blocked Changed'>>(),
    'Saved Changed': props<Told<'[RTM Others] Saved Changed'>>(),
  },
});

/**
 * Several events of one frame. One that comes alone is dispatched as it is. To act on events however they come, use
 * `chatEvents$(actions$)`.
 */
export const rtmEventsBatched = createAction(
  '[RTM] Events Batched',
  props<{ events: readonly ChatEvent[] }>(),
);
