import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import type { Emoji } from './emoji-data';

/** Emoji in rows, as one tab stop: arrows go from one to the next, Home and End to the ends of a row. */
@Component({
  selector: 'rtm-emoji-grid',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (row of rows(); track $index; let top = $index) {
      <div class="row" role="row">
        @for (each of row; track each.emoji; let left = $index) {
          <button
            type="button"
            role="gridcell"
            [attr.aria-label]="each.name"
            [attr.tabindex]="top * columns + left === current() ? 0 : -1"
            [title]="each.name"
            (focus)="current.set(top * columns + left)"
            (click)="picked.emit(each)"
          >
            {{ each.emoji }}
          </button>
        }
      </div>
    }
  `,
  styleUrl: './rtm-emoji-grid.scss',
  host: { role: 'grid', '[attr.aria-label]': 'label()', '(keydown)': 'onKey($event)' },
})
export class RtmEmojiGrid {
  readonly emojis = input.required<readonly Emoji[]>();
  readonly label = input.required<string>();

  readonly picked = output<Emoji>();

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly columns = COLUMNS;
  /** Index of the tab stop: the first of each new list. */
  protected readonly current = linkedSignal({ source: this.emojis, computation: () => 0 });
  protected readonly rows = computed(() => {
    const emojis = this.emojis();
    const count = Math.ceil(emojis.length / COLUMNS);
    return Array.from({ length: count }, (_, row) =>
      emojis.slice(row * COLUMNS, (row + 1) * COLUMNS),
    );
  });

  /** Puts the focus on the emoji that is the tab stop. */
  focus(): void {
    this.#focus(this.current());
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = this.#next(event.key, this.current());
    if (next === null) return;
    event.preventDefault();
    this.#focus(Math.max(0, Math.min(next, this.emojis().length - 1)));
  }

  #next(key: string, at: number): number | null {
    const onwards = getComputedStyle(this.#host).direction === 'rtl' ? -1 : 1;
    switch (key) {
      case 'ArrowRight':
        return at + onwards;
      case 'ArrowLeft':
        return at - onwards;
      case 'ArrowDown':
        return at + COLUMNS;
      case 'ArrowUp':
        return at >= COLUMNS ? at - COLUMNS : at;
      case 'Home':
        return at - (at % COLUMNS);
      case 'End':
        return at - (at % COLUMNS) + COLUMNS - 1;
      default:
        return null;
    }
  }

  #focus(index: number): void {
    this.#host.querySelectorAll<HTMLElement>('button')[index]?.focus();
  }
}

/** As many as fit a width of 320 px at a size that a finger can hit. */
const COLUMNS = 8;
