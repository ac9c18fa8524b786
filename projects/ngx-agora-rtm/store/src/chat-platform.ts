import { InjectionToken } from '@angular/core';
import {
  type ChatEngineModule,
  type ChatOptions,
  type ChatParts,
  DEFAULT_CHAT_OPTIONS,
  nextFrame,
  SYSTEM_CLOCK,
  type TabLinkFactory,
} from 'ngx-agora-rtm/chat';

/** The options of the chat. Set them by `withChatOptions`. */
export const RTM_CHAT_OPTIONS = new InjectionToken<ChatOptions>('RTM_CHAT_OPTIONS', {
  providedIn: 'root',
  factory: () => DEFAULT_CHAT_OPTIONS,
});

/** What the chat uses of the platform: storage, tabs, frames and time. */
export interface ChatPlatform extends Pick<ChatParts, 'schedule' | 'clock'> {
  /** Left out: IndexedDB. */
  readonly openStorage?: ChatEngineModule['openChatStorage'];
  /** Whether it is meant that nothing is kept: nobody has to be warned of it then. */
  readonly isTemporary?: boolean;
  /** Left out: one connection for all tabs of a user in this browser. */
  readonly tabs?: TabLinkFactory;
}

/** The platform of the chat: the browser's. Tests and unusual hosts put their own in its place, by `withChatPlatform`. */
export const RTM_CHAT_PLATFORM = new InjectionToken<ChatPlatform>('RTM_CHAT_PLATFORM', {
  providedIn: 'root',
  factory: () => BROWSER,
});

export const BROWSER: ChatPlatform = { schedule: nextFrame, clock: SYSTEM_CLOCK };
