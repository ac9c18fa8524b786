import { AsyncPipe } from '@angular/common';
import { Component, inject } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { RtmService, provideRtm, withTokenProvider } from 'ngx-agora-rtm';
import { agoraV2 } from 'ngx-agora-rtm/agora-v2';

const appId = '0123456789abcdef0123456789abcdef';

@Component({
  selector: 'app-root',
  imports: [AsyncPipe],
  template: `
    <p>{{ rtm.connectionState$ | async }}</p>
    @for (message of messages; track $index) {
      <p>{{ message }}</p>
    }
    <button type="button" (click)="start()">Start</button>
  `,
})
class App {
  protected readonly rtm = inject(RtmService);
  protected readonly messages: string[] = [];

  protected async start(): Promise<void> {
    this.rtm.peerMessages$.subscribe((message) => this.messages.push(String(message.payload)));
    this.rtm.channelMessages('support').subscribe();
    await this.rtm.login('alice');
    await this.rtm.sendToPeer('bob', 'Hello');
    await this.rtm.sendToChannel('support', 'Hello, everybody');
  }
}

void bootstrapApplication(App, {
  providers: [
    provideRtm(
      agoraV2({ appId, sdk: () => import('agora-rtm-emulator/sdk') }),
      withTokenProvider(() => Promise.resolve(null)),
    ),
  ],
});
