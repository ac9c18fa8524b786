export { RtmChatPaneHarness } from './rtm-chat-pane-harness';
export { RtmInboxHarness } from './rtm-inbox-harness';
