import type { ChatMessage, FileRef, MessageContent, Quote } from 'ngx-agora-rtm/chat';
import type { MessageWords } from './message-words';

/** What there is to see of a message. */
export interface ShownMessage {
  /** What its writer wrote; empty where there is nothing of that kind. */
  readonly text: string;
  /** What is said in its place; empty where there is something to see. */
  readonly placeholder: string;
  readonly files: readonly FileRef[];
  readonly quote: Quote | null;
}

/** Its own content, or words for what has none. */
export function shownMessage(
  { content, deleted }: Pick<ChatMessage, 'content' | 'deleted'>,
  words: MessageWords,
): ShownMessage {
  return deleted ? { ...NOTHING, placeholder: words.deleted } : shownContent(content, words);
}

function shownContent(content: MessageContent, words: MessageWords): ShownMessage {
  switch (content.kind) {
    case 'text':
    case 'note':
      return { ...NOTHING, text: content.text, quote: content.replyTo ?? null };
    case 'system':
      return { ...NOTHING, text: content.text };
    case 'file':
      return {
        ...NOTHING,
        text: content.text,
        files: content.files,
        quote: content.replyTo ?? null,
      };
    case 'unsupported':
      return content.alt
        ? { ...NOTHING, text: content.alt }
        : { ...NOTHING, placeholder: words.unsupported };
    case 'binary':
      return { ...NOTHING, placeholder: words.bytes(content.bytes) };
  }
}

const NOTHING: ShownMessage = { text: '', placeholder: '', files: [], quote: null };
