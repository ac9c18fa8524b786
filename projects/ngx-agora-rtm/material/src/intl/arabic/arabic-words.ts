import { Grammar } from '../grammar';
import type { RtmWords } from '../rtm-words';
import { arabicAttachmentWords, arabicVoiceWords } from './arabic-attachment-words';
import { arabicComposerWords } from './arabic-composer-words';
import { arabicConnectionWords } from './arabic-connection-words';
import {
  arabicConversationListWords,
  arabicHeaderWords,
  arabicMemberListWords,
  arabicPresenceWords,
  arabicPreviewWords,
  arabicTypingWords,
} from './arabic-conversation-words';
import { arabicListWords } from './arabic-list-words';
import { arabicMessageWords } from './arabic-message-words';
import { arabicPinnedWords, arabicSearchWords, arabicThreadWords } from './arabic-panel-words';
import { arabicPaneWords } from './arabic-pane-words';
import { arabicEmojiPickerWords } from './arabic-emoji-words';

/**
 * The words in Arabic.
 *
 * @param locale Whose dates and numbers to follow, as in `ar-EG`.
 *
 * @example
 * provideRtmIntl(arabicWords)
 */
export function arabicWords(locale = 'ar'): RtmWords {
  const grammar = new Grammar(locale);
  return {
    locale: grammar.locale,
    common: {
      today: 'اليوم',
      yesterday: 'أمس',
      you: 'أنت',
      close: 'إغلاق',
      cancel: 'إلغاء',
      tryAgain: 'إعادة المحاولة',
    },
    list: arabicListWords(grammar),
    message: arabicMessageWords(grammar),
    composer: arabicComposerWords(grammar),
    attachments: arabicAttachmentWords(grammar),
    voice: arabicVoiceWords(grammar),
    preview: arabicPreviewWords(grammar),
    presence: arabicPresenceWords(),
    typing: arabicTypingWords(grammar),
    connection: arabicConnectionWords(),
    conversations: arabicConversationListWords(grammar),
    members: arabicMemberListWords(grammar),
    header: arabicHeaderWords(grammar),
    pinned: arabicPinnedWords(grammar),
    thread: arabicThreadWords(grammar),
    search: arabicSearchWords(grammar),
    pane: arabicPaneWords(),
    emoji: arabicEmojiPickerWords(grammar),
  };
}
