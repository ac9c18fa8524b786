import { type AttachmentWords, englishAttachmentWords } from '../attachments/attachment-words';
import { type ComposerWords, englishComposerWords } from '../composer/composer-words';
import {
  type ConnectionWords,
  englishConnectionWords,
} from '../connection-banner/connection-words';
import {
  type ConversationListWords,
  englishConversationListWords,
} from '../conversation-list/conversation-list-words';
import { englishHeaderWords, type HeaderWords } from '../header/header-words';
import { englishMemberListWords, type MemberListWords } from '../member-list/member-list-words';
import { type EmojiPickerWords, englishEmojiPickerWords } from '../emoji-picker/emoji-picker-words';
import { englishMessageWords, type MessageWords } from '../message/message-words';
import { englishListWords, type MessageListWords } from '../message-list/message-list-words';
import { englishPinnedWords, type PinnedWords } from '../pinned-bar/pinned-words';
import { englishPresenceWords, type PresenceWords } from '../presence-badge/presence-words';
import { englishPreviewWords, type PreviewWords } from '../preview/preview-words';
import { englishSearchWords, type SearchWords } from '../search/search-words';
import { englishThreadWords, type ThreadWords } from '../thread/thread-words';
import { englishTypingWords, type TypingWords } from '../typing-indicator/typing-words';
import { englishVoiceWords, type VoiceWords } from '../voice/voice-words';
import { englishPaneWords, type PaneWords } from '../pane/pane-words';
import { Grammar } from './grammar';

/**
 * Every word that the components say, in one language. The words of a component stand beside it; here they come together.
 *
 * A sentence with a name or a number in it is a function, which has to isolate names (`isolate`, `Grammar.names`).
 */
export interface RtmWords {
  /** BCP 47, as in `pt-BR`: dates, times and numbers follow it. */
  readonly locale: string;
  readonly common: CommonWords;
  readonly list: MessageListWords;
  readonly message: MessageWords;
  readonly composer: ComposerWords;
  readonly preview: PreviewWords;
  readonly presence: PresenceWords;
  readonly typing: TypingWords;
  readonly connection: ConnectionWords;
  readonly conversations: ConversationListWords;
  readonly members: MemberListWords;
  readonly header: HeaderWords;
  readonly pinned: PinnedWords;
  readonly thread: ThreadWords;
  readonly search: SearchWords;
  readonly attachments: AttachmentWords;
  readonly voice: VoiceWords;
  readonly pane: PaneWords;
  readonly emoji: EmojiPickerWords;
}

/** What more than one component says. */
export interface CommonWords {
  readonly today: string;
  readonly yesterday: string;
  readonly you: string;
  readonly close: string;
  readonly cancel: string;
  readonly tryAgain: string;
}

/**
 * The words in English, which hold where an application says nothing.
 *
 * @param locale Whose dates and numbers to follow, as in `en-GB`.
 */
export function englishWords(locale = 'en'): RtmWords {
  const grammar = new Grammar(locale);
  return {
    locale: grammar.locale,
    common: {
      today: 'Today',
      yesterday: 'Yesterday',
      you: 'You',
      close: 'Close',
      cancel: 'Cancel',
      tryAgain: 'Try again',
    },
    list: englishListWords(grammar),
    message: englishMessageWords(grammar),
    composer: englishComposerWords(grammar),
    preview: englishPreviewWords(grammar),
    presence: englishPresenceWords(),
    typing: englishTypingWords(grammar),
    connection: englishConnectionWords(),
    conversations: englishConversationListWords(grammar),
    members: englishMemberListWords(grammar),
    header: englishHeaderWords(grammar),
    pinned: englishPinnedWords(grammar),
    thread: englishThreadWords(grammar),
    search: englishSearchWords(grammar),
    attachments: englishAttachmentWords(grammar),
    voice: englishVoiceWords(grammar),
    pane: englishPaneWords(),
    emoji: englishEmojiPickerWords(grammar),
  };
}
