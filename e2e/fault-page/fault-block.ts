import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { PageEntry } from './fault-page-api';
import { FaultRow } from './fault-row';

/** Some rows. A component of its own, so that of 10,000 rows only those of a block that changed are gone through. */
@Component({
  selector: 'ol[faultBlock]',
  imports: [FaultRow],
  template: `
    @for (entry of entries(); track entry.id) {
      <li faultRow [entry]="entry"></li>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FaultBlock {
  readonly entries = input.required<readonly PageEntry[]>();
}
