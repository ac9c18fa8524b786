import { InjectionToken } from '@angular/core';
import {
  browserTabLink,
  type ChatOptions,
  type ChatParts,
  DEFAULT_CHAT_OPTIONS,
  nextFrame,
  openChatStorage,
  SYSTEM_CLOCK,
} from 'ngx-agora-rtm/chat';

/** The options of the chat. Set them by `withChatOptions`. */
export const RTM_CHAT_OPTIONS = new InjectionToken<ChatOptions>('RTM_CHAT_OPTIONS', {
  providedIn: 'root',
  factory: () => DEFAULT_CHAT_OPTIONS,
});

/** What the chat uses of the platform: storage, tabs, frames and time. */
export interface ChatPlatform extends Pick<ChatParts, 'tabs' | 'schedule' | 'clock'> {
  readonly openStorage: typeof openChatStorage;
}

/** The platform of the chat: the browser's. Tests and unusual hosts put their own in its place, by `withChatPlatform`. */
export const RTM_CHAT_PLATFORM = new InjectionToken<ChatPlatform>('RTM_CHAT_PLATFORM', {
  providedIn: 'root',
  factory: () => ({
    openStorage: openChatStorage,
    tabs: browserTabLink,
    schedule: nextFrame,
    clock: SYSTEM_CLOCK,
  }),
});
