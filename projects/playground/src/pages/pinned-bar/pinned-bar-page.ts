import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { RtmPinnedBar } from 'ngx-agora-rtm/material';
import { conversation, message, names } from '../../world/examples';

const said = [
  message(names[0], 'The rota for December is in the shared folder: please check your days.'),
  message(
    names[2],
    'الاجتماع القادم يوم الخميس الساعة العاشرة صباحا في القاعة الكبرى بالطابق الثاني',
  ),
  message(names[5], 'Emergency number: 555 0100'),
];

/** One pinned message, several, one that is not loaded. */
@Component({
  selector: 'play-pinned-bar-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmPinnedBar],
  template: `
    <h1>Pinned bar</h1>
    <p>{{ last() }}</p>
    <rtm-pinned-bar [conversation]="one" (jumped)="last.set('jump ' + $event)" />
    <hr />
    <rtm-pinned-bar
      canUnpin
      [conversation]="several()"
      (jumped)="last.set('jump ' + $event)"
      (unpinned)="unpin($event)"
    />
    <hr />
    <rtm-pinned-bar [conversation]="far" />
  `,
  styles: `
    :host {
      display: block;
      padding: 1rem;
    }
  `,
})
export class PinnedBarPage {
  protected readonly last = signal('');
  readonly #ref = { type: 'channel', id: 'support' } as const;
  protected readonly one = conversation(this.#ref, said, { pins: said.slice(0, 1).map(idOf) });
  protected readonly far = conversation(this.#ref, said, { pins: ['not here'] });
  protected readonly several = signal(
    conversation(this.#ref, said, { pins: [...said.map(idOf), 'not here'] }),
  );

  protected unpin(id: string): void {
    this.last.set(`unpin ${id}`);
    this.several.update((state) => ({ ...state, pins: state.pins.filter((pin) => pin !== id) }));
  }
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}
