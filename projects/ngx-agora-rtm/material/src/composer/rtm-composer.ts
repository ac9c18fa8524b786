import { NgTemplateOutlet } from '@angular/common';
import { Platform } from '@angular/cdk/platform';
import {
  booleanAttribute,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  type OnDestroy,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import {
  type ChatMessage,
  type ConversationRef,
  type MessageId,
  type Quote,
} from 'ngx-agora-rtm/chat';
import { nextId } from '../ids/next-id';
import { RtmIconButton } from '../button/rtm-icon-button';
import type { AttachmentTray } from '../attachments/attachment-tray';
import { RtmAttachmentTray } from '../attachments/rtm-attachment-tray';
import { RtmEmojiPopup } from '../emoji-picker/rtm-emoji-popup';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { RTM_PEOPLE } from '../people/rtm-people';
import { provideRtmTemplates, RtmTemplates } from '../templates/rtm-templates';
import { byteRoom } from './byte-room';
import { CommandLine } from './command-line';
import {
  type ComposedMessage,
  type ComposedOptions,
  type ComposerDraft,
  type ComposerTyping,
  type ExcessBytes,
} from './composed-message';
import { ComposerField } from './composer-field';
import { keepFocus } from './composer-focus';
import { composerIcons } from './composer-icons';
import { ComposerFiles } from './composer-files';
import { ComposerMentions } from './composer-mentions';
import { isForInputMethod, keyMeaning, type SendKey } from './composer-keys';
import { type ComposerPlace, isSamePlace, placeKey } from './composer-place';
import { ComposerSuggestions } from './composer-suggestions';
import { type ComposerNotice, ComposerText } from './composer-text';
import { FileDrop } from './file-drop';
import { Grow } from './grow';
import { RtmComposerBar } from './rtm-composer-bar';
import { RtmSuggestionList } from './rtm-suggestion-list';
import type { Suggestion } from './suggestion';
import { marking, replacing } from './text-edit';
import { TypingSigns } from './typing-signs';

/**
 * Where a message is written.
 *
 * @example
 * <rtm-composer [conversation]="conversation.ref" [(text)]="draft" (submitted)="send($event)" />
 */
@Component({
  selector: 'rtm-composer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ComposerField,
    FileDrop,
    Grow,
    RtmIconButton,
    NgTemplateOutlet,
    RtmAttachmentTray,
    RtmComposerBar,
    RtmIcon,
    RtmSuggestionList,
  ],
  templateUrl: './rtm-composer.html',
  styleUrl: './rtm-composer.scss',
  providers: [provideRtmTemplates(), ComposerSuggestions],
  host: { '[class.note]': "kind() === 'note'" },
})
export class RtmComposer implements OnDestroy {
  readonly conversation = input.required<ConversationRef>();

  /** A `note` is for colleagues only, and looks so. Each kind is a text of its own. */
  readonly kind = input<'text' | 'note'>('text');

  /** The message in whose thread is written; `null` for none. */
  readonly thread = input<MessageId | null>(null);

  /** What is being written: the draft of this conversation, kind and thread. What is edited is not in it. */
  readonly text = input('');

  /** What is answered. The bar stays until this is `null`, so take it away as the message is `submitted`. */
  readonly replyTo = input<Quote | null>(null);

  /** An own message that is changed instead of a new one being written. */
  readonly editing = input<ChatMessage | null>(null);

  /** What an edit begins with; `null` for the text of the message. */
  readonly editDraft = input<string | null>(null);

  /** Files that go with the next message: one tray a conversation. `null`: files cannot be sent here. */
  readonly tray = input<AttachmentTray | null>(null);

  /** Who can be mentioned: user ids. */
  readonly members = input<readonly string[]>([]);

  /** Tells how long a text may be; left out: that is not checked. */
  readonly excessBytes = input<ExcessBytes | null>(null);

  /** Why nothing can be sent, as a sentence; `null` where it can. */
  readonly disabledReason = input<string | null>(null);

  /** Whether nothing can be written either, while there is a `disabledReason`. */
  readonly isLocked = input(false, { transform: booleanAttribute });

  readonly sendKey = input<SendKey>('enter');

  /** For `[(text)]`. Where `text` is not of one conversation for good, better keep what `drafted` says. */
  readonly textChange = output<string>();

  /** To be sent, or put in the place of what is edited. Where that fails, hand it to {@link restore}. */
  readonly submitted = output<ComposedMessage>();

  /** As `text`, with where it belongs: what to keep as the draft, of edits too. */
  readonly drafted = output<ComposerDraft>();

  /** With each key press, and when writing ends. */
  readonly typing = output<ComposerTyping>();

  /** The user does not want to answer what is in `replyTo` any more. */
  readonly replyClosed = output<ComposerPlace>();

  /** The user has given up the edit, or changed nothing. */
  readonly editClosed = output<ComposerPlace>();

  /** The user wants to edit their latest message. */
  readonly editLatestWanted = output<ComposerPlace>();

