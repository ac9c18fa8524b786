import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { ChatMessage, ConversationRef, Quote } from 'ngx-agora-rtm/chat';
import {
  type ComposedMessage,
  RTM_COMPOSER_COMMANDS,
  RTM_PEOPLE,
  RtmComposer,
  type SendKey,
} from 'ngx-agora-rtm/material';
import { exampleCommands, exampleMessage, exampleNames, exampleQuote } from './composer-examples';

/** The composer in its states, with knobs for one of them. */
@Component({
  selector: 'play-composer-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmComposer],
  templateUrl: './composer-page.html',
  styleUrl: './composer-page.scss',
  providers: [
    { provide: RTM_PEOPLE, useValue: (id: string) => ({ name: exampleNames.get(id) ?? id }) },
    { provide: RTM_COMPOSER_COMMANDS, useFactory: () => exampleCommands(inject(ComposerPage)) },
  ],
})
export class ComposerPage {
  protected readonly conversation = signal<ConversationRef>({ type: 'channel', id: 'support' });
  protected readonly support: ConversationRef = { type: 'channel', id: 'support' };
  protected readonly members = [...exampleNames.keys()];
  protected readonly crowd = [
    ...this.members,
    ...Array.from({ length: 100_000 }, (_, i) => `user${i}`),
  ];
  protected readonly isCrowded = signal(false);
  protected readonly isNote = signal(false);
  protected readonly isLocked = signal(false);
  protected readonly reason = signal('');
  protected readonly sendKey = signal<SendKey>('enter');
  protected readonly limit = signal(2000);
  protected readonly replyTo = signal<Quote | null>(null);
  protected readonly editing = signal<ChatMessage | null>(null);
  protected readonly log = signal<readonly string[]>([]);
  protected readonly texts = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly text = computed(() => this.texts().get(this.conversation().id) ?? '');
  protected readonly message = exampleMessage;
  protected readonly quote = exampleQuote;
  protected readonly huge = 'All work and no play makes Jack a dull boy. '.repeat(60);

  protected readonly excessBytes = (text: string): number =>
    Math.max(0, new TextEncoder().encode(text).length - this.limit());

  /** Writes into the log below. */
  say(words: string): void {
    this.log.update((log) => [words, ...log].slice(0, 8));
  }

  protected keep(id: string, text: string): void {
    this.texts.update((texts) => new Map(texts).set(id, text));
  }

  protected take({ text, mentions, conversation, edits }: ComposedMessage): void {
    const named = mentions.length > 0 ? `, mentions ${mentions.join(' and ')}` : '';
    this.say(`${edits === null ? 'Sent' : 'Edited'} in ${conversation.id}: ${text}${named}`);
    this.replyTo.set(null);
    this.editing.set(null);
  }

  protected valueIn({ target }: Event): string {
    return (target as HTMLInputElement).value;
  }

  protected isChecked({ target }: Event): boolean {
    return (target as HTMLInputElement).checked;
  }
}
