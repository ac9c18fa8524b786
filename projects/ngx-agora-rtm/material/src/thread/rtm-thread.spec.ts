import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, outputBinding, signal, twoWayBinding } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { timelineOf } from 'ngx-agora-rtm/chat';
import { RtmThreadHarness } from 'ngx-agora-rtm/material/testing';
import { exampleConversation, exampleMessage } from '../preview/example-messages.spec';
import { RtmThread } from './rtm-thread';

const question = exampleMessage('ana', 'Who takes Friday?');
const answer = exampleMessage('ben', 'I do');
const said = exampleConversation({ type: 'channel', id: 'lobby' }, [question], {
  threads: {
    [`thread:${question.id}` as const]: { root: question.id, timeline: timelineOf([answer]) },
  },
});

describe('RtmThread', () => {
  const conversation = signal(said);
  const root = signal(question.id);
  const text = signal('');
  let closed: number;
  let host: HTMLElement;
  let thread: RtmThreadHarness;

  beforeEach(async () => {
    conversation.set(said);
    root.set(question.id);
    text.set('');
    closed = 0;
    const fixture = TestBed.createComponent(RtmThread, {
      bindings: [
        inputBinding('conversation', conversation),
        inputBinding('root', root),
        twoWayBinding('text', text),
        outputBinding('closed', () => closed++),
      ],
    });
    host = fixture.nativeElement as HTMLElement;
    thread = await TestbedHarnessEnvironment.harnessForFixture(fixture, RtmThreadHarness);
  });

  it('shows the message that it hangs on, and the replies', async () => {
    expect(await thread.getRootText()).toContain('Who takes Friday?');
    expect(await thread.getRepliesText()).toBe('1 reply');
    expect(host.querySelector('rtm-message-list')?.textContent).toContain('I do');
  });

  it('shows what waits to be sent to it, and not what waits elsewhere', async () => {
    const waiting = (text: string, thread: object) =>
      exampleMessage('me', { kind: 'text', text, ...thread }, { own: true, status: 'queued' });
    const pending = [waiting('In here', { thread: question.id }), waiting('Out there', {})];
    conversation.set({ ...said, pending });
    await thread.getRootText();
    const list = host.querySelector('rtm-message-list')?.textContent;
    expect(list).toContain('In here');
    expect(list).not.toContain('Out there');
  });

  it('can be used although its message is not loaded', async () => {
    root.set('far away');
    expect(await thread.getRootText()).toContain('not loaded');
    expect(await thread.getRepliesText()).toBe('');
    expect(await thread.getComposer()).toBeDefined();
  });

  it('keeps what is being written where it is told to', async () => {
    const composer = await thread.getComposer();
    await composer.setText('On it');
    expect(text()).toBe('On it');
  });

  it('is closed by its button and by Escape', async () => {
    await thread.close();
    await (await thread.host()).dispatchEvent('keydown', { key: 'Escape' });
    expect(closed).toBe(2);
  });

  it('leaves an Escape alone that something inside has used', async () => {
    const used = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    used.preventDefault();
    host.querySelector('textarea')?.dispatchEvent(used);
    expect(used.defaultPrevented).toBeTrue();
    expect(closed).toBe(0);
  });

  it('is a region with a name', () => {
    const title = document.getElementById(host.getAttribute('aria-labelledby') ?? '');
    expect(host.getAttribute('role')).toBe('region');
    expect(title?.textContent.trim()).toBe('Thread');
  });
});
