import type { Type } from '@angular/core';

/** A page of the playground. */
export interface Page {
  readonly path: string;
  readonly title: string;
  readonly page: () => Promise<Type<unknown>>;
}

/** All pages, one a component, in the order of the menu. */
export const pages: readonly Page[] = [
  {
    path: 'chat-pane',
    title: 'Chat pane',
    page: () => import('./chat-pane/chat-pane-page').then((page) => page.ChatPanePage),
  },
  {
    path: 'inbox',
    title: 'Inbox',
    page: () => import('./inbox/inbox-page').then((page) => page.InboxPage),
  },
  {
    path: 'conversation-list',
    title: 'Conversation list',
    page: () =>
      import('./conversation-list/conversation-list-page').then(
        (page) => page.ConversationListPage,
      ),
  },
  {
    path: 'member-list',
    title: 'Member list',
    page: () => import('./member-list/member-list-page').then((page) => page.MemberListPage),
  },
  {
    path: 'presence-badge',
    title: 'Presence badge',
    page: () =>
      import('./presence-badge/presence-badge-page').then((page) => page.PresenceBadgePage),
  },
  {
    path: 'typing-indicator',
    title: 'Typing indicator',
    page: () =>
      import('./typing-indicator/typing-indicator-page').then((page) => page.TypingIndicatorPage),
  },
  {
    path: 'connection-banner',
    title: 'Connection banner',
    page: () =>
      import('./connection-banner/connection-banner-page').then(
        (page) => page.ConnectionBannerPage,
      ),
  },
  {
    path: 'header',
    title: 'Header',
    page: () => import('./header/header-page').then((page) => page.HeaderPage),
  },
  {
    path: 'pinned-bar',
    title: 'Pinned bar',
    page: () => import('./pinned-bar/pinned-bar-page').then((page) => page.PinnedBarPage),
  },
  {
    path: 'thread',
    title: 'Thread',
    page: () => import('./thread/thread-page').then((page) => page.ThreadPage),
  },
  {
    path: 'search',
    title: 'Search',
    page: () => import('./search/search-page').then((page) => page.SearchPage),
  },
  {
    path: 'message-list',
    title: 'Message list',
    page: () => import('./message-list/message-list-page').then((page) => page.MessageListPage),
  },
  {
    path: 'message',
    title: 'Message',
    page: () => import('./message/message-page').then((page) => page.MessagePage),
  },
  {
    path: 'attachments',
    title: 'Attachments',
    page: () => import('./attachments/attachments-page').then((page) => page.AttachmentsPage),
  },
  {
    path: 'voice',
    title: 'Voice',
    page: () => import('./voice/voice-page').then((page) => page.VoicePage),
  },
  {
    path: 'composer',
    title: 'Composer',
    page: () => import('./composer/composer-page').then((page) => page.ComposerPage),
  },
  {
    path: 'text',
    title: 'Text',
    page: () => import('./text/text-page').then((page) => page.TextPage),
  },
  {
    path: 'emoji-picker',
    title: 'Emoji picker',
    page: () => import('./emoji-picker/emoji-picker-page').then((page) => page.EmojiPickerPage),
  },
];
