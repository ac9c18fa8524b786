import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  input,
  output,
} from '@angular/core';
import { RovingButtons } from '../keyboard/roving-buttons';

/** A group of emoji as a button shows it. */
export interface EmojiTab {
  readonly slug: string;
  readonly label: string;
  /** Stands for the group. */
  readonly emoji: string;
}

/** Chooses which group of emoji is shown. */
@Component({
  selector: 'rtm-emoji-tabs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (tab of tabs(); track tab.slug) {
      <button
        type="button"
        [attr.aria-label]="tab.label"
        [attr.aria-pressed]="tab.slug === current()"
        [title]="tab.label"
        (click)="chosen.emit(tab.slug)"
      >
        {{ tab.emoji }}
      </button>
    }
  `,
  styleUrl: './rtm-emoji-tabs.scss',
  host: {
    role: 'toolbar',
    '[attr.aria-label]': 'label()',
    '(keydown)': 'buttons.onKey($event)',
    '(focusin)': 'buttons.onFocus($event)',
  },
})
export class RtmEmojiTabs {
  readonly tabs = input.required<readonly EmojiTab[]>();
  /** Slug of the one that is shown; empty for none. */
  readonly current = input.required<string>();
  readonly label = input.required<string>();

  readonly chosen = output<string>();

  protected readonly buttons = new RovingButtons(
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement,
  );

  constructor() {
    afterRenderEffect(() => {
      this.tabs();
      this.buttons.update();
    });
  }
}
