import type { ChatMessage, Delivery } from 'ngx-agora-rtm/chat';
import { isolate } from '../intl/grammar';
import type { RtmWords } from '../intl/rtm-words';
import type { RtmPeople } from '../people/rtm-people';
import { messageText } from '../text/message-text';
import { visibleText } from '../text/rich-text';
import { shownMessage } from './message-content';
import { deliveryNotice } from './message-delivery';

/** What the label of a message is made with. */
export interface MessageLabelParts {
  readonly words: RtmWords;
  /** Who a user id is. */
  readonly person: RtmPeople;
  /** The time in words: `RtmIntl.time`, or with the day where none is seen. */
  readonly time: (at: number) => string;
  readonly delivery: Pick<Delivery, 'status'>;
  /** How many replies its thread has. */
  readonly replies?: number;
}

/**
 * All of a message in one sentence, for who hears it: who, when, what it answers, what it says, and how far it has come. Set it as
 * the `aria-label` of its article.
 */
export function messageLabel(
  message: ChatMessage,
  { words, person, time, delivery, replies = 0 }: MessageLabelParts,
): string {
  const { message: says } = words;
  const { text, placeholder, files, quote } = shownMessage(message, says);
  const notice = deliveryNotice(message, delivery, says);
  const reactions = message.reactions.filter(({ on }) => on).length;
  return says.join(
    [
      message.own ? words.common.you : isolate(person(message.from).name),
      time(message.at),
      message.content.kind === 'note' ? says.note : '',
      quote ? says.replyTo(person(quote.from).name, shortened(quote.text)) : '',
      text === '' ? '' : isolate(shortened(withoutMarkers(text))),
      placeholder,
      files.length > 0 ? says.files(files.map(({ name }) => name)) : '',
      message.edited && !message.deleted ? says.edited : '',
      reactions > 0 && !message.deleted ? says.reactionCount(reactions) : '',
      replies > 0 ? says.replies(replies) : '',
      notice?.text ?? '',
    ].filter((part) => part !== ''),
  );
}

function withoutMarkers(text: string): string {
  const rich = messageText(text);
  return rich ? visibleText(rich) : text;
}

/** Nobody can stop a label half way: the message itself can be read in parts. */
function shortened(text: string): string {
  if (text.length <= MAX_LABEL) return text;
  // Not between the halves of a character.
  return `${text.slice(0, MAX_LABEL).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** In UTF-16 units: about a minute of speech. */
const MAX_LABEL = 1_000;
