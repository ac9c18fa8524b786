import { type EnvironmentProviders, makeEnvironmentProviders } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import { watchChannels } from './channel-effects';
import { loadEarlier, loadHistory } from './history-effects';
import { rtmFeature } from './rtm-feature';
import { sendMessages } from './send-effects';
import { joinAgain, reportConnection, reportPeerMessages } from './state-effects';

/**
 * Provides the feature `rtm`: the connection and all open conversations, fed by `RtmService`. Needs `provideStore()` and
 * `provideRtm(...)` beside it.
 *
 * @example
 * bootstrapApplication(App, {
 *   providers: [provideStore(), provideRtm(agoraV2({ appId, sdk })), provideRtmStore()],
 * });
 * // In a component:
 * store.dispatch(conversationActions.opened({ target: { type: 'channel', id: 'lobby' } }));
 * readonly messages = store.selectSignal(selectMessages('channel:lobby'));
 */
export function provideRtmStore(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideState(rtmFeature),
    provideEffects({
      // In this order a connection is in the state before anything is done about it.
      reportConnection,
      reportPeerMessages,
      watchChannels,
      sendMessages,
      loadHistory,
      loadEarlier,
      joinAgain,
    }),
  ]);
}
