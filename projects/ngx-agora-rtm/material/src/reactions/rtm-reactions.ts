import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { type Reaction, reactionsByEmoji } from 'ngx-agora-rtm/chat';
import { heard, isolate } from '../intl/grammar';
import { RtmIntl } from '../intl/rtm-intl';
import { RTM_ME } from '../message/rtm-me';
import { RTM_PEOPLE } from '../people/rtm-people';

/** A reaction that was given, or taken back. */
export interface ToggledReaction {
  readonly emoji: string;
  readonly on: boolean;
}

/** Who reacted to a message, with what: one button for each emoji, pressed where the reader did. */
@Component({
  selector: 'rtm-reactions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './rtm-reactions.html',
  styleUrl: './rtm-reactions.scss',
  host: { role: 'group', '[attr.aria-label]': 'words().reactions' },
})
export class RtmReactions {
  readonly reactions = input.required<readonly Reaction[]>();

  /** Whether the reader may react. */
  readonly isEnabled = input(false);

  /** Whether they can be reached with Tab. In a list with one tab stop: only while the message has the focus. */
  readonly isReachable = input(true);

  readonly toggled = output<ToggledReaction>();

  readonly #intl = inject(RtmIntl);
  readonly #people = inject(RTM_PEOPLE);
  readonly #me = inject(RTM_ME);
  protected readonly words = computed(() => this.#intl.words().message);
  protected readonly chips = computed(() =>
    reactionsByEmoji(this.reactions()).map(({ emoji, users }) => {
      const me = this.#me();
      const label = this.words().reactedWith(emoji, this.#names(users));
      return {
        emoji,
        count: users.length,
        isOwn: me !== null && users.includes(me),
        label,
        // With the number, which is what is seen: whoever speaks to their computer calls it by that.
        heard: heard(`${label}, ${users.length}`),
      };
    }),
  );

  protected toggle({ emoji, isOwn }: { emoji: string; isOwn: boolean }): void {
    if (this.isEnabled()) this.toggled.emit({ emoji, on: !isOwn });
  }

  /** The reader first; of many, the first few. */
  #names(users: readonly string[]): readonly string[] {
    const me = this.#me();
    const others = users.filter((user) => user !== me);
    const named = others.slice(0, others.length > MAX_NAMES ? MAX_NAMES - 1 : MAX_NAMES);
    const rest = others.length - named.length;
    return [
      ...(others.length < users.length ? [this.words().you] : []),
      ...named.map((user) => isolate(this.#people(user).name)),
      ...(rest > 0 ? [this.words().others(rest)] : []),
    ];
  }
}

/** More do not fit a title. */
const MAX_NAMES = 10;
