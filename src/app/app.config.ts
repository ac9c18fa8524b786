import {
  type ApplicationConfig,
  type EnvironmentProviders,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { provideStore } from '@ngrx/store';
import { provideRtm, withOptions, withTokenProvider } from 'ngx-agora-rtm';
import { agoraV2 } from 'ngx-agora-rtm/agora-v2';
import type { RtmClientFactory } from 'ngx-agora-rtm/client';
import { provideRtmStore, withChatOptions } from 'ngx-agora-rtm/store';
import { routes } from './app.routes';
import { DESK_CONFIG, type DeskConfig } from './config/desk-config';
import { ACCESS_TOKEN } from './session/access-token';
import { DeskSession } from './session/desk-session';
import { fetchToken } from './session/fetch-token';

/** How long to wait for an emulator, which is on this very machine: long enough to start, short enough to tell. */
const EMULATOR_LOGIN_TIMEOUT = 5000;

/** The one place that names a vendor. */
export function appConfig(
  config: DeskConfig,
  tools: EnvironmentProviders[] = [],
): ApplicationConfig {
  const { tokenUrl } = config;
  const tokens = tokenUrl
    ? [
        withTokenProvider(async (userId) => {
          const accessToken = await inject(ACCESS_TOKEN)();
          return fetchToken({ url: tokenUrl, userId, accessToken });
        }),
      ]
    : [];
  return {
    providers: [
      { provide: DESK_CONFIG, useValue: config },
      provideBrowserGlobalErrorListeners(),
      provideRouter(routes, withComponentInputBinding()),
      provideStore(),
      // Whoever signs in is sitting here: they hear of the first failure, and press the button again.
      provideRtm(backend(config), withOptions({ loginRetries: 0 }), ...tokens),
      // Others sit down at this desk: whoever leaves takes everything along.
      provideRtmStore(withChatOptions({ onLogout: 'clear' })),
      provideAppInitializer(() => inject(DeskSession).resume()),
      ...tools,
    ],
  };
}

/** Emulator and Agora differ in the module that is loaded, and in nothing else. */
function backend({ backend, appId, history, emulatorUrl }: DeskConfig): RtmClientFactory {
  return backend === 'emulator'
    ? agoraV2({
        appId,
        history,
        sdk: () => import('agora-rtm-emulator/sdk'),
        parameters: { EMULATOR_URL: emulatorUrl },
        loginTimeout: EMULATOR_LOGIN_TIMEOUT,
      })
    : agoraV2({ appId, history, sdk: () => import('agora-rtm-sdk') });
}
