import { ChangeDetectionStrategy, Component, computed, signal } from '@angular/core';
import { RtmMemberList } from 'ngx-agora-rtm/material';
import { names, presenceOf } from '../../world/examples';

/** Few members, many, none; to be chosen and only to be seen. */
@Component({
  selector: 'play-member-list-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmMemberList],
  template: `
    <header>
      <h1>Member list</h1>
      <label>
        Members
        <select #count (change)="length.set(+count.value)">
          <option>8</option>
          <option>0</option>
          <option>1</option>
          <option>5000</option>
        </select>
      </label>
      <output>{{ chosen() }}</output>
    </header>
    <div>
      <rtm-member-list
        canChoose
        [members]="members()"
        [ownId]="own"
        [presence]="presenceOf"
        (chosen)="chosen.set($event)"
      />
      <rtm-member-list [members]="members()" [ownId]="own" />
    </div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      block-size: 100%;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      gap: 0 1rem;
      align-items: center;
      padding-inline: 1rem;
    }
    div {
      display: grid;
      grid-template: minmax(0, 1fr) / repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
      grid-auto-rows: minmax(0, 1fr);
      min-block-size: 0;
    }
  `,
})
export class MemberListPage {
  protected readonly presenceOf = presenceOf;
  protected readonly own = names[3];
  protected readonly chosen = signal('');
  protected readonly length = signal(8);
  protected readonly members = computed(() =>
    Array.from({ length: this.length() }, (_, i) => names[i] ?? `User ${i}`),
  );
}
