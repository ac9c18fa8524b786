import fc from 'fast-check';
import {
  canMove,
  type Connection,
  CONNECTION_TRANSITIONS,
  type ConnectionReason,
  type ConnectionState,
} from './connection';
import { ConnectionTracker } from './connection-tracker';

describe('ConnectionTracker', () => {
  let time: number;
  let tracker: ConnectionTracker;
  let seen: Connection[];
  let isComplete: boolean;

  beforeEach(() => {
    time = 1_000;
    tracker = new ConnectionTracker(() => time);
    seen = [];
    isComplete = false;
    tracker.connection$.subscribe({
      next: (connection) => seen.push(connection),
      complete: () => (isComplete = true),
    });
  });

  it('starts disconnected, and replays that', () => {
    expect(seen).toEqual([{ state: 'disconnected', reason: 'initial', since: 1_000 }]);
  });

  it('replays the latest connection to one who comes late', () => {
    tracker.move('connecting', 'login');
    const late: Connection[] = [];
    tracker.connection$.subscribe((connection) => late.push(connection));
    expect(late).toEqual([tracker.current]);
  });

  it('tells when the state was entered', () => {
    time = 2_000;
    tracker.move('connecting', 'login');
    expect(tracker.current).toEqual({ state: 'connecting', reason: 'login', since: 2_000 });
  });

  it('keeps the time when only the reason changes', () => {
    tracker.move('connecting', 'login');
    time = 9_000;
    expect(tracker.move('connecting', 'login-timeout')).toBeTrue();
    expect(tracker.current).toEqual({ state: 'connecting', reason: 'login-timeout', since: 1_000 });
  });

  it('says nothing when nothing changes', () => {
    tracker.move('connecting', 'login');
    const count = seen.length;
    expect(tracker.move('connecting', 'login')).toBeTrue();
    expect(seen.length).toBe(count);
  });

  it('drops late news of a session that has ended', () => {
    tracker.move('connecting', 'login');
    tracker.move('disconnected', 'logout');
    expect(tracker.move('connected', 'login')).toBeFalse();
    expect(tracker.current.state).toBe('disconnected');
  });

  it('completes with close, after the latest connection', () => {
    tracker.move('connecting', 'login');
    tracker.close();
    expect(isComplete).toBeTrue();
    tracker.move('disconnected', 'logout');
    expect(seen.at(-1)?.state).toBe('connecting');
  });

  it('tells every listener the moves in their order when one listener moves on', () => {
    const second: ConnectionState[] = [];
    tracker.connection$.subscribe(({ state }) => {
      if (state === 'failed') tracker.move('connecting', 'login');
    });
    tracker.connection$.subscribe(({ state }) => second.push(state));
    tracker.move('connecting', 'login');
    tracker.move('failed', 'replaced');
    expect(second).toEqual(['disconnected', 'connecting', 'failed', 'connecting']);
    expect(tracker.current.state).toBe('connecting');
  });

  it('shows the newest connection to a listener that has just moved on', () => {
    let inside: ConnectionState | undefined;
    tracker.connection$.subscribe(({ state }) => {
      if (state !== 'connecting') return;
      tracker.move('disconnected', 'logout');
      inside = tracker.current.state;
    });
    tracker.move('connecting', 'login');
    expect(inside).toBe('disconnected');
  });

  it('tells a move and then completes when a listener closes it', () => {
    const late: string[] = [];
    tracker.connection$.subscribe(({ state }) => {
      if (state !== 'connecting') return;
      tracker.move('disconnected', 'logout');
      tracker.close();
    });
    tracker.connection$.subscribe({
      next: ({ state }) => late.push(state),
      complete: () => late.push('complete'),
    });
    tracker.move('connecting', 'login');
    expect(late).toEqual(['disconnected', 'connecting', 'disconnected', 'complete']);
  });

  it('makes legal moves only, whatever it is asked for', () => {
    const states = Object.keys(CONNECTION_TRANSITIONS) as ConnectionState[];
    const reasons: ConnectionReason[] = ['login', 'network', 'reconnect', 'logout', 'server'];
    const asked = fc.tuple(fc.constantFrom(...states), fc.constantFrom(...reasons));
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 30 }), (moves) => {
        const subject = new ConnectionTracker(() => 0);
        const told: Connection[] = [];
        subject.connection$.subscribe((connection) => told.push(connection));
        for (const [state, reason] of moves) {
          const { state: from } = subject.current;
          if (subject.move(state, reason) !== canMove(from, state)) return false;
        }
        return told.every((now, i) => {
          const before = told[i - 1];
          if (!before) return true;
          const isNews = before.state !== now.state || before.reason !== now.reason;
          return isNews && canMove(before.state, now.state);
        });
      }),
      { numRuns: 300 },
    );
  });
});
