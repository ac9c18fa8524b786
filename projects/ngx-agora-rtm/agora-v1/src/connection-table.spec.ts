import fc from 'fast-check';
import { canMove, type ConnectionState } from 'ngx-agora-rtm/client';
import type { AgoraV1Reason, AgoraV1State } from './agora-v1-sdk';
import { reasonFor, stateFor } from './connection-table';
import { harness, path } from './harness.spec';

const STATES: readonly AgoraV1State[] = [
  'DISCONNECTED',
  'CONNECTING',
  'CONNECTED',
  'RECONNECTING',
  'ABORTED',
];
const REASONS: readonly AgoraV1Reason[] = [
  'LOGIN',
  'LOGIN_SUCCESS',
  'LOGIN_FAILURE',
  'LOGIN_TIMEOUT',
  'INTERRUPTED',
  'LOGOUT',
  'BANNED_BY_SERVER',
  'REMOTE_LOGIN',
  'TOKEN_EXPIRED',
];

describe('stateFor', () => {
  it('knows the states of the SDK, and no others', () => {
    expect(STATES.map(stateFor)).toEqual([
      'disconnected',
      'connecting',
      'connected',
      'reconnecting',
      'failed',
    ]);
    for (const state of ['ORBIT', '', null, undefined, 5, 'toString', '__proto__']) {
      expect(stateFor(state)).withContext(String(state)).toBeNull();
    }
  });
});

describe('reasonFor', () => {
  it('knows the reasons of the SDK', () => {
    expect(REASONS.map((reason) => reasonFor(reason, 'disconnected', false))).toEqual([
      'login',
      'login',
      'login-refused',
      'login-timeout',
      'network',
      'logout',
      'banned',
      'replaced',
      'token-expired',
    ]);
  });

  it('goes by the state where a reason means two things', () => {
    expect(reasonFor('INTERRUPTED', 'reconnecting', true)).toBe('network');
    expect(reasonFor('INTERRUPTED', 'failed', true)).toBe('server');
    expect(reasonFor('LOGIN_SUCCESS', 'connected', false)).toBe('login');
    expect(reasonFor('LOGIN_SUCCESS', 'connected', true)).toBe('reconnect');
  });

  it('lets the state decide where there is no reason that we know', () => {
    expect(reasonFor('NEW', 'reconnecting', true)).toBe('network');
    expect(reasonFor(undefined, 'disconnected', true)).toBe('server');
    expect(reasonFor('toString', 'failed', true)).toBe('server');
  });
});

describe('The connection of a client of 1.x', () => {
  it('makes legal moves only, whatever the SDK says', async () => {
    const event = fc.record({
      state: fc.constantFrom(...STATES, 'ORBIT'),
      reason: fc.constantFrom(...REASONS, 'SOMETHING_NEW'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
        const h = harness();
        await h.login();
        for (const { state, reason } of events) h.instance.move(state, reason);
        const states = path(h).map((step) => step.split('/')[0] as ConnectionState);
        await h.client.destroy();
        return states.every((state, i) => canMove(states[i - 1] ?? state, state));
      }),
      { numRuns: 300 },
    );
  });
});
