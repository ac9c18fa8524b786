import { NgComponentOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { ChatMessage } from 'ngx-agora-rtm/chat';
import { LazyToolbar } from './lazy-toolbar';
import type { MessageAction, MessageActionType } from './message-action';

/** Where the toolbar of a message appears, once it is loaded. There only while the message is pointed at or has the focus. */
@Component({
  selector: 'rtm-message-tools',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgComponentOutlet],
  template: `
    @if (toolbar(); as toolbar) {
      <ng-container *ngComponentOutlet="toolbar; inputs: inputs()" />
    }
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class RtmMessageTools {
  readonly message = input.required<ChatMessage>();
  readonly able = input.required<ReadonlySet<MessageActionType>>();
  readonly isPinned = input.required<boolean>();
  readonly isSaved = input.required<boolean>();

  readonly acted = output<MessageAction>();

  readonly #lazy = inject(LazyToolbar);
  protected readonly toolbar = computed(() =>
    this.able().size > 0 ? this.#lazy.component() : null,
  );
  protected readonly inputs = computed(() => ({
    message: this.message(),
    able: this.able(),
    isPinned: this.isPinned(),
    isSaved: this.isSaved(),
    act: this.#act,
  }));
  readonly #act = (action: MessageAction) => this.acted.emit(action);
}
