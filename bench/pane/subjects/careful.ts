// A careful pane by hand: a signal, one change of it in a frame, a window of measured rows. No store, and plain rows.
import { DatePipe } from '@angular/common';
import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  inject,
  Injectable,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { bootstrapApplication } from '@angular/platform-browser';
import { injectVirtualizer } from '@tanstack/angular-virtual';
import { type PaneMessage, SENDERS } from '../messages.ts';
import { offer } from '../subject.ts';

/** How near the end counts as at the end, in px. */
const NEAR = 8;

@Injectable({ providedIn: 'root' })
class Messages {
  readonly all = signal<readonly PaneMessage[]>([]);
  #waiting: PaneMessage[] = [];
  #isScheduled = false;

  receive(arrived: readonly PaneMessage[]): void {
    this.#waiting.push(...arrived);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      const arrived = this.#waiting;
      this.#waiting = [];
      this.all.update((before) => before.concat(arrived));
    });
  }
}

@Component({
  selector: 'bench-pane',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DatePipe, MatFormFieldModule, MatInputModule],
  template: `
    <div #list class="list" (scroll)="onScroll()">
      <div style="position: relative" [style.height.px]="virtualizer.getTotalSize()">
        <div class="window" [style.transform]="'translateY(' + (items()[0]?.start ?? 0) + 'px)'">
          @for (item of virtualizer.getVirtualItems(); track item.key) {
            @let message = all()[item.index];
            <div #row class="row" [attr.data-index]="item.index">
              <div class="who">
                {{ senders[message!.sender]!.name }} {{ message!.at | date: 'shortTime' }}
              </div>
              <div class="text">{{ message!.text }}</div>
            </div>
          }
        </div>
      </div>
    </div>
    <mat-form-field>
      <textarea matInput rows="1" placeholder="Message" aria-label="Message"></textarea>
    </mat-form-field>
  `,
  host: { class: 'pane' },
})
class CarefulPane {
  protected readonly senders = SENDERS;
  protected readonly all = inject(Messages).all;
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  private readonly rows = viewChildren<ElementRef<HTMLElement>>('row');
  #isAtEnd = true;

  protected readonly virtualizer = injectVirtualizer<HTMLElement, HTMLElement>(() => ({
    scrollElement: this.list(),
    count: this.all().length,
    estimateSize: () => 68,
    getItemKey: (index) => this.all()[index]?.id ?? index,
    overscan: 8,
  }));
  protected readonly items = this.virtualizer.getVirtualItems;

  constructor() {
    afterRenderEffect(() => {
      for (const row of this.rows()) this.virtualizer.measureElement(row.nativeElement);
    });
    afterRenderEffect(() => {
      const last = this.all().length - 1;
      if (this.#isAtEnd && last >= 0) this.virtualizer.scrollToIndex(last, { align: 'end' });
    });
  }

  protected onScroll(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.list().nativeElement;
    this.#isAtEnd = scrollTop + clientHeight >= scrollHeight - NEAR;
  }
}

@Component({
  selector: 'bench-app',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CarefulPane],
  template: '@if (isShown()) { <bench-pane /> }',
})
class App {
  readonly isShown = signal(false);
  readonly messages = inject(Messages);
}

let app: App;

offer<PaneMessage>({
  async start() {
    const { components } = await bootstrapApplication(App);
    app = components[0]?.instance as App;
  },
  prepare: (written) => [...written],
  fill: (history) => app.messages.all.set(history),
  show: () => app.isShown.set(true),
  hide: () => app.isShown.set(false),
  push: (arrived) => app.messages.receive(arrived),
  row: '.row',
  scroller: () => document.querySelector('.list'),
  composer: () => document.querySelector('textarea'),
});
