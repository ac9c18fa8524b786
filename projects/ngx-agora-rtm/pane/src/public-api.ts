export { RtmChatPane } from './chat-pane/rtm-chat-pane';
export { RtmInbox } from './inbox/rtm-inbox';
