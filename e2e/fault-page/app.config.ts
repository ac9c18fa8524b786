import {
  type ApplicationConfig,
  type EnvironmentProviders,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import { provideStore } from '@ngrx/store';
import { provideRtm } from 'ngx-agora-rtm';
import { provideRtmStore } from 'ngx-agora-rtm/store';
import { agoraV1 } from 'ngx-agora-rtm/agora-v1';
import { agoraV2 } from 'ngx-agora-rtm/agora-v2';
import { ChatDriver } from './chat-driver';
import { NaiveChat } from './naive-chat';
import { PAGE_PARAMS, type PageParams } from './page-params';
import { RtmChatDriver } from './rtm-chat-driver';

/** The one place that names a vendor. */
export function appConfig(params: PageParams): ApplicationConfig {
  return {
    providers: [
      provideBrowserGlobalErrorListeners(),
      { provide: PAGE_PARAMS, useValue: params },
      backend(params),
      provideStore(),
      provideRtmStore(),
      { provide: ChatDriver, useClass: params.chat === 'naive' ? NaiveChat : RtmChatDriver },
    ],
  };
}

function backend({ sdk, appId, emulatorUrl }: PageParams): EnvironmentProviders {
  const parameters = { EMULATOR_URL: emulatorUrl };
  return sdk === 'v1'
    ? provideRtm(agoraV1({ appId, parameters, sdk: () => import('agora-rtm-emulator/sdk-v1') }))
    : provideRtm(
        agoraV2({
          appId,
          parameters,
          history: sdk === 'v2',
          sdk: () => import('agora-rtm-emulator/sdk'),
        }),
      );
}
