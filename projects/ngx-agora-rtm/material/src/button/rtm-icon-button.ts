import { booleanAttribute, ChangeDetectionStrategy, Component, input } from '@angular/core';

/**
 * A button with an icon in it, in the look of Material 3, without a ripple: it loads with the first message, and a state layer
 * by itself is a hundredth of the code. Give it a name with `aria-label`.
 *
 * @example
 * <button rtmIconButton type="button" aria-label="Reply"><rtm-icon [path]="icons.reply" /></button>
 */
@Component({
  selector: 'button[rtmIconButton]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ng-content />`,
  styleUrl: './rtm-icon-button.scss',
  host: {
    '[disabled]': 'disabled() && !disabledInteractive()',
    '[attr.aria-disabled]': 'disabled() && disabledInteractive() ? true : null',
  },
})
export class RtmIconButton {
  readonly disabled = input(false, { transform: booleanAttribute });

  /** Whether it keeps its place for the focus while it is disabled, so that one can be told why. What it does then is up to it. */
  readonly disabledInteractive = input(false, { transform: booleanAttribute });
}
