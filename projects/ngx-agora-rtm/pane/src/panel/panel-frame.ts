import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import { mdiClose } from '@mdi/js';
import { RtmIcon, RtmIconButton, RtmIntl } from 'ngx-agora-rtm/material';

/** What stands around a panel: a way to close it, and Escape. */
@Component({
  selector: 'rtm-panel-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmIcon, RtmIconButton],
  template: `
    <button rtmIconButton type="button" [attr.aria-label]="close()" (click)="closed.emit()">
      <rtm-icon [path]="icon" />
    </button>
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      block-size: 100%;
      min-block-size: 0;
      overflow: auto;
    }
    button {
      justify-self: end;
    }
  `,
  host: { '(keydown.escape)': 'onEscape($event)' },
})
export class PanelFrame {
  readonly closed = output();

  readonly #intl = inject(RtmIntl);
  protected readonly icon = mdiClose;
  protected readonly close = computed(() => this.#intl.words().common.close);

  /** What is inside had the first say. */
  protected onEscape(event: Event): void {
    if (event.defaultPrevented || (event as KeyboardEvent).isComposing) return;
    event.preventDefault();
    this.closed.emit();
  }
}
