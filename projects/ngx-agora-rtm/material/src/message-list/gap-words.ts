import type { Gap } from 'ngx-agora-rtm/chat';
import { isolate } from '../intl/grammar';
import type { Grammar } from '../intl/grammar';
import { dayOf, type RtmIntl } from '../intl/rtm-intl';

/** What is said where messages are missing. */
export interface GapWords {
  /** @param n How many; 0 where nobody knows. @param name Whose; `null` where nobody knows. */
  readonly missing: (n: number, name: string | null) => string;
  /** Added while they are looked for. */
  readonly searching: (n: number) => string;
  readonly lost: (n: number, name: string | null) => string;
  /** The user was not connected. The moments are words; the same ones where it was a moment only. */
  readonly away: (since: string, until: string) => string;
  /** Added while the others are asked. */
  readonly asking: string;
  /** The history has more than was loaded. */
  readonly history: string;
  readonly load: string;
  readonly loading: string;
  readonly lookAgain: string;
}

export function englishGapWords(grammar: Grammar): GapWords {
  const some = (n: number, name: string | null) => {
    const whose = name === null ? '' : ` from ${isolate(name)}`;
    return n === 0
      ? `Some messages${whose}`
      : grammar.count(n, { one: '# message', other: '# messages' }) + whose;
  };
  const verb = (n: number) => (n === 1 ? 'is' : 'are');
  return {
    missing: (n, name) => `${some(n, name)} ${verb(n)} missing.`,
    searching: (n) => (n === 1 ? 'Looking for it…' : 'Looking for them…'),
    lost: (n, name) => `${some(n, name)} ${verb(n)} missing and could not be recovered.`,
    away: (since, until) =>
      since === until
        ? `You were away for a moment at ${since}. Messages from then may be missing.`
        : `You were away from ${since} to ${until}. Messages from then may be missing.`,
    asking: 'Asking the others…',
    history: 'There are more messages here.',
    load: 'Load them',
    loading: 'Loading messages…',
    lookAgain: 'Look again',
  };
}

/** What to say of a place where something is missing. @param nameOf The name of a user id. */
export function gapText(
  gap: Gap,
  words: GapWords,
  intl: Pick<RtmIntl, 'time' | 'moment'>,
  nameOf: (userId: string) => string,
): string {
  switch (gap.reason) {
    case 'counter': {
      const name = gap.from === null ? null : nameOf(gap.from);
      const n = gap.first > 0 ? gap.last - gap.first + 1 : 0;
      return gap.status === 'lost'
        ? words.lost(n, name)
        : `${words.missing(n, name)} ${words.searching(n)}`;
    }
    case 'away': {
      const isOneDay = dayOf(gap.since) === dayOf(gap.at);
      const inWords = (at: number) => (isOneDay ? intl.time(at) : intl.moment(at));
      const text = words.away(inWords(gap.since), inWords(gap.at));
      return gap.status === 'lost' ? text : `${text} ${words.asking}`;
    }
    case 'history':
      return gap.status === 'lost' ? words.history : words.loading;
  }
}
