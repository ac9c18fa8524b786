import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  checkHistory,
  type History,
  type Observed,
  type SeenGap,
  type SeenMessage,
  type Sent,
} from './history-checker.ts';

const sent: readonly Sent[] = ['ana', 'ben'].flatMap((sender) =>
  [1, 2, 3].map((n) => ({
    id: `${sender}-${n}`,
    sender,
    writer: `${sender}/1`,
    n,
    text: `text ${n} of ${sender}`,
    outcome: 'ok' as const,
    at: 1_000 + n,
  })),
);

const seen = ({ id, sender, n, text }: Sent): SeenMessage => ({
  type: 'message',
  id,
  sender,
  n,
  text,
});

/** Everything, each of Ana's before the one of Ben's with the same number. */
const everything = [...sent].sort((a, b) => (a.n ?? 0) - (b.n ?? 0)).map(seen);

type CounterGap = Extract<SeenGap, { sender: string }>;

const gap = (part: Partial<CounterGap>): SeenGap => ({
  type: 'gap',
  sender: 'ben',
  writer: 'ben/1',
  first: 2,
  last: 2,
  ...part,
});

const away = (since: number, at: number): SeenGap => ({ type: 'gap', sender: null, since, at });

/** The faults that are found in what Ben sees, beside an Ana who sees everything. */
function faultsOf(entries: Observed['entries'], part: Partial<History> = {}): string[] {
  const observed = [
    { observer: 'ana', entries: everything },
    { observer: 'ben', entries },
  ];
  return checkHistory({ sent, observed, hasOneOrder: true, ...part }).map(
    ({ kind, observer, id }) => `${kind} ${id} for ${observer}`,
  );
}

const without = (...ids: string[]): SeenMessage[] =>
  everything.filter(({ id }) => !ids.includes(id));

const changed = (id: string, part: Partial<SeenMessage>): SeenMessage[] =>
  everything.map((entry) => (entry.id === id ? { ...entry, ...part } : entry));

const withOutcome = (id: string, outcome: Sent['outcome']): Pick<History, 'sent'> => ({
  sent: sent.map((one) => (one.id === id ? { ...one, outcome } : one)),
});

