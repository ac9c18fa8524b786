import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A picture beside words, or in a button that has a name. Never the only carrier of a meaning. */
@Component({
  selector: 'rtm-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<svg viewBox="0 0 24 24" focusable="false"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      inline-size: 1.25rem;
      block-size: 1.25rem;
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: currentColor;
    }
    :host(.directional):dir(rtl) {
      transform: scaleX(-1);
    }
  `,
  host: { 'aria-hidden': 'true' },
})
export class RtmIcon {
  /** A path of @mdi/js. Give the host the class `directional` where it points somewhere. */
  readonly path = input.required<string>();
}
