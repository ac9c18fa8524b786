import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { provideStore } from '@ngrx/store';
import { provideRtm } from 'ngx-agora-rtm';
import { provideRtmIntl } from 'ngx-agora-rtm/material';
import { provideRtmStore, withoutStorage } from 'ngx-agora-rtm/store';
import { network } from '../world/network';
import { pageWords } from './page-words';
import { pages } from '../pages/pages';

/** Everything happens in this page: no account, no server, nothing kept. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      pages.map(({ path, page }) => ({ path, loadComponent: page })),
      withComponentInputBinding(),
    ),
    provideStore(),
    provideRtmIntl(pageWords(location)),
    provideRtm(network.client),
    provideRtmStore(withoutStorage()),
  ],
};
