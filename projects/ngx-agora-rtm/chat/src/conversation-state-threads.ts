import type { ChatMessage } from './chat-message';
import type { ConversationState, Thread } from './chat-state';
import type { MessageContent, MessageId } from './content';
import { EMPTY_TIMELINE } from './timeline';
import { TimelineDraft } from './timeline-draft';

/** The thread that a message is part of; `undefined` for the conversation itself. */
export function threadOf(content: MessageContent): MessageId | undefined {
  return 'thread' in content ? content.thread : undefined;
}

/** The next version of the threads of a conversation while it is made. */
export class ThreadsDraft {
  readonly #base: ConversationState['threads'];
  /** Those that were asked for. */
  #drafts: Map<MessageId, TimelineDraft> | null = null;

  constructor(base: ConversationState['threads']) {
    this.#base = base;
  }

  /** The thread below a message, which comes to be if there is none. */
  of(root: MessageId): TimelineDraft {
    const drafts = (this.#drafts ??= new Map<MessageId, TimelineDraft>());
    const known = drafts.get(root);
    if (known) return known;
    const draft = new TimelineDraft(this.#base[`thread:${root}`]?.timeline ?? EMPTY_TIMELINE);
    drafts.set(root, draft);
    return draft;
  }

  /** The thread that has a message. Looks into one after the other: threads that are loaded are few. */
  having(id: MessageId): { draft: TimelineDraft; message: ChatMessage } | undefined {
    for (const draft of this.all()) {
      const message = draft.find(id);
      if (message) return { draft, message };
    }
    return undefined;
  }

  *all(): Iterable<TimelineDraft> {
    for (const { root } of Object.values(this.#base)) this.of(root);
    if (this.#drafts) yield* this.#drafts.values();
  }

  /** The very same threads if nothing has changed. */
  finish(): ConversationState['threads'] {
    let next = this.#base;
    if (!this.#drafts) return next;
    for (const [root, draft] of this.#drafts) {
      const timeline = draft.finish();
      const known = next[`thread:${root}`];
      if (timeline.length === 0 || known?.timeline === timeline) continue;
      const thread: Thread = { root, timeline };
      next = { ...next, [`thread:${root}`]: thread };
    }
    return next;
  }
}
