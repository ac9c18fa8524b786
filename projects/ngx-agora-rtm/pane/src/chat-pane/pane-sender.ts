import { type Signal, signal } from '@angular/core';
import type { ConversationKey, ConversationRef } from 'ngx-agora-rtm/chat';
import type { ComposedMessage } from 'ngx-agora-rtm/material';
import type { RtmConversation, TextOptions } from 'ngx-agora-rtm/store';

/** Why a message was not sent. */
export interface SendFailure {
  readonly what: 'upload' | 'keep';
  /** What happened and what to do. */
  readonly reason: string;
}

/** Sends what was written to where it was written, wherever the user is by then. */
export class PaneSender {
  readonly #conversation: (ref: ConversationRef) => RtmConversation;
  readonly #uploading = signal<readonly ConversationKey[]>([]);

  /** The conversations in which a message waits for its files: each as often as one does. */
  readonly uploading: Signal<readonly ConversationKey[]> = this.#uploading.asReadonly();

  constructor(conversation: (ref: ConversationRef) => RtmConversation) {
    this.#conversation = conversation;
  }

  /** @returns Why it was not sent; `null` once it is kept safe. */
  async send(message: ComposedMessage): Promise<SendFailure | null> {
    const conversation = this.#conversation(message.conversation);
    const files = message.files && (await this.#uploaded(conversation.key, message.files));
    if (files && 'what' in files) return files;
    try {
      await keep(conversation, message, files);
      return null;
    } catch (error) {
      return { what: 'keep', reason: (error as Error).message };
    }
  }

  async #uploaded<T>(key: ConversationKey, files: Promise<T>): Promise<T | SendFailure> {
    this.#uploading.update((keys) => [...keys, key]);
    try {
      return await files;
    } catch (error) {
      return { what: 'upload', reason: (error as Error).message };
    } finally {
      this.#uploading.update((keys) => keys.toSpliced(keys.indexOf(key), 1));
    }
  }
}

async function keep(
  conversation: RtmConversation,
  { kind, text, mentions, replyTo, thread, edits }: ComposedMessage,
  files: Awaited<ComposedMessage['files']>,
): Promise<unknown> {
  if (edits !== null) return conversation.edit(edits, text, mentions);
  const options: TextOptions = {
    ...(replyTo && { replyTo }),
    ...(thread !== null && { thread }),
    ...(mentions.length > 0 && { mentions }),
  };
  if (files) return conversation.sendFiles(Promise.resolve(files), text, options);
  return kind === 'note' ? conversation.note(text, options) : conversation.send(text, options);
}
