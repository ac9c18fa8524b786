import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RtmEmojiPopup } from 'ngx-agora-rtm/material';

/** Opens the emoji picker. */
@Component({
  selector: 'play-emoji-picker-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton],
  template: `
    <button matButton="outlined" type="button" aria-haspopup="dialog" (click)="pick($event)">
      Pick an emoji
    </button>
    <output>{{ picked() }}</output>
  `,
  styles: `
    :host {
      display: flex;
      gap: 1rem;
      align-items: center;
      padding: 1rem;
    }
  `,
})
export class EmojiPickerPage {
  readonly #popup = inject(RtmEmojiPopup);
  protected readonly picked = signal('');

  protected async pick({ currentTarget }: Event): Promise<void> {
    const emoji = await this.#popup.open(currentTarget as HTMLElement);
    if (emoji !== null) this.picked.update((picked) => picked + emoji);
  }
}
