import { signal } from '@angular/core';
import { type ChatMessage, type ConversationKey, MAX_QUOTE, type Quote } from 'ngx-agora-rtm/chat';

/** What a user has begun in a conversation beside writing: answering a message, or changing one. */
export interface PaneTask {
  readonly replyTo: Quote | null;
  readonly editing: ChatMessage | null;
}

const NOTHING: PaneTask = { replyTo: null, editing: null };

/** What a user has begun, in each conversation by itself: whoever comes back finds it as it was. */
export class PaneTasks {
  readonly #tasks = signal<ReadonlyMap<ConversationKey, PaneTask>>(new Map());

  of(key: ConversationKey): PaneTask {
    return this.#tasks().get(key) ?? NOTHING;
  }

  /** Changes what is begun; `null` ends it. An answer that was begun outlives an edit. */
  set(key: ConversationKey, task: Partial<PaneTask>): void {
    this.#tasks.update((tasks) =>
      new Map(tasks).set(key, { ...NOTHING, ...tasks.get(key), ...task }),
    );
  }
}

/** A message as an answer quotes it. */
export function quoteOf({ id, from, content }: ChatMessage): Quote {
  return { id, from, text: 'text' in content ? beginning(content.text) : '' };
}

/** The beginning of a text, cut between characters. */
function beginning(text: string): string {
  if (text.length <= MAX_QUOTE) return text;
  // The last character may be half of a pair.
  const characters = Array.from(text.slice(0, MAX_QUOTE - 1)).slice(0, -1);
  return `${characters.join('')}…`;
}
