import type { ChatEvent } from './chat-event';
import type { ChatError, Gap } from './chat-message';
import { applyEvents, INITIAL_CHAT_STATE } from './chat-reducer';
import {
  arrived,
  BOB,
  chatAfter,
  idsIn,
  lobby,
  LOBBY,
  messagesIn,
  onlyMessage,
  opened,
  record,
  stored,
  waiting,
} from './chat-reducer-harness.spec';
import type { ChatRecord } from './chat-record';
import type { ChatState } from './chat-state';
import type { ChangeContent } from './content';
import { conversationIn, recentConversations } from './conversation-table';

const ERROR: ChatError = { code: 'timeout', message: 'No answer.', retryable: true };
const online = { state: 'connected', reason: 'login', since: 1, isCurrent: true } as const;

function change(id: string, content: ChangeContent, from = 'ann'): ChatEvent {
  return arrived([record(id, { from, content })]);
}

function read(at: number, id = `m${at}`): ChatEvent {
  return { type: '[RTM Conversation] Read', key: LOBBY, marker: { id, at, from: 'ann', n: at } };
}

function texts(...ats: readonly number[]): ChatEvent {
  return arrived(ats.map((at) => record(`m${at}`, { at })));
}

describe('applyEvents', () => {
  it('returns the very same state when nothing has changed', () => {
    const state = chatAfter(texts(1, 2));
    expect(applyEvents(state, [])).toBe(state);
    expect(applyEvents(state, [texts(2, 1), { type: '[RTM Others] Future Kind' } as never])).toBe(
      state,
    );
  });

  it('leaves other conversations the same objects', () => {
    const state = applyEvents(INITIAL_CHAT_STATE, [opened(stored(LOBBY), stored(BOB))]);
    const next = applyEvents(state, [texts(1)]);
    expect(conversationIn(next, BOB)).toBe(conversationIn(state, BOB));
    expect(next.conversations.slots).toBe(state.conversations.slots);
  });

  describe('sessions', () => {
    it('takes nothing in while nobody is signed in', () => {
      const late = [
        texts(1),
        { type: '[RTM Outbox] Message Changed', key: LOBBY, message: waiting('w1') },
      ] as const;
      expect(applyEvents(INITIAL_CHAT_STATE, late)).toBe(INITIAL_CHAT_STATE);
      const closed = applyEvents(chatAfter(texts(1)), [{ type: '[RTM Session] Closed' }, ...late]);
      expect(closed).toEqual(INITIAL_CHAT_STATE);
    });

    it('keeps nothing of the former user', () => {
      const state = chatAfter(texts(1), {
        type: '[RTM Others] Presence Changed',
        presence: [['ann', { status: 'online', lastSeen: 3 }]],
      });
      const next = applyEvents(state, [{ ...opened(stored(BOB)), userId: 'other' } as ChatEvent]);
      expect(JSON.stringify(next)).not.toContain('ann');
      expect(recentConversations(next).map(({ key }) => key)).toEqual([BOB]);
    });

    it('opens what was kept: markers, drafts, receipts, and the order of the list', () => {
      const marker = { id: 'm1', at: 1, from: 'ann', n: 1 };
      const receipt = {
        userId: '__proto__',
        delivered: [{ from: 'me', stream: 's', n: 3 }],
        read: [{ from: 'ann', stream: 's', n: 9 }],
      };
      const state = applyEvents(INITIAL_CHAT_STATE, [
        opened(
          stored(BOB, { activeAt: 5 }),
          stored(LOBBY, {
            marker,
            isMuted: true,
            drafts: { text: 'hi' },
            receipts: [receipt],
            activeAt: 9,
          }),
          stored('channel:left', { isOpen: false }),
        ),
      ]);
      expect(recentConversations(state).map(({ key }) => key)).toEqual([LOBBY, BOB]);
      expect(lobby(state)).toEqual(
        jasmine.objectContaining({ marker, isMuted: true, drafts: { text: 'hi' }, activeAt: 9 }),
      );
      expect(lobby(state).receipts['user:__proto__']).toEqual({ delivered: { s: 3 }, read: {} });
    });
  });

  describe('conversations', () => {
    it('opens the conversation with a peer who writes, but not for what comes late', () => {
      const bob = record('b1', { key: BOB, from: 'bob' });
      expect(conversationIn(chatAfter(arrived([bob])), BOB)?.unread).toBe(1);
      expect(conversationIn(chatAfter(arrived([bob], 'cache')), BOB)).toBeUndefined();
      expect(
        conversationIn(chatAfter(arrived([{ ...bob, from: 'me', own: true }])), BOB),
      ).toBeUndefined();
      const blocked: ChatEvent = { type: '[RTM Others] Blocked Changed', blocked: ['bob'] };
      expect(conversationIn(chatAfter(blocked, arrived([bob])), BOB)).toBeUndefined();
    });

    it('drops what comes for a closed channel, and reuses its slot', () => {
      const state = chatAfter(
        texts(1),
        { type: '[RTM Conversation] Closed', key: LOBBY },
        texts(2),
      );
      expect(conversationIn(state, LOBBY)).toBeUndefined();
      expect(state.conversations.recent).toEqual([]);
      const next = applyEvents(state, [{ type: '[RTM Conversation] Opened', key: BOB }]);
      expect(next.conversations.items.length).toBe(1);
      expect(recentConversations(next).map(({ key }) => key)).toEqual([BOB]);
    });

    it('keeps drafts by kind, and drops empty ones', () => {
      const draft = (kind: string, text: string): ChatEvent => ({
        type: '[RTM Conversation] Draft Changed',
        key: LOBBY,
        kind,
        text,
      });
      const state = chatAfter(draft('text', 'a'), draft('__proto__', 'b'));
      expect(Object.entries(lobby(state).drafts)).toEqual([
        ['text', 'a'],
        ['__proto__', 'b'],
      ]);
      expect(Object.keys(lobby(applyEvents(state, [draft('text', '')])).drafts)).toEqual([
        '__proto__',
      ]);
    });
  });

  describe('unread', () => {
    const counts = (state: ChatState): readonly number[] => [
      lobby(state).unread,
      lobby(state).mentions,
    ];

    it('counts what others wrote after the marker, in threads too, and what mentions the user', () => {
      const state = chatAfter(
        arrived([
          record('m1', { at: 1, content: { kind: 'text', text: '', mentions: ['me'] } }),
          record('m2', {
            at: 2,
            content: { kind: 'text', text: '', thread: 'm1', mentions: ['me', 'bob'] },
          }),
          record('m3', { at: 3, from: 'me' }),
          record('m4', { at: 4, content: { kind: 'system', text: '' } }),
          record('m5', { at: 5 }),
        ]),
      );
      expect(counts(state)).toEqual([3, 2]);
      expect(counts(applyEvents(state, [read(1)]))).toEqual([2, 1]);
      expect(counts(applyEvents(state, [read(5)]))).toEqual([0, 0]);
    });

    it('moves the marker forward only, until it is marked as unread by hand', () => {
      const state = chatAfter(texts(1, 2, 3), read(2), read(1));
      expect(counts(state)).toEqual([1, 0]);
      const marked = applyEvents(state, [
        { type: '[RTM Conversation] Marked Unread', key: LOBBY, marker: null },
      ]);
      expect(counts(marked)).toEqual([3, 0]);
      expect(lobby(marked).isMarkedUnread).toBeTrue();
      const again = applyEvents(marked, [read(3)]);
      expect(counts(again)).toEqual([0, 0]);
      expect(lobby(again).isMarkedUnread).toBeFalse();
    });

    it('does not count what a user takes back, and counts a mention that an edit adds', () => {
      const state = chatAfter(texts(1, 2));
      const edited = applyEvents(state, [
        change('c1', { kind: 'edit', target: 'm1', text: '@me', mentions: ['me'] }),
      ]);
      expect(counts(edited)).toEqual([2, 1]);
      expect(counts(applyEvents(edited, [change('c2', { kind: 'delete', target: 'm1' })]))).toEqual(
        [1, 0],
      );
    });

    it('keeps read what was read when the history tells its time better', () => {
      const state = chatAfter(texts(1, 2), read(2));
      const timed = applyEvents(state, [
        arrived(
          [record('m1', { at: 51, isTimed: true }), record('m2', { at: 52, isTimed: true })],
          'catch-up',
        ),
      ]);
      expect(counts(timed)).toEqual([0, 0]);
      expect(lobby(timed).marker?.at).toBe(52);
      // Whoever read before the tab knew better says it with the old time.
      expect(
        counts(applyEvents(chatAfter(arrived([record('m2', { at: 52 })])), [read(2)])),
      ).toEqual([0, 0]);
    });

    it('finds the place of a kept marker when its message comes with a better time', () => {
      const marker = { id: 'm5', at: 5, from: 'ann', n: 5 };
      const cached = [record('m4', { at: 7 }), record('m5', { at: 8, isTimed: true })];
      const session = opened(stored(LOBBY, { marker, activeAt: 8 }));
      const state = applyEvents(INITIAL_CHAT_STATE, [session, arrived(cached, 'cache')]);
      expect(lobby(state).marker?.at).toBe(8);
      expect(counts(state)).toEqual([0, 0]);
    });

    it('keeps a marker of which nothing is loaded', () => {
      expect(lobby(chatAfter(read(5))).marker?.id).toBe('m5');
    });

    it('takes the past of a conversation that was just opened for no news', () => {
      const open = chatAfter(
        { type: '[RTM Conversation] Closed', key: LOBBY },
        { type: '[RTM Conversation] Opened', key: LOBBY },
      );
      const past = applyEvents(open, [
        { type: '[RTM Session] Connection Changed', connection: online },
        arrived([record('m1', { at: 1 }), record('m2', { at: 2 })], 'catch-up'),
        arrived([record('m3', { at: 3 })], 'catch-up'),
        texts(9),
      ]);
      expect(counts(past)).toEqual([1, 0]);
      const { marker } = lobby(past);
      expect(marker?.id).toBe('m3');
      // After a reload, with the marker that was kept, it is the same; and what came while away is news.
      const reloaded = applyEvents(INITIAL_CHAT_STATE, [
        opened(stored(LOBBY, { marker, activeAt: 9 })),
        arrived(
          [record('m1', { at: 1 }), record('m3', { at: 3 }), record('m9', { at: 9 })],
          'cache',
        ),
        arrived([record('m10', { at: 10 })], 'catch-up'),
      ]);
      expect(counts(reloaded)).toEqual([2, 0]);
      const away = applyEvents(past, [
        {
          type: '[RTM Session] Connection Changed',
          connection: { ...online, state: 'reconnecting' },
        },
        arrived([record('m11', { at: 11 })], 'catch-up'),
      ]);
      expect(counts(away)).toEqual([2, 0]);
    });

    it('counts after a reload what a stranger wrote, and not the older ones that the user asked for', () => {
      const session = opened(stored(LOBBY, { historyUpTo: null, activeAt: 9 }));
      const cached = applyEvents(INITIAL_CHAT_STATE, [
        session,
        arrived([record('m9', { at: 9 })], 'cache'),
      ]);
      expect(counts(cached)).toEqual([1, 0]);
      const older = applyEvents(cached, [
        arrived([record('m1', { at: 1 }), record('m2', { at: 2 })], 'older'),
      ]);
      expect(counts(older)).toEqual([1, 0]);
      // With a marker, messages that turn up behind it are as unread as any.
      const late = arrived([record('m5', { at: 5 })], 'older');
      expect(counts(applyEvents(older, [late]))).toEqual([2, 0]);
    });

    it('leaves out the blocked, and counts them again when they are not any more', () => {
      const block = (...blocked: string[]): ChatEvent => ({
        type: '[RTM Others] Blocked Changed',
        blocked,
      });
      const state = chatAfter(texts(1), block('ann'), texts(2));
      expect(counts(state)).toEqual([0, 0]);
      expect(counts(applyEvents(state, [block()]))).toEqual([2, 0]);
    });
  });

  describe('own messages', () => {
    const put = (id: string, status: 'queued' | 'sending' | 'failed' = 'queued'): ChatEvent => ({
      type: '[RTM Outbox] Message Changed',
      key: LOBBY,
      message: waiting(id, { status, error: status === 'failed' ? ERROR : null }),
    });
    const sent = (id: string): ChatEvent => ({
      type: '[RTM Outbox] Message Sent',
      key: LOBBY,
      id,
      delivery: 'stored',
    });
    const own = (id: string): ChatEvent => arrived([record(id, { from: 'me' })]);
    const pending = (state: ChatState): readonly string[] =>
      lobby(state).pending.map(({ id, status }) => `${id} ${status}`);

    it('wait at the end in the order of writing, and are the latest', () => {
      const state = chatAfter(texts(1), put('w1'), put('w2'), put('w1', 'sending'));
      expect(pending(state)).toEqual(['w1 sending', 'w2 queued']);
      expect(lobby(state).latest?.id).toBe('w2');
    });

    it('stand in the timeline once they were sent, in whatever order echo and acknowledgement come', () => {
      for (const events of [
        [own('w1'), sent('w1')],
        [sent('w1'), own('w1')],
        [own('w1'), sent('w1'), own('w1'), put('w1', 'sending')],
      ]) {
        const state = chatAfter(put('w1'), put('w2'), ...events);
        expect(pending(state)).toEqual(['w2 queued']);
        expect(onlyMessage(state)).toEqual(
          jasmine.objectContaining({ id: 'w1', status: 'sent', delivery: 'stored' }),
        );
      }
    });

    it('are gone when they are cancelled, unless they have arrived', () => {
      const cancel: ChatEvent = { type: '[RTM Outbox] Message Cancelled', key: LOBBY, id: 'w1' };
      expect(pending(chatAfter(put('w1'), cancel))).toEqual([]);
      expect(idsIn(lobby(chatAfter(put('w1'), own('w1'), cancel)).timeline)).toEqual(['w1']);
    });

    it('wait on while somebody else sends a message with their id', () => {
      expect(pending(chatAfter(put('w1'), arrived([record('w1', { from: 'mallory' })])))).toEqual([
        'w1 queued',
      ]);
    });

    it('stand even where somebody else claims to have sent their id before', () => {
      const own = record('w1', { from: 'me', at: 100 });
      const claim = record('w1', { from: 'mallory', at: 50 });
      expect(onlyMessage(chatAfter(arrived([claim, own]))).from).toBe('me');
      expect(onlyMessage(chatAfter(arrived([own, claim]))).from).toBe('me');
    });

    it('stay taken back while they wait', () => {
      const gone = arrived(
        [record('c1', { from: 'me', content: { kind: 'delete', target: 'w1' } })],
        'catch-up',
      );
      const state = chatAfter(put('w1'), gone, put('w1', 'sending'));
      expect(lobby(state).pending[0]?.deleted).toBeTrue();
      expect(onlyMessage(applyEvents(state, [own('w1')])).deleted).toBeTrue();
    });

    it('leave the top of the list when they are cancelled', () => {
      const bob = arrived([record('b1', { key: BOB, from: 'bob', at: 80 })]);
      const keys = (state: ChatState): readonly string[] =>
        recentConversations(state).map(({ key }) => key);
      const state = chatAfter(texts(1), bob, put('w1'));
      expect(keys(state)).toEqual([LOBBY, BOB]);
      const cancel = { type: '[RTM Outbox] Message Cancelled', key: LOBBY, id: 'w1' } as const;
      expect(keys(applyEvents(state, [cancel]))).toEqual([BOB, LOBBY]);
    });

    it('keep their changes while they wait and after', () => {
      const edit = arrived([
        record('c1', {
          from: 'me',
          n: null,
          stream: null,
          content: { kind: 'edit', target: 'w1', text: 'new' },
        }),
      ]);
      for (const events of [
        [put('w1'), edit],
        [edit, put('w1')],
      ]) {
        const state = chatAfter(...events, put('w1', 'sending'));
        expect(lobby(state).pending[0]?.content).toEqual({ kind: 'text', text: 'new' });
        expect(onlyMessage(applyEvents(state, [own('w1')])).content).toEqual({
          kind: 'text',
          text: 'new',
        });
      }
    });

    it('show failed ones of a closed conversation', () => {
      const state = chatAfter({ type: '[RTM Conversation] Closed', key: LOBBY });
      expect(applyEvents(state, [put('w1', 'sending')])).toBe(state);
      expect(pending(applyEvents(state, [put('w1', 'failed')]))).toEqual(['w1 failed']);
    });
  });

  describe('changes of messages', () => {
    const message = arrived([record('m1')]);

    it('apply before and after their message comes', () => {
      const changes = [
        change('c2', { kind: 'edit', target: 'm1', text: 'second' }),
        change('c1', { kind: 'edit', target: 'm1', text: 'first' }),
        change('c3', { kind: 'reaction', target: 'm1', emoji: '👍', on: true }, 'bob'),
      ];
      const after = onlyMessage(chatAfter(message, ...changes));
      expect(after.content).toEqual({ kind: 'text', text: 'second' });
      expect(after.edited).toEqual({ at: 100, n: 2 });
      expect(after.reactions).toEqual([{ emoji: '👍', from: 'bob', on: true, at: 100, n: 3 }]);
      const before = chatAfter(...changes, message);
      expect(onlyMessage(before)).toEqual(after);
      expect(lobby(before).pendingChanges).toEqual([]);
    });

    it('count by number within a stream and by time across streams, a waiting one last', () => {
      const edit = (id: string, at: number, changes: Partial<ChatRecord> = {}): ChatEvent =>
        arrived([
          record(id, {
            from: 'me',
            at,
            content: { kind: 'edit', target: 'w1', text: id },
            ...changes,
          }),
        ]);
      const own = arrived([record('w1', { from: 'me' })]);
      const text = (...events: readonly ChatEvent[]): unknown =>
        onlyMessage(chatAfter(own, ...events)).content;
      // The clock was set back between two edits on one device, and is right on the other device.
      expect(text(edit('c1', 200), edit('c2', 150))).toEqual({ kind: 'text', text: 'c2' });
      const elsewhere = edit('c3', 180, { stream: 'me-2' });
      expect(text(edit('c1', 200), edit('c2', 150), elsewhere)).toEqual({
        kind: 'text',
        text: 'c3',
      });
      const other = edit('c1', 200, { stream: 'me-2' });
      expect(text(other, edit('c2', 150))).toEqual({ kind: 'text', text: 'c1' });
      // What is written now comes after all that was sent from here, whatever the clock says.
      const written = edit('c9', 100, { n: null });
      expect(text(edit('c2', 150), written)).toEqual({ kind: 'text', text: 'c9' });
    });

    it('give way to a later certain one when their number turns out to be lower', () => {
      const content = { kind: 'edit', target: 'w1' } as const;
      const first = record('c1', { from: 'me', at: 200, content: { ...content, text: 'first' } });
      const second = record('c2', { from: 'me', at: 150, content: { ...content, text: 'second' } });
      const state = chatAfter(
        arrived([record('w1', { from: 'me' })]),
        arrived([{ ...first, n: null }]),
        arrived([second], 'catch-up'),
        arrived([first]),
      );
      expect(onlyMessage(state).content).toEqual({ kind: 'text', text: 'second' });
    });

    it('are refused from anybody but the writer, except for reactions', () => {
      const forged = [
        change('c1', { kind: 'edit', target: 'm1', text: 'forged' }, 'mallory'),
        change('c2', { kind: 'delete', target: 'm1' }, 'mallory'),
      ];
      const original = onlyMessage(chatAfter(message));
      expect(onlyMessage(chatAfter(message, ...forged))).toEqual(original);
      expect(onlyMessage(chatAfter(...forged, message))).toEqual(original);
    });

    it('leave nothing of a message that was taken back, and nothing changes it any more', () => {
      const gone = change('c9', { kind: 'delete', target: 'm1' });
      const edit = change('c10', { kind: 'edit', target: 'm1', text: 'again' });
      const like = change('c3', { kind: 'reaction', target: 'm1', emoji: '👍', on: true }, 'bob');
      const state = chatAfter(message, like, gone, edit, message);
      expect(onlyMessage(state)).toEqual(
        jasmine.objectContaining({
          deleted: true,
          content: { kind: 'text', text: '' },
          reactions: [],
          edited: null,
        }),
      );
      expect(JSON.stringify(state)).not.toContain('text of');
      expect(onlyMessage(chatAfter(edit, gone, message))).toEqual(onlyMessage(state));
    });

    it('cannot be taken back once the backend has them, and leave nothing of the text before', () => {
      const edit = record('c1', {
        from: 'me',
        content: { kind: 'edit', target: 'w1', text: 'new' },
      });
      const own = arrived([record('w1', { from: 'me' })]);
      const state = chatAfter(own, arrived([edit]));
      expect(lobby(state).uncertainChanges).toEqual([{ id: 'c1', target: 'w1' }]);
      expect(JSON.stringify(state)).toContain('text of w1');
      const timed = applyEvents(state, [arrived([{ ...edit, isTimed: true }])]);
      expect(lobby(timed).uncertainChanges).toEqual([]);
      expect(JSON.stringify(timed)).not.toContain('text of w1');
      const late = {
        type: '[RTM Outbox] Change Failed',
        key: LOBBY,
        id: 'c1',
        error: ERROR,
      } as const;
      expect(applyEvents(timed, [late])).toBe(timed);
    });

    it('keep what else a message holds', () => {
      const files = [{ url: 'https://x', name: 'x', type: 'image/png', size: 1 }];
      const file = arrived([
        record('m1', { content: { kind: 'file', text: 'old', files, mentions: ['me'] } }),
      ]);
      const edited = onlyMessage(
        chatAfter(file, change('c1', { kind: 'edit', target: 'm1', text: 'new' })),
      );
      expect(edited.content).toEqual({ kind: 'file', text: 'new', files });
      const binary = arrived([record('m1', { content: { kind: 'binary', bytes: 3 } })]);
      expect(
        onlyMessage(chatAfter(binary, change('c1', { kind: 'edit', target: 'm1', text: 'new' })))
          .content,
      ).toEqual({ kind: 'binary', bytes: 3 });
    });

    it('reach messages in threads', () => {
      const reply = arrived([
        record('m2', { content: { kind: 'text', text: 'reply', thread: 'm1' } }),
      ]);
      const state = chatAfter(message, reply, change('c3', { kind: 'delete', target: 'm2' }));
      expect(idsIn(lobby(state).timeline)).toEqual(['m1']);
      expect(messagesIn(lobby(state).threads['thread:m1']!.timeline)[0]?.content).toEqual({
        kind: 'text',
        text: '',
        thread: 'm1',
      });
    });

    it('show at most 20 emoji and keep at most 500 changes of a message', () => {
      const likes = (count: number, emoji: (index: number) => string): ChatEvent =>
        arrived(
          Array.from({ length: count }, (_, index) =>
            record(`c${index + 1}`, {
              from: `user${index}`,
              content: { kind: 'reaction', target: 'm1', emoji: emoji(index), on: true },
            }),
          ),
        );
      expect(
        onlyMessage(
          chatAfter(
            message,
            likes(25, (index) => `e${index}`),
          ),
        ).reactions.length,
      ).toBe(20);
      expect(
        onlyMessage(
          chatAfter(
            message,
            likes(600, () => '👍'),
          ),
        ).reactions.length,
      ).toBe(500);
    });

    it('wait for their message in bounded number, the oldest giving way', () => {
      const records = Array.from({ length: 600 }, (_, index) =>
        record(`c${index + 1}`, { at: index, content: { kind: 'delete', target: `x${index}` } }),
      );
      const { pendingChanges } = lobby(chatAfter(arrived(records)));
      expect(pendingChanges.length).toBe(500);
      expect(pendingChanges.map(({ at }) => at).sort((a, b) => a - b)[0]).toBe(100);
    });

    it('pin messages for all, the latest first, loaded or not', () => {
      const pin = (id: string, target: string, on: boolean, from: string, at: number): ChatEvent =>
        arrived([record(id, { from, at, content: { kind: 'pin', target, on } })]);
      const state = chatAfter(pin('p1', 'm1', true, 'ann', 1), pin('p2', 'far', true, 'bob', 2));
      expect(lobby(state).pins).toEqual(['far', 'm1']);
      expect(lobby(applyEvents(state, [pin('p3', 'far', false, 'ann', 3)])).pins).toEqual(['m1']);
      expect(lobby(applyEvents(state, [pin('p0', 'far', false, 'ann', 0)])).pins).toEqual([
        'far',
        'm1',
      ]);
    });
  });

  describe('gaps and history', () => {
    const gap: Gap = {
      type: 'gap',
      id: 'g1',
      reason: 'counter',
      from: 'ann',
      stream: 's',
      first: 2,
      last: 3,
      at: 2,
      since: 2,
      status: 'searching',
    };
    const found = (changes: Partial<Gap> = {}): ChatEvent => ({
      type: '[RTM Messages] Gap Found',
      key: LOBBY,
      gap: { ...gap, ...changes },
    });

    it('shows a gap where messages are missing, until it is closed', () => {
      const state = chatAfter(texts(1, 2), found(), found({ status: 'lost', at: 9 }));
      expect(idsIn(lobby(state).timeline)).toEqual(['m1', 'm2', 'g1']);
      expect(lobby(state).latest?.id).toBe('m2');
      const closed = applyEvents(state, [
        { type: '[RTM Messages] Gap Closed', key: LOBBY, id: 'g1' },
      ]);
      expect(idsIn(lobby(closed).timeline)).toEqual(['m1', 'm2']);
      expect(idsIn(lobby(applyEvents(closed, [found()])).timeline)).toEqual(['m1', 'g1', 'm2']);
    });

    it('says how far the history was loaded', () => {
      const loading = chatAfter({ type: '[RTM Messages] History Requested', key: LOBBY });
      expect(lobby(loading).history).toEqual({ status: 'loading', hasOlder: true, error: null });
      const failed = applyEvents(loading, [
        { type: '[RTM Messages] History Failed', key: LOBBY, error: ERROR },
      ]);
      expect(lobby(failed).history).toEqual({ status: 'failed', hasOlder: true, error: ERROR });
      const loaded = applyEvents(failed, [
        { type: '[RTM Messages] History Loaded', key: LOBBY, hasOlder: false },
      ]);
      expect(lobby(loaded).history).toEqual({ status: 'idle', hasOlder: false, error: null });
    });
  });

  describe('others', () => {
    it('keeps the highest number of each own stream, and nothing of foreign ones', () => {
      const receipt = (n: number, stream: string, from = 'me'): ChatEvent => ({
        type: '[RTM Others] Receipt Arrived',
        key: LOBBY,
        userId: 'ann',
        delivered: [{ from, stream, n }],
        read: [],
      });
      const state = chatAfter(
        receipt(5, '__proto__'),
        receipt(3, '__proto__'),
        receipt(7, 's', 'bob'),
      );
      expect(Object.entries(lobby(state).receipts['user:ann']!.delivered)).toEqual([
        ['__proto__', 5],
      ]);
      const own: ChatEvent = { ...receipt(3, 's'), userId: 'me' } as ChatEvent;
      expect(lobby(chatAfter(own)).receipts).toEqual({});
      const many = chatAfter(...Array.from({ length: 80 }, (_, index) => receipt(1, `s${index}`)));
      expect(Object.keys(lobby(many).receipts['user:ann']!.delivered).length).toBe(50);
    });

    it('sorts members, and keeps who came and went after which message', () => {
      const went = (id: string): ChatEvent => ({
        type: '[RTM Others] Members Came Or Went',
        key: LOBBY,
        id,
        at: 1,
        joined: ['bob'],
        left: [],
      });
      const state = chatAfter(texts(1), went('a1'), {
        type: '[RTM Others] Members Changed',
        key: LOBBY,
        members: ['bob', 'ann', 'bob'],
      });
      expect(lobby(state).members).toEqual(['ann', 'bob']);
      expect(lobby(state).attendance).toEqual([
        { id: 'a1', at: 1, joined: ['bob'], left: [], after: 'm1' },
      ]);
      const many = applyEvents(
        state,
        Array.from({ length: 150 }, (_, index) => went(`b${index}`)),
      );
      expect(lobby(many).attendance.length).toBe(100);
      expect(lobby(many).attendance.at(-1)?.id).toBe('b149');
    });

    it('keeps presence under names that are no property of an object', () => {
      const state = chatAfter({
        type: '[RTM Others] Presence Changed',
        presence: [['__proto__', { status: 'online', lastSeen: 1 }]],
      });
      expect(state.presence['user:__proto__']).toEqual({ status: 'online', lastSeen: 1 });
    });
  });
});