  readonly #people = inject(RTM_PEOPLE);
  readonly #intl = inject(RtmIntl);
  readonly #emoji = inject(RtmEmojiPopup);
  readonly #templates = inject(RtmTemplates);
  readonly #isApple = isApple(inject(Platform));
  readonly #signs = new TypingSigns((sign) => this.typing.emit(sign));
  private readonly field = viewChild(ComposerField);
  readonly #place = computed<ComposerPlace>(
    () => ({
      conversation: this.conversation(),
      kind: this.kind(),
      thread: this.thread(),
      edits: this.editing()?.id ?? null,
    }),
    { equal: isSamePlace },
  );
  readonly #text = new ComposerText({
    place: this.#place,
    draft: this.text,
    edited: computed(() => this.editDraft() ?? this.editedText()),
    field: this.field,
    written: (draft) => {
      if (draft.edits === null) this.textChange.emit(draft.text);
      this.drafted.emit(draft);
    },
  });
  readonly #commands = new CommandLine(this.#text);
  readonly #mentions = new ComposerMentions(this.members, this.editing);
  readonly #room = computed(() => {
    const excessBytes = this.excessBytes();
    return excessBytes && byteRoom(excessBytes, this.current().trim(), this.#options());
  });

  protected readonly files = new ComposerFiles(this.tray);
  protected readonly suggestions = inject(ComposerSuggestions);
  protected readonly id = nextId('rtm-composer-');
  protected readonly icons = composerIcons;
  protected readonly placeKey = placeKey;
  /**
   * As a list of one, so that each place gets a field of its own: with an undo history of its own, and out of reach of an input
   * method that is still at the one before.
   */
  protected readonly places = computed(() => [this.#place()]);
  protected readonly current = this.#text.current;
  protected readonly words = computed(() => this.#intl.words().composer);
  protected readonly label = computed(() => {
    const { type, id } = this.conversation();
    const name = type === 'peer' ? this.#people(id).name : id;
    if (this.kind() === 'note') return this.words().labelNote(name);
    return this.thread() === null ? this.words().label(name) : this.words().labelThread(name);
  });
  protected readonly sendLabel = computed(() => {
    if (this.editing()) return this.words().saveEdit;
    return this.kind() === 'note' ? this.words().sendNote : this.words().send;
  });
  protected readonly problem = computed(() => {
    const reason = this.disabledReason();
    if (reason !== null) return reason;
    const room = this.#room();
    if (room !== null && room < 0) return this.words().tooLong(-room);
    return this.#text.notice()?.(this.words()) ?? null;
  });
  protected readonly bytesLeft = computed(() => {
    const room = this.#room();
    return room === null ? null : this.words().bytesLeft(room);
  });
  /** Read out. Not with each byte more or less. */
  protected readonly announcement = computed(() => {
    const count = this.suggestions.options().length;
    return this.problem() ?? (count === 0 ? '' : this.words().suggestions(count));
  });
  protected readonly replyTitle = computed(() => {
    const from = this.replyTo()?.from;
    return from === undefined ? '' : this.words().replyingTo(this.#people(from).name);
  });
  protected readonly editedText = computed(() => textOf(this.editing()));
  protected readonly actions = computed(() => this.#templates.find('composerActions'));
  protected readonly actionsContext = computed(() => {
    const place = this.#place();
    const insert = (text: string) => void this.#text.insertAt(place, text);
    return { $implicit: place.conversation, insert };
  });

  constructor() {
    effect(() => {
      this.#place();
      untracked(() => this.#leave());
    });
    keepFocus({
      place: this.#place,
      field: this.field,
      task: computed(() => this.editing()?.id ?? this.replyTo()?.id ?? null),
    });
  }

  ngOnDestroy(): void {
    this.#signs.stop();
  }

  /** Puts the cursor into the field. */
  focus(): void {
    this.field()?.focus();
  }

  /**
   * Gives back a message that could not be kept, before what has been written since, and says why.
   *
   * @param reason A sentence that says what happened and what to do.
   * @returns Whether it is back: not where the composer is at another place by now. Keep it as a draft there, by `withRestored`.
   */
  restore(message: ComposedMessage, reason: string): boolean {
    return this.#text.giveBack(message, message.text, () => reason);
  }

  protected onTyped(text: string): void {
    this.#text.notice.set(null);
    this.#text.write(text);
    if (text === '') this.#signs.stop();
    else this.#signs.write(this.#place());
    this.onCaretMoved();
  }

  protected onComposed(): void {
    this.#text.composed();
  }

  protected onCaretMoved(): void {
    const field = this.field();
    if (!field || field.isComposing()) return;
    const { start, end } = field.selection;
    if (start === end) this.suggestions.update(this.current(), end, this.#place(), this.members());
    else this.suggestions.reset();
  }

  protected onBlur(): void {
    this.suggestions.reset();
    this.#signs.stop();
  }

  protected onKey(event: KeyboardEvent): void {
    if (isForInputMethod(event)) return;
    const isTaken =
      this.suggestions.takesKey(event, (option) => this.pick(option)) || this.#takesKey(event);
    if (!isTaken) return;
    event.preventDefault();
    // Nothing around, as a dialog that Escape closes, has to do with it.
    event.stopPropagation();
  }

  protected submit(): void {
    this.focus();
    this.suggestions.reset();
    const text = this.current().trim();
    if (this.disabledReason() === null && this.#commands.runIn(text)) return;
    this.#text.notice.set(this.#objectionTo(text));
    if (this.problem() !== null) return;
    const place = this.#place();
    const isEdit = place.edits !== null;
    if (isEdit && text === this.editedText().trim()) {
      this.editClosed.emit(place);
      return;
    }
    const message: ComposedMessage = {
      ...place,
      text,
      mentions: this.#mentions.all(place, text),
      replyTo: isEdit ? null : this.replyTo(),
      files: isEdit ? null : this.files.take(),
    };
    this.#signs.stop();
    if (!isEdit) this.#text.replace('');
    this.submitted.emit(message);
  }

  protected pick(option: Suggestion): void {
    const { range } = this.suggestions;
    switch (option.type) {
      case 'mention': {
        const label = this.suggestions.labelOf(option);
        this.#mentions.pick(this.#place(), { id: option.member.id, label });
        this.#text.apply(replacing(range, `@${label} `));
        break;
      }
      case 'command':
        this.#commands.pickCommand(option.command, range);
        break;
      case 'quick-text':
        this.#commands.pickQuickText(option.quickText, range);
        break;
    }
    this.suggestions.reset();
  }

  protected async pickEmoji({ currentTarget }: Event): Promise<void> {
    const place = this.#place();
    const emoji = await this.#emoji.open(currentTarget as HTMLElement);
    if (emoji !== null) this.#text.insertAt(place, emoji);
  }

  protected onDropped(files: readonly File[]): void {
    const isTaken = this.#place().edits === null && this.files.add(files);
    if (!isTaken) this.#text.notice.set((words) => words.noFiles);
    this.focus();
  }

  protected closeBar(): void {
    const place = this.#place();
    if (place.edits === null) this.replyClosed.emit(place);
    else this.editClosed.emit(place);
    this.focus();
  }

  #takesKey(event: KeyboardEvent): boolean {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    const meaning = keyMeaning(event, this.sendKey(), this.#isApple);
    if (meaning === 'send') this.submit();
    else if (meaning !== null) this.#mark(MARKS[meaning]);
    else if (shiftKey || altKey || ctrlKey || metaKey) return false;
    else if (key === 'Escape') return this.#leaveTask();
    else if (key === 'ArrowUp') return this.#editLatest();
    else return key === 'Tab' && this.#goToUnfilled();
    return true;
  }

  #mark(mark: string): void {
    const field = this.field();
    if (field) field.apply(marking(this.current(), field.selection, mark));
  }

  #leaveTask(): boolean {
    const isAtTask = this.editing() !== null || this.replyTo() !== null;
    if (isAtTask) this.closeBar();
    return isAtTask;
  }

  #editLatest(): boolean {
    const isEmpty = this.current() === '' && !this.files.isThere() && this.editing() === null;
    if (isEmpty) this.editLatestWanted.emit(this.#place());
    return isEmpty;
  }

  #goToUnfilled(): boolean {
    const placeholder = this.#commands.unfilledIn(this.current(), this.field()?.selection.end);
    if (placeholder) this.#text.select(placeholder);
    return placeholder !== null;
  }

  /** Why a text cannot be sent as it is; `null` where it can. */
  #objectionTo(text: string): ComposerNotice | null {
    if (this.#place().edits === null) {
      if (this.files.isFailed()) return (words) => words.fileFailed;
      if (text === '' && this.files.isThere()) return null;
    }
    if (text === '') return (words) => words.empty;
    const unfilled = this.#commands.unfilledIn(this.current());
    if (!unfilled) return null;
    this.#text.select(unfilled);
    return (words) => words.unfilled(unfilled.name);
  }

  /** What takes bytes beside the text. Who is named without having been picked is only looked up as the message is sent. */
  #options(): ComposedOptions {
    const mentions = this.#mentions.picked(this.#place(), this.current());
    const replyTo = this.replyTo();
    const thread = this.thread();
    return {
      ...(mentions.length > 0 && { mentions }),
      ...(replyTo && { replyTo }),
      ...(thread !== null && { thread }),
    };
  }

  /** Another place: nothing that was begun in the one before goes on here. */
  #leave(): void {
    this.#text.leave();
    this.suggestions.reset();
    this.#signs.stop();
  }
}

/** What formats a text, by the key that does. */
const MARKS = { bold: '**', italic: '*', code: '`' } as const;

function textOf(message: ChatMessage | null): string {
  return message && 'text' in message.content ? message.content.text : '';
}

/** Whether Cmd is what Ctrl is elsewhere. */
function isApple({ isBrowser, IOS }: Platform): boolean {
  return isBrowser && (IOS || navigator.userAgent.includes('Mac OS'));
}
