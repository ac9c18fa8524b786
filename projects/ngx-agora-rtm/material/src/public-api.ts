export { Grammar, isolate, type PluralForms } from './intl/grammar';
export { provideRtmIntl, RtmIntl, RTM_WORDS, type RtmWordsFactory } from './intl/rtm-intl';
export { type CommonWords, englishWords, type RtmWords } from './intl/rtm-words';
export { arabicWords } from './intl/arabic/arabic-words';
export { brazilianWords } from './intl/brazilian/brazilian-words';
export { frenchWords } from './intl/french/french-words';
export { germanWords } from './intl/german/german-words';
export { spanishWords } from './intl/spanish/spanish-words';
export { provideRtmPeople, RTM_PEOPLE, type RtmPeople, type RtmPerson } from './people/rtm-people';
export { provideRtmTitles, RTM_TITLES, type RtmTitles } from './people/rtm-titles';
export type {
  AttachmentTemplateContext,
  AvatarTemplateContext,
  ComposerActionsTemplateContext,
  ConversationRowTemplateContext,
  ConversationTemplateContext,
  DayTemplateContext,
  GapTemplateContext,
  MemberTemplateContext,
  MessageActionsTemplateContext,
  MessageTemplateContext,
  RtmTemplateContexts,
  RtmTemplatePart,
} from './templates/template-contexts';
export { provideRtmTemplates, type RtmPartTemplate, RtmTemplates } from './templates/rtm-templates';
export {
  RtmAttachmentTemplate,
  RtmAvatarTemplate,
  RtmComposerActionsTemplate,
  RtmConversationTemplate,
  RtmDayTemplate,
  RtmEmptyTemplate,
  RtmGapTemplate,
  RtmHeaderTemplate,
  RtmMemberTemplate,
  RtmMessageActionsTemplate,
  RtmMessageTemplate,
} from './templates/template-directives';
export { RtmIcon } from './icon/rtm-icon';
export { RtmButton, type RtmButtonLook } from './button/rtm-button';
export { RtmIconButton } from './button/rtm-icon-button';
export { RtmAvatar } from './avatar/rtm-avatar';
export type { MessageAbilities, MessageAction, MessageActionType } from './message/message-action';
export { messageLabel, type MessageLabelParts } from './message/message-label';
export type { MessageWords } from './message/message-words';
export { RTM_QUICK_REACTIONS } from './message/quick-reactions';
export { RTM_ME } from './message/rtm-me';
export { RtmMessage } from './message/rtm-message';
export { RtmReactions, type ToggledReaction } from './reactions/rtm-reactions';
export { messageText } from './text/message-text';
export { MessageTexts } from './text/message-texts';
export {
  type BlockNode,
  type InlineNode,
  type LinkNode,
  type ListItem,
  type RichText,
  visibleText,
} from './text/rich-text';
export { RtmText } from './text/rtm-text';
export type { MessageListWords, SpokenMessage } from './message-list/message-list-words';
export { RtmMessageList } from './message-list/rtm-message-list';
export {
  type ComposedMessage,
  type ComposedOptions,
  type ComposerDraft,
  type ComposerTyping,
  type ExcessBytes,
  withRestored,
} from './composer/composed-message';
export {
  type CommandContext,
  type ComposerCommand,
  type ComposerCommands,
  provideRtmComposerCommands,
  type QuickText,
  RTM_COMPOSER_COMMANDS,
  type RtmComposerCommands,
} from './composer/composer-commands';
export type { SendKey } from './composer/composer-keys';
export { type ComposerPlace, draftKind, isSamePlace, placeKey } from './composer/composer-place';
export type { ComposerWords } from './composer/composer-words';
export { RtmComposer } from './composer/rtm-composer';
export {
  type Attachment,
  AttachmentTray,
  type AttachmentTrayOptions,
} from './attachments/attachment-tray';
export type { AttachmentWords } from './attachments/attachment-words';
export type { UploadIntl } from './attachments/file-refusal';
export { filesOf } from './attachments/files-of';
export { type MediaMeasures, measureMedia } from './attachments/media-measures';
export { provideRtmMediaUrls, RTM_MEDIA_URLS, type RtmMediaUrls } from './attachments/media-urls';
export { RtmAttachmentTray } from './attachments/rtm-attachment-tray';
export { RtmAttachmentTrays } from './attachments/rtm-attachment-trays';
export { RtmAttachments } from './attachments/rtm-attachments';
export {
  provideRtmUploader,
  RTM_UPLOADER,
  type RtmUploader,
  type UploadOptions,
} from './attachments/rtm-uploader';
export { RtmEmojiPopup } from './emoji-picker/rtm-emoji-popup';
export type { PreviewWords } from './preview/preview-words';
export type { PresenceWords } from './presence-badge/presence-words';
export { RtmPresenceBadge } from './presence-badge/rtm-presence-badge';
export type { TypingWords } from './typing-indicator/typing-words';
export { RtmTypingIndicator } from './typing-indicator/rtm-typing-indicator';
export type { ConnectionRetry } from './connection-banner/connection-notice';
export type { ConnectionWords, Notice } from './connection-banner/connection-words';
export { RtmConnectionBanner } from './connection-banner/rtm-connection-banner';
export type {
  ConversationAbilities,
  ConversationAction,
  ConversationActionType,
  ConversationItem,
} from './conversation-list/conversation-item';
export type { ConversationListWords } from './conversation-list/conversation-list-words';
export { RtmConversationList } from './conversation-list/rtm-conversation-list';
export type { MemberListWords } from './member-list/member-list-words';
export { RtmMemberList } from './member-list/rtm-member-list';
export { RtmConversationAvatar } from './conversation-avatar/rtm-conversation-avatar';
export type { HeaderWords } from './header/header-words';
export { RtmHeader } from './header/rtm-header';
export type { PinnedWords } from './pinned-bar/pinned-words';
export { RtmPinnedBar } from './pinned-bar/rtm-pinned-bar';
export type { ThreadWords } from './thread/thread-words';
export { RtmThread } from './thread/rtm-thread';
export type { SearchWords } from './search/search-words';
export { RtmSearch } from './search/rtm-search';
export type { VoiceWords } from './voice/voice-words';
export type { PaneWords } from './pane/pane-words';
export type { GapWords } from './message-list/gap-words';
export { httpUploader, type HttpUploaderOptions } from './attachments/http-uploader';
export { RTM_MICROPHONE, type RtmMicrophone, type SoundLevel } from './voice/rtm-microphone';
export { RtmVoiceButton } from './voice/rtm-voice-button';
export { type Emoji, type EmojiGroup, RTM_EMOJI_DATA } from './emoji-picker/emoji-data';
export {
  type EmojiHabits,
  type EmojiMemory,
  localEmojiMemory,
  RTM_EMOJI_MEMORY,
} from './emoji-picker/emoji-memory';
export type { EmojiPickerWords } from './emoji-picker/emoji-picker-words';
