export { ScriptedUploader } from './scripted-uploader';
export {
  type ComposerBarContent,
  RtmComposerHarness,
  type RtmComposerHarnessFilters,
} from './rtm-composer-harness';
export {
  RtmPresenceBadgeHarness,
  type RtmPresenceBadgeHarnessFilters,
} from './rtm-presence-badge-harness';
export {
  RtmTypingIndicatorHarness,
  type RtmTypingIndicatorHarnessFilters,
} from './rtm-typing-indicator-harness';
export {
  RtmConnectionBannerHarness,
  type RtmConnectionBannerHarnessFilters,
} from './rtm-connection-banner-harness';
export { RtmConversationListHarness } from './rtm-conversation-list-harness';
export {
  RtmConversationRowHarness,
  type RtmConversationRowHarnessFilters,
} from './rtm-conversation-row-harness';
export {
  RtmMemberHarness,
  type RtmMemberHarnessFilters,
  RtmMemberListHarness,
} from './rtm-member-list-harness';
export { RtmHeaderHarness, type RtmHeaderHarnessFilters } from './rtm-header-harness';
export { RtmPinnedBarHarness } from './rtm-pinned-bar-harness';
export { RtmThreadHarness } from './rtm-thread-harness';
export {
  RtmSearchHarness,
  RtmSearchHitHarness,
  type RtmSearchHitHarnessFilters,
} from './rtm-search-harness';
export {
  RtmMessageListHarness,
  type RtmMessageListHarnessFilters,
} from './rtm-message-list-harness';
export {
  RtmAttachmentsHarness,
  RtmFileRowHarness,
  RtmPictureHarness,
} from './rtm-attachments-harness';
export { RtmAttachmentTrayHarness, type ShownAttachment } from './rtm-attachment-tray-harness';
export { RtmLightboxHarness } from './rtm-lightbox-harness';
export { RtmVoicePlayerHarness } from './rtm-voice-player-harness';
export { RtmVoiceButtonHarness, RtmVoiceRecorderHarness } from './rtm-voice-recorder-harness';
export { ScriptedMicrophone, ScriptedRecorder, ScriptedTrack } from './scripted-microphone';
export { RtmEmojiPickerHarness } from './rtm-emoji-picker-harness';
export {
  RtmMessageHarness,
  type RtmMessageHarnessFilters,
  type ShownReaction,
} from './rtm-message-harness';
