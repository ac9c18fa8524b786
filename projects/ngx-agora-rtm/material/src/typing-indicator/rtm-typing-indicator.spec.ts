import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RtmTypingIndicatorHarness } from 'ngx-agora-rtm/material/testing';
import { provideRtmPeople } from '../people/rtm-people';
import { RtmTypingIndicator } from './rtm-typing-indicator';

describe('RtmTypingIndicator', () => {
  it('says who is writing by their names, and of many that they are', async () => {
    TestBed.configureTestingModule({
      providers: [provideRtmPeople(() => (userId) => ({ name: userId.toUpperCase() }))],
    });
    const typing = signal<readonly string[]>([]);
    const bindings = [inputBinding('typing', typing)];
    const fixture = TestBed.createComponent(RtmTypingIndicator, { bindings });
    const indicator = await TestbedHarnessEnvironment.harnessForFixture(
      fixture,
      RtmTypingIndicatorHarness,
    );
    const said: string[] = [];
    for (const users of [[], ['ana'], ['ana', 'ben'], ['ana', 'ben', 'carl']]) {
      typing.set(users);
      said.push((await indicator.getText()).replace(/[\u2068\u2069]/g, ''));
    }
    expect(said).toEqual([
      '',
      'ANA is typing…',
      'ANA and BEN are typing…',
      'Several people are typing…',
    ]);
  });

  it('is no live region, and keeps a name from turning the sentence around', async () => {
    const bindings = [inputBinding('typing', () => ['\u202Eana'])];
    const fixture = TestBed.createComponent(RtmTypingIndicator, { bindings });
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect(host.textContent).toContain('\u2068ana\u2069 is typing…');
    expect(host.closest('[aria-live], [role=status], [role=log]')).toBeNull();
    expect(host.querySelector('[aria-live], [role=status], [role=log]')).toBeNull();
  });
});
