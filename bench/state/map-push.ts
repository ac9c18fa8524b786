import type { ChatRecord } from 'ngx-agora-rtm/chat';
import type { Way } from './way.ts';

/** A Map of arrays that grow in place: no order, no duplicates noticed, nobody told. Nothing that does more is faster. */
export const mapPush: Way = {
  name: 'map-push',
  title: 'Map push (the limit)',
  batch: 1,
  works: ['append'],
  open() {
    const lists = new Map<string, ChatRecord[]>();
    const take = (records: readonly ChatRecord[]) => {
      for (const record of records) {
        const list = lists.get(record.key);
        if (list === undefined) lists.set(record.key, [record]);
        else list.push(record);
      }
    };
    const count = () => [...lists.values()].reduce((sum, { length }) => sum + length, 0);
    return { seed: take, take, count };
  },
};
