import { Component, NgModule, inject } from '@angular/core';
import { BrowserModule, platformBrowser } from '@angular/platform-browser';
import { RtmModule, RtmService } from 'ngx-agora-rtm';
import { agoraV2 } from 'ngx-agora-rtm/agora-v2';

const appId = '0123456789abcdef0123456789abcdef';

@Component({
  selector: 'app-root',
  standalone: false,
  template: `<p>{{ rtm.connectionState$ | async }}</p>`,
})
export class App {
  protected readonly rtm = inject(RtmService);
}

@NgModule({
  imports: [
    BrowserModule,
    RtmModule.forRoot(agoraV2({ appId, sdk: () => import('agora-rtm-emulator/sdk') })),
  ],
  declarations: [App],
  bootstrap: [App],
})
export class AppModule {}

void platformBrowser().bootstrapModule(AppModule);
