import { TestBed } from '@angular/core/testing';
import type { Attendance, Gap } from 'ngx-agora-rtm/chat';
import { Grammar } from '../intl/grammar';
import { RtmIntl } from '../intl/rtm-intl';
import { attendanceText } from './attendance-words';
import { englishGapWords, gapText } from './gap-words';
import { gapOf, MINUTE, NOON } from './list-testing.spec';
import { englishListWords } from './message-list-words';

/** Without the marks that isolate names. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');
const grammar = new Grammar('en');

describe('gapText', () => {
  const text = (changes: Partial<Gap>) =>
    plain(
      gapText(gapOf(changes), englishGapWords(grammar), TestBed.inject(RtmIntl), (id) => `*${id}`),
    );

  it('says whose message is missing, and that it is looked for', () => {
    expect(text({})).toBe('1 message from *bob is missing. Looking for it…');
    expect(text({ last: 4 })).toBe('3 messages from *bob are missing. Looking for them…');
  });

  it('says that it is lost, and invents neither a number nor a name', () => {
    const status = 'lost' as const;
    expect(text({ status })).toBe('1 message from *bob is missing and could not be recovered.');
    expect(text({ first: 0, last: 0, from: null })).toBe(
      'Some messages are missing. Looking for them…',
    );
  });

  it('says when the user was away, with the days where they differ', () => {
    const rest = { reason: 'away', from: null, status: 'lost', at: NOON } as const;
    expect(text({ ...rest, since: NOON - 4 * MINUTE })).toMatch(/from 11:56\s?AM to 12:00\s?PM\./);
    expect(text({ ...rest, since: NOON })).toContain('for a moment at');
    expect(text({ ...rest, since: NOON - 24 * 60 * MINUTE })).toContain('January 14');
    expect(text({ ...rest, since: NOON, status: 'searching' })).toMatch(/Asking the others…$/);
  });

  it('says that the history has more', () => {
    expect(text({ reason: 'history', status: 'lost' })).toBe('There are more messages here.');
    expect(text({ reason: 'history' })).toBe('Loading messages…');
  });
});

describe('attendanceText', () => {
  const text = (...changes: readonly Partial<Attendance>[]) =>
    plain(
      attendanceText(
        changes.map((change) => ({ id: '', at: 0, after: null, joined: [], left: [], ...change })),
        englishListWords(grammar),
        (id) => id,
      ),
    );

  it('names a few, and counts the others', () => {
    expect(text({ joined: ['a'] }, { joined: ['b'], left: ['c'] })).toBe('a and b joined · c left');
    expect(text({ joined: ['a', 'b', 'c', 'd'] })).toBe('a, b, c, and d joined');
    expect(text({ joined: ['a', 'b', 'c', 'd', 'e'] })).toBe('a, b, c and 2 others joined');
  });

  it('is silent of who came and went again', () => {
    expect(text({ joined: ['a'] }, { left: ['a'] })).toBe('');
    expect(text({ left: ['a'] }, { joined: ['a', 'b'] })).toBe('b joined');
  });
});
