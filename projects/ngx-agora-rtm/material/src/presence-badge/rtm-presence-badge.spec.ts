import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Presence } from 'ngx-agora-rtm/chat';
import { RtmPresenceBadgeHarness } from 'ngx-agora-rtm/material/testing';
import { germanWords } from '../intl/german/german-words';
import { RtmIntl } from '../intl/rtm-intl';
import { NOON } from '../preview/example-messages.spec';
import { RtmPresenceBadge } from './rtm-presence-badge';

const MINUTE = 60_000;

describe('RtmPresenceBadge', () => {
  const presence = signal<Presence>({ status: 'unknown', lastSeen: null });

  async function badgeOf(shown: Presence): Promise<RtmPresenceBadgeHarness> {
    presence.set(shown);
    const bindings = [inputBinding('presence', presence)];
    const fixture = TestBed.createComponent(RtmPresenceBadge, { bindings });
    return TestbedHarnessEnvironment.harnessForFixture(fixture, RtmPresenceBadgeHarness);
  }

  beforeEach(() => {
    jasmine.clock().install().mockDate(new Date(NOON));
  });

  afterEach(() => {
    jasmine.clock().uninstall();
  });

  it('says who is there', async () => {
    const badge = await badgeOf({ status: 'online', lastSeen: NOON });
    expect(await badge.getText()).toBe('Online');
    expect(await badge.hasDot()).toBeTrue();
  });

  it('says when somebody was last seen', async () => {
    const badge = await badgeOf({ status: 'offline', lastSeen: NOON - 5 * MINUTE });
    expect(await badge.getText()).toBe('Last seen 5 minutes ago');
  });

  it('keeps telling the truth as time goes by', async () => {
    const badge = await badgeOf({ status: 'offline', lastSeen: NOON - 5 * MINUTE });
    jasmine.clock().tick(2 * MINUTE);
    expect(await badge.getText()).toBe('Last seen 7 minutes ago');
  });

  it('makes no future of a clock that is ahead', async () => {
    const badge = await badgeOf({ status: 'offline', lastSeen: NOON + 5 * MINUTE });
    expect(await badge.getText()).toBe('Last seen this minute');
  });

  it('says nothing of what is not known', async () => {
    const badge = await badgeOf({ status: 'unknown', lastSeen: null });
    expect(await badge.getText()).toBe('');
    expect(await badge.hasDot()).toBeFalse();
  });

  it('says offline of those who were never seen', async () => {
    const badge = await badgeOf({ status: 'offline', lastSeen: null });
    expect(await badge.getText()).toBe('Offline');
  });

  it('follows a change of the language', async () => {
    const badge = await badgeOf({ status: 'offline', lastSeen: NOON - 5 * MINUTE });
    TestBed.inject(RtmIntl).use(germanWords);
    expect(await badge.getText()).toBe('Zuletzt gesehen: vor 5 Minuten');
  });
});
