import { createFeature, createReducer, on } from '@ngrx/store';
import {
  type Conversation,
  type HistoryState,
  withAttendance,
  withHistory,
  withMessage,
  withoutMessage,
  withRetry,
} from './conversation';
import { acknowledge, fail, type MessageList, submit } from './message-list';
import { conversationActions, rtmActions } from './rtm-actions';
import {
  INITIAL_STATE,
  ownedBy,
  type RtmState,
  updateConversation,
  withConversation,
  withoutConversation,
} from './rtm-state';

const reducer = createReducer(
  INITIAL_STATE,

  on(rtmActions.connectionChanged, (state, { connection, userId }): RtmState => {
    const next = { ...state, connection, userId };
    if (userId !== null) return ownedBy(next, userId);
    const hasLeft = connection.state === 'disconnected' && connection.reason === 'logout';
    return hasLeft ? { ...next, owner: null, conversations: {} } : next;
  }),
  on(rtmActions.messageReceived, (state, { target, message }): RtmState => {
    // A peer who writes opens the conversation; a channel that was closed in the meantime stays closed.
    const opened = target.type === 'peer' ? withConversation(state, target) : state;
    return updateConversation(opened, target, (conversation) =>
      withMessage(conversation, message, opened.activity + 1),
    );
  }),
  on(rtmActions.membershipChanged, (state, { target, membership }): RtmState =>
    patch(state, target, { membership }),
  ),
  on(rtmActions.membersChanged, (state, { target, members }): RtmState =>
    patch(state, target, { members }),
  ),
  on(rtmActions.membersCameOrWent, (state, { target, change }): RtmState =>
    updateConversation(state, target, (conversation) => withAttendance(conversation, change)),
  ),
  on(rtmActions.messageSent, (state, { target, id, ack }): RtmState =>
    updateMessages(state, target, (list) => acknowledge(list, id, ack)),
  ),
  on(rtmActions.messageFailed, (state, { target, id, isUnconfirmed, error }): RtmState => {
    const status = isUnconfirmed ? 'unconfirmed' : 'failed';
    return updateMessages(state, target, (list) => fail(list, id, status, error));
  }),
  on(rtmActions.historyRequested, (state, { target }): RtmState =>
    patchHistory(state, target, { status: 'loading' }),
  ),
  on(rtmActions.historyLoaded, (state, { target, page, before, isEarlier }): RtmState =>
    updateConversation(state, target, (conversation) =>
      withHistory(conversation, page, before, isEarlier),
    ),
  ),
  on(rtmActions.historyFailed, (state, { target, error }): RtmState =>
    patchHistory(state, target, { status: 'failed', error }),
  ),

  on(conversationActions.opened, (state, { target }): RtmState => withConversation(state, target)),
  on(conversationActions.restored, (state, { userId, targets }): RtmState =>
    targets.reduce(withConversation, ownedBy(state, userId)),
  ),
  on(conversationActions.closed, (state, { target }): RtmState =>
    withoutConversation(state, target),
  ),
  on(conversationActions.allClosed, (state): RtmState => ({
    ...state,
    owner: state.userId,
    conversations: {},
  })),
  on(conversationActions.read, (state, { target }): RtmState =>
    updateConversation(state, target, (conversation) =>
      conversation.unread === 0 ? conversation : { ...conversation, unread: 0 },
    ),
  ),
  on(conversationActions.messageSubmitted, (state, { target, text, id, at }): RtmState => {
    const opened = withConversation(state, target);
    const from = state.owner ?? '';
    return updateConversation(opened, target, (conversation) => ({
      ...conversation,
      messages: submit(conversation.messages, { id, from, text, at }),
      activity: opened.activity + 1,
    }));
  }),
  on(conversationActions.messageRetried, (state, { target, id, at }): RtmState =>
    updateConversation(state, target, (conversation) => withRetry(conversation, id, at)),
  ),
  on(conversationActions.messageDiscarded, (state, { target, id }): RtmState =>
    updateConversation(state, target, (conversation) => withoutMessage(conversation, id)),
  ),
);

/** The feature `rtm`. */
export const rtmFeature = createFeature({ name: 'rtm', reducer });

type Target = Conversation['target'];

function patch(state: RtmState, target: Target, changes: Partial<Conversation>): RtmState {
  return updateConversation(state, target, (conversation) => ({ ...conversation, ...changes }));
}

function patchHistory(state: RtmState, target: Target, changes: Partial<HistoryState>): RtmState {
  return updateConversation(state, target, (conversation) => ({
    ...conversation,
    history: { ...conversation.history, error: null, ...changes },
  }));
}

function updateMessages(
  state: RtmState,
  target: Target,
  change: (list: MessageList) => MessageList,
): RtmState {
  return updateConversation(state, target, (conversation) => {
    const messages = change(conversation.messages);
    return messages === conversation.messages ? conversation : { ...conversation, messages };
  });
}
