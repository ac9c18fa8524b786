import { TestBed } from '@angular/core/testing';
import { WORDS } from '../words';
import { gapWords } from './gap-words';
import { gapOf, MINUTE, NOON } from './message-testing.spec';

describe('gapWords', () => {
  const words = (changes: Parameters<typeof gapOf>[0]) =>
    gapWords(gapOf(changes), TestBed.inject(WORDS));

  it('says whose message is missing, and that it is looked for', () => {
    expect(words({})).toBe('A message of bob is missing. Looking for it…');
    expect(words({ last: 4 })).toBe('3 messages of bob are missing. Looking for them…');
  });

  it('says that it is lost', () => {
    const status = 'lost' as const;
    expect(words({ status })).toBe('A message of bob is missing and could not be had any more.');
    expect(words({ status, last: 3 })).toBe(
      '2 messages of bob are missing and could not be had any more.',
    );
  });

  it('does not invent a number or a name', () => {
    expect(words({ first: 0, last: 0, from: null })).toBe(
      'Some messages of somebody are missing. Looking for them…',
    );
  });

  it('says when the user was away, with the days where they differ', () => {
    const rest = { reason: 'away', from: null, status: 'lost' } as const;
    const hour = (at: number) =>
      new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(at);
    const [since, at] = [NOON - 4 * MINUTE, NOON];
    expect(words({ ...rest, since, at })).toBe(
      `You were away from ${hour(since)} to ${hour(at)}: messages from then may be missing.`,
    );
    expect(words({ ...rest, since: at, at })).toBe(
      `You were away for a moment at ${hour(at)}: messages from then may be missing.`,
    );
    const overNight = words({ ...rest, since: NOON - 24 * 60 * MINUTE, at });
    expect(overNight).toContain('14');
    expect(overNight).toContain('15');
    expect(words({ ...rest, status: 'searching' })).toMatch(/missing\. Asking the others…$/);
  });

  it('says that the history has more', () => {
    expect(words({ reason: 'history', status: 'lost' })).toBe(
      'There are more messages here than were loaded.',
    );
    expect(words({ reason: 'history', status: 'searching' })).toBe('Loading messages…');
  });
});
