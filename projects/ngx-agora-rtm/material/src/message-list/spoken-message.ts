import type { ChatMessage, Delivery } from 'ngx-agora-rtm/chat';
import type { RtmWords } from '../intl/rtm-words';
import type { MessageWords } from '../message/message-words';
import type { MessageRow } from './message-rows';

/** The text of a message in one line, for those who hear it. */
export function spokenText({ content, deleted }: ChatMessage, words: MessageWords): string {
  if (deleted) return words.deleted;
  switch (content.kind) {
    case 'binary':
      return words.bytes(content.bytes);
    case 'unsupported':
      return content.alt ?? words.unsupported;
    case 'file': {
      const names = content.files.map(({ name }) => name).join(', ');
      return content.text === '' ? names : `${content.text} ${names}`;
    }
    default:
      return content.text;
  }
}

/**
 * Makes the labels of messages in one language, each once for as long as its row stays the same.
 *
 * @param nameOf The name of a user id; asked each time, so that a label follows it.
 */
export function messageLabels(
  words: RtmWords,
  timeOf: (at: number) => string,
  nameOf: (userId: string) => string,
): (row: MessageRow) => string {
  const labels = new WeakMap<MessageRow, { readonly name: string; readonly label: string }>();
  return (row) => {
    const name = nameOf(row.message.from);
    const known = labels.get(row);
    if (known?.name === name) return known.label;
    const { message, delivery } = row;
    const answered = answeredBy(message);
    const label = words.list.spoken({
      name,
      time: timeOf(message.at),
      answers: answered === null ? null : nameOf(answered),
      text: spokenText(message, words.message),
      notes: [
        ...(message.edited && !message.deleted ? [words.message.edited] : []),
        ...(isWorthSaying(delivery.status) ? [words.list.states[delivery.status]] : []),
      ],
    });
    labels.set(row, { name, label });
    return label;
  };
}

/** User id of whoever wrote what a message answers; `null` where it answers nothing. */
function answeredBy({ content, deleted }: ChatMessage): string | null {
  return !deleted && 'replyTo' in content ? content.replyTo.from : null;
}

/** What is worth saying of how far an own message has come. */
function isWorthSaying(status: Delivery['status']): status is 'queued' | 'sending' | 'failed' {
  return status === 'queued' || status === 'sending' || status === 'failed';
}
