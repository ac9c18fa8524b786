import fc from 'fast-check';
import type { ChatEvent, RecordSource } from './chat-event';
import type { ChatError } from './chat-message';
import type { ChatRecord } from './chat-record';
import { applyEvents } from './chat-reducer';
import {
  BOB,
  chatAfter,
  idsIn,
  LOBBY,
  messagesIn,
  record,
  waiting,
} from './chat-reducer-harness.spec';
import type { ChatState } from './chat-state';
import type { ChangeContent, MessageContent } from './content';
import { allChunks, countUnread } from './conversation-state-unread';
import { conversationIn, recentConversations } from './conversation-table';

const ERROR: ChatError = { code: 'timeout', message: 'No answer.', retryable: true };
const online = { state: 'connected', reason: 'login', since: 1, isCurrent: true } as const;
const USERS = ['me', 'ann', 'bob', '__proto__'] as const;

/** An id is one message of one writer: what its number says. Copies differ in their times only. */
function messageRecord(number: number): ChatRecord {
  const contents: readonly MessageContent[] = [
    { kind: 'text', text: 'a' },
    { kind: 'text', text: 'b', mentions: ['me'] },
    { kind: 'text', text: 'c', thread: 'm0', mentions: ['me'] },
  ];
  return record(`m${number}`, { from: USERS[number % 4]!, content: contents[number % 3]! });
}

function changeRecord(number: number): ChatRecord {
  const target = `m${(number * 7) % 8}`;
  const on = number % 3 > 0;
  const contents: readonly ChangeContent[] = [
    { kind: 'edit', target, text: `edit ${number}`, ...(on && { mentions: ['me'] }) },
    { kind: 'delete', target },
    { kind: 'reaction', target, emoji: '👍', on },
    { kind: 'pin', target, on },
  ];
  const from = USERS[(number >> 2) % 4]!;
  const content = contents[number % 4]!;
  return record(`c${number}`, { from, stream: `${from}-${number % 2}`, content });
}

