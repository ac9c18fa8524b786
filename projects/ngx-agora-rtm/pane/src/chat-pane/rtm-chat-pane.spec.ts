import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestKey } from '@angular/cdk/testing';
import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { FileRef } from 'ngx-agora-rtm/chat';
import { RTM_UPLOADER, RtmHeaderTemplate } from 'ngx-agora-rtm/material';
import { RtmChat } from 'ngx-agora-rtm/store';
import { RtmChatPaneHarness } from 'ngx-agora-rtm/pane/testing';
import { SALES, SUPPORT, TestWorld, until } from '../pane-testing.spec';
import { RtmChatPane } from './rtm-chat-pane';

@Component({
  selector: 'rtm-test-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmChatPane, RtmHeaderTemplate],
  template: `
    @if (isShown()) {
      <rtm-chat-pane [channel]="channel()" />
    }
    <rtm-chat-pane [channel]="other()">
      <ng-template rtmHeaderTemplate let-conversation>My {{ conversation.id }}</ng-template>
    </rtm-chat-pane>
  `,
  styles: `
    rtm-chat-pane {
      block-size: 400px;
      inline-size: 600px;
    }
  `,
})
class TestPage {
  readonly channel = signal('support');
  readonly other = signal('sales');
  readonly isShown = signal(true);
}

