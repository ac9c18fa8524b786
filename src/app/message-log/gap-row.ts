import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiDotsVertical } from '@mdi/js';
import type { Gap } from 'ngx-agora-rtm/chat';
import { Icon } from '../icon/icon';
import { WORDS } from '../words';
import { gapWords } from './gap-words';

/** Says that something is missing here, so that nobody takes the talk for whole. */
@Component({
  selector: 'desk-gap-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton],
  template: `
    <desk-icon [path]="icon" />
    <bdi>{{ text() }}</bdi>
    @if (gap().status === 'lost') {
      <button matButton type="button" (click)="requested.emit()">{{ action() }}</button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: 0 0.5rem;
      min-block-size: 2rem;
      margin-block: 0.5rem;
      padding: 0.125rem 0.75rem;
      border: 1px dashed var(--mat-sys-outline);
      border-radius: 0.5rem;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
      text-align: center;
      overflow-wrap: anywhere;
    }
    desk-icon {
      inline-size: 1rem;
      block-size: 1rem;
    }
    button {
      --mat-button-text-container-height: 1.75rem;
      --mat-button-text-horizontal-padding: 0.5rem;
      min-inline-size: 0;
    }
  `,
})
export class GapRow {
  readonly gap = input.required<Gap>();
  /** The reader wants to see what is missing. */
  readonly requested = output();

  protected readonly words = inject(WORDS);
  protected readonly icon = mdiDotsVertical;
  protected readonly action = computed(() =>
    this.gap().reason === 'history' ? this.words.gaps.load : this.words.gaps.lookAgain,
  );
  protected readonly text = computed(() => gapWords(this.gap(), this.words));
}
