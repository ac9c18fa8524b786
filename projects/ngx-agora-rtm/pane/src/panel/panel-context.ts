import type { Signal } from '@angular/core';
import type { ConversationState, MessageId } from 'ngx-agora-rtm/chat';
import type {
  ComposedMessage,
  ComposerDraft,
  ComposerTyping,
  ExcessBytes,
  MessageAbilities,
  MessageAction,
} from 'ngx-agora-rtm/material';
import type { RtmConversation } from 'ngx-agora-rtm/store';

/** What is shown beside the messages of a pane. */
export type PanelRequest =
  { readonly type: 'search' | 'members' } | { readonly type: 'thread'; readonly root: MessageId };

/** What a panel has of its pane. */
export interface PanelContext {
  readonly conversation: Signal<RtmConversation>;
  readonly state: Signal<ConversationState | undefined>;
  readonly request: Signal<PanelRequest | null>;
  readonly members: Signal<readonly string[]>;
  readonly excessBytes: Signal<ExcessBytes>;
  readonly abilities: MessageAbilities;
  act(action: MessageAction): void;
  send(message: ComposedMessage): void;
  keepDraft(draft: ComposerDraft): void;
  tellTyping(typing: ComposerTyping): void;
  loadGap(gap: { readonly id: string }): void;
  showMessage(id: MessageId): void;
  openThread(root: MessageId): void;
  close(): void;
}
