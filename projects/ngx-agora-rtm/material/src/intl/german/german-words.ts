import { Grammar } from '../grammar';
import type { RtmWords } from '../rtm-words';
import { germanAttachmentWords, germanVoiceWords } from './german-attachment-words';
import { germanComposerWords } from './german-composer-words';
import { germanConnectionWords } from './german-connection-words';
import {
  germanConversationListWords,
  germanHeaderWords,
  germanMemberListWords,
  germanPresenceWords,
  germanPreviewWords,
  germanTypingWords,
} from './german-conversation-words';
import { germanListWords } from './german-list-words';
import { germanMessageWords } from './german-message-words';
import { germanPinnedWords, germanSearchWords, germanThreadWords } from './german-panel-words';
import { germanPaneWords } from './german-pane-words';
import { germanEmojiPickerWords } from './german-emoji-words';

/**
 * The words in German.
 *
 * @param locale Whose dates and numbers to follow, as in `de-CH`.
 *
 * @example
 * provideRtmIntl(germanWords)
 */
export function germanWords(locale = 'de'): RtmWords {
  const grammar = new Grammar(locale);
  return {
    locale: grammar.locale,
    common: {
      today: 'Heute',
      yesterday: 'Gestern',
      you: 'Sie',
      close: 'Schließen',
      cancel: 'Abbrechen',
      tryAgain: 'Erneut versuchen',
    },
    list: germanListWords(grammar),
    message: germanMessageWords(grammar),
    composer: germanComposerWords(grammar),
    attachments: germanAttachmentWords(grammar),
    voice: germanVoiceWords(grammar),
    preview: germanPreviewWords(grammar),
    presence: germanPresenceWords(),
    typing: germanTypingWords(grammar),
    connection: germanConnectionWords(),
    conversations: germanConversationListWords(grammar),
    members: germanMemberListWords(grammar),
    header: germanHeaderWords(grammar),
    pinned: germanPinnedWords(grammar),
    thread: germanThreadWords(grammar),
    search: germanSearchWords(grammar),
    pane: germanPaneWords(),
    emoji: germanEmojiPickerWords(grammar),
  };
}
