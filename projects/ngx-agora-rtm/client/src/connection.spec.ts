import fc from 'fast-check';
import { canMove, CONNECTION_TRANSITIONS, type ConnectionState } from './connection';

const STATES = Object.keys(CONNECTION_TRANSITIONS) as ConnectionState[];

describe('CONNECTION_TRANSITIONS', () => {
  it('has a row for each state, and leads to states that have one', () => {
    expect(STATES.length).toBe(6);
    for (const state of STATES) {
      for (const next of CONNECTION_TRANSITIONS[state]) expect(STATES).toContain(next);
    }
  });

  it('lets every state be left for disconnected', () => {
    for (const state of STATES) expect(canMove(state, 'disconnected')).toBeTrue();
  });

  it('lets a client become connected only by way of an attempt', () => {
    const before = STATES.filter((state) => CONNECTION_TRANSITIONS[state].includes('connected'));
    expect(before).toEqual(['connecting', 'reconnecting', 'suspended']);
  });

  it('lets a session that has ended come back only by a login', () => {
    expect(CONNECTION_TRANSITIONS.disconnected).toEqual(['connecting']);
    expect(CONNECTION_TRANSITIONS.failed).toEqual(['connecting', 'disconnected']);
  });

  it('lets nothing lead to connecting but a login', () => {
    const before = STATES.filter((state) => CONNECTION_TRANSITIONS[state].includes('connecting'));
    expect(before).toEqual(['disconnected', 'failed']);
  });
});

describe('canMove', () => {
  const anyState = fc.constantFrom(...STATES);

  it('allows staying, and what the table lists, and nothing else', () => {
    fc.assert(
      fc.property(anyState, anyState, (from, to) => {
        return canMove(from, to) === (from === to || CONNECTION_TRANSITIONS[from].includes(to));
      }),
    );
  });
});
