import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  model,
  viewChild,
} from '@angular/core';
import { mdiMicrophoneOutline } from '@mdi/js';
import { RtmIconButton } from '../button/rtm-icon-button';
import type { AttachmentTray } from '../attachments/attachment-tray';
import { isTaken } from '../attachments/file-refusal';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { RtmVoiceRecorder } from './rtm-voice-recorder';

/**
 * A button that turns into a recorder, which puts what it records into the tray. Nothing where the uploader takes no
 * sounds.
 */
@Component({
  selector: 'rtm-voice-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmIconButton, RtmIcon, RtmVoiceRecorder],
  template: `
    @if (isOpen()) {
      @defer (on immediate) {
        <rtm-voice-recorder [tray]="tray()" (closed)="close()" />
      } @error {
        <span role="status">{{ words().broken }}</span>
      }
    } @else if (isOffered()) {
      <button
        #button
        rtmIconButton
        type="button"
        [attr.aria-label]="words().record"
        (click)="isOpen.set(true)"
      >
        <rtm-icon [path]="icons.record" />
      </button>
    }
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class RtmVoiceButton {
  readonly tray = input.required<AttachmentTray>();

  /** Whether it is the recorder that is shown. Give it the place of the text by then. */
  readonly isOpen = model(false);

  readonly #injector = inject(Injector);
  readonly #intl = inject(RtmIntl);
  private readonly button = viewChild<unknown, ElementRef<HTMLElement>>('button', {
    read: ElementRef,
  });
  protected readonly icons = { record: mdiMicrophoneOutline };
  protected readonly words = computed(() => this.#intl.words().voice);
  protected readonly isOffered = computed(() =>
    isTaken({ type: 'audio/webm', name: '.webm' }, this.tray().uploader.types),
  );

  protected close(): void {
    this.isOpen.set(false);
    afterNextRender(
      { read: () => this.button()?.nativeElement.focus() },
      { injector: this.#injector },
    );
  }
}
