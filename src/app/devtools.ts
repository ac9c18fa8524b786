import type { EnvironmentProviders } from '@angular/core';
import { provideStoreDevtools } from '@ngrx/store-devtools';

/** The browser extension's view of the store. Loaded in development only, so production is not any larger for it. */
export function devtools(): EnvironmentProviders[] {
  return [provideStoreDevtools({ maxAge: 100, connectInZone: true })];
}
