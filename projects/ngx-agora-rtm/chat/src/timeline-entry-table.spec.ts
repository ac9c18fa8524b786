import type { TimelineEntry } from './chat-message';
import { record } from './chat-reducer-harness.spec';
import { EntryTable } from './timeline-entry-table';
import { messageOf } from './timeline-message';

function message(id: string, at = 0): TimelineEntry {
  return messageOf(record(id, { at }), { kind: 'text', text: id });
}

function table(ids: readonly string[]): EntryTable {
  const entries = new EntryTable(({ id }) => id);
  for (const id of ids) entries.set(message(id));
  return entries;
}

describe('EntryTable', () => {
  const IDS: Readonly<Record<string, readonly string[]>> = {
    'of which there are thousands': Array.from({ length: 5_000 }, (_, index) => `m${index}`),
    'that end alike': Array.from({ length: 300 }, (_, index) => `${index}@chat.example.com`),
    'that are empty, short, or named like a property': ['', 'a', 'aa', '__proto__', 'constructor'],
  };

  for (const [words, ids] of Object.entries(IDS)) {
    it(`has each entry by its key, for keys ${words}`, () => {
      const entries = table(ids);
      expect(entries.size).toBe(ids.length);
      expect(ids.every((id) => entries.get(id)?.id === id)).toBeTrue();
      const others = ids.map((id) => `${id}-none`).concat(ids.map((id) => `none-${id}`));
      expect(others.every((id) => entries.get(id) === undefined)).toBeTrue();
    });

    it(`puts a later version of an entry in its place, for keys ${words}`, () => {
      const entries = table(ids);
      for (const id of ids) expect(entries.set(message(id, 5))?.at).toBe(0);
      expect(entries.size).toBe(ids.length);
      expect(ids.every((id) => entries.get(id)?.at === 5)).toBeTrue();
    });
  }

  it('looks at few of many keys that end alike', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `${index} with one and the same end`);
    let looks = 0;
    const entries = new EntryTable(({ id }) => {
      looks++;
      return id;
    });
    for (const id of ids) entries.set(message(id));
    looks = 0;
    expect(ids.every((id) => entries.get(id)?.id === id)).toBeTrue();
    expect(looks).toBeLessThanOrEqual(4 * ids.length);
  });
});
