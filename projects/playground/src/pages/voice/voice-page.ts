import { ChangeDetectionStrategy, Component, DestroyRef, inject, signal } from '@angular/core';
import type { ChatMessage } from 'ngx-agora-rtm/chat';
import {
  AttachmentTray,
  provideRtmMediaUrls,
  RtmAttachments,
  RtmAttachmentTray,
  RtmIntl,
  RtmVoiceButton,
} from 'ngx-agora-rtm/material';
import { fileMessage } from '../../world/file-message';
import { MemoryUploader } from '../../world/memory-uploader';
import { sampleTone } from '../../world/sample-media';

/** Recording and hearing voice messages, with the microphone that there is. */
@Component({
  selector: 'play-voice-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmAttachments, RtmAttachmentTray, RtmVoiceButton],
  template: `
    <h1>Voice</h1>
    <p><rtm-voice-button [tray]="tray" /></p>
    <rtm-attachment-tray [tray]="tray" />
    <button type="button" (click)="send()">Send</button>
    @for (message of sent(); track message.id) {
      <p><rtm-attachments [message]="message" /></p>
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 1rem;
    }
  `,
  providers: [provideRtmMediaUrls({ schemes: ['blob:'] })],
})
export class VoicePage {
  protected readonly tray = new AttachmentTray(new MemoryUploader(), { intl: inject(RtmIntl) });
  protected readonly sent = signal<readonly ChatMessage[]>([
    fileMessage(
      { url: sampleTone(4, 330), name: 'A tone.wav', type: 'audio/wav', size: 32_044, duration: 4 },
      {
        url: sampleTone(9, 220),
        name: 'Another one, of a length that is found out.wav',
        type: 'audio/wav',
        size: 72_044,
      },
      { url: 'blob:gone', name: 'Gone.webm', type: 'audio/webm', size: 1_000, duration: 61 },
    ),
  ]);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.tray.destroy());
  }

  protected async send(): Promise<void> {
    const files = await this.tray.take();
    if (files.length > 0) this.sent.update((sent) => [...sent, fileMessage(...files)]);
  }
}
