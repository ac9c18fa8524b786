import { ChangeDetectionStrategy, Component, signal, viewChild } from '@angular/core';
import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ChatMessage, ConversationRef, FileRef, MessageId, Quote } from 'ngx-agora-rtm/chat';
import { RtmComposerHarness } from 'ngx-agora-rtm/material/testing';
import { type Attachment, AttachmentTray } from '../attachments/attachment-tray';
import { RtmEmojiPopup } from '../emoji-picker/rtm-emoji-popup';
import { provideRtmPeople } from '../people/rtm-people';
import { RtmComposerActionsTemplate } from '../templates/template-directives';
import type {
  ComposedMessage,
  ComposerDraft,
  ComposerTyping,
  ExcessBytes,
} from './composed-message';
import { type ComposerCommands, provideRtmComposerCommands } from './composer-commands';
import type { SendKey } from './composer-keys';
import type { ComposerPlace } from './composer-place';
import { RtmComposer } from './rtm-composer';

const SUPPORT: ConversationRef = { type: 'channel', id: 'support' };
const BOB: ConversationRef = { type: 'peer', id: 'bob' };
const NAMES = new Map([
  ['bob', 'Bob Brown'],
  ['ana', 'Ana Ruiz'],
  ['ana2', 'Ana Ruiz'],
  ['zoe', 'Zoë'],
]);

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmComposer],
  template: `
    <rtm-composer
      [conversation]="conversation()"
      [kind]="kind()"
      [thread]="thread()"
      [text]="text()"
      (textChange)="text.set($event)"
      [replyTo]="replyTo()"
      [editing]="editing()"
      [editDraft]="editDraft()"
      [tray]="tray()"
      [members]="members()"
      [excessBytes]="excessBytes()"
      [disabledReason]="disabledReason()"
      [isLocked]="isLocked()"
      [sendKey]="sendKey()"
      (submitted)="onSubmitted($event)"
      (drafted)="drafted.push($event)"
      (typing)="typing.push($event)"
      (replyClosed)="replyClosed.push($event); replyTo.set(null)"
      (editClosed)="editClosed.push($event); editing.set(null)"
      (editLatestWanted)="editLatestWanted.push($event)"
    />
  `,
})
class Page {
  readonly conversation = signal(SUPPORT);
  readonly kind = signal<'text' | 'note'>('text');
  readonly thread = signal<MessageId | null>(null);
  /** By conversation, as a pane keeps them. */
  readonly text = signal('');
  readonly replyTo = signal<Quote | null>(null);
  readonly editing = signal<ChatMessage | null>(null);
  readonly editDraft = signal<string | null>(null);
  readonly tray = signal<AttachmentTray | null>(null);
  readonly members = signal<readonly string[]>([]);
  readonly excessBytes = signal<ExcessBytes | null>(null);
  readonly disabledReason = signal<string | null>(null);
  readonly isLocked = signal(false);
  readonly sendKey = signal<SendKey>('enter');
  readonly composer = viewChild.required(RtmComposer);
  readonly sent: ComposedMessage[] = [];
  readonly drafted: ComposerDraft[] = [];
  readonly typing: ComposerTyping[] = [];
  readonly replyClosed: ComposerPlace[] = [];
  readonly editClosed: ComposerPlace[] = [];
  readonly editLatestWanted: ComposerPlace[] = [];

  get sentTexts(): string[] {
    return this.sent.map(({ text }) => text);
  }

  onSubmitted(message: ComposedMessage): void {
    this.sent.push(message);
    this.replyTo.set(null);
  }

  /** Goes to another conversation, as a pane does it. */
  go(conversation: ConversationRef, text = ''): void {
    this.conversation.set(conversation);
    this.text.set(text);
  }
}

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmComposer, RtmComposerActionsTemplate],
  template: `
    <rtm-composer [conversation]="conversation">
      <ng-template rtmComposerActionsTemplate let-insert="insert">
        <button type="button" class="sign" (click)="insert('Ana')">Sign</button>
      </ng-template>
    </rtm-composer>
  `,
})
class PageWithActions {
  protected readonly conversation = SUPPORT;
}