describe('checkHistory', () => {
  it('finds nothing where nothing is wrong', () => {
    assert.deepEqual(faultsOf(everything), []);
    assert.deepEqual(checkHistory({ sent: [], observed: [], hasOneOrder: true }), []);
  });

  it('finds what is lost, also at the end', () => {
    assert.deepEqual(faultsOf(without('ana-2', 'ben-3')), [
      'lost ana-2 for ben',
      'lost ben-3 for ben',
    ]);
  });

  it('takes a gap for an answer where it is the gap of the message', () => {
    const rest = without('ben-2');
    for (const right of [gap({}), gap({ first: 1, last: 3 }), gap({ writer: null })]) {
      assert.deepEqual(faultsOf([...rest, right]), []);
    }
    for (const wrong of [
      gap({ sender: 'ana' }),
      gap({ writer: 'ben/2' }),
      gap({ last: 1 }),
      gap({ first: 3, last: 3 }),
    ]) {
      assert.deepEqual(faultsOf([...rest, wrong]), ['lost ben-2 for ben']);
    }
  });

  it('takes a time in which something may be missing for an answer where it was sent then', () => {
    const rest = without('ben-2');
    for (const right of [away(1_002, 1_002), away(0, 9_000)]) {
      assert.deepEqual(faultsOf([...rest, right]), []);
    }
    for (const wrong of [away(1_003, 9_000), away(0, 1_001)]) {
      assert.deepEqual(faultsOf([...rest, wrong]), ['lost ben-2 for ben']);
    }
    const untimed = sent.map((one) => ({ ...one, at: null }));
    assert.deepEqual(faultsOf([...rest, away(5, 6)], { sent: untimed }), []);
  });

  it('knows the number of what is missing from whoever has it', () => {
    const unnumbered = sent.map((one) => ({ ...one, n: null }));
    assert.deepEqual(faultsOf([...without('ben-2'), gap({})], { sent: unnumbered }), []);
  });

  it('does not take a gap for an answer where nobody knows the number', () => {
    const unnumbered = sent.map((one) => ({ ...one, n: null }));
    const observed = [{ observer: 'ben', entries: [...without('ben-2'), gap({})] }];
    const faults = checkHistory({ sent: unnumbered, observed, hasOneOrder: true });
    assert.deepEqual(
      faults.map(({ kind }) => kind),
      ['lost'],
    );
  });

  it('finds what is there twice', () => {
    const twice = [...everything, ...everything.slice(-1)];
    assert.deepEqual(faultsOf(twice), ['duplicated ben-3 for ben']);
  });

  it('finds what was never written, or by somebody else', () => {
    const ghost = { ...everything[0]!, id: 'ghost' };
    assert.deepEqual(faultsOf([ghost, ...everything]), ['phantom ghost for ben']);
    assert.deepEqual(faultsOf(changed('ana-1', { sender: 'eve' })), ['phantom ana-1 for ben']);
  });

  for (const outcome of ['failed', 'cancelled'] as const) {
    it(`finds what is there although it ${outcome}, and does not miss it`, () => {
      const part = withOutcome('ben-3', outcome);
      assert.deepEqual(faultsOf(everything, part), [
        'phantom ben-3 for ana',
        'phantom ben-3 for ben',
      ]);
      const observed = [{ observer: 'ana', entries: without('ben-3') }];
      assert.deepEqual(checkHistory({ ...part, observed, hasOneOrder: true }), []);
    });
  }

  it('accepts what is unknown both there and not there', () => {
    const part = withOutcome('ben-3', 'unknown');
    assert.deepEqual(faultsOf(everything, part), []);
    assert.deepEqual(faultsOf(without('ben-3'), part), []);
  });

  it('finds a changed text', () => {
    assert.deepEqual(faultsOf(changed('ben-1', { text: '' })), ['changed ben-1 for ben']);
  });

  it('finds what comes after a later one of its writer', () => {
    const order = ['ana-2', 'ana-1', 'ben-1', 'ben-3', 'ana-3', 'ben-2'];
    const entries = order.map((id) => everything.find((entry) => entry.id === id)!);
    assert.deepEqual(faultsOf(entries, { hasOneOrder: false }), [
      'reordered ana-1 for ben',
      'reordered ben-2 for ben',
    ]);
  });

  it('sees no order between two browsers of one user', () => {
    const two = sent.map((one) => (one.id === 'ana-1' ? { ...one, writer: 'ana/2' } : one));
    const entries = [...without('ana-1'), everything[0]!];
    assert.deepEqual(faultsOf(entries, { sent: two, hasOneOrder: false }), []);
  });

  it('finds an order that is not everybody’s, where there is one', () => {
    const ben = sent.filter(({ sender }) => sender === 'ben').map(seen);
    const ana = sent.filter(({ sender }) => sender === 'ana').map(seen);
    assert.deepEqual(faultsOf([...ben, ...ana], { hasOneOrder: false }), []);
    assert.deepEqual(faultsOf([...ben, ...ana]), [
      'disagreeing ana-1 for ben',
      'disagreeing ana-2 for ben',
      'disagreeing ana-3 for ben',
    ]);
  });

  it('says in words what is wrong', () => {
    const [fault] = checkHistory({
      sent,
      observed: [{ observer: 'ben', entries: without('ana-1') }],
      hasOneOrder: true,
    });
    assert.equal(fault?.why, '"text 1 of ana" by ana is not there, and no gap says so');
  });

  it('finds a fault exactly where a shuffled, thinned or doubled list has one', () => {
    const entries = fc.array(fc.constantFrom(...everything), { maxLength: 10 });
    fc.assert(
      fc.property(entries, (list) => {
        const faults = checkHistory({
          sent,
          observed: [{ observer: 'ben', entries: list }],
          hasOneOrder: false,
        });
        const ids = list.map(({ id }) => id);
        const isWhole = new Set(ids).size === sent.length;
        const isSingle = new Set(ids).size === ids.length;
        const isOrdered = ['ana', 'ben'].every((sender) => {
          const numbers = list.filter((one) => one.sender === sender).map(({ n }) => n ?? 0);
          return numbers.every((n, place) => place === 0 || n >= (numbers[place - 1] ?? 0));
        });
        const kinds = new Set(faults.map(({ kind }) => kind));
        assert.equal(kinds.has('lost'), !isWhole);
        assert.equal(kinds.has('duplicated'), !isSingle);
        assert.equal(kinds.has('reordered'), !isOrdered);
      }),
    );
  });
});
