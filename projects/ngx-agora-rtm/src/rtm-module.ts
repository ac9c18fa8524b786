import { type ModuleWithProviders, NgModule } from '@angular/core';
import type { RtmClientFactory } from 'ngx-agora-rtm/client';
import { type RtmFeature, rtmProviders } from './provide-rtm';

/** `provideRtm(...)` for applications built from NgModules. */
@NgModule({})
export class RtmModule {
  /**
   * Import it once, in the root module.
   *
   * @example
   * @NgModule({ imports: [RtmModule.forRoot(agoraV2({ appId, sdk: () => import('agora-rtm-sdk') }))] })
   * export class AppModule {}
   */
  static forRoot(
    client: RtmClientFactory,
    ...features: readonly RtmFeature[]
  ): ModuleWithProviders<RtmModule> {
    return { ngModule: RtmModule, providers: rtmProviders(client, features) };
  }
}
