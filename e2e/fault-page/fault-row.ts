import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { PageEntry } from './fault-page-api';

/** One row: a message, or a gap. */
@Component({
  selector: 'li[faultRow]',
  template: `{{ text() }}`,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    '[attr.data-id]': 'entry().id',
    '[attr.data-from]': 'entry().from ?? ""',
    '[attr.data-n]': 'number()',
    '[attr.data-status]': 'entry().status',
  },
})
export class FaultRow {
  readonly entry = input.required<PageEntry>();
  protected readonly text = computed(() => {
    const entry = this.entry();
    return entry.type === 'message' ? entry.text : '';
  });
  protected readonly number = computed(() => {
    const entry = this.entry();
    return entry.type === 'message' ? String(entry.n ?? '') : `${entry.first}-${entry.last}`;
  });
}
