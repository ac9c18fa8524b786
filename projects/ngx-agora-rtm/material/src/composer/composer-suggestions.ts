import { computed, DestroyRef, inject, Injectable, signal, untracked } from '@angular/core';
import { RTM_PEOPLE } from '../people/rtm-people';
import { RTM_COMPOSER_COMMANDS } from './composer-commands';
import type { ComposerPlace } from './composer-place';
import { commandQuery } from './command-text';
import { BestMentions, MentionSearch } from './mention-search';
import { mentionQuery } from './mention-text';
import { commandSuggestions, mentionSuggestions, type Suggestion } from './suggestion';
import type { TextRange } from './text-edit';

/** What a composer offers while a name or a command is being written: the options, and which of them the keyboard is at. */
@Injectable()
export class ComposerSuggestions {
  readonly #people = inject(RTM_PEOPLE);
  readonly #commands = inject(RTM_COMPOSER_COMMANDS);
  readonly #options = signal<readonly Suggestion[]>([]);
  readonly #activeKey = signal<string | null>(null);
  /** What the option that is picked will take the place of. */
  #range: TextRange = { start: 0, end: 0 };
  /** Where something begins that the user does not want completed; -1 for nothing. */
  #dismissed = -1;
  #search: MentionSearch | null = null;

  readonly options = this.#options.asReadonly();
  readonly isOpen = computed(() => this.#options().length > 0);
  /** Index of the option that Enter picks. */
  readonly active = computed(() => {
    const key = this.#activeKey();
    return Math.max(
      0,
      this.#options().findIndex((option) => option.key === key),
    );
  });
  readonly activeOption = computed(() => this.#options()[this.active()] ?? null);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#search?.stop());
  }

  get range(): TextRange {
    return this.#range;
  }

  /** The user has written, or moved the caret. */
  update(text: string, caret: number, place: ComposerPlace, members: readonly string[]): void {
    const command = place.edits === null ? commandQuery(text, caret) : null;
    const mention = command === null ? mentionQuery(text, caret) : null;
    const start = command !== null ? 0 : (mention?.start ?? -1);
    if (start !== this.#dismissed) this.#dismissed = -1;
    if (start === -1 || start === this.#dismissed) {
      this.#close();
      return;
    }
    const isElsewhere = start !== this.#range.start;
    this.#range = { start, end: caret };
    if (command !== null) {
      this.#search?.stop();
      this.#show(
        commandSuggestions(
          untracked(() => this.#commands(place)),
          command,
        ),
      );
    } else if (mention) this.#find(mention.query, members, isElsewhere);
  }

  /** Handles a key while options are there. @returns Whether it did. */
  takesKey(event: KeyboardEvent, pick: (option: Suggestion) => void): boolean {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    const option = this.activeOption();
    if (!option || shiftKey || altKey || ctrlKey || metaKey) return false;
    if (key === 'ArrowDown') this.#move(1);
    else if (key === 'ArrowUp') this.#move(-1);
    else if (key === 'Escape') this.#dismiss();
    else if (key === 'Enter' || key === 'Tab') pick(option);
    else return false;
    return true;
  }

  /** Forgets everything: another text is being written. */
  reset(): void {
    this.#close();
    this.#dismissed = -1;
  }

  /** How somebody who is offered is named in the text. */
  labelOf(option: Suggestion & { readonly type: 'mention' }): string {
    return this.#search?.labelOf(option.member) ?? option.member.name;
  }

  /** Goes to the next or the previous option, and round at the ends. */
  #move(by: 1 | -1): void {
    const options = this.#options();
    const next = options[(this.active() + by + options.length) % options.length];
    this.#activeKey.set(next?.key ?? null);
  }

  /** The user does not want what is offered: nothing is until they begin another name. */
  #dismiss(): void {
    const { start } = this.#range;
    this.#close();
    this.#dismissed = start;
  }

  #find(query: string, members: readonly string[], isElsewhere: boolean): void {
    if (isElsewhere || this.#search?.members !== members) {
      this.#search?.stop();
      this.#search = new MentionSearch(members, (id) => untracked(() => this.#people(id)));
    }
    // While all are looked through, those who still fit stay.
    const still = new BestMentions(query);
    for (const option of this.#options()) if (option.type === 'mention') still.add(option.member);
    this.#show(mentionSuggestions(still.found));
    this.#search.find(query, (found) => this.#show(mentionSuggestions(found)));
  }

  #show(options: readonly Suggestion[]): void {
    this.#options.set(options);
    if (options.length === 0) this.#activeKey.set(null);
  }

  #close(): void {
    this.#search?.stop();
    this.#search = null;
    this.#range = { start: -1, end: -1 };
    this.#show([]);
  }
}
