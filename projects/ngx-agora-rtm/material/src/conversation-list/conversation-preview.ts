import type { RtmWords } from '../intl/rtm-words';
import type { RtmPeople } from '../people/rtm-people';
import { messagePreview } from '../preview/message-preview';
import { typingSentence } from '../typing-indicator/typing-sentence';
import type { ConversationItem } from './conversation-item';

/** The second line of a conversation in a list. */
export interface ConversationPreview {
  /** What stands before the text, in the language of the page; empty for nothing. */
  readonly lead: string;
  readonly text: string;
  /** - `typing`: who is writing. - `unsent`: an own message that failed. - `latest`: the latest message, if any. */
  readonly kind: 'typing' | 'unsent' | 'latest';
}

/** What is most worth knowing of a conversation, in one line. */
export function conversationPreview(
  { typing, latest, ref }: ConversationItem,
  people: RtmPeople,
  words: RtmWords,
): ConversationPreview {
  if (typing.length > 0) {
    return { lead: typingSentence(typing, people, words.typing), text: '', kind: 'typing' };
  }
  if (!latest) return { lead: '', text: '', kind: 'latest' };
  const { own, unsent, from } = words.conversations;
  const text = messagePreview(latest, words.preview);
  if (latest.status === 'failed') return { lead: unsent, text, kind: 'unsent' };
  // What an application tells comes from nobody, whoever's session it was sent with.
  if (latest.content.kind === 'system') return { lead: '', text, kind: 'latest' };
  if (latest.own) return { lead: own, text, kind: 'latest' };
  const lead = ref.type === 'peer' ? '' : from(people(latest.from).name);
  return { lead, text, kind: 'latest' };
}
