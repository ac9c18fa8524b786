import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** How loud a button is, in the words of Material 3. */
export type RtmButtonLook = 'text' | 'tonal' | 'filled' | 'elevated';

/**
 * A button with words in it, in the look of Material 3, without a ripple: see `RtmIconButton`.
 *
 * @example
 * <button rtmButton type="button">Cancel</button>
 * <button rtmButton="filled" type="button">Send</button>
 */
@Component({
  selector: 'button[rtmButton]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ng-content />`,
  styleUrl: './rtm-button.scss',
  host: { '[class]': 'look()' },
})
export class RtmButton {
  /** `text` where nothing is said. */
  readonly look = input('text', {
    alias: 'rtmButton',
    transform: (look: RtmButtonLook | ''): RtmButtonLook => look || 'text',
  });
}
