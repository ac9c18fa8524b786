import { ChangeDetectionStrategy, Component, DestroyRef, inject, signal } from '@angular/core';
import type { ChatMessage, FileRef } from 'ngx-agora-rtm/chat';
import {
  AttachmentTray,
  filesOf,
  provideRtmMediaUrls,
  RtmAttachments,
  RtmAttachmentTray,
  RtmIntl,
} from 'ngx-agora-rtm/material';
import { fileMessage } from '../../world/file-message';
import { MemoryUploader } from '../../world/memory-uploader';
import { samplePicture, sampleTone } from '../../world/sample-media';

/** A message as it is shown, with what is special about it. */
interface Sample {
  readonly title: string;
  readonly message: ChatMessage;
}

/** Files of messages, of every kind and in every state; and the tray, with an uploader that can be slow or fail. */
@Component({
  selector: 'play-attachments-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmAttachments, RtmAttachmentTray],
  templateUrl: './attachments-page.html',
  styleUrl: './attachments-page.scss',
  providers: [provideRtmMediaUrls({ origins: ['self'], schemes: ['blob:'] })],
})
export class AttachmentsPage {
  protected readonly uploader = new MemoryUploader();
  protected readonly tray = new AttachmentTray(this.uploader, { intl: inject(RtmIntl) });
  protected readonly samples = signal<readonly Sample[]>([]);
  protected readonly sent = signal<ChatMessage | null>(null);
  protected readonly problem = signal('');

  constructor() {
    inject(DestroyRef).onDestroy(() => this.tray.destroy());
    void makeSamples().then((samples) => this.samples.set(samples));
  }

  protected choose(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.tray.add(input.files ?? []);
    input.value = '';
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.tray.add(filesOf(event.dataTransfer));
  }

  protected async addSamples(): Promise<void> {
    const picture = await fetch(await samplePicture(300, 200, Math.random() * 360));
    this.tray.add([
      new File([await picture.blob()], 'Sunset over the harbour.png', { type: 'image/png' }),
      new File(['x'.repeat(30_000)], 'minutes.txt', { type: 'text/plain' }),
      new File([new Uint8Array(6_000_000)], 'too-large.pdf', { type: 'application/pdf' }),
      new File(['x'], 'setup.exe', { type: 'application/x-msdownload' }),
    ]);
  }

  protected async send(): Promise<void> {
    this.problem.set('');
    try {
      const files = await this.tray.take();
      if (files.length > 0) this.sent.set(fileMessage(...files));
    } catch (error) {
      this.problem.set((error as Error).message);
    }
  }
}

async function makeSamples(): Promise<Sample[]> {
  const picture = async (width: number, height: number, hue: number): Promise<FileRef> => ({
    url: await samplePicture(width, height, hue),
    name: `Picture ${hue}.png`,
    type: 'image/png',
    size: 123_456,
    width,
    height,
  });
  const file = (name: string, type: string, size: number): FileRef => ({
    url: `${location.origin}/${encodeURIComponent(name)}`,
    name,
    type,
    size,
  });
  const elsewhere = (name: string, type: string): FileRef => ({
    url: `https://files.example.com/${name}`,
    name,
    type,
    size: 2_345_678,
  });
  const hues = [20, 80, 140, 200, 260, 320, 350];
  const many = await Promise.all(hues.map((hue) => picture(400, 300, hue)));
  const [a, b, c, d] = many as [FileRef, FileRef, FileRef, FileRef];
  const tone = {
    url: sampleTone(7, 330),
    name: 'Voice message.wav',
    type: 'audio/wav',
    size: 56_044,
  };
  return [
    { title: 'One, wide', message: fileMessage(await picture(800, 300, 200)) },
    { title: 'One, tall', message: fileMessage(await picture(300, 600, 300)) },
    { title: 'Two', message: fileMessage(a, b) },
    { title: 'Three', message: fileMessage(a, b, c) },
    { title: 'Four', message: fileMessage(a, b, c, d) },
    { title: 'Seven', message: fileMessage(...many) },
    {
      title: 'That cannot be loaded',
      message: fileMessage({ ...a, url: `${location.origin}/missing.png`, name: 'missing.png' }),
    },
    { title: 'From elsewhere', message: fileMessage(elsewhere('photo.jpg', 'image/jpeg')) },
    {
      title: 'Files',
      message: fileMessage(
        file(
          'Offer 2026 with a name that is longer than the line it has.pdf',
          'application/pdf',
          1,
        ),
        file('تقرير.xlsx', 'application/vnd.ms-excel', 43_210),
        file('logs.zip', 'application/zip', 9_876_543),
        elsewhere('contract.docx', 'application/msword'),
      ),
    },
    {
      title: 'Addresses that are not opened',
      message: fileMessage(
        { ...a, url: 'javascript:alert(1)', name: 'photo\u202Egpj.exe' },
        { ...a, url: 'http://192.0.2.1/a.png', name: 'a.png' },
      ),
    },
    {
      title: 'Sound',
      message: fileMessage({ ...tone, duration: 7 }, elsewhere('b.ogg', 'audio/ogg')),
    },
    { title: 'Film', message: fileMessage(elsewhere('film.mp4', 'video/mp4')) },
  ];
}
