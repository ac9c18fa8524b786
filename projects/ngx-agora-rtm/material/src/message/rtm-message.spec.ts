import { type HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, provideZonelessChangeDetection, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ChatMessage } from 'ngx-agora-rtm/chat';
import { RtmMessageHarness } from 'ngx-agora-rtm/material/testing';
import { provideRtmPeople } from '../people/rtm-people';
import { provideRtmTemplates } from '../templates/rtm-templates';
import { RtmMessageActionsTemplate, RtmMessageTemplate } from '../templates/template-directives';
import type { MessageAction, MessageActionType } from './message-action';
import { deliveryAs, messageOf, ownMessage } from './message-examples.spec';
import { RTM_ME } from './rtm-me';
import { RtmMessage } from './rtm-message';

@Component({
  selector: 'rtm-test-host',
  imports: [RtmMessage, RtmMessageActionsTemplate, RtmMessageTemplate],
  template: `
    @if (hasTemplate()) {
      <ng-template rtmMessageTemplate let-message let-person="person">
        <i>{{ person.name }} {{ message.id }}</i>
      </ng-template>
    }
    @if (hasOwnAction()) {
      <ng-template rtmMessageActionsTemplate let-message>
        <button type="button" aria-label="Translate" (click)="translated.set(message.id)">T</button>
      </ng-template>
    }
    @for (message of messages(); track message.id) {
      <rtm-message
        tabindex="-1"
        [message]="message"
        [delivery]="delivery()"
        [abilities]="abilities"
        [isFirst]="isFirst()"
        [isPinned]="isPinned()"
        [isRoving]="isRoving()"
        [replies]="replies()"
        (acted)="actions.push($event)"
      />
    }
    <button type="button" class="elsewhere">Elsewhere</button>
  `,
  providers: [provideRtmTemplates()],
})
class TestHost {
  readonly messages = signal<readonly ChatMessage[]>([messageOf()]);
  readonly delivery = signal(deliveryAs('received'));
  readonly able = signal<readonly MessageActionType[]>([]);
  readonly isFirst = signal(true);
  readonly isPinned = signal(false);
  readonly isRoving = signal(false);
  readonly replies = signal(0);
  readonly hasTemplate = signal(false);
  readonly hasOwnAction = signal(false);
  readonly translated = signal('');
  readonly actions: MessageAction[] = [];
  readonly abilities = () => new Set(this.able());
}

