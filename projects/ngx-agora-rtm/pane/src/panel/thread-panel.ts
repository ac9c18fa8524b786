import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RtmThread } from 'ngx-agora-rtm/material';
import type { PanelContext } from './panel-context';

/** A thread of the conversation. */
@Component({
  selector: 'rtm-thread-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmThread],
  template: `
    @let pane = context();
    @if (pane.state(); as state) {
      @if (root(); as root) {
        <rtm-thread
          [conversation]="state"
          [root]="root"
          [abilities]="pane.abilities"
          [headingLevel]="3"
          [members]="pane.members()"
          [excessBytes]="pane.excessBytes()"
          [text]="draft()"
          (submitted)="pane.send($event)"
          (drafted)="pane.keepDraft($event)"
          (typing)="pane.tellTyping($event)"
          (gapWanted)="pane.loadGap($event)"
          (acted)="pane.act($event)"
          (closed)="pane.close()"
        />
      }
    }
  `,
  styles: `
    :host,
    rtm-thread {
      block-size: 100%;
    }
  `,
})
export class ThreadPanel {
  readonly context = input.required<PanelContext>();

  protected readonly root = computed(() => {
    const request = this.context().request();
    return request?.type === 'thread' ? request.root : null;
  });
  protected readonly draft = computed(
    () => this.context().state()?.drafts[`thread:${this.root() ?? ''}`] ?? '',
  );
}
