import { Grammar } from '../grammar';
import type { RtmWords } from '../rtm-words';
import { brazilianAttachmentWords, brazilianVoiceWords } from './brazilian-attachment-words';
import { brazilianComposerWords } from './brazilian-composer-words';
import { brazilianConnectionWords } from './brazilian-connection-words';
import {
  brazilianConversationListWords,
  brazilianHeaderWords,
  brazilianMemberListWords,
  brazilianPresenceWords,
  brazilianPreviewWords,
  brazilianTypingWords,
} from './brazilian-conversation-words';
import { brazilianListWords } from './brazilian-list-words';
import { brazilianMessageWords } from './brazilian-message-words';
import {
  brazilianPinnedWords,
  brazilianSearchWords,
  brazilianThreadWords,
} from './brazilian-panel-words';
import { brazilianPaneWords } from './brazilian-pane-words';
import { brazilianEmojiPickerWords } from './brazilian-emoji-words';

/**
 * The words in Portuguese, as in Brazil.
 *
 * @param locale Whose dates and numbers to follow, as in `pt-BR`.
 *
 * @example
 * provideRtmIntl(brazilianWords)
 */
export function brazilianWords(locale = 'pt-BR'): RtmWords {
  const grammar = new Grammar(locale);
  return {
    locale: grammar.locale,
    common: {
      today: 'Hoje',
      yesterday: 'Ontem',
      you: 'Você',
      close: 'Fechar',
      cancel: 'Cancelar',
      tryAgain: 'Tentar novamente',
    },
    list: brazilianListWords(grammar),
    message: brazilianMessageWords(grammar),
    composer: brazilianComposerWords(grammar),
    attachments: brazilianAttachmentWords(grammar),
    voice: brazilianVoiceWords(grammar),
    preview: brazilianPreviewWords(grammar),
    presence: brazilianPresenceWords(),
    typing: brazilianTypingWords(grammar),
    connection: brazilianConnectionWords(),
    conversations: brazilianConversationListWords(grammar),
    members: brazilianMemberListWords(grammar),
    header: brazilianHeaderWords(grammar),
    pinned: brazilianPinnedWords(grammar),
    thread: brazilianThreadWords(grammar),
    search: brazilianSearchWords(grammar),
    pane: brazilianPaneWords(),
    emoji: brazilianEmojiPickerWords(grammar),
  };
}
