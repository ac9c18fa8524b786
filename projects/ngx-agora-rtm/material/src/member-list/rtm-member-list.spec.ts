import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Presence } from 'ngx-agora-rtm/chat';
import { RtmMemberListHarness } from 'ngx-agora-rtm/material/testing';
import { RtmMemberList } from './rtm-member-list';

describe('RtmMemberList', () => {
  const members = signal<readonly string[]>([]);
  const canChoose = signal(true);
  let chosen: string[];
  let list: RtmMemberListHarness;
  let host: HTMLElement;

  beforeEach(async () => {
    members.set(['user 10', 'user 2', 'Zed', 'me', 'Ána']);
    canChoose.set(true);
    chosen = [];
    const presence = (userId: string): Presence | null =>
      userId === 'Zed' ? { status: 'online', lastSeen: null } : null;
    const fixture = TestBed.createComponent(RtmMemberList, {
      bindings: [
        inputBinding('members', members),
        inputBinding('ownId', () => 'me'),
        inputBinding('presence', () => presence),
        inputBinding('canChoose', canChoose),
        outputBinding<string>('chosen', (userId) => chosen.push(userId)),
      ],
    });
    host = fixture.nativeElement as HTMLElement;
    list = await TestbedHarnessEnvironment.harnessForFixture(fixture, RtmMemberListHarness);
  });

  it('shows the user first, then the others as a reader would sort them', async () => {
    expect(await list.getHeading()).toBe('5 members');
    expect(await list.getNames()).toEqual(['me', 'Ána', 'user 2', 'user 10', 'Zed']);
    const [first, second] = await list.getMembers();
    expect(await first?.isOwn()).toBeTrue();
    expect(await second?.isOwn()).toBeFalse();
  });

  it('says who is there', async () => {
    const [zed] = await list.getMembers({ name: 'Zed' });
    expect(await zed?.getText()).toContain('Online');
  });

  it('passes on who was chosen', async () => {
    const [zed] = await list.getMembers({ name: 'Zed' });
    await zed?.choose();
    expect(chosen).toEqual(['Zed']);
  });

  it('is one tab stop, and goes by arrows and letters', async () => {
    const [first] = await list.getMembers();
    await first?.focus();
    await first?.sendKeys(TestKey.DOWN_ARROW);
    const [ana] = await list.getMembers({ name: 'Ána' });
    expect(await ana?.isFocused()).toBeTrue();
    await ana?.sendKeys('z');
    const [zed] = await list.getMembers({ name: 'Zed' });
    expect(await zed?.isFocused()).toBeTrue();
    const stops = await Promise.all((await list.getMembers()).map((member) => member.isTabStop()));
    expect(stops.filter(Boolean).length).toBe(1);
  });

  it('can be scrolled with the keyboard where nobody can be chosen', async () => {
    canChoose.set(false);
    await list.getNames();
    expect(host.querySelector('button')).toBeNull();
    expect(host.querySelector('.scroller')?.getAttribute('tabindex')).toBe('0');
  });

  it('has a filter where there are many', async () => {
    expect(await list.hasFilter()).toBeFalse();
    members.set(Array.from({ length: 3_000 }, (_, i) => `user ${i}`));
    expect(await list.hasFilter()).toBeTrue();
    await list.filter('USER 2999');
    expect(await list.getNames()).toEqual(['user 2999']);
    await list.filter('nobody');
    expect(await list.getNothingText()).toContain('Nobody is called');
  });

  it('puts only the first of thousands into the document', async () => {
    members.set(Array.from({ length: 3_000 }, (_, i) => `user ${i}`));
    expect((await list.getMembers()).length).toBeLessThan(200);
    expect(await list.getHeading()).toBe('3,000 members');
  });

  it('says that nobody is there', async () => {
    members.set([]);
    expect(await list.getNothingText()).toBe('Nobody is here yet');
  });

  it('gives the focus of a member who leaves to the one in their place', async () => {
    const [ana] = await list.getMembers({ name: 'Ána' });
    await ana?.focus();
    members.set(['me', 'Zed']);
    const [zed] = await list.getMembers({ name: 'Zed' });
    expect(await zed?.isFocused()).toBeTrue();
  });
});
