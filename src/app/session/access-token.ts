import { InjectionToken } from '@angular/core';

/**
 * Gives the access token that proves to the token server who is signing in, or `null` where it asks for none. The desk has
 * no identity provider of its own: an installation provides the function of its sign-in library here.
 *
 * @example
 * { provide: ACCESS_TOKEN, useFactory: () => { const oidc = inject(OidcService); return () => oidc.accessToken(); } }
 */
export const ACCESS_TOKEN = new InjectionToken<() => Promise<string | null>>('ACCESS_TOKEN', {
  providedIn: 'root',
  factory: () => () => Promise.resolve(null),
});
