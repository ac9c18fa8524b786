import type { Action } from '@ngrx/store';
import type { RtmTarget } from 'ngx-agora-rtm/client';
import { MAX_ATTENDANCE } from './conversation';
import type { ConversationMessage } from './conversation-message';
import { conversationActions, rtmActions } from './rtm-actions';
import { rtmFeature } from './rtm-feature';
import { INITIAL_STATE, type RtmState } from './rtm-state';

const BOB: RtmTarget = { type: 'peer', id: 'bob' };
const LOBBY: RtmTarget = { type: 'channel', id: 'lobby' };

const run = (...actions: Action[]): RtmState => actions.reduce(rtmFeature.reducer, INITIAL_STATE);

const connected = (userId: string) =>
  rtmActions.connectionChanged({
    userId,
    connection: { state: 'connected', reason: 'login', since: 1 },
  });

const ended = (state: 'disconnected' | 'failed', reason: 'logout' | 'replaced') =>
  rtmActions.connectionChanged({ userId: null, connection: { state, reason, since: 2 } });

function message(content: string, sentAt = 1): ConversationMessage {
  const rest = { status: 'received', error: null, delivery: null, seen: true } as const;
  return { id: `${content}-${sentAt}`, from: 'bob', own: false, content, sentAt, ...rest };
}

const received = (target: RtmTarget, content: string, sentAt?: number) =>
  rtmActions.messageReceived({ target, message: message(content, sentAt) });

const loaded = (target: RtmTarget, contents: [string, number][], before: number | null = null) =>
  rtmActions.historyLoaded({
    target,
    page: contents.map(([content, sentAt]) => message(content, sentAt)),
    before,
    isEarlier: false,
  });

describe('rtmFeature', () => {
  it('opens a conversation with a peer who writes, as unread', () => {
    const state = run(connected('alice'), received(BOB, 'hi'));
    expect(state.conversations['peer:bob']).toEqual(
      jasmine.objectContaining({ unread: 1, membership: null, target: BOB }),
    );
  });

  it('does not open a channel for a message that comes after it was closed', () => {
    expect(run(connected('alice'), received(LOBBY, 'late')).conversations).toEqual({});
  });

  it('keeps a user and a channel of the same name apart, also a name that JavaScript knows', () => {
    const proto: RtmTarget = { type: 'peer', id: '__proto__' };
    const state = run(
      conversationActions.opened({ target: proto }),
      conversationActions.opened({ target: { type: 'channel', id: '__proto__' } }),
      received(proto, 'hi'),
    );
    expect(Object.keys(state.conversations)).toEqual(['peer:__proto__', 'channel:__proto__']);
    expect(state.conversations['peer:__proto__']?.messages.length).toBe(1);
    expect(({} as Record<string, unknown>)['target']).toBeUndefined();
  });

  it('changes nothing when a conversation is opened twice', () => {
    const state = run(conversationActions.opened({ target: BOB }));
    expect(rtmFeature.reducer(state, conversationActions.opened({ target: BOB }))).toBe(state);
  });

  describe('whose conversations they are', () => {
    const withBob = [connected('alice'), received(BOB, 'secret')];

    it('forgets them when another user logs in', () => {
      const state = run(...withBob, ended('failed', 'replaced'), connected('mallory'));
      expect(state.conversations).toEqual({});
      expect(state.owner).toBe('mallory');
    });

    it('forgets them at logout', () => {
      expect(run(...withBob, ended('disconnected', 'logout')).conversations).toEqual({});
    });

    it('keeps them when the session ends otherwise, and when the same user is back', () => {
      const state = run(...withBob, ended('failed', 'replaced'), connected('alice'));
      expect(Object.keys(state.conversations)).toEqual(['peer:bob']);
    });

    it('shows nobody else what was restored for a user', () => {
      const restored = conversationActions.restored({ userId: 'alice', targets: [BOB, LOBBY] });
      expect(Object.keys(run(restored, connected('alice')).conversations).length).toBe(2);
      expect(run(restored, connected('mallory')).conversations).toEqual({});
    });
  });

  it('counts as unread what came while the connection was away, but not the past', () => {
    const opened = [connected('alice'), conversationActions.opened({ target: LOBBY })];
    const first = run(...opened, loaded(LOBBY, [['old', 1]], 1));
    expect(first.conversations['channel:lobby']?.unread).toBe(0);
    const again = rtmFeature.reducer(first, loaded(LOBBY, [['old', 1], ['missed', 2]], 99)); // prettier-ignore
    expect(again.conversations['channel:lobby']).toEqual(
      jasmine.objectContaining({ unread: 1, history: jasmine.objectContaining({ before: 1 }) }),
    );
  });

  it('sets unread back when the user has read, once', () => {
    const state = run(connected('alice'), received(BOB, 'hi'), conversationActions.read({ target: BOB })); // prettier-ignore
    expect(state.conversations['peer:bob']?.unread).toBe(0);
    expect(rtmFeature.reducer(state, conversationActions.read({ target: BOB }))).toBe(state);
  });

  it('keeps the place of comings and goings when the message before them is given up', () => {
    const submitted = conversationActions.messageSubmitted(LOBBY, 'oops');
    const state = run(
      connected('alice'),
      conversationActions.opened({ target: LOBBY }),
      received(LOBBY, 'first'),
      submitted,
      rtmActions.membersCameOrWent(LOBBY, { joined: ['carol'], left: [] }),
      conversationActions.messageDiscarded({ target: LOBBY, id: submitted.id }),
    );
    expect(state.conversations['channel:lobby']?.attendance[0]?.after).toBe('first-1');
  });

  it('remembers only the latest comings and goings', () => {
    const comings = Array.from({ length: MAX_ATTENDANCE + 5 }, () =>
      rtmActions.membersCameOrWent(LOBBY, { joined: ['carol'], left: [] }),
    );
    const state = run(conversationActions.opened({ target: LOBBY }), ...comings);
    expect(state.conversations['channel:lobby']?.attendance.length).toBe(MAX_ATTENDANCE);
  });

  it('ignores what comes for a conversation that is closed', () => {
    const submitted = conversationActions.messageSubmitted(BOB, 'hi');
    const state = run(connected('alice'), submitted, conversationActions.closed({ target: BOB }));
    const late = rtmActions.messageSent({
      target: BOB,
      id: submitted.id,
      ack: { sentAt: 1, delivery: null },
    });
    expect(rtmFeature.reducer(state, late)).toBe(state);
    expect(rtmFeature.reducer(state, loaded(BOB, [['a', 1]]))).toBe(state);
  });
});
