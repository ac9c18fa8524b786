import * as fc from 'fast-check';
import type { ChatRecord } from './chat-record';
import type { Clock } from './clock';
import { ChatSearch, type SearchHit } from './chat-search';
import { MemoryChatStorage } from './memory-chat-storage';
import { wordsOf } from './search-words';
import { record as anyRecord } from './storage-examples.spec';

/** Records of a text. */
function said(id: string, text: string, changes: Partial<ChatRecord> = {}): ChatRecord {
  return anyRecord(id, { content: { kind: 'text', text }, ...changes });
}

describe('ChatSearch', () => {
  let storage: MemoryChatStorage;
  let search: ChatSearch;

  beforeEach(() => {
    storage = new MemoryChatStorage();
    search = new ChatSearch(storage);
  });

  async function find(query: string, options = {}): Promise<readonly string[]> {
    return (await search.search(query, options)).map(({ id }) => id);
  }

  /** What is highlighted of hits. */
  const marked = ({ text, ranges }: SearchHit) =>
    ranges.map(([start, end]) => text.slice(start, end));

  it('finds words, beginnings, and words with a typing error, the newest first', async () => {
    await storage.append([
      said('1', 'The invoice is late', { at: 1 }),
      said('2', 'Invoices are fine', { at: 2 }),
      said('3', 'An invoize, sorry', { at: 9 }),
      said('4', 'Something else', { at: 4 }),
    ]);
    expect(await find('invoice')).toEqual(['2', '1', '3']);
    expect(await find('INV')).toEqual(['3', '2', '1']);
    expect(await find('invoice late')).toEqual(['1']);
    expect(await find('late invoize')).toEqual(['1']);
    expect(await find('xyz')).toEqual([]);
  });

  it('says where, and in which thread', async () => {
    await storage.append([
      anyRecord('1', {
        key: 'peer:bob',
        from: 'bob',
        at: 7,
        content: { kind: 'text', text: 'Über den Umzug: über morgen', thread: 'root' },
      }),
    ]);
    const [hit] = await search.search('uber umz');
    expect(hit).toEqual({
      key: 'peer:bob',
      id: '1',
      thread: 'root',
      at: 7,
      from: 'bob',
      text: 'Über den Umzug: über morgen',
      ranges: [
        [0, 4],
        [9, 14],
        [16, 20],
      ],
      files: [],
    });
    expect(marked(hit!)).toEqual(['Über', 'Umzug', 'über']);
  });

  it('finds files by name', async () => {
    const file = { url: '/f', type: 'application/pdf', size: 1 };
    await storage.append([
      anyRecord('1', {
        content: {
          kind: 'file',
          text: '',
          files: [
            { ...file, name: 'other.txt' },
            { ...file, name: 'quarterly_report-final.pdf' },
          ],
        },
      }),
    ]);
    const [hit] = await search.search('report pdf');
    expect(hit?.files.map(({ ranges }) => ranges)).toEqual([
      [],
      [
        [10, 16],
        [23, 26],
      ],
    ]);
  });

  it('looks only where it is told to, and tells no more than wanted', async () => {
    await storage.append([
      said('1', 'hello', { at: 1 }),
      said('2', 'hello', { at: 2, key: 'peer:bob', from: 'bob' }),
      said('3', 'hello', { at: 3, from: 'bob' }),
    ]);
    expect(await find('hello')).toEqual(['3', '2', '1']);
    expect(await find('hello', { key: 'peer:bob' })).toEqual(['2']);
    expect(await find('hello', { from: 'bob' })).toEqual(['3', '2']);
    expect(await find('hello', { from: 'bob', key: 'channel:lobby', limit: 5 })).toEqual(['3']);
    expect(await find('hello', { limit: 1 })).toEqual(['3']);
  });

  it('finds what arrives later', async () => {
    await storage.append([said('1', 'first')]);
    expect(await find('second')).toEqual([]);
    search.add([said('2', 'second')]);
    expect(await find('second')).toEqual(['2']);
    const searching = find('third');
    search.add([said('3', 'third')]);
    expect(await searching).toEqual(['3']);
  });

  it('finds what arrives while the index is made', async () => {
    const searching = find('second');
    search.add([said('2', 'second')]);
    await searching;
    expect(await find('second')).toEqual(['2']);
  });

  it('finds a message by its latest edit, in whatever order they come, and not after it was deleted', async () => {
    const edit = (id: string, n: number, text: string, from = 'ann') =>
      anyRecord(id, { n, from, at: 10 + n, content: { kind: 'edit', target: 'm', text } });
    const records = [
      said('m', 'apple', { n: 1 }),
      edit('e1', 2, 'banana'),
      edit('e2', 3, 'cherry'),
      edit('forged', 9, 'mango', 'mallory'),
      anyRecord('d', { from: 'mallory', content: { kind: 'delete', target: 'm' } }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(records, { minLength: records.length }),
        fc.nat({ max: records.length }),
        async (shuffled, before) => {
          const kept = new MemoryChatStorage();
          await kept.append(shuffled.slice(0, before));
          const searched = new ChatSearch(kept);
          await searched.search('x');
          searched.add(shuffled.slice(before));
          searched.add(shuffled);
          const texts = ['apple', 'banana', 'cherry', 'mango'];
          const hits = await Promise.all(texts.map((text) => searched.search(text)));
          const ids = hits.map((found) => found.map(({ id }) => id).join());
          searched.add([anyRecord('d2', { content: { kind: 'delete', target: 'm' } })]);
          const gone = await searched.search('cherry');
          return ids.join('|') === '||m|' && gone.length === 0;
        },
      ),
      { numRuns: 60 },
    );
    expect().nothing();
  });

  it('finds words of scripts that put no spaces between them', async () => {
    await storage.append([
      said('zh', '我们明天在北京开会', { at: 1 }),
      said('ja', '明日は会議があります', { at: 2 }),
      said('th', 'พรุ่งนี้มีประชุม', { at: 3 }),
      said('hi', 'कल बैठक है', { at: 4 }),
    ]);
    expect(await find('北京')).toEqual(['zh']);
    expect(await find('会議')).toEqual(['ja']);
    expect(await find('ประชุม')).toEqual(['th']);
    expect(await find('बैठक')).toEqual(['hi']);
    const [hit] = await search.search('北京');
    expect(marked(hit!)).toEqual(['北京']);
  });

  it('has nothing for what has no words, and an end for what has too many', async () => {
    await storage.append([said('1', 'a b')]);
    expect(await find('')).toEqual([]);
    expect(await find(' …!? ')).toEqual([]);
    expect(await find('a '.repeat(100_000))).toEqual(['1']);
  });

  it('shows two messages of one id in two conversations, and none of somebody who takes an id twice', async () => {
    await storage.append([said('1', 'hello'), said('1', 'hello', { key: 'peer:bob' })]);
    expect((await search.search('hello')).length).toBe(2);
    search.add([said('1', 'forged', { from: 'mallory' })]);
    expect(await find('forged')).toEqual([]);
  });

  it('makes its index once, in slices', async () => {
    let now = 0;
    let steps = 0;
    let pauses = 0;
    const clock: Clock = {
      // Every look at the clock takes a millisecond.
      now: () => (steps++, ++now),
      after: (_, callback) => {
        pauses++;
        const timer = setTimeout(callback);
        return () => clearTimeout(timer);
      },
    };
    const scan = spyOn(storage, 'scan').and.callThrough();
    await storage.append(Array.from({ length: 200 }, (_, at) => said(`m${at}`, 'hello', { at })));
    const sliced = new ChatSearch(storage, clock);
    const found = await Promise.all([sliced.search('hello'), sliced.search('hello')]);
    expect(found.map(({ length }) => length)).toEqual([50, 50]);
    expect(scan.calls.count()).toBe(1);
    expect(pauses).toBeGreaterThanOrEqual(200 / 8);
    expect(steps).toBeGreaterThanOrEqual(200);
  });

  it('tries again after the storage failed', async () => {
    await storage.append([said('1', 'hello')]);
    const scan = spyOn(storage, 'scan').and.rejectWith(new Error('No disk'));
    await expectAsync(find('hello')).toBeRejectedWithError('No disk');
    scan.and.callThrough();
    expect(await find('hello')).toEqual(['1']);
  });

  it('forgets all of one session', async () => {
    await storage.append([said('1', 'hello')]);
    const searching = search.search('hello');
    search.clear();
    await searching;
    await storage.clear();
    search.add([said('2', 'hello')]);
    expect(await find('hello')).toEqual([]);
  });
});

describe('wordsOf', () => {
  it('says where in the text they are, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let last = 0;
        for (const { start, end, term } of wordsOf(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(term).not.toContain(' ');
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('makes one term of a letter that comes apart into a space and a mark', () => {
    expect(wordsOf('\uFC5E').map(({ term }) => term)).toEqual(['\u064C\u0651']);
  });

  it('makes no difference between case, width and accents', () => {
    const terms = ['Café', 'CAFE', 'cafe\u0301', 'ｃａｆｅ'].map((text) => wordsOf(text)[0]?.term);
    expect(new Set(terms)).toEqual(new Set(['cafe']));
    expect(wordsOf('Йод')[0]?.term).toBe(wordsOf('йод')[0]?.term);
    expect(wordsOf("don't stop").map(({ term }) => term)).toEqual(["don't", 'stop']);
  });
});
