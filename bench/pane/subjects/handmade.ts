// What most teams write: NgRx with an entity adapter, one action for each message, and a Material list with all of them in it.
import { DatePipe } from '@angular/common';
import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MatListModule } from '@angular/material/list';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideState, provideStore, Store } from '@ngrx/store';
import { type PaneMessage, SENDERS } from '../messages.ts';
import { offer } from '../subject.ts';
import { chatEvents, chatFeature } from './handmade-store.ts';

/** How near the end counts as at the end, in px. */
const NEAR = 4;

@Component({
  selector: 'bench-pane',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DatePipe, MatFormFieldModule, MatInputModule, MatListModule],
  template: `
    <div #list class="list" (scroll)="onScroll()">
      <mat-list>
        @for (message of messages(); track message.id) {
          <mat-list-item class="row">
            <span matListItemTitle class="who">
              {{ senders[message.sender]!.name }} {{ message.at | date: 'shortTime' }}
            </span>
            <span matListItemLine class="text">{{ message.text }}</span>
          </mat-list-item>
        }
      </mat-list>
    </div>
    <mat-form-field>
      <textarea matInput rows="1" placeholder="Message" aria-label="Message"></textarea>
    </mat-form-field>
  `,
  host: { class: 'pane' },
})
class HandmadePane {
  protected readonly senders = SENDERS;
  protected readonly messages = inject(Store).selectSignal(chatFeature.selectMessages);
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  #isAtEnd = true;

  constructor() {
    afterRenderEffect(() => {
      this.messages();
      const list = this.list().nativeElement;
      if (this.#isAtEnd) list.scrollTop = list.scrollHeight;
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
  imports: [HandmadePane],
  template: '@if (isShown()) { <bench-pane /> }',
})
class App {
  readonly isShown = signal(false);
  readonly store = inject(Store);
}

let app: App;

offer<PaneMessage>({
  async start() {
    const { components } = await bootstrapApplication(App, {
      providers: [provideStore(), provideState(chatFeature)],
    });
    app = components[0]?.instance as App;
  },
  prepare: (written) => [...written],
  fill: (history) => app.store.dispatch(chatEvents.historyLoaded({ messages: [...history] })),
  show: () => app.isShown.set(true),
  hide: () => app.isShown.set(false),
  push(arrived) {
    for (const message of arrived) app.store.dispatch(chatEvents.messageReceived({ message }));
  },
  row: '.row',
  scroller: () => document.querySelector('.list'),
  composer: () => document.querySelector('textarea'),
});
