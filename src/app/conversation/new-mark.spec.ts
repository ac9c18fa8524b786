import { type ConversationState, timelineOf } from 'ngx-agora-rtm/chat';
import { messageFrom, ownMessage } from '../message-log/message-testing.spec';
import { newMark, type NewMark, type NewMarkSource } from './new-mark';

describe('newMark', () => {
  const first = messageFrom({ id: 'first', at: 1 });
  const own = ownMessage({ id: 'own', at: 2 });
  const second = messageFrom({ id: 'second', at: 3 });
  const state = (
    unread: number,
    entries = [first, own, second],
    marker: ConversationState['marker'] = null,
  ) => ({ timeline: timelineOf(entries), unread, marker }) as ConversationState;
  const source = (changes: Partial<NewMarkSource>): NewMarkSource => ({
    key: 'peer:bob',
    state: undefined,
    isCurrent: true,
    ...changes,
  });
  /** What the mark is after some changes. */
  const after = (...sources: NewMarkSource[]) => {
    let previous: { source: NewMarkSource; value: NewMark } | undefined;
    for (const source of sources) previous = { source, value: newMark(source, previous) };
    return previous?.value.id;
  };
  const readFirst = { id: 'first', at: 1, from: 'bob', n: 1 };

  it('stands before the first message of others that is unread', () => {
    expect(after(source({ state: state(2) }))).toBe('first');
    expect(after(source({ state: state(1, undefined, readFirst) }))).toBe('second');
    expect(after(source({ state: state(0, undefined, readFirst) }))).toBeNull();
  });

  it('stands before all that is loaded where the reader has not read as far', () => {
    const marker = { ...readFirst, id: 'not loaded', at: 0 };
    expect(after(source({ state: state(2, undefined, marker) }))).toBe('first');
  });

  it('stays when everything is read, and marks nothing that comes before the eyes', () => {
    expect(after(source({ state: state(2) }), source({ state: state(0) }))).toBe('first');
    expect(after(source({ state: state(0, []) }), source({ state: state(2) }))).toBeNull();
  });

  it('goes with the reader', () => {
    const there = source({ state: state(2) });
    expect(after(there, source({ key: 'peer:carol', state: state(0) }))).toBeNull();
  });

  it('waits for the conversation, and for what was missed', () => {
    expect(after(source({}), source({ state: state(2) }))).toBe('first');
    const early = source({ state: state(0, [first], readFirst), isCurrent: false });
    const caughtUp = source({ state: state(1, undefined, readFirst), isCurrent: true });
    expect(after(early, caughtUp)).toBe('second');
  });

  it('does not move when the connection is lost and comes back', () => {
    const there = source({ state: state(0) });
    const away = source({ state: state(0), isCurrent: false });
    expect(after(there, away, source({ state: state(2), isCurrent: true }))).toBeNull();
  });
});
