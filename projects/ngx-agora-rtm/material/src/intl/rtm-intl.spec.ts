import { TestBed } from '@angular/core/testing';
import { NOON } from '../preview/example-messages.spec';
import { arabicWords } from './arabic/arabic-words';
import { germanWords } from './german/german-words';
import { provideRtmIntl, RtmIntl } from './rtm-intl';
import { englishWords } from './rtm-words';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('RtmIntl', () => {
  it('speaks English where nobody says otherwise', () => {
    expect(TestBed.inject(RtmIntl).words().common.close).toBe('Close');
  });

  it('speaks the language that is provided', () => {
    TestBed.configureTestingModule({ providers: [provideRtmIntl(germanWords)] });
    const intl = TestBed.inject(RtmIntl);
    expect(intl.words().common.close).toBe('Schließen');
    expect(intl.count(1_500)).toBe('999+');
  });

  it('takes one word of an application among the others', () => {
    const words = () => ({
      ...englishWords(),
      common: { ...englishWords().common, close: 'Shut' },
    });
    TestBed.configureTestingModule({ providers: [provideRtmIntl(words)] });
    expect(TestBed.inject(RtmIntl).words().common.close).toBe('Shut');
    expect(TestBed.inject(RtmIntl).words().common.cancel).toBe('Cancel');
  });

  it('changes words, dates and numbers at once', () => {
    const intl = TestBed.inject(RtmIntl);
    const at = NOON - 3 * DAY;
    const english = [intl.time(at), intl.brief(at, NOON), intl.ago(at, NOON), intl.fileSize(1_500)];
    intl.use(() => germanWords());
    const german = [intl.time(at), intl.brief(at, NOON), intl.ago(at, NOON), intl.fileSize(1_500)];
    expect(english).toEqual(['12:00 PM', 'Mon', '3 days ago', '1.5 kB']);
    expect(german).toEqual(['12:00', 'Mo', 'vor 3 Tagen', '1,5 kB']);
    intl.use(() => arabicWords());
    expect(intl.ago(at, NOON)).toMatch(/قبل/);
  });

  it('says a moment as briefly as it can', () => {
    const intl = TestBed.inject(RtmIntl);
    const brief = (at: number) => intl.brief(at, NOON);
    expect(brief(NOON - MINUTE)).toBe('11:59 AM');
    expect(brief(NOON - DAY)).toBe('Yesterday');
    expect(brief(NOON - 5 * DAY)).toBe('Sat');
    expect(brief(NOON - 7 * DAY)).toBe('5/7/26');
    expect(brief(NOON + 2 * DAY)).toBe('5/16/26');
  });

  it('says how long ago something was in the unit that fits', () => {
    const intl = TestBed.inject(RtmIntl);
    const ago = (time: number) => intl.ago(NOON - time, NOON);
    expect([0, MINUTE, 90 * MINUTE, DAY, 70 * DAY, 800 * DAY].map(ago)).toEqual([
      'this minute',
      '1 minute ago',
      '1 hour ago',
      'yesterday',
      '2 months ago',
      '2 years ago',
    ]);
  });

  it('counts for a badge', () => {
    const intl = TestBed.inject(RtmIntl);
    expect([1, 999, 1_000].map((n) => intl.count(n))).toEqual(['1', '999', '999+']);
  });
});
