import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  inputBinding,
  signal,
  type Type,
  untracked,
  viewChild,
  ViewContainerRef,
} from '@angular/core';
import { RtmIntl } from 'ngx-agora-rtm/material';
import type { PanelContext, PanelRequest } from './panel-context';

type PanelType = Type<{ readonly context: unknown }>;

/** Each panel is loaded when it is first opened. */
const PANELS: Readonly<Record<PanelRequest['type'], () => Promise<PanelType>>> = {
  thread: async () => (await import('./thread-panel')).ThreadPanel,
  search: async () => (await import('./search-panel')).SearchPanel,
  members: async () => (await import('./members-panel')).MembersPanel,
};

/** Shows what is asked for beside the messages of a pane. */
@Component({
  selector: 'rtm-panel-outlet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container #place />
    @if (hasFailed()) {
      <p role="alert">{{ intl.words().pane.panelFailed }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      min-block-size: 0;
    }
    p {
      padding: 1rem;
    }
  `,
})
export class RtmPanelOutlet {
  readonly context = input.required<PanelContext>();

  private readonly place = viewChild.required('place', { read: ViewContainerRef });
  protected readonly intl = inject(RtmIntl);
  protected readonly hasFailed = signal(false);
  // A thread that takes the place of another one is the same panel.
  readonly #type = computed(() => this.context().request()?.type ?? null);

  constructor() {
    effect((onCleanup) => {
      const type = this.#type();
      let isWanted = true;
      onCleanup(() => (isWanted = false));
      untracked(() => {
        this.place().clear();
        this.hasFailed.set(false);
      });
      if (type === null) return;
      PANELS[type]().then(
        (panel) => {
          if (!isWanted) return;
          this.place().createComponent(panel, {
            bindings: [inputBinding('context', this.context)],
          });
        },
        () => {
          if (isWanted) this.hasFailed.set(true);
        },
      );
    });
  }
}
