import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type { SearchHit } from 'ngx-agora-rtm/chat';
import { RtmSearch } from 'ngx-agora-rtm/material';
import { RtmChat } from 'ngx-agora-rtm/store';
import { PanelFrame } from './panel-frame';
import type { PanelContext } from './panel-context';

/** Finds messages of the conversation among all that are kept in this browser. */
@Component({
  selector: 'rtm-search-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PanelFrame, RtmSearch],
  template: `
    <rtm-panel-frame (closed)="context().close()">
      <rtm-search
        [hits]="hits()"
        [isSearching]="isSearching()"
        [hasFailed]="hasFailed()"
        [hasTitles]="false"
        [(query)]="query"
        (searched)="search($event)"
        (jumped)="jump($event)"
      />
    </rtm-panel-frame>
  `,
})
export class SearchPanel {
  readonly context = input.required<PanelContext>();

  readonly #chat = inject(RtmChat);
  private readonly field = viewChild.required(RtmSearch);
  /** The latest search: what an earlier one finds is not looked for any more. */
  #latest = 0;

  protected readonly query = signal('');
  protected readonly hits = signal<readonly SearchHit[]>([]);
  protected readonly isSearching = signal(false);
  protected readonly hasFailed = signal(false);

  constructor() {
    afterNextRender(() => this.field().focus());
  }

  protected async search(query: string): Promise<void> {
    const search = ++this.#latest;
    this.isSearching.set(true);
    this.hasFailed.set(false);
    try {
      const hits = await this.#chat.search(query, { key: this.context().conversation().key });
      if (search === this.#latest) this.hits.set(hits);
    } catch {
      if (search === this.#latest) this.hasFailed.set(true);
    } finally {
      if (search === this.#latest) this.isSearching.set(false);
    }
  }

  protected jump({ id, thread }: SearchHit): void {
    if (thread === null) this.context().showMessage(id);
    else this.context().openThread(thread);
  }
}
