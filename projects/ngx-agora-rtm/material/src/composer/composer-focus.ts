import { afterRenderEffect, computed, effect, type Signal, untracked } from '@angular/core';
import { conversationKey } from 'ngx-agora-rtm/chat';
import type { ComposerField } from './composer-field';
import type { ComposerPlace } from './composer-place';

/** What the focus of a composer depends on. */
export interface ComposerFocusSource {
  readonly place: Signal<ComposerPlace>;
  readonly field: Signal<ComposerField | undefined>;
  /** Id of the message that is answered or edited; `null` for none. */
  readonly task: Signal<string | null>;
}

/** Whoever goes from one place to another while they write stays in the field. Call it in an injection context. */
export function keepFocus({ place, field, task }: ComposerFocusSource): void {
  let hadFocus = false;
  effect(() => {
    place();
    // The field of the place before is still there.
    hadFocus = untracked(field)?.hasFocus ?? false;
  });
  afterRenderEffect(() => {
    place();
    if (hadFocus) field()?.focus();
    hadFocus = false;
  });
  followTask({ place, field, task });
}

/** Whoever begins to answer or to edit wants to write; whoever only opens a conversation where that was begun may not. */
function followTask({ place, field, task }: ComposerFocusSource): void {
  let last: string | null = null;
  const conversation = computed(() => conversationKey(place().conversation));
  afterRenderEffect(() => {
    const where = conversation();
    const hasTask = task() !== null;
    if (hasTask && last === where) untracked(field)?.focus();
    last = where;
  });
}