describe('RtmChatPane', () => {
  let world: TestWorld;
  let fixture: ComponentFixture<TestPage>;
  let first: RtmChatPaneHarness;
  let second: RtmChatPaneHarness;
  let finishUpload: (file: FileRef) => void;

  beforeEach(async () => {
    const upload = () => new Promise<FileRef>((resolve) => (finishUpload = resolve));
    world = new TestWorld({
      provide: RTM_UPLOADER,
      useValue: { maxBytes: 1000, types: [], maxFiles: 3, upload },
    });
    fixture = TestBed.createComponent(TestPage);
    document.body.append(fixture.nativeElement as HTMLElement);
    const loader = TestbedHarnessEnvironment.loader(fixture);
    [first, second] = (await loader.getAllHarnesses(RtmChatPaneHarness)) as [
      RtmChatPaneHarness,
      RtmChatPaneHarness,
    ];
  });

  afterEach(() => world.leave());

  async function login(): Promise<void> {
    await TestBed.inject(RtmChat).login('alice');
    await until(async () => (await first.getList()) !== null && (await second.getList()) !== null);
  }

  const texts = async (pane: RtmChatPaneHarness) =>
    (await (await pane.getList())?.getMessageTexts()) ?? [];

  async function write(pane: RtmChatPaneHarness, text: string): Promise<void> {
    const composer = await pane.getComposer();
    await composer.setText(text);
    await composer.press(TestKey.ENTER);
  }

  it('says that nobody is signed in, and opens the conversation as soon as somebody is', async () => {
    expect(await first.getNotice()).toBe('Nobody is signed in.');
    expect(await (await first.getComposer()).isDisabled()).toBeTrue();
    await login();
    expect(await first.getNotice()).toBeNull();
    expect(await (await first.getHeader()).getTitle()).toBe('support');
  });

  it('sends what is written, and shows what others write', async () => {
    await login();
    const bob = await world.enter('bob', SUPPORT);
    await write(first, 'Hello');
    await bob.send(SUPPORT, { kind: 'text', text: 'Hi alice' });
    await until(async () => (await texts(first)).length === 2);
    expect([...(await texts(first))].sort()).toEqual(['Hello', 'Hi alice']);
    expect(await texts(second)).toEqual([]);
    expect(await (await first.getComposer()).getText()).toBe('');
  });

  it('keeps what is being written in each conversation, when the pane goes to another one and back', async () => {
    await login();
    await (await first.getComposer()).setText('half a sent');
    fixture.componentInstance.channel.set('lobby');
    await until(async () => (await (await first.getHeader()).getTitle()) === 'lobby');
    expect(await (await first.getComposer()).getText()).toBe('');
    fixture.componentInstance.channel.set('support');
    await until(async () => (await (await first.getComposer()).getText()) === 'half a sent');
  });

  it('sends files to where they were chosen, wherever the pane is when they are up', async () => {
    await login();
    const bob = await world.enter('bob', SUPPORT, SALES);
    const composer = await first.getComposer();
    const host = await composer.host();
    await host.dispatchEvent('focusin');
    attach(fixture, new File(['abc'], 'a.txt', { type: 'text/plain' }));
    await write(first, 'see the file');
    fixture.componentInstance.channel.set('lobby');
    await until(async () => (await (await first.getHeader()).getTitle()) === 'lobby');
    finishUpload({ url: 'https://files.example/a', name: 'a.txt', type: 'text/plain', size: 3 });
    const key = 'channel:support';
    const arrived = () => {
      const { slots, items } = bob.state().conversations;
      return items[slots[key] ?? -1]?.latest?.content;
    };
    await until(() => arrived() !== undefined);
    expect(arrived()).toEqual(jasmine.objectContaining({ kind: 'file', text: 'see the file' }));
    expect(await texts(first)).toEqual([]);
  });

  it('counts as read only what somebody had before their eyes', async () => {
    const chat = TestBed.inject(RtmChat);
    await login();
    world.attention.next(false);
    const bob = await world.enter('bob', SUPPORT);
    await bob.send(SUPPORT, { kind: 'text', text: 'Anybody there?' });
    await until(async () => (await texts(first)).length === 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(chat.conversation(SUPPORT).unread()).toBe(1);
    world.attention.next(true);
    await until(() => chat.conversation(SUPPORT).unread() === 0);
    expect(await (await first.getList())?.getFirstNew()).toBeNull();
  });

  it('uses a template for its own parts, and leaves those of its neighbour alone', async () => {
    await login();
    const [one, other] = Array.from(
      (fixture.nativeElement as HTMLElement).querySelectorAll('rtm-header'),
      (header) => header.textContent.trim(),
    );
    expect(other).toBe('My sales');
    expect(one).toContain('support');
  });

  it('opens a panel beside the messages, and closes it with Escape', async () => {
    await login();
    await first.togglePanel('Members');
    const page = fixture.nativeElement as HTMLElement;
    await until(() => page.querySelector('rtm-member-list') !== null);
    expect(await first.hasPanel()).toBeTrue();
    expect(await second.hasPanel()).toBeFalse();
    page
      .querySelector('rtm-panel-frame')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(await first.hasPanel()).toBeFalse();
    expect(await (await first.getComposer()).isFocused()).toBeTrue();
  });

  it('goes from region to region with F6', async () => {
    await login();
    await (await first.getComposer()).focus();
    const pane = (fixture.nativeElement as HTMLElement).querySelector('rtm-chat-pane');
    const seen = new Set<string | undefined>();
    for (let press = 0; press < 3; press++) {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'F6', bubbles: true, cancelable: true }),
      );
      expect(pane?.contains(document.activeElement)).toBeTrue();
      seen.add(document.activeElement?.closest('[data-rtm-region]')?.localName);
    }
    expect(seen).toEqual(new Set(['rtm-header', 'rtm-message-list', 'rtm-composer']));
  });

  it('says what is wrong with a channel that cannot be, and how to name one', async () => {
    await login();
    fixture.componentInstance.channel.set('a'.repeat(100));
    await until(async () => (await first.getNotice())?.includes('could not be opened') === true);
    expect(await first.getNotice()).toContain('Try again');
    expect(() => {
      const pane = TestBed.createComponent(RtmChatPane);
      pane.detectChanges();
    }).toThrowError(/either a channel or a peer/);
  });
});

/** Gives a file to the first composer, as a drop does. */
function attach(fixture: ComponentFixture<unknown>, file: File): void {
  const data = new DataTransfer();
  data.items.add(file);
  const field = (fixture.nativeElement as HTMLElement).querySelector('rtm-composer textarea');
  field?.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
  );
}
