import { Grammar } from '../grammar';
import type { RtmWords } from '../rtm-words';
import { frenchAttachmentWords, frenchVoiceWords } from './french-attachment-words';
import { frenchComposerWords } from './french-composer-words';
import { frenchConnectionWords } from './french-connection-words';
import {
  frenchConversationListWords,
  frenchHeaderWords,
  frenchMemberListWords,
  frenchPresenceWords,
  frenchPreviewWords,
  frenchTypingWords,
} from './french-conversation-words';
import { frenchListWords } from './french-list-words';
import { frenchMessageWords } from './french-message-words';
import { frenchPinnedWords, frenchSearchWords, frenchThreadWords } from './french-panel-words';
import { frenchPaneWords } from './french-pane-words';
import { frenchEmojiPickerWords } from './french-emoji-words';

/**
 * The words in French.
 *
 * @param locale Whose dates and numbers to follow, as in `fr-CA`.
 *
 * @example
 * provideRtmIntl(frenchWords)
 */
export function frenchWords(locale = 'fr'): RtmWords {
  const grammar = new Grammar(locale);
  return {
    locale: grammar.locale,
    common: {
      today: 'Aujourd’hui',
      yesterday: 'Hier',
      you: 'Vous',
      close: 'Fermer',
      cancel: 'Annuler',
      tryAgain: 'Réessayer',
    },
    list: frenchListWords(grammar),
    message: frenchMessageWords(grammar),
    composer: frenchComposerWords(grammar),
    attachments: frenchAttachmentWords(grammar),
    voice: frenchVoiceWords(grammar),
    preview: frenchPreviewWords(grammar),
    presence: frenchPresenceWords(),
    typing: frenchTypingWords(grammar),
    connection: frenchConnectionWords(),
    conversations: frenchConversationListWords(grammar),
    members: frenchMemberListWords(grammar),
    header: frenchHeaderWords(grammar),
    pinned: frenchPinnedWords(grammar),
    thread: frenchThreadWords(grammar),
    search: frenchSearchWords(grammar),
    pane: frenchPaneWords(),
    emoji: frenchEmojiPickerWords(grammar),
  };
}
