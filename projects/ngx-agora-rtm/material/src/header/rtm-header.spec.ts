import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ConversationRef, Presence } from 'ngx-agora-rtm/chat';
import { RtmHeaderHarness } from 'ngx-agora-rtm/material/testing';
import { provideRtmTemplates } from '../templates/rtm-templates';
import { RtmHeaderTemplate } from '../templates/template-directives';
import { RtmHeader } from './rtm-header';

@Component({
  selector: 'rtm-test-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmHeader, RtmHeaderTemplate],
  providers: [provideRtmTemplates()],
  template: `
    <rtm-header
      [conversation]="ref()"
      [presence]="presence()"
      [memberCount]="memberCount()"
      [typing]="typing()"
    >
      <button type="button">Call</button>
      <button rtmStart type="button">Back</button>
    </rtm-header>
    @if (hasTemplate()) {
      <ng-template rtmHeaderTemplate let-conversation>My {{ conversation.id }}</ng-template>
    }
  `,
})
class TestHeader {
  readonly ref = signal<ConversationRef>({ type: 'channel', id: 'lobby' });
  readonly presence = signal<Presence | null>(null);
  readonly memberCount = signal<number | null>(null);
  readonly typing = signal<readonly string[]>([]);
  readonly hasTemplate = signal(false);
}

describe('RtmHeader', () => {
  let host: TestHeader;
  let element: HTMLElement;
  let header: RtmHeaderHarness;

  beforeEach(async () => {
    const fixture = TestBed.createComponent(TestHeader);
    host = fixture.componentInstance;
    element = fixture.nativeElement as HTMLElement;
    header = await TestbedHarnessEnvironment.loader(fixture).getHarness(RtmHeaderHarness);
  });

  it('says what the conversation is called', async () => {
    expect(await header.getTitle()).toBe('lobby');
    expect(await header.getSecondLine()).toBe('');
  });

  it('says how many are in a channel, or whether a peer is there', async () => {
    host.memberCount.set(1);
    expect(await header.getSecondLine()).toBe('1 member');
    host.memberCount.set(0);
    expect(await header.getSecondLine()).toBe('0 members');
    host.presence.set({ status: 'online', lastSeen: null });
    expect(await header.getSecondLine()).toBe('Online');
  });

  it('says who is writing before all else', async () => {
    host.memberCount.set(3);
    host.typing.set(['ana']);
    expect(await header.getSecondLine()).toContain('is typing…');
  });

  it('has room for buttons at both ends', async () => {
    await header.getTitle();
    expect(element.textContent.replace(/\s+/g, '')).toBe('BacklobbyCall');
  });

  it('is drawn by a template that is put in', async () => {
    host.hasTemplate.set(true);
    expect(await header.getTitle()).toBe('');
    expect(element.textContent.trim()).toBe('My lobby');
  });
});
