import { type EnvironmentProviders, makeEnvironmentProviders, type Provider } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import { type ChatOptions, DEFAULT_CHAT_OPTIONS, loadChatEngine } from 'ngx-agora-rtm/chat';
import { BROWSER, type ChatPlatform, RTM_CHAT_OPTIONS, RTM_CHAT_PLATFORM } from './chat-platform';
import { obeyActions } from './conversation-effects';
import { rtmFeature } from './rtm-feature';

/** Something that `provideRtmStore` can be given beside nothing. */
export interface RtmStoreFeature {
  /** @internal */
  readonly providers: readonly Provider[];
}

/**
 * Provides the feature `rtm`, in which conversations are kept up to date, and `RtmChat`, by which they are used. Needs
 * `provideStore()` and `provideRtm(...)` beside it.
 *
 * @example
 * bootstrapApplication(App, {
 *   providers: [provideStore(), provideRtm(agoraV2({ appId, sdk })), provideRtmStore()],
 * });
 * // In a component:
 * readonly desk = inject(RtmChat).conversation({ type: 'channel', id: 'support' });
 * // or, with actions and selectors:
 * store.dispatch(conversationActions.opened({ ref: { type: 'channel', id: 'support' } }));
 * readonly timeline = store.selectSignal(selectTimeline('channel:support'));
 */
export function provideRtmStore(...features: readonly RtmStoreFeature[]): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideState(rtmFeature),
    provideEffects({ obeyActions }),
    ...features.flatMap(({ providers }) => providers),
  ]);
}

/**
 * Sets how the chat behaves. What is left out keeps its default.
 *
 * @example
 * provideRtmStore(withChatOptions({ editWindow: Infinity, onLogout: 'clear' }))
 */
export function withChatOptions(options: Partial<ChatOptions>): RtmStoreFeature {
  const value = { ...DEFAULT_CHAT_OPTIONS, ...options };
  return { providers: [{ provide: RTM_CHAT_OPTIONS, useValue: value }] };
}

/**
 * Puts something else in the place of the browser's storage, tabs, frames or clock, for tests and unusual hosts. What is left out
 * stays the browser's.
 *
 * @example
 * provideRtmStore(withChatPlatform({ schedule: nextFrame, clock: clockOfTheTest }))
 */
export function withChatPlatform(platform: Partial<ChatPlatform>): RtmStoreFeature {
  return {
    providers: [{ provide: RTM_CHAT_PLATFORM, useValue: { ...BROWSER, ...platform } }],
  };
}

/**
 * Keeps nothing in this browser, and leaves other tabs alone: for tests, demonstrations and kiosks. What was not sent is lost with
 * the tab.
 *
 * @example
 * provideRtmStore(withoutStorage())
 */
export function withoutStorage(): RtmStoreFeature {
  return withChatPlatform({
    isTemporary: true,
    openStorage: async () => {
      const { MemoryChatStorage } = await loadChatEngine();
      return new MemoryChatStorage();
    },
  });
}
