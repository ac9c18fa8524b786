import { inject, type Signal } from '@angular/core';
import type { ChatMessage } from 'ngx-agora-rtm/chat';
import { RTM_PEOPLE } from '../people/rtm-people';
import type { ComposerPlace } from './composer-place';
import { MentionPicks } from './mention-picks';
import { type MentionLabel, mentionsIn } from './mention-text';

/** Who is mentioned in what is being written. Made in an injection context. */
export class ComposerMentions {
  readonly #people = inject(RTM_PEOPLE);
  readonly #members: Signal<readonly string[]>;
  readonly #editing: Signal<ChatMessage | null>;
  readonly #picks = new MentionPicks();

  constructor(members: Signal<readonly string[]>, editing: Signal<ChatMessage | null>) {
    this.#members = members;
    this.#editing = editing;
  }

  /** Somebody was picked from the list. */
  pick(place: ComposerPlace, pick: MentionLabel): void {
    this.#picks.add(place, pick);
  }

  /** Those who were picked, or mentioned before an edit, and still are: quick enough for each key press. */
  picked(place: ComposerPlace, text: string): readonly string[] {
    return mentionsIn(text, this.#known(place), () => []);
  }

  /** As well those who are named without having been picked, as in a draft that was kept. */
  all(place: ComposerPlace, text: string): readonly string[] {
    return mentionsIn(text, this.#known(place), () => {
      const members = this.#members();
      return [...members.map((id) => this.#named(id)), ...members.map((id) => ({ id, label: id }))];
    });
  }

  #known(place: ComposerPlace): readonly MentionLabel[] {
    const { content } = this.#editing() ?? {};
    const before = content && 'mentions' in content ? (content.mentions ?? []) : [];
    return [...before.map((id) => this.#named(id)), ...this.#picks.of(place)];
  }

  #named(id: string): MentionLabel {
    return { id, label: this.#people(id).name };
  }
}
