import fc from 'fast-check';
import type { ChatEvent, RecordSource } from './chat-event';
import type { ChatRecord } from './chat-record';
import { applyEvents } from './chat-reducer';
import { arrived, chatAfter, lobby, record } from './chat-reducer-harness.spec';
import type { ChatState } from './chat-state';
import type { ChangeContent, MessageContent } from './content';

const USERS = ['me', 'ann', 'bob'];
const EMOJI = ['👍', '__proto__'];

/** Eight messages, two of them in a thread. The ninth never comes. */
const MESSAGES = Array.from({ length: 8 }, (_, index): ChatRecord => {
  const content: MessageContent =
    index === 7
      ? { kind: 'system', text: 'Ana took this conversation' }
      : {
          kind: 'text',
          text: `text ${index}`,
          ...(index > 4 && { thread: 'm0' }),
          ...(index % 2 === 0 && { mentions: ['me'] }),
        };
  return record(`m${index}`, { from: USERS[index % 3]!, content });
});

const change: fc.Arbitrary<ChangeContent> = fc
  .tuple(
    fc.nat(8),
    fc.constantFrom('edit', 'edit', 'delete', 'reaction', 'reaction', 'pin'),
    fc.nat(99),
    fc.boolean(),
  )
  .map(([number, kind, text, on]): ChangeContent => {
    const target = `m${number}`;
    if (kind === 'edit')
      return { kind, target, text: `edit ${text}`, ...(on && { mentions: ['me'] }) };
    if (kind === 'delete') return { kind, target };
    if (kind === 'pin') return { kind, target, on };
    return { kind: 'reaction', target, emoji: EMOJI[text % 2]!, on };
  });

/** Changes of everybody, each from one of two streams, numbered. */
const changes = fc.array(fc.tuple(change, fc.nat(2), fc.nat(1)), { maxLength: 12 }).map((all) =>
  all.map(([content, user, stream], index) => {
    const from = USERS[user]!;
    return record(`c${index + 1}`, { from, stream: `${from}-${stream}`, content });
  }),
);

const SOURCES: readonly RecordSource[] = ['live', 'catch-up', 'repair'];

/** Copies of all, which differ in their times and ways: each at least once. */
const copies = changes.chain((all) => {
  const records = [...MESSAGES, ...all];
  const copy = fc.record({
    at: fc.integer({ min: 1, max: 20 }),
    isTimed: fc.boolean(),
    source: fc.constantFrom(...SOURCES),
  });
  return fc
    .tuple(
      ...records.map((each) =>
        fc
          .array(copy, { minLength: 1, maxLength: 3 })
          .map((ways) =>
            ways.map(({ source, ...time }) => ({ source, record: { ...each, ...time } })),
          ),
      ),
    )
    .map((each) => each.flat());
});

const shuffled = copies.chain((all) =>
  fc.tuple(
    fc.constant(all),
    fc.shuffledSubarray(all, { minLength: all.length }),
    fc.array(fc.nat(all.length - 1), { maxLength: 10 }),
    fc.array(fc.boolean(), { minLength: all.length + 10, maxLength: all.length + 10 }),
  ),
);

interface Copy {
  readonly source: RecordSource;
  readonly record: ChatRecord;
}

function events(all: readonly Copy[]): ChatEvent[] {
  return all.map(({ record: each, source }) => arrived([each], source));
}

/** All that has to be the same in the end. */
function shown(state: ChatState): unknown {
  const {
    timeline,
    threads,
    pins,
    unread,
    mentions,
    latest,
    activeAt,
    pendingChanges,
    pinChanges,
  } = lobby(state);
  return {
    timeline: timeline.chunks.flat(),
    threads: Object.entries(threads).map(([key, thread]) => [key, thread.timeline.chunks.flat()]),
    ...{ pins, unread, mentions, latest, activeAt, pendingChanges, pinChanges },
  };
}

describe('applyEvents, whatever the order', () => {
  it('makes the same conversation of the same records, however they come', () => {
    fc.assert(
      fc.property(shuffled, ([all, other, again, cuts]) => {
        const once = chatAfter(...events(all));
        let state = chatAfter();
        let batch: ChatEvent[] = [];
        [...other, ...again.map((index) => all[index]!)].forEach((copy, index) => {
          batch.push(...events([copy]));
          if (!cuts[index]) return;
          state = applyEvents(state, batch);
          batch = [];
        });
        state = applyEvents(state, batch);
        expect(shown(state)).toEqual(shown(once));
        // And through JSON, as the devtools keep it.
        const copied = JSON.parse(JSON.stringify(state)) as ChatState;
        expect(applyEvents(copied, events(other))).toBe(copied);
      }),
      { numRuns: 400 },
    );
  });

  it('does the same with records in one event as with one event for each', () => {
    fc.assert(
      fc.property(copies, (all) => {
        const live = all.map((copy) => copy.record);
        expect(shown(chatAfter(arrived(live)))).toEqual(
          shown(chatAfter(...live.map((each) => arrived([each])))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('shows after a failed change what it would show without it, and after a sent one what others see', () => {
    const own = fc.array(fc.tuple(change, fc.boolean()), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(own, changes, fc.infiniteStream(fc.nat(2)), (mine, others, dice) => {
        const foreign = others.filter(({ from }) => from !== 'me');
        const start = arrived(MESSAGES, 'catch-up');
        const records = mine.map(([content], index) =>
          record(`o${index + 1}`, { from: 'me', stream: 'me-1', at: 200 + index, content }),
        );
        // What the user does shows at once. What becomes of it is told in order, others in between.
        const queued = records.map((each) => arrived([{ ...each, n: null, stream: null }]));
        const ends = mine.map(([, isSent], index): ChatEvent[] => {
          const { id, ...rest } = records[index]!;
          if (isSent)
            return [
              arrived([{ id, ...rest }]),
              { type: '[RTM Outbox] Message Sent', key: rest.key, id, delivery: null },
            ];
          return index % 2
            ? [{ type: '[RTM Outbox] Message Cancelled', key: rest.key, id }]
            : [
                {
                  type: '[RTM Outbox] Change Failed',
                  key: rest.key,
                  id,
                  error: { code: 'unknown', message: '', retryable: false },
                },
              ];
        });
        const mixed: ChatEvent[] = [];
        const rest = [foreign.map((each) => [arrived([each])]), ends];
        mixed.push(...queued);
        while (rest.some((each) => each.length > 0)) {
          const next = rest[dice.next().value === 0 ? 0 : 1]!.shift();
          if (next) mixed.push(...next);
        }
        const state = chatAfter(start, ...mixed);
        const sent = records.filter((_, index) => mine[index]![1]);
        const expected = chatAfter(
          start,
          ...[...foreign, ...sent].map((each) => arrived([each], 'catch-up')),
        );
        expect(shown(state)).toEqual(shown(expected));
        expect(lobby(state).uncertainChanges).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
