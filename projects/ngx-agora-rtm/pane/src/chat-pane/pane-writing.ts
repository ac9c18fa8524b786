import { inject } from '@angular/core';
import { conversationKey, type ConversationRef } from 'ngx-agora-rtm/chat';
import {
  type ComposedMessage,
  type ComposerDraft,
  type ComposerPlace,
  type ComposerTyping,
  draftKind,
  type RtmComposer,
  RtmIntl,
  withRestored,
} from 'ngx-agora-rtm/material';
import { RtmChat } from 'ngx-agora-rtm/store';
import type { PaneNotice } from './pane-notice';
import { PaneSender } from './pane-sender';
import { PaneTasks } from './pane-tasks';

/**
 * What is written in a pane. Everything goes where its composer was, wherever the pane is by then. Make it in an injection
 * context.
 */
export class PaneWriting {
  readonly #chat = inject(RtmChat);
  readonly #intl = inject(RtmIntl);
  readonly #notice: PaneNotice;
  readonly #sender = new PaneSender((ref) => this.#chat.conversation(ref));
  readonly tasks = new PaneTasks();

  constructor(notice: PaneNotice) {
    this.#notice = notice;
  }

  /** Whether a message of a conversation waits for its files. */
  isUploading(ref: ConversationRef): boolean {
    return this.#sender.uploading().includes(conversationKey(ref));
  }

  /** @param composer Gets the message back where it could not be kept. */
  async send(message: ComposedMessage, composer: () => RtmComposer | undefined): Promise<void> {
    const key = conversationKey(message.conversation);
    const { replyTo, editing } = this.tasks.of(key);
    this.tasks.set(key, message.edits === null ? { replyTo: null } : { editing: null });
    const failure = await this.#sender.send(message);
    if (!failure) return;
    this.tasks.set(key, message.edits === null ? { replyTo } : { editing });
    const { uploadFailed, notKept } = this.#intl.words().pane;
    const reason = `${failure.what === 'upload' ? uploadFailed : notKept} ${failure.reason}`;
    if (composer()?.restore(message, reason)) return;
    const conversation = this.#chat.conversation(message.conversation);
    const kind = draftKind(message);
    conversation.draft(kind, withRestored(message.text, conversation.state()?.drafts[kind] ?? ''));
    this.#notice.say(reason);
  }

  keepDraft(draft: ComposerDraft): void {
    this.#chat.conversation(draft.conversation).draft(draftKind(draft), draft.text);
  }

  tellTyping({ conversation, on }: ComposerTyping): void {
    this.#chat.conversation(conversation).type(on);
  }

  stopReplying({ conversation }: ComposerPlace): void {
    this.tasks.set(conversationKey(conversation), { replyTo: null });
  }

  stopEditing(place: ComposerPlace): void {
    this.keepDraft({ ...place, text: '' });
    this.tasks.set(conversationKey(place.conversation), { editing: null });
  }
}
