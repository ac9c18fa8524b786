import { placeKey, type ComposerPlace } from './composer-place';
import type { MentionLabel } from './mention-text';

/** In how many places picks are kept. The others are found again by their names. */
const KEPT_PLACES = 50;

/** Whom the user has picked from the list, by where they wrote: they stay mentioned when they leave before the text is sent. */
export class MentionPicks {
  readonly #picks = new Map<string, readonly MentionLabel[]>();

  of(place: ComposerPlace): readonly MentionLabel[] {
    return this.#picks.get(placeKey(place)) ?? [];
  }

  add(place: ComposerPlace, pick: MentionLabel): void {
    const others = this.of(place).filter(({ label }) => label !== pick.label);
    // Puts it behind the others, too.
    this.#picks.delete(placeKey(place));
    this.#picks.set(placeKey(place), [...others, pick]);
    for (const oldest of this.#picks.keys()) {
      if (this.#picks.size <= KEPT_PLACES) break;
      this.#picks.delete(oldest);
    }
  }
}
