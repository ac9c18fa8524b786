import { createActionGroup, props } from '@ngrx/store';
import type { ConversationRef, MessageId, ShownContent } from 'ngx-agora-rtm/chat';
import type { TextOptions } from './rtm-conversation';

/**
 * What the user does in conversations, for those who like actions better than `RtmChat`. Dispatched by the application; what comes
 * of it is told by events.
 */
export const conversationActions = createActionGroup({
  source: 'Conversation Page',
  events: {
    /** Lists a conversation, joins a channel, fetches what was missed. */
    Opened: props<{ ref: ConversationRef }>(),
    /** Takes a conversation off the list, and leaves a channel. */
    Closed: props<{ ref: ConversationRef }>(),
    /** It is on the screen now. */
    Shown: props<{ ref: ConversationRef }>(),
    /** A message is on the screen, and all before it was. Counts only while the page has the user's attention. */
    'Message Seen': props<{ ref: ConversationRef; id: MessageId }>(),
    'Marked Unread': props<{ ref: ConversationRef; id: MessageId }>(),
    /** The user wants to see what was before. */
    'Older Requested': props<{ ref: ConversationRef }>(),
    /** The user wants to see what a gap stands for. */
    'Gap Requested': props<{ ref: ConversationRef; id: string }>(),
    /** The user wants to be let into a channel that could not be joined. */
    'Join Retried': props<{ ref: ConversationRef }>(),
    /** The user wrote a text. */
    'Text Submitted': props<{ ref: ConversationRef; text: string; options?: TextOptions }>(),
    /** The user sends something else. */
    'Content Submitted': props<{ ref: ConversationRef; content: ShownContent }>(),
    'Message Edited': props<{ ref: ConversationRef; id: MessageId; text: string }>(),
    'Message Deleted': props<{ ref: ConversationRef; id: MessageId }>(),
    'Reaction Toggled': props<{
      ref: ConversationRef;
      id: MessageId;
      emoji: string;
      on: boolean;
    }>(),
    'Pin Toggled': props<{ ref: ConversationRef; id: MessageId; on: boolean }>(),
    /** The user wants a failed message to be sent again. */
    'Message Retried': props<{ ref: ConversationRef; id: MessageId }>(),
    /** The user gives an own message up. */
    'Message Discarded': props<{ ref: ConversationRef; id: MessageId }>(),
    'Draft Changed': props<{ ref: ConversationRef; kind: string; text: string }>(),
    'Typing Changed': props<{ ref: ConversationRef; on: boolean }>(),
    'Preferences Changed': props<{
      ref: ConversationRef;
      changes: { readonly isMuted?: boolean; readonly isPlainText?: boolean };
    }>(),
    /** What the user asked for could not be done. Dispatched by this library. */
    'Request Failed': props<{ request: string; code: string; message: string }>(),
  },
});
