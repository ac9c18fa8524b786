import type { Gap } from 'ngx-agora-rtm/chat';
import type { Words } from '../words';
import { clockOf, shortMomentOf, dayOf } from './times';

/** What to say of a place where something is missing. */
export function gapWords(gap: Gap, { gaps }: Pick<Words, 'gaps'>): string {
  switch (gap.reason) {
    case 'counter': {
      const name = gap.from ?? gaps.somebody;
      const count = gap.first > 0 ? gap.last - gap.first + 1 : 0;
      return gap.status === 'lost'
        ? gaps.lost(name, count)
        : `${gaps.missing(name, count)} ${gaps.searching(count)}`;
    }
    case 'away': {
      const isOneDay = dayOf(gap.since) === dayOf(gap.at);
      const moment = isOneDay ? clockOf : shortMomentOf;
      const text = gaps.away(moment(gap.since), moment(gap.at));
      return gap.status === 'lost' ? text : `${text} ${gaps.asking}`;
    }
    case 'history':
      return gap.status === 'lost' ? gaps.history : gaps.loading;
  }
}
