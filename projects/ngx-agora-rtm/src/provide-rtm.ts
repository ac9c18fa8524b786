import { type EnvironmentProviders, makeEnvironmentProviders, type Provider } from '@angular/core';
import type { RtmClientFactory } from 'ngx-agora-rtm/client';
import {
  DEFAULT_RTM_OPTIONS,
  RTM_CLIENT_FACTORY,
  RTM_OPTIONS,
  RTM_TOKEN_PROVIDER,
  type RtmOptions,
  type RtmTokenProvider,
} from './rtm-options';
import { RtmService } from './rtm-service';

/** Something that `provideRtm(...)` can be given: made by the `with...` functions. */
export interface RtmFeature {
  readonly kind: 'token-provider' | 'options';
  readonly providers: readonly Provider[];
}

/**
 * Provides {@link RtmService} on a backend. Its lifetime is that of the injector which gets these providers.
 *
 * @param client The backend: what `agoraV2(...)` returns, or a client in memory for tests.
 * @example
 * bootstrapApplication(App, {
 *   providers: [
 *     provideRtm(
 *       agoraV2({ appId: '0123456789abcdef0123456789abcdef', sdk: () => import('agora-rtm-sdk') }),
 *       withTokenProvider((userId) => fetchTokenFor(userId)),
 *     ),
 *   ],
 * });
 */
export function provideRtm(
  client: RtmClientFactory,
  ...features: readonly RtmFeature[]
): EnvironmentProviders {
  return makeEnvironmentProviders(rtmProviders(client, features));
}

/**
 * Where tokens come from. See {@link RtmTokenProvider}.
 *
 * @example
 * withTokenProvider(async (userId) => (await fetch(`/api/rtm-token`, { method: 'POST' })).text())
 */
export function withTokenProvider(provider: RtmTokenProvider): RtmFeature {
  return {
    kind: 'token-provider',
    providers: [{ provide: RTM_TOKEN_PROVIDER, useValue: provider }],
  };
}

/**
 * Sets numbers. Those that are left out keep their defaults.
 *
 * @example
 * withOptions({ channelGraceMs: 10_000 })
 */
export function withOptions(options: Partial<RtmOptions>): RtmFeature {
  return {
    kind: 'options',
    providers: [{ provide: RTM_OPTIONS, useValue: { ...DEFAULT_RTM_OPTIONS, ...options } }],
  };
}

/** What `provideRtm` and `RtmModule.forRoot` have in common. */
export function rtmProviders(
  client: RtmClientFactory,
  features: readonly RtmFeature[],
): Provider[] {
  return [
    { provide: RTM_CLIENT_FACTORY, useValue: client },
    RtmService,
    ...features.flatMap((feature) => feature.providers),
  ];
}
