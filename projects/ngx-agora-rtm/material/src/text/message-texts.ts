import { inject, Injectable, untracked } from '@angular/core';
import type { MessageContent } from 'ngx-agora-rtm/chat';
import type { RtmPeople } from '../people/rtm-people';
import type { LinkFinder } from './link-finder';
import { mayHoldLink, messageText } from './message-text';
import type { RichText } from './rich-text';
import { RtmLinks } from './rtm-links';
import type { MentionLabel } from './text-mentions';

/** The texts of messages, each read once: a row that comes into view again has its text already. */
@Injectable({ providedIn: 'root' })
export class MessageTexts {
  readonly #links = inject(RtmLinks);
  readonly #read = new WeakMap<MessageContent, ReadText>();

  /**
   * The formatting of a message; `null` where it has none. Where it is read reactively it follows the names of those who are
   * mentioned, and the links once they can be found.
   *
   * @param people Who is who where it is shown: whoever wrote it may have called them by their names.
   */
  of(content: MessageContent, people: RtmPeople): RichText | null {
    if (!('text' in content) || content.kind === 'system') return null;
    const links = this.#linksFor(content.text);
    const mentions = 'mentions' in content ? content.mentions : undefined;
    if (mentions?.length)
      return messageText(content.text, { links, mentions: labelsOf(mentions, people) });
    const before = this.#read.get(content);
    if (before?.links === links) return before.text;
    const text = messageText(content.text, { links });
    this.#read.set(content, { links, text });
    return text;
  }

  #linksFor(text: string): LinkFinder | null {
    if (!mayHoldLink(text)) return null;
    untracked(() => this.#links.load());
    return this.#links.finder();
  }
}

/** A text as it was read with what was known of links then. */
interface ReadText {
  readonly links: LinkFinder | null;
  readonly text: RichText | null;
}

function labelsOf(mentions: readonly string[], people: RtmPeople): readonly MentionLabel[] {
  return mentions.slice(0, MAX_MENTIONS).flatMap((userId) => [
    { userId, label: people(userId).name },
    { userId, label: userId },
  ]);
}

const MAX_MENTIONS = 50;
