// The smallest application with a pane that is of use: the SDK, which the application loads by itself, is not in it.
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideStore } from '@ngrx/store';
import { provideRtm } from 'ngx-agora-rtm';
import { RtmChatPane } from 'ngx-agora-rtm/pane';
import { provideRtmStore } from 'ngx-agora-rtm/store';

@Component({
  selector: 'bench-app',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmChatPane],
  template: '<rtm-chat-pane channel="support" />',
})
class App {}

void bootstrapApplication(App, {
  providers: [
    provideStore(),
    provideRtm(() => {
      throw new Error('There is no backend: this application is only weighed.');
    }),
    provideRtmStore(),
  ],
});
