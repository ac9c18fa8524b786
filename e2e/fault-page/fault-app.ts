import { ChangeDetectionStrategy, Component, effect, inject } from '@angular/core';
import { ChatDriver } from './chat-driver';
import { FaultPage } from './fault-page';
import { FaultBlock } from './fault-block';
import { tell } from './page-reports';

/** Shows every message of every conversation, and does as a test says. */
@Component({
  selector: 'fault-app',
  imports: [FaultBlock],
  template: `
    <p role="status">{{ status().state }}, {{ status().isCurrent ? 'current' : 'not current' }}</p>
    @for (conversation of page.conversations; track conversation.channel) {
      <h2>{{ conversation.channel }}</h2>
      <section [attr.data-channel]="conversation.channel">
        @for (block of conversation.blocks(); track $index) {
          <ol faultBlock [entries]="block"></ol>
        }
      </section>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FaultApp {
  protected readonly page = inject(FaultPage);
  protected readonly status = inject(ChatDriver).status;

  constructor() {
    effect(() => tell({ type: 'status', status: this.status() }));
    window.faultPage = this.page;
    this.page.login().catch((error: unknown) => tell({ type: 'error', error: String(error) }));
  }
}