describe('RtmComposer', () => {
  let fixture: ComponentFixture<Page>;
  let page: Page;
  let composer: RtmComposerHarness;
  let emoji: { resolve: (emoji: string | null) => void };
  let commands: ComposerCommands;

  beforeEach(async () => {
    commands = {};
    TestBed.configureTestingModule({
      providers: [
        provideRtmPeople(() => (id) => ({ name: NAMES.get(id) ?? id })),
        provideRtmComposerCommands(() => () => commands),
        {
          provide: RtmEmojiPopup,
          useValue: { open: () => new Promise((resolve) => (emoji = { resolve })) },
        },
      ],
    });
    fixture = TestBed.createComponent(Page);
    page = fixture.componentInstance;
    const loader = TestbedHarnessEnvironment.loader(fixture);
    composer = await loader.getHarness(RtmComposerHarness);
  });

  function field(): HTMLTextAreaElement {
    const found = (fixture.nativeElement as HTMLElement).querySelector('textarea');
    if (!found) throw new Error('There is no field.');
    return found;
  }

  /** What a browser does as a key is pressed, for keys that harnesses cannot press. */
  function keydown(key: string, init: KeyboardEventInit = {}): KeyboardEvent {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
    field().dispatchEvent(event);
    return event;
  }

  function write(text: string): void {
    field().value = text;
    field().dispatchEvent(new InputEvent('input', { bubbles: true }));
  }

  /** What the user does by the browser's own means, so that it can be undone. */
  function edit(command: string, text?: string): void {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- a test has no other way to the undo history
    document.execCommand(command, false, text);
  }

  describe('sending', () => {
    it('sends with Enter, and keeps the focus', async () => {
      await composer.setText('hello');
      await composer.press(TestKey.ENTER);
      expect(page.sent).toEqual([
        {
          conversation: SUPPORT,
          kind: 'text',
          thread: null,
          edits: null,
          text: 'hello',
          mentions: [],
          replyTo: null,
          files: null,
        },
      ]);
      expect(await composer.getText()).toBe('');
      expect(page.text()).toBe('');
      expect(await composer.isFocused()).toBe(true);
    });

    it('sends with its button, and has the focus then', async () => {
      await composer.setText('  hello\n');
      await composer.blur();
      await composer.send();
      expect(page.sentTexts).toEqual(['hello']);
      expect(await composer.isFocused()).toBe(true);
    });

    it('asks for words instead of sending none', async () => {
      await composer.setText(' \n ');
      await composer.send();
      expect(page.sent).toEqual([]);
      expect(await composer.getProblem()).toBe('Write something first.');
      expect(await composer.getAnnouncement()).toBe('Write something first.');
      await composer.type('a');
      expect(await composer.getProblem()).toBeNull();
    });

    it('does not send what was sent again when a key comes before the page is drawn', async () => {
      await composer.setText('hello');
      keydown('Enter');
      write(`${field().value}x`);
      await fixture.whenStable();
      expect(page.text()).toBe('x');
      expect(await composer.getText()).toBe('x');
    });
  });

  describe('keys', () => {
    for (const [name, init] of [
      ['Shift+Enter, which breaks the line', { shiftKey: true }],
      ['the Enter of an input method', { isComposing: true }],
      ['the Enter that Safari tells of after the input method has ended', { keyCode: 229 }],
    ] as const) {
      it(`does not send with ${name}`, async () => {
        await composer.setText('hello');
        const event = keydown('Enter', init);
        expect(page.sent).toEqual([]);
        expect(event.defaultPrevented).toBe(false);
        expect(await composer.getText()).toBe('hello');
      });
    }

    it('sends with Ctrl+Enter where that is wanted, and breaks the line with Enter', async () => {
      page.sendKey.set('ctrl-enter');
      await composer.setText('hello');
      expect(keydown('Enter').defaultPrevented).toBe(false);
      expect(page.sent).toEqual([]);
      keydown('Enter', { ctrlKey: true });
      expect(page.sentTexts).toEqual(['hello']);
    });

    it('formats what is selected, and takes the format away again', async () => {
      await composer.setText('so nice');
      field().setSelectionRange(3, 7);
      keydown('b', { ctrlKey: true });
      expect(page.text()).toBe('so **nice**');
      expect(await composer.getSelection()).toBe('nice');
      keydown('b', { ctrlKey: true });
      expect(page.text()).toBe('so nice');
      keydown('i', { ctrlKey: true });
      expect(page.text()).toBe('so *nice*');
      keydown('i', { ctrlKey: true });
      keydown('e', { ctrlKey: true });
      expect(page.text()).toBe('so `nice`');
    });

    it('lets the user undo what it has put in', async () => {
      await composer.focus();
      edit('insertText', 'so nice');
      field().setSelectionRange(3, 7);
      keydown('b', { ctrlKey: true });
      expect(field().value).toBe('so **nice**');
      edit('undo');
      expect(field().value).toBe('so nice');
      await fixture.whenStable();
      expect(page.text()).toBe('so nice');
    });

    it('wants the latest message to be edited with Up, where nothing is written', async () => {
      await composer.press(TestKey.UP_ARROW);
      expect(page.editLatestWanted.length).toBe(1);
      await composer.setText('a');
      await composer.press(TestKey.UP_ARROW);
      expect(page.editLatestWanted.length).toBe(1);
    });

    it('leaves keys to whatever is around that it has no use for', async () => {
      expect(keydown('Escape').defaultPrevented).toBe(false);
      expect(keydown('Tab').defaultPrevented).toBe(false);
    });
  });

  describe('input methods', () => {
    it('does not touch the text while one is at it', async () => {
      await composer.focus();
      field().dispatchEvent(new CompositionEvent('compositionstart'));
      write('に');
      page.text.set('from elsewhere');
      await fixture.whenStable();
      expect(field().value).toBe('に');
      write('日本');
      field().dispatchEvent(new CompositionEvent('compositionend', { data: '日本' }));
      await fixture.whenStable();
      expect(page.text()).toBe('日本');
    });

    it('sends the word that was picked only with the next Enter', async () => {
      field().dispatchEvent(new CompositionEvent('compositionstart'));
      write('日本');
      // As Chromium does it: the key first, then the end.
      keydown('Enter', { isComposing: true });
      field().dispatchEvent(new CompositionEvent('compositionend', { data: '日本' }));
      expect(page.sent).toEqual([]);
      // As Safari does it: the key comes after the end.
      keydown('Enter', { keyCode: 229 });
      expect(page.sent).toEqual([]);
      keydown('Enter');
      expect(page.sentTexts).toEqual(['日本']);
    });

    it('gives a message back when the input method has finished, and loses nothing of either', async () => {
      await composer.setText('important');
      await composer.press(TestKey.ENTER);
      field().dispatchEvent(new CompositionEvent('compositionstart'));
      write('にほ');
      const [message] = page.sent;
      if (!message) throw new Error('Nothing was sent.');
      expect(page.composer().restore(message, 'The disk is full.')).toBe(true);
      expect(field().value).toBe('にほ');
      write('日本');
      field().dispatchEvent(new CompositionEvent('compositionend', { data: '日本' }));
      expect(await composer.getText()).toBe('important\n日本');
      expect(page.text()).toBe('important\n日本');
      expect(await composer.getProblem()).toBe('The disk is full.');
    });

    it('does not let what was being composed in one conversation into another', async () => {
      await composer.focus();
      const before = field();
      before.dispatchEvent(new CompositionEvent('compositionstart'));
      write('ひみつ');
      page.go(BOB);
      await fixture.whenStable();
      before.value = '秘密';
      before.dispatchEvent(new CompositionEvent('compositionend', { data: '秘密' }));
      before.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await fixture.whenStable();
      expect(await composer.getText()).toBe('');
      expect(page.text()).toBe('');
    });
  });

  describe('two conversations', () => {
    it('says with all that is written where it belongs', async () => {
      await composer.setText('a');
      // The page has gone on, but is not drawn yet.
      page.go(BOB);
      write('ab');
      expect(page.drafted.at(-1)).toEqual({
        conversation: SUPPORT,
        kind: 'text',
        thread: null,
        edits: null,
        text: 'ab',
      });
    });

    it('keeps the focus, and has nothing to undo of the other one', async () => {
      await composer.focus();
      edit('insertText', 'secret');
      page.go(BOB);
      await fixture.whenStable();
      expect(await composer.isFocused()).toBe(true);
      edit('undo');
      expect(await composer.getText()).toBe('');
      expect(await composer.getLabel()).toContain('Bob Brown');
    });

    it('says that writing has stopped where it was', async () => {
      await composer.setText('a');
      page.go(BOB);
      await fixture.whenStable();
      expect(page.typing.map(({ conversation, on }) => [conversation.id, on])).toEqual([
        ['support', true],
        ['support', false],
      ]);
    });

    it('puts an emoji only where it was asked for', async () => {
      await composer.setText('a');
      await composer.openEmoji();
      page.go(BOB);
      await fixture.whenStable();
      emoji.resolve('🙂');
      await fixture.whenStable();
      expect(await composer.getText()).toBe('');
    });

    it('closes the list that was open', async () => {
      page.members.set(['ana']);
      await composer.setText('@an');
      expect(await composer.isListOpen()).toBe(true);
      page.go(BOB);
      expect(await composer.isListOpen()).toBe(false);
    });

    it('forgets why the text of the other one could not be sent', async () => {
      await composer.send();
      expect(await composer.getProblem()).not.toBeNull();
      page.go(BOB);
      expect(await composer.getProblem()).toBeNull();
    });

    it('does not give a message back to another one', async () => {
      await composer.setText('for support');
      await composer.send();
      const [message] = page.sent;
      if (!message) throw new Error('Nothing was sent.');
      page.go(BOB);
      await fixture.whenStable();
      expect(page.composer().restore(message, 'The disk is full.')).toBe(false);
      expect(await composer.getText()).toBe('');
      expect(await composer.getProblem()).toBeNull();
    });

    it('keeps notes apart from answers', async () => {
      await composer.setText('a');
      page.kind.set('note');
      page.text.set('');
      expect(await composer.isNote()).toBe(true);
      expect(await composer.getSendLabel()).toBe('Add note');
      await composer.setText('a note');
      await composer.send();
      expect(page.sent.map(({ kind, text }) => [kind, text])).toEqual([['note', 'a note']]);
    });
  });

  describe('giving back', () => {
    it('puts a message before what has been written since', async () => {
      await composer.setText('one');
      await composer.send();
      await composer.setText('two');
      const [message] = page.sent;
      if (!message) throw new Error('Nothing was sent.');
      page.composer().restore(message, 'The disk is full.');
      expect(await composer.getText()).toBe('one\ntwo');
      expect(page.text()).toBe('one\ntwo');
      expect(page.drafted.at(-1)?.text).toBe('one\ntwo');
      expect(await composer.getProblem()).toBe('The disk is full.');
    });
  });

  describe('mentions', () => {
    beforeEach(() => {
      page.members.set(['zoe', 'ana', 'bob']);
    });

    it('offers people by name and by id, and tells the keyboard which is active', async () => {
      await composer.setText('hi @');
      expect(await composer.getOptions()).toEqual(['Ana Ruizana', 'Bob Brownbob', 'Zoëzoe']);
      expect(await composer.getActiveOption()).toBe('Ana Ruizana');
      expect(await composer.getAnnouncement()).toContain('3 suggestions');
      await composer.type('zoe');
      expect(await composer.getOptions()).toEqual(['Zoëzoe']);
    });

    for (const key of [TestKey.ENTER, TestKey.TAB]) {
      it(`takes the active one with ${TestKey[key]}, and mentions them`, async () => {
        await composer.setText('hi @');
        await composer.press(TestKey.DOWN_ARROW);
        await composer.press(key);
        expect(await composer.getText()).toBe('hi @Bob Brown ');
        expect(await composer.isListOpen()).toBe(false);
        expect(await composer.isFocused()).toBe(true);
        await composer.press(TestKey.ENTER);
        expect(page.sent.map(({ text, mentions }) => [text, mentions])).toEqual([
          ['hi @Bob Brown', ['bob']],
        ]);
      });
    }

    it('goes round with the arrows', async () => {
      await composer.setText('@');
      await composer.press(TestKey.UP_ARROW);
      expect(await composer.getActiveOption()).toBe('Zoëzoe');
      await composer.press(TestKey.DOWN_ARROW);
      expect(await composer.getActiveOption()).toBe('Ana Ruizana');
    });

    it('closes with Escape, and stays closed for that name', async () => {
      await composer.setText('@a');
      expect(keydown('Escape').defaultPrevented).toBe(true);
      expect(await composer.isListOpen()).toBe(false);
      await composer.type('n');
      expect(await composer.isListOpen()).toBe(false);
      await composer.press(TestKey.ENTER);
      expect(page.sentTexts).toEqual(['@an']);
      await composer.setText('x @a');
      expect(await composer.isListOpen()).toBe(true);
    });

    it('picks with the mouse, and keeps the focus', async () => {
      await composer.setText('@');
      await composer.pickOption('Bob');
      expect(await composer.getText()).toBe('@Bob Brown ');
      expect(await composer.isFocused()).toBe(true);
    });

    it('does not mention whose name was taken out again', async () => {
      await composer.setText('@bo');
      await composer.press(TestKey.ENTER);
      await composer.setText('nobody');
      await composer.press(TestKey.ENTER);
      expect(page.sent.map(({ mentions }) => mentions)).toEqual([[]]);
    });

    it('mentions somebody who has left since they were picked', async () => {
      await composer.setText('@bo');
      await composer.press(TestKey.ENTER);
      page.members.set([]);
      await composer.press(TestKey.ENTER);
      expect(page.sent.map(({ mentions }) => mentions)).toEqual([['bob']]);
    });

    it('still knows whom a draft mentions when it comes back', async () => {
      await composer.setText('@bo');
      await composer.press(TestKey.ENTER);
      const draft = page.text();
      page.go(BOB);
      await fixture.whenStable();
      page.go(SUPPORT, draft);
      page.members.set([]);
      await composer.send();
      expect(page.sent.map(({ mentions }) => mentions)).toEqual([['bob']]);
    });

    it('tells people of one name apart by their ids', async () => {
      page.members.set(['ana', 'ana2']);
      await composer.setText('@an');
      await composer.press(TestKey.DOWN_ARROW);
      await composer.press(TestKey.ENTER);
      expect(await composer.getText()).toBe('@Ana Ruiz (ana2) ');
      await composer.press(TestKey.ENTER);
      expect(page.sent.map(({ mentions }) => mentions)).toEqual([['ana2']]);
    });

    it('leaves the keys of an input method to it', async () => {
      await composer.setText('@a');
      expect(keydown('Enter', { isComposing: true }).defaultPrevented).toBe(false);
      expect(keydown('ArrowDown', { isComposing: true }).defaultPrevented).toBe(false);
      expect(page.text()).toBe('@a');
    });
  });

  describe('commands and quick texts', () => {
    it('runs a command instead of sending, with what was written behind it', async () => {
      const ran: string[] = [];
      const run = ({ args, conversation }: { args: string; conversation: ConversationRef }) =>
        void ran.push(`${conversation.id} ${args}`);
      commands = { commands: [{ name: 'assign', description: 'Hand over', argument: 'to', run }] };
      await composer.setText('/as');
      expect(await composer.getOptions()).toEqual(['/assigntoHand over']);
      await composer.press(TestKey.ENTER);
      expect(await composer.getText()).toBe('/assign ');
      await composer.type('ana ');
      await composer.press(TestKey.ENTER);
      expect(ran).toEqual(['support ana']);
      expect(page.sent).toEqual([]);
      expect(await composer.getText()).toBe('');
    });

    it('runs one that takes nothing as soon as it is picked', async () => {
      let ran = 0;
      const run = () => {
        ran++;
      };
      commands = { commands: [{ name: 'close', description: 'Close', run }] };
      await composer.setText('/');
      await composer.press(TestKey.ENTER);
      expect(ran).toBe(1);
      expect(await composer.getText()).toBe('');
    });

    it('brings a command back that did not work, and says why', async () => {
      const run = async () => {
        throw new Error('Ana is away.');
      };
      commands = { commands: [{ name: 'assign', description: '', argument: 'to', run }] };
      await composer.setText('/assign ana');
      await composer.press(TestKey.ENTER);
      expect(await composer.getText()).toBe('/assign ana');
      expect(await composer.getProblem()).toContain('Ana is away.');
    });

    it('sends what only looks like a command', async () => {
      await composer.setText('/etc/hosts');
      await composer.press(TestKey.ENTER);
      expect(page.sentTexts).toEqual(['/etc/hosts']);
    });

    it('does not let a command insert into another conversation', async () => {
      let insert: (text: string) => boolean = () => false;
      commands = {
        commands: [
          {
            name: 'find',
            description: '',
            run: (context) => {
              insert = context.insert;
            },
          },
        ],
      };
      await composer.setText('/find');
      await composer.press(TestKey.ENTER);
      page.go(BOB);
      await fixture.whenStable();
      expect(insert('an answer')).toBe(false);
      expect(await composer.getText()).toBe('');
      page.go(SUPPORT);
      await fixture.whenStable();
      expect(insert('an answer')).toBe(true);
      expect(await composer.getText()).toBe('an answer');
    });

    it('fills a quick text in, selects what is unknown, and does not send it unfilled', async () => {
      commands = {
        quickTexts: [{ shortcut: 'hi', text: 'Hi {{name}}, it is {{topic}} and {{day}}.' }],
        fill: (placeholder) => (placeholder === 'name' ? 'Bob' : undefined),
      };
      await composer.setText('/h');
      await composer.press(TestKey.ENTER);
      expect(await composer.getText()).toBe('Hi Bob, it is {{topic}} and {{day}}.');
      expect(await composer.getSelection()).toBe('{{topic}}');
      await composer.press(TestKey.TAB);
      expect(await composer.getSelection()).toBe('{{day}}');
      expect(keydown('Tab').defaultPrevented).toBe(false);
      await composer.press(TestKey.ENTER);
      expect(page.sent).toEqual([]);
      expect(await composer.getSelection()).toBe('{{topic}}');
      expect(await composer.getProblem()).toContain('topic');
      await composer.setText('Hi {{whoever}}');
      await composer.press(TestKey.ENTER);
      expect(page.sentTexts).toEqual(['Hi {{whoever}}']);
    });
  });

  describe('answering and editing', () => {
    const quote: Quote = { id: 'm1', from: 'bob', text: 'When?' };
    const message = {
      type: 'message',
      id: 'm2',
      from: 'me',
      content: { kind: 'text', text: 'Tomorow', mentions: ['bob'] },
    } as unknown as ChatMessage;

    it('shows what is answered, takes the focus, and sends it along', async () => {
      await fixture.whenStable();
      page.replyTo.set(quote);
      expect((await composer.getBar())?.title).toContain('Bob Brown');
      expect((await composer.getBar())?.text).toBe('When?');
      expect(await composer.isFocused()).toBe(true);
      await composer.setText('Now');
      await composer.press(TestKey.ENTER);
      expect(page.sent.map(({ replyTo }) => replyTo)).toEqual([quote]);
      expect(await composer.getBar()).toBeNull();
    });

    it('gives up an answer with its cross and with Escape', async () => {
      page.replyTo.set(quote);
      await composer.closeBar();
      expect(await composer.getBar()).toBeNull();
      expect(await composer.isFocused()).toBe(true);
      page.replyTo.set(quote);
      await composer.focus();
      expect(keydown('Escape').defaultPrevented).toBe(true);
      expect(await composer.getBar()).toBeNull();
      expect(page.replyClosed.length).toBe(2);
    });

    it('takes over the text of what is edited, and brings the draft back afterwards', async () => {
      await composer.setText('a draft');
      page.editing.set(message);
      expect(await composer.getText()).toBe('Tomorow');
      expect((await composer.getBar())?.title).toBe('Editing your message');
      expect(await composer.getSendLabel()).toBe('Save');
      expect(await composer.isFocused()).toBe(true);
      await composer.setText('Tomorrow');
      expect(page.text()).toBe('a draft');
      expect(page.drafted.at(-1)).toEqual(
        jasmine.objectContaining({ edits: 'm2', text: 'Tomorrow' }),
      );
      await composer.press(TestKey.ENTER);
      expect(page.sent.map(({ edits, text }) => [edits, text])).toEqual([['m2', 'Tomorrow']]);
      page.editing.set(null);
      expect(await composer.getText()).toBe('a draft');
    });

    it('gives up an edit with Escape, and sends none that changes nothing', async () => {
      page.editing.set(message);
      await composer.type('x');
      await composer.press(TestKey.ESCAPE);
      expect(page.editing()).toBeNull();
      expect(await composer.getText()).toBe('');
      page.editing.set(message);
      expect(await composer.getText()).toBe('Tomorow');
      await composer.press(TestKey.ENTER);
      expect(page.sent).toEqual([]);
      expect(page.editClosed.length).toBe(2);
    });

    it('begins an edit with what was kept of it', async () => {
      page.editDraft.set('Tomorrow, or');
      page.editing.set(message);
      expect(await composer.getText()).toBe('Tomorrow, or');
    });
  });

  describe('room', () => {
    const limitedTo =
      (bytes: number): ExcessBytes =>
      (text) =>
        Math.max(0, new TextEncoder().encode(text).length - bytes);

    it('says how many bytes are left near the limit, and how many are too many', async () => {
      page.excessBytes.set(limitedTo(1000));
      write('x'.repeat(500));
      expect(await composer.getCounter()).toBeNull();
      await composer.type('x');
      expect(await composer.getCounter()).toBe('499 bytes left');
      write('€'.repeat(333));
      expect(await composer.getCounter()).toBe('1 byte left');
      await composer.type('€');
      expect(await composer.getProblem()).toBe('Too long by 2 bytes');
      await composer.press(TestKey.ENTER);
      expect(page.sent).toEqual([]);
    });

    it('shows a huge text at once, and loses nothing of it', async () => {
      page.excessBytes.set(limitedTo(1000));
      const huge = 'All work and no play.\n'.repeat(50_000);
      write(huge);
      expect(page.text()).toBe(huge);
      expect(await composer.getText()).toBe(huge);
      expect(await composer.getProblem()).toContain('Too long');
    });
  });

  describe('a reason not to send', () => {
    it('is said, and lets the text be written', async () => {
      page.disabledReason.set('Ana is answering.');
      await composer.setText('hello');
      expect(await composer.isDisabled()).toBe(true);
      expect(await composer.getProblem()).toBe('Ana is answering.');
      await composer.press(TestKey.ENTER);
      await composer.send();
      expect(page.sent).toEqual([]);
      expect(page.text()).toBe('hello');
      const describedBy = field().getAttribute('aria-describedby') ?? '';
      expect(document.getElementById(describedBy)?.textContent).toContain('Ana is answering.');
      page.disabledReason.set(null);
      await composer.send();
      expect(page.sentTexts).toEqual(['hello']);
    });

    it('can lock the text as well', async () => {
      page.disabledReason.set('You have left.');
      await composer.openEmoji();
      page.isLocked.set(true);
      expect(await composer.isReadonly()).toBe(true);
      emoji.resolve('🙂');
      await fixture.whenStable();
      expect(await composer.getText()).toBe('');
    });
  });

  describe('files', () => {
    /** A tray whose uploads are told how they end. */
    class TestTray extends AttachmentTray {
      readonly #held = signal<readonly Attachment[]>([]);
      override readonly items = this.#held.asReadonly();
      readonly names: string[] = [];

      constructor() {
        super({
          maxBytes: 1000,
          maxFiles: 9,
          types: ['image/*', 'application/pdf'],
          upload: () => new Promise(() => undefined),
        });
      }

      override add(files: Iterable<File>): void {
        for (const file of files) {
          this.names.push(file.name);
          this.#held.update((held) => [
            ...held,
            { id: file.name, file, status: 'uploading', progress: 0, problem: null },
          ]);
        }
      }

      override take(): Promise<readonly FileRef[]> {
        const files = this.#held().map(({ file: { name, type, size } }) => ({
          url: `https://files.example/${name}`,
          name,
          type,
          size,
        }));
        this.#held.set([]);
        return Promise.resolve(files);
      }

      fail(): void {
        this.#held.update((held) => held.map((item) => ({ ...item, status: 'failed' })));
      }
    }

    const photo = new File(['x'], 'photo.png', { type: 'image/png' });
    let tray: TestTray;

    beforeEach(async () => {
      tray = new TestTray();
      page.tray.set(tray);
      await fixture.whenStable();
    });

    function drop(): void {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(photo);
      field().dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
      );
    }

    it('takes them, and sends them without words as well', async () => {
      expect(await composer.canAttach()).toBe(true);
      drop();
      expect(tray.names).toEqual(['photo.png']);
      await composer.send();
      const [message] = page.sent;
      expect(message?.text).toBe('');
      expect((await message?.files)?.map(({ name }) => name)).toEqual(['photo.png']);
      await composer.send();
      expect(await composer.getProblem()).toBe('Write something first.');
    });

    it('does not send without a file that was not uploaded', async () => {
      drop();
      tray.fail();
      await composer.setText('see the photo');
      await composer.send();
      expect(page.sent).toEqual([]);
      expect(await composer.getProblem()).toContain('was not uploaded');
    });

    it('only lets those kinds be chosen that are taken', async () => {
      expect(await composer.canAttach()).toBe(true);
      expect(chooser().accept).toBe('image/*,application/pdf');
    });

    it('puts chosen files where they were asked for, wherever the user is by then', async () => {
      await composer.attach();
      const other = new TestTray();
      page.go(BOB);
      page.tray.set(other);
      await fixture.whenStable();
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(photo);
      chooser().files = dataTransfer.files;
      chooser().dispatchEvent(new Event('change'));
      expect([tray.names, other.names]).toEqual([['photo.png'], []]);
    });

    it('says that there is nothing to attach with, and keeps the page', async () => {
      page.tray.set(null);
      expect(await composer.canAttach()).toBe(false);
      drop();
      expect(await composer.getProblem()).toBe('Files cannot be sent here.');
    });

    it('leaves the files alone while a message is edited', async () => {
      drop();
      await fixture.whenStable();
      page.editing.set({
        id: 'm2',
        content: { kind: 'text', text: 'old' },
      } as unknown as ChatMessage);
      await composer.setText('new');
      await composer.send();
      expect(page.sent.map(({ files }) => files)).toEqual([null]);
      expect(tray.items().length).toBe(1);
    });

    function chooser(): HTMLInputElement {
      const found = (fixture.nativeElement as HTMLElement).querySelector('input');
      if (!found) throw new Error('There is nothing to choose files with.');
      // A test cannot open the window of the system.
      found.click = () => undefined;
      return found;
    }
  });

  it('gives the buttons of an application a way to insert', async () => {
    const actions = TestBed.createComponent(PageWithActions);
    const loader = TestbedHarnessEnvironment.loader(actions);
    const harness = await loader.getHarness(RtmComposerHarness);
    await harness.setText('Yours, ');
    (actions.nativeElement as HTMLElement).querySelector<HTMLElement>('.sign')?.click();
    expect(await harness.getText()).toBe('Yours, Ana');
  });

  it('puts an emoji where the caret was', async () => {
    await composer.setText('ab');
    field().setSelectionRange(1, 1);
    await composer.openEmoji();
    emoji.resolve('🙂');
    await fixture.whenStable();
    expect(await composer.getText()).toBe('a🙂b');
    expect(await composer.isFocused()).toBe(true);
  });

  it('says that writing goes on with each key, and that it has ended', async () => {
    await composer.type('ab');
    await composer.setText('');
    await composer.type('c');
    await composer.blur();
    expect(page.typing.map(({ on }) => on)).toEqual([true, true, false, true, false]);
    await composer.type('d');
    fixture.destroy();
    expect(page.typing.at(-1)?.on).toBe(false);
  });
});
