import {
  applyEvents,
  type ChatEvent,
  type ChatMessage,
  type ChatState,
  type ConversationKey,
  INITIAL_CHAT_STATE,
} from 'ngx-agora-rtm/chat';
import fc from 'fast-check';
import {
  selectConversationList,
  selectMentions,
  selectUnread,
  selectUnsent,
} from './rtm-selectors';

const KEYS: readonly ConversationKey[] = ['channel:lobby', 'channel:sales', 'peer:bob'];

const OPENED: ChatEvent = {
  type: '[RTM Session] Opened',
  userId: 'alice',
  storage: 'memory',
  blocked: [],
  saved: [],
  lastSeen: [],
  conversations: [],
};

function arrived(key: ConversationKey, number: number, mentions?: string[]): ChatEvent {
  const content = { kind: 'text', text: 'hello', ...(mentions && { mentions }) } as const;
  const id = `m${number}`;
  const from = 'bob';
  return {
    type: '[RTM Messages] Arrived',
    key,
    records: [{ id, key, from, own: false, at: number, isTimed: true, stream: 's', n: 1, content }],
    source: 'live',
  };
}

function queued(key: ConversationKey, number: number): ChatEvent {
  const message: ChatMessage = {
    type: 'message',
    id: `own${number}`,
    from: 'alice',
    own: true,
    at: number,
    isTimed: false,
    stream: null,
    n: null,
    content: { kind: 'text', text: 'hello' },
    status: 'queued',
    error: null,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
  };
  return { type: '[RTM Outbox] Message Changed', key, message };
}

const key = fc.constantFrom(...KEYS);
const number = fc.integer({ min: 1, max: 20 });
const anEvent: fc.Arbitrary<ChatEvent> = fc.oneof(
  key.map((each): ChatEvent => ({ type: '[RTM Conversation] Opened', key: each })),
  key.map((each): ChatEvent => ({ type: '[RTM Conversation] Closed', key: each })),
  fc.tuple(key, number).map(([each, at]) => arrived(each, at)),
  fc.tuple(key, number).map(([each, at]) => arrived(each, at, ['alice'])),
  fc.tuple(key, number).map(([each, at]) => queued(each, at)),
  fc.tuple(key, fc.boolean()).map(([each, isMuted]): ChatEvent => ({
    type: '[RTM Conversation] Preferences Changed',
    key: each,
    changes: { isMuted },
  })),
  fc.tuple(key, number).map(([each, at]): ChatEvent => ({
    type: '[RTM Conversation] Read',
    key: each,
    marker: { id: `m${at}`, at, from: 'bob', n: 1 },
  })),
  fc.constantFrom<ChatEvent>({ type: '[RTM Session] Closed' }, OPENED),
);

describe('selectors of all conversations', () => {
  it('come to what each conversation says, in whatever order states of several stores come', () => {
    const batch = fc.tuple(fc.nat(1), fc.array(anEvent, { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 20 }), (batches) => {
        const opened = KEYS.map((each): ChatEvent => ({
          type: '[RTM Conversation] Opened',
          key: each,
        }));
        const states = [0, 1].map(() => applyEvents(INITIAL_CHAT_STATE, [OPENED, ...opened]));
        for (const [store, events] of batches) {
          states[store] = applyEvents(states[store] ?? INITIAL_CHAT_STATE, events);
          for (const rtm of states) expectTold(rtm);
        }
      }),
      { numRuns: 200 },
    );
  });

  function expectTold(rtm: ChatState): void {
    const open = rtm.conversations.items.filter((each) => each !== null);
    const heard = open.filter(({ isMuted }) => !isMuted);
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
    expect(selectUnread({ rtm })).toBe(sum(heard.map(({ unread }) => unread)));
    expect(selectMentions({ rtm })).toBe(sum(heard.map(({ mentions }) => mentions)));
    expect(selectUnsent({ rtm })).toBe(sum(open.map(({ pending }) => pending.length)));
    const told = selectConversationList({ rtm }).map((each) => [
      each.key,
      each.unread,
      each.latest,
    ]);
    const expected = open
      .toSorted((a, b) => b.activeAt - a.activeAt || slotOf(rtm, a.key) - slotOf(rtm, b.key))
      .map((each) => [each.key, each.unread, each.latest]);
    expect(told).toEqual(expected);
  }

  function slotOf({ conversations }: ChatState, of: ConversationKey): number {
    return conversations.slots[of] ?? -1;
  }
});