describe('applyEvents, whatever happens', () => {
  const key = fc.constantFrom(LOBBY, BOB, 'channel:other' as const);
  const user = fc.constantFrom(...USERS);
  const id = fc.nat(7).map((number) => `m${number}`);
  const ownId = fc.constantFrom('m0', 'm4');
  const changeNumber = fc.nat(63);
  const anyId = fc.oneof(
    id,
    changeNumber.map((number) => `c${number}`),
  );
  const anyRecord = fc
    .tuple(
      fc.oneof(fc.nat(7).map(messageRecord), changeNumber.map(changeRecord)),
      fc.record({ at: fc.integer({ min: 1, max: 9 }), isTimed: fc.boolean() }),
    )
    .map(([each, time]) => ({ ...each, ...time }));
  const marker = fc.record({ id, at: fc.integer({ min: 1, max: 9 }), from: user, n: fc.nat(6) });
  const anyEvent: fc.Arbitrary<ChatEvent> = fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(
          key,
          fc.array(anyRecord, { maxLength: 4 }),
          fc.constantFrom<RecordSource[]>('live', 'catch-up', 'repair', 'older', 'cache'),
        )
        .map(([to, records, source]): ChatEvent => ({
          type: '[RTM Messages] Arrived',
          key: to,
          source,
          records: records.map((each) => ({ ...each, key: to })),
        })),
    },
    fc.record({ type: fc.constant('[RTM Conversation] Opened' as const), key }),
    fc.record({ type: fc.constant('[RTM Conversation] Closed' as const), key }),
    fc.record({ type: fc.constant('[RTM Conversation] Read' as const), key, marker }),
    fc.record({
      type: fc.constant('[RTM Conversation] Marked Unread' as const),
      key,
      marker: fc.option(marker),
    }),
    fc.record({
      type: fc.constant('[RTM Conversation] Preferences Changed' as const),
      key,
      changes: fc.record({ isMuted: fc.boolean() }),
    }),
    fc.record({
      type: fc.constant('[RTM Conversation] Draft Changed' as const),
      key,
      kind: fc.constantFrom('text', '__proto__'),
      text: fc.constantFrom('', 'a', 'b'),
    }),
    fc
      .tuple(key, ownId, fc.constantFrom('queued' as const, 'sending' as const, 'failed' as const))
      .map(([to, name, status]): ChatEvent => ({
        type: '[RTM Outbox] Message Changed',
        key: to,
        message: waiting(name, { status }),
      })),
    fc.record({
      type: fc.constant('[RTM Outbox] Message Sent' as const),
      key,
      id: anyId,
      delivery: fc.constantFrom('stored' as const, null),
    }),
    fc.record({
      type: fc.constant('[RTM Outbox] Message Cancelled' as const),
      key,
      id: anyId,
    }),
    fc.record({
      type: fc.constant('[RTM Outbox] Change Failed' as const),
      key,
      id: anyId,
      error: fc.constant(ERROR),
    }),
    fc.tuple(key, fc.nat(2), fc.integer({ min: 1, max: 9 })).map(([to, number, at]): ChatEvent => ({
      type: '[RTM Messages] Gap Found',
      key: to,
      gap: {
        type: 'gap',
        id: `g${number}`,
        reason: 'away',
        from: null,
        stream: null,
        first: 0,
        last: 0,
        at,
        since: at,
        status: 'lost',
      },
    })),
    fc.record({
      type: fc.constant('[RTM Messages] Gap Closed' as const),
      key,
      id: fc.nat(2).map((number) => `g${number}`),
    }),
    fc.record({
      type: fc.constant('[RTM Messages] History Failed' as const),
      key,
      error: fc.constant(ERROR),
    }),
    fc.record({
      type: fc.constant('[RTM Messages] History Loaded' as const),
      key,
      hasOlder: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('[RTM Others] Receipt Arrived' as const),
      key,
      userId: user,
      delivered: fc.constant([{ from: 'me', stream: 's', n: 2 }]),
      read: fc.constant([]),
    }),
    fc.record({
      type: fc.constant('[RTM Others] Typing Changed' as const),
      key,
      userIds: fc.uniqueArray(user),
    }),
    fc.record({
      type: fc.constant('[RTM Others] Members Changed' as const),
      key,
      members: fc.array(user),
    }),
    fc.record({
      type: fc.constant('[RTM Others] Members Came Or Went' as const),
      key,
      id,
      at: fc.nat(9),
      joined: fc.array(user),
      left: fc.array(user),
    }),
    fc.record({
      type: fc.constant('[RTM Others] Membership Changed' as const),
      key,
      membership: fc.constantFrom(
        { state: 'joined' as const, error: null },
        { state: 'failed' as const, error: ERROR },
      ),
    }),
    fc.record({
      type: fc.constant('[RTM Others] Presence Changed' as const),
      presence: fc
        .array(
          fc.tuple(
            user,
            fc.record({
              status: fc.constantFrom('online' as const, 'offline' as const),
              lastSeen: fc.nat(9),
            }),
          ),
          { maxLength: 3 },
        )
        .map((all) => [...new Map(all)]),
    }),
    fc.record({
      type: fc.constant('[RTM Others] Blocked Changed' as const),
      blocked: fc.uniqueArray(user),
    }),
    fc.constantFrom<ChatEvent>(
      { type: '[RTM Session] Connection Changed', connection: online },
      {
        type: '[RTM Session] Connection Changed',
        connection: { ...online, state: 'reconnecting' },
      },
      { type: '[RTM Session] Tab Role Changed', tab: 'leader' },
      { type: '[RTM Session] Storage Changed', storage: 'memory' },
    ),
  );

  it('changes nothing when an event is applied twice, and what it keeps count of stays right', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 25 }), (events) => {
        let state = chatAfter();
        for (const event of events) {
          state = applyEvents(state, [event]);
          expect(applyEvents(state, [event]))
            .withContext(JSON.stringify(event))
            .toBe(state);
        }
        expectConsistent(state);
      }),
      { numRuns: 1_500 },
    );
  });

  it('makes the same state of events at once as of one after the other, and changes no state that was', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 25 }), fc.nat(24), (events, cut) => {
        const states = [chatAfter()];
        for (const event of events) states.push(applyEvents(states.at(-1)!, [event]));
        const before = states.map((state) => JSON.stringify(state));
        const atOnce = applyEvents(
          applyEvents(states[0]!, events.slice(0, cut)),
          events.slice(cut),
        );
        expect(atOnce).toEqual(states.at(-1)!);
        // From a copy that knows nothing of what was before it: the same.
        const middle = states[Math.min(cut, events.length)]!;
        const copied = applyEvents(
          JSON.parse(JSON.stringify(middle)) as ChatState,
          events.slice(cut),
        );
        expect(copied).toEqual(atOnce);
        expect(states.map((state) => JSON.stringify(state))).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  function expectConsistent(state: ChatState): void {
    const reader = { userId: 'me', blocked: state.blocked };
    const { slots, items, recent } = state.conversations;
    const open = recentConversations(state);
    expect(open.length).toBe(Object.keys(slots).length);
    expect(recent.length).toBe(items.filter(Boolean).length);
    open.forEach((conversation, index) => {
      expect(conversationIn(state, conversation.key)).toBe(conversation);
      expect(conversation.activeAt).toBeLessThanOrEqual(open[index - 1]?.activeAt ?? Infinity);
      const { unread, mentions, marker: upTo, timeline, pending, latest } = conversation;
      expect({ unread, mentions }).toEqual(countUnread(allChunks(conversation), upTo, reader));
      expect(latest).toBe(pending.at(-1) ?? messagesIn(timeline).at(-1) ?? null);
      const own = messagesIn(timeline).filter((each) => each.own);
      const ids = [...idsIn(timeline), ...pending.map((each) => each.id)];
      // A message of somebody else may claim the id of one that waits; an own one that has arrived waits no more.
      expect(new Set(idsIn(timeline)).size).toBe(timeline.length);
      const waits = pending.filter((each) => own.some(({ id: sent }) => sent === each.id));
      expect(waits).withContext(ids.join()).toEqual([]);
    });
  }
});