describe('RtmMessage', () => {
  let fixture: ComponentFixture<TestHost>;
  let host: TestHost;
  let loader: HarnessLoader;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideRtmPeople(() => (id) => ({ name: id === 'ana' ? 'Ana Ruiz' : id.toUpperCase() })),
        { provide: RTM_ME, useFactory: () => signal('alice') },
      ],
    });
    fixture = TestBed.createComponent(TestHost);
    host = fixture.componentInstance;
    loader = TestbedHarnessEnvironment.loader(fixture);
  });

  const show = (message: ChatMessage) => {
    host.messages.set([message]);
    host.delivery.set(deliveryAs(message.status));
    return loader.getHarness(RtmMessageHarness);
  };
  const element = (selector: string) =>
    (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>(selector);

  it('says who, when and what', async () => {
    const message = await show(messageOf());
    expect(await message.getSender()).toBe('BOB');
    expect(await message.getTime()).toMatch(/\d:\d\d/);
    expect(await message.getText()).toBe('Hello');
    expect(await message.isOwn()).toBeFalse();
    expect(await message.getState()).toBeNull();
    expect(element('rtm-message')?.getAttribute('role')).toBe('article');
  });

  it('says who and when once in a group, and when at the one that is pointed at', async () => {
    host.isFirst.set(false);
    const message = await show(messageOf());
    expect(await message.getSender()).toBeNull();
    expect(await message.getTime()).toBeNull();
    await message.activate();
    expect(await message.getTime()).toMatch(/\d:\d\d/);
  });

  it('is small where it is a text and nothing else', async () => {
    await show(messageOf());
    expect(element('rtm-message')?.querySelectorAll('*').length).toBeLessThanOrEqual(5);
    host.isFirst.set(false);
    await show(ownMessage());
    expect(element('rtm-message')?.querySelectorAll('*').length).toBeLessThanOrEqual(4);
  });

  it('shows the formatting of a text, and its links', async () => {
    const message = await show(messageOf({ content: { kind: 'text', text: '*See* example.com' } }));
    expect(await message.getText()).toBe('See example.com');
    expect(element('rtm-text strong')?.textContent).toBe('See');
    const link = element('rtm-text a');
    expect(link?.getAttribute('href')).toBe('https://example.com/');
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('follows an edit of its text', async () => {
    const message = await show(messageOf({ content: { kind: 'text', text: '*a* b' } }));
    expect(await message.getText()).toBe('a b');
    await show(messageOf({ content: { kind: 'text', text: 'c' }, edited: { at: 0, n: 1 } }));
    expect(await message.getText()).toBe('c');
    expect(await message.getMarks()).toEqual(['Edited']);
  });

  it('shows who is mentioned', async () => {
    await show(messageOf({ content: { kind: 'text', text: '@Ana Ruiz!', mentions: ['ana'] } }));
    expect(element('.mention')?.textContent).toBe('@Ana Ruiz');
  });

  it('shows nothing of a message that was taken back', async () => {
    const message = await show(
      messageOf({
        deleted: true,
        edited: { at: 0, n: 1 },
        reactions: [{ emoji: '👍', from: 'ana', on: true, at: 0, n: 1 }],
      }),
    );
    expect(await message.getText()).toBe('Message deleted');
    expect(await message.getMarks()).toEqual([]);
    expect(await message.getReactions()).toEqual([]);
  });

  it('says what it can of a message that it cannot show', async () => {
    const message = await show(messageOf({ content: { kind: 'unsupported', alt: null } }));
    expect(await message.getText()).toContain('cannot be shown');
    await show(messageOf({ content: { kind: 'unsupported', alt: 'A poll' } }));
    expect(await message.getText()).toBe('A poll');
    await show(messageOf({ content: { kind: 'binary', bytes: 1 } }));
    expect(await message.getText()).toBe('1 byte that is no text');
  });

  it('marks a note, a pinned one, and its thread', async () => {
    host.isPinned.set(true);
    host.replies.set(2);
    const message = await show(ownMessage({ content: { kind: 'note', text: 'x' } }));
    expect(await message.getMarks()).toEqual(['Note for colleagues', 'Pinned']);
    expect(await message.getReplies()).toBe('2 replies');
    await message.openThread();
    expect(host.actions.map(({ type }) => type)).toEqual(['open-thread']);
  });

  it('shows what it answers, and leads there', async () => {
    const replyTo = { id: 'q', from: 'ana', text: 'Where?' };
    const message = await show(messageOf({ content: { kind: 'text', text: 'Here', replyTo } }));
    expect(await message.getQuote()).toContain('Ana Ruiz');
    expect(await message.getQuote()).toContain('Where?');
    await message.clickQuote();
    expect(host.actions).toEqual([
      { type: 'show-quoted', message: jasmine.objectContaining({ id: 'm' }), id: 'q' },
    ]);
  });

  it('says how far an own message has come', async () => {
    const message = await show(ownMessage());
    expect(await message.isOwn()).toBeTrue();
    expect(await message.getSender()).toBe('You');
    expect(await message.getState()).toBe('Sent');
    host.delivery.set(deliveryAs('read'));
    expect(await message.getState()).toBe('Read');
  });

  it('says why an own message was not sent, and offers what is possible', async () => {
    const error = { code: 'rate-limited', message: '', retryable: true } as const;
    host.able.set(['retry', 'cancel']);
    const message = await show(ownMessage({ status: 'failed', error }));
    expect(await message.getState()).toBe('Not sent. Too many messages at a time.');
    await message.clickNotice('Try again');
    await message.clickNotice('Discard');
    expect(host.actions.map(({ type }) => type)).toEqual(['retry', 'cancel']);
    host.able.set(['cancel']);
    await expectAsync(message.clickNotice('Try again')).toBeRejected();
  });

  describe('reactions', () => {
    const reactions = ['alice', 'ana', 'bob'].map((from) => ({
      emoji: from === 'bob' ? '🎉' : '👍',
      from,
      on: true,
      at: 0,
      n: 1,
    }));

    it('say who reacted with what', async () => {
      const message = await show(messageOf({ reactions }));
      const [thumb, party] = await message.getReactions();
      expect(thumb).toEqual(jasmine.objectContaining({ emoji: '👍', count: 2, isOwn: true }));
      expect(thumb?.label.replace(/[\u2068\u2069]/g, '')).toBe(
        'you and Ana Ruiz reacted with 👍, 2',
      );
      expect(party).toEqual(jasmine.objectContaining({ emoji: '🎉', count: 1, isOwn: false }));
    });

    it('are given and taken back', async () => {
      host.able.set(['react']);
      const message = await show(messageOf({ reactions }));
      await message.toggleReaction('👍');
      await message.toggleReaction('🎉');
      expect(host.actions).toEqual([
        jasmine.objectContaining({ type: 'react', emoji: '👍', on: false }),
        jasmine.objectContaining({ type: 'react', emoji: '🎉', on: true }),
      ]);
    });

    it('are only shown where the reader may not react', async () => {
      const message = await show(messageOf({ reactions }));
      await message.toggleReaction('👍');
      expect(host.actions).toEqual([]);
    });
  });

  describe('toolbar', () => {
    const ALL: readonly MessageActionType[] = [
      'react',
      'reply',
      'open-thread',
      'edit',
      'delete',
      'copy',
      'pin',
      'save',
      'mark-unread',
    ];

    const point = (type: string, pointerType: string) =>
      element('rtm-message .text')?.dispatchEvent(
        new PointerEvent(type, { pointerType, bubbles: true, composed: true }),
      );

    it('is not there before it is needed, and where nothing can be done', async () => {
      const message = await show(messageOf());
      await message.activate();
      expect(await message.hasToolbar()).toBeFalse();
      host.able.set(ALL);
      expect(await message.hasToolbar()).toBeTrue();
      element('.elsewhere')?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      expect(await message.hasToolbar()).toBeFalse();
    });

    it('offers what may be done', async () => {
      host.able.set(['reply', 'copy']);
      const message = await show(messageOf());
      expect(await message.getActions()).toEqual(['Reply', 'More actions']);
      host.able.set(ALL);
      expect(await message.getActions()).toEqual(['React', 'Reply', 'Open thread', 'More actions']);
    });

    it('is at one message at a time', async () => {
      host.able.set(ALL);
      host.messages.set([messageOf({ id: 'a' }), messageOf({ id: 'b' })]);
      const [a, b] = await loader.getAllHarnesses(RtmMessageHarness);
      await a?.activate();
      await b?.activate();
      expect(await a?.hasToolbar()).toBeFalse();
      expect(await b?.hasToolbar()).toBeTrue();
    });

    it('comes with the pointer once it rests, and goes with it', async () => {
      host.able.set(ALL);
      const message = await show(messageOf());
      jasmine.clock().install();
      point('pointerover', 'mouse');
      point('pointerout', 'mouse');
      jasmine.clock().tick(1_000);
      fixture.detectChanges();
      expect(element('rtm-message')?.classList).not.toContain('active');
      point('pointerover', 'mouse');
      jasmine.clock().tick(100);
      jasmine.clock().uninstall();
      expect(await message.hasToolbar()).toBeTrue();
      point('pointerout', 'mouse');
      expect(await message.hasToolbar()).toBeFalse();
    });

    it('comes with a long press, and stays when the finger is lifted', async () => {
      host.able.set(ALL);
      const message = await show(messageOf());
      jasmine.clock().install();
      point('pointerover', 'touch');
      jasmine.clock().tick(499);
      point('pointerout', 'touch');
      jasmine.clock().tick(1_000);
      fixture.detectChanges();
      expect(element('rtm-message')?.classList).not.toContain('active');
      point('pointerover', 'touch');
      jasmine.clock().tick(500);
      jasmine.clock().uninstall();
      point('pointerout', 'touch');
      expect(await message.hasToolbar()).toBeTrue();
      element('.elsewhere')?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      expect(await message.hasToolbar()).toBeFalse();
    });

    it('tells what was chosen', async () => {
      host.able.set(ALL);
      host.isPinned.set(true);
      const message = await show(messageOf());
      await message.clickAction('Reply');
      await message.clickAction('Open thread');
      for (const label of [
        'Edit',
        'Copy text',
        'Unpin',
        'Save',
        'Mark unread from here',
        'Delete',
      ]) {
        await message.clickAction('More actions');
        await message.chooseMenuItem(label);
      }
      expect(
        host.actions.map((action) => [action.type, 'on' in action ? action.on : null]),
      ).toEqual([
        ['reply', null],
        ['open-thread', null],
        ['edit', null],
        ['copy', null],
        ['pin', false],
        ['save', true],
        ['mark-unread', null],
        ['delete', null],
      ]);
    });

    it('gives a reaction with two clicks', async () => {
      host.able.set(ALL);
      const reactions = [{ emoji: '👍', from: 'alice', on: true, at: 0, n: 1 }];
      const message = await show(messageOf({ reactions }));
      await message.clickAction('React');
      await message.clickAction('React with 🎉');
      await message.clickAction('React');
      await message.clickAction('React with 👍');
      expect(host.actions).toEqual([
        jasmine.objectContaining({ type: 'react', emoji: '🎉', on: true }),
        jasmine.objectContaining({ type: 'react', emoji: '👍', on: false }),
      ]);
      expect(document.activeElement?.getAttribute('aria-label')).toBe('React');
    });

    it('is one tab stop, with arrows between its buttons', async () => {
      host.able.set(ALL);
      const message = await show(messageOf());
      await message.activate();
      const tools = [...document.querySelectorAll<HTMLElement>('rtm-message-toolbar button')];
      expect(tools.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1, -1]);
      tools[0]?.focus();
      const walk = (key: string) => {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(event);
        return tools.findIndex((tool) => tool === document.activeElement);
      };
      expect(['ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home'].map(walk)).toEqual([
        1, 3, 0, 3, 0,
      ]);
      expect(tools.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1, -1]);
      document.documentElement.dir = 'rtl';
      expect(walk('ArrowLeft')).toBe(1);
      document.documentElement.dir = '';
      walk('Escape');
      expect(document.activeElement).toBe(element('rtm-message'));
    });

    it('keeps the menu with the keyboard, and gives the focus back', async () => {
      host.able.set(ALL);
      const message = await show(messageOf());
      await message.clickAction('More actions');
      expect(await message.getMenuItems()).toContain('Copy text');
      expect(document.activeElement?.textContent.trim()).toBe('Edit');
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }),
      );
      expect(await message.getMenuItems()).toEqual([]);
      expect(document.activeElement?.getAttribute('aria-label')).toBe('More actions');
      expect(host.actions).toEqual([]);
    });

    it('has the buttons of an application among its own', async () => {
      host.able.set(['reply', 'copy']);
      host.hasOwnAction.set(true);
      const message = await show(messageOf());
      expect(await message.getActions()).toEqual(['Reply', 'Translate', 'More actions']);
      await message.clickAction('Translate');
      expect(host.translated()).toBe('m');
    });
  });

  it('leaves what is in it out of the tab order in a list, until it has the focus', async () => {
    host.isRoving.set(true);
    host.replies.set(1);
    const message = await show(messageOf({ content: { kind: 'text', text: 'https://a.com' } }));
    const reachable = () =>
      [...(element('rtm-message')?.querySelectorAll<HTMLElement>('a, button') ?? [])].map(
        ({ tabIndex }) => tabIndex,
      );
    expect(reachable()).toEqual([-1, -1]);
    await message.activate();
    expect(reachable()).toEqual([0, 0]);
  });

  it('is drawn by a template where there is one', async () => {
    host.hasTemplate.set(true);
    await show(messageOf());
    expect(element('rtm-message i')?.textContent).toBe('BOB m');
    expect(element('rtm-message .text:not(:empty)')).toBeNull();
  });
});
