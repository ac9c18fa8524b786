import type { ChatRecord } from 'ngx-agora-rtm/chat';
import { byConversation, type Way } from './way.ts';

interface List {
  readonly chunks: readonly (readonly ChatRecord[])[];
  readonly length: number;
}

const EMPTY: List = { chunks: [], length: 0 };
const CHUNK = 128;

/** An immutable list in chunks and nothing more: what state as NgRx wants it can reach. */
export function chunkedList(batch: number): Way {
  return {
    name: `chunked-list-${batch}`,
    title: `bare chunked list, ${batch} at a time`,
    batch,
    works: ['append'],
    open() {
      const lists = new Map<string, List>();
      const take = (records: readonly ChatRecord[]) => {
        for (const [key, group] of byConversation(records)) {
          lists.set(key, append(lists.get(key) ?? EMPTY, group));
        }
      };
      const count = () => [...lists.values()].reduce((sum, { length }) => sum + length, 0);
      return { seed: take, take, count };
    },
  };
}

function append({ chunks, length }: List, records: readonly ChatRecord[]): List {
  const next = chunks.slice();
  const last = next.at(-1);
  const room = last === undefined ? 0 : CHUNK - last.length;
  if (last !== undefined && room > 0) next[next.length - 1] = last.concat(records.slice(0, room));
  for (let at = room; at < records.length; at += CHUNK) next.push(records.slice(at, at + CHUNK));
  return { chunks: next, length: length + records.length };
}
