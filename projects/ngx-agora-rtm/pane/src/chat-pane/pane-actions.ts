import type { MessageAction } from 'ngx-agora-rtm/material';
import type { RtmConversation } from 'ngx-agora-rtm/store';

/** What is done with a message itself. The rest is between the reader and the pane. */
export type CarriedOut = Extract<
  MessageAction,
  {
    readonly type:
      'react' | 'pin' | 'save' | 'delete' | 'copy' | 'mark-unread' | 'retry' | 'cancel';
  }
>;

/** Does what a reader wants to be done with a message. @throws Error that says what happened and what to do. */
export async function carryOut(action: CarriedOut, conversation: RtmConversation): Promise<void> {
  const { id, content } = action.message;
  switch (action.type) {
    case 'react':
      return conversation.react(id, action.emoji, action.on);
    case 'pin':
      return conversation.pin(id, action.on);
    case 'save':
      return conversation.save(id, action.on);
    case 'delete':
      return conversation.delete(id);
    case 'mark-unread':
      return conversation.markUnread(id);
    case 'retry':
      return conversation.retry(id);
    case 'cancel':
      await conversation.cancel(id);
      return;
    case 'copy':
      if ('text' in content) await navigator.clipboard.writeText(content.text);
  }
}
