import fc from 'fast-check';
import {
  canMove,
  connectionAfterRefusal,
  type ConnectionState,
  errorCodeOfEnding,
  RTM_ERROR_CODES,
} from 'ngx-agora-rtm/client';
import { VENDOR_REASONS } from './fake-sdk.spec';
import { harness, path } from './harness.spec';
import { reasonFor, stateFor } from './link-state-table';

const VENDOR_STATES = ['IDLE', 'CONNECTING', 'CONNECTED', 'DISCONNECTED', 'SUSPENDED', 'FAILED'];

describe('stateFor', () => {
  it('takes every attempt of the first login for connecting', () => {
    const states = VENDOR_STATES.map((state) => stateFor(state, false));
    expect(states).toEqual([
      'disconnected',
      'connecting',
      'connected',
      'connecting',
      'connecting',
      'failed',
    ]);
  });

  it('tells reconnecting from suspended later', () => {
    const states = VENDOR_STATES.map((state) => stateFor(state, true));
    expect(states).toEqual([
      'disconnected',
      'reconnecting',
      'connected',
      'reconnecting',
      'suspended',
      'failed',
    ]);
  });

  it('does not know other states', () => {
    for (const state of ['ORBIT', '', null, undefined, 5, 'toString', '__proto__']) {
      expect(stateFor(state, true)).withContext(String(state)).toBeNull();
    }
  });
});

describe('reasonFor', () => {
  it('has a row for every reason of the SDK', () => {
    // A reason without a row would fall back to that of the state, as this one does.
    const fallback = reasonFor('SOMETHING_NEW', 'failed');
    const silent = VENDOR_REASONS.filter((reason) => reasonFor(reason, 'failed') === fallback);
    expect(silent).toEqual([
      'UNKNOWN',
      'JOIN',
      'JOIN_SUCCESS',
      'JOIN_FAILED',
      'REJOIN',
      'LEAVE',
      'INVALID_CHANNEL_NAME',
      'NOT_INITIALIZED',
      'CHANNEL_INSTANCE_EXCEED_LIMITATION',
      'OPERATION_RATE_EXCEED_LIMITATION',
      'CHANNEL_IN_ERROR_STATE',
      'STREAM_CHANNEL_NOT_AVAILABLE',
      'STORAGE_NOT_AVAILABLE',
      'LOCK_NOT_AVAILABLE',
      'LOGIN_TOO_FREQUENT',
    ]);
  });

  it('lets the state decide where the reason says nothing', () => {
    expect(reasonFor('UNKNOWN', 'reconnecting')).toBe('network');
    expect(reasonFor('UNKNOWN', 'suspended')).toBe('network');
    expect(reasonFor('UNKNOWN', 'failed')).toBe('server');
    expect(reasonFor(undefined, 'disconnected')).toBe('server');
    expect(reasonFor('toString', 'failed')).toBe('server');
  });
});

describe('errorCodeOfEnding and connectionAfterRefusal', () => {
  it('have an answer for everything', () => {
    for (const reason of VENDOR_REASONS) {
      expect(RTM_ERROR_CODES).toContain(errorCodeOfEnding(reasonFor(reason, 'failed')));
    }
    for (const code of RTM_ERROR_CODES) {
      expect(['failed', 'disconnected']).toContain(connectionAfterRefusal(code).state);
    }
  });
});

describe('The connection of a client', () => {
  it('makes legal moves only, whatever the SDK says about its link', async () => {
    const event = fc.record({
      state: fc.constantFrom(...VENDOR_STATES, 'ORBIT'),
      reason: fc.constantFrom(...VENDOR_REASONS, 'SOMETHING_NEW'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
        const h = harness();
        await h.login();
        for (const { state, reason } of events) h.instance.link(state, reason);
        const states = path(h).map((step) => step.split('/')[0] as ConnectionState);
        await h.client.destroy();
        return states.every((state, i) => canMove(states[i - 1] ?? state, state));
      }),
      { numRuns: 300 },
    );
  });
});
