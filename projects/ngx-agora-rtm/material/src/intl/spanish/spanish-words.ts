import { Grammar } from '../grammar';
import type { RtmWords } from '../rtm-words';
import { spanishAttachmentWords, spanishVoiceWords } from './spanish-attachment-words';
import { spanishComposerWords } from './spanish-composer-words';
import { spanishConnectionWords } from './spanish-connection-words';
import {
  spanishConversationListWords,
  spanishHeaderWords,
  spanishMemberListWords,
  spanishPresenceWords,
  spanishPreviewWords,
  spanishTypingWords,
} from './spanish-conversation-words';
import { spanishListWords } from './spanish-list-words';
import { spanishMessageWords } from './spanish-message-words';
import { spanishPinnedWords, spanishSearchWords, spanishThreadWords } from './spanish-panel-words';
import { spanishPaneWords } from './spanish-pane-words';
import { spanishEmojiPickerWords } from './spanish-emoji-words';

/**
 * The words in Spanish.
 *
 * @param locale Whose dates and numbers to follow, as in `es-MX`.
 *
 * @example
 * provideRtmIntl(spanishWords)
 */
export function spanishWords(locale = 'es'): RtmWords {
  const grammar = new Grammar(locale);
  return {
    locale: grammar.locale,
    common: {
      today: 'Hoy',
      yesterday: 'Ayer',
      you: 'Usted',
      close: 'Cerrar',
      cancel: 'Cancelar',
      tryAgain: 'Reintentar',
    },
    list: spanishListWords(grammar),
    message: spanishMessageWords(grammar),
    composer: spanishComposerWords(grammar),
    attachments: spanishAttachmentWords(grammar),
    voice: spanishVoiceWords(grammar),
    preview: spanishPreviewWords(grammar),
    presence: spanishPresenceWords(),
    typing: spanishTypingWords(grammar),
    connection: spanishConnectionWords(),
    conversations: spanishConversationListWords(grammar),
    members: spanishMemberListWords(grammar),
    header: spanishHeaderWords(grammar),
    pinned: spanishPinnedWords(grammar),
    thread: spanishThreadWords(grammar),
    search: spanishSearchWords(grammar),
    pane: spanishPaneWords(),
    emoji: spanishEmojiPickerWords(grammar),
  };
}
