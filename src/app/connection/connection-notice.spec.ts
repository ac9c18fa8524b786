import { TestBed } from '@angular/core/testing';
import { type ConnectionReason, type ConnectionState, RtmError } from 'ngx-agora-rtm';
import { RTM_ERROR_CODES } from 'ngx-agora-rtm/client';
import { TEST_CONFIG } from '../desk-testing.spec';
import { WORDS } from '../words';
import { connectionNotice, loginExplanation } from './connection-notice';

describe('connectionNotice', () => {
  const notice = (
    state: ConnectionState,
    reason: ConnectionReason,
    failure: RtmError | null = null,
  ) => connectionNotice({ state, reason, since: 0 }, failure, TEST_CONFIG, TestBed.inject(WORDS));

  for (const [state, reason, title, button] of [
    ['connecting', 'login', 'Connecting…', null],
    ['reconnecting', 'network', 'Connection lost. Reconnecting…', null],
    ['suspended', 'network', 'Still no connection.', null],
    ['failed', 'replaced', 'You signed in somewhere else.', 'Use here'],
    ['failed', 'banned', 'You were removed by the service.', 'Try again'],
    ['failed', 'token-expired', 'Your access ran out.', 'Try again'],
    ['failed', 'token-invalid', 'Your access was not accepted.', 'Try again'],
    ['failed', 'app-id-mismatch', 'Your access is for another App ID.', 'Try again'],
    ['failed', 'login-refused', 'The service refused the sign-in.', 'Try again'],
    ['failed', 'server', 'The service ended the connection.', 'Try again'],
    ['disconnected', 'login-timeout', 'The service did not answer.', 'Try again'],
    ['disconnected', 'initial', 'You are not connected.', 'Try again'],
  ] as const) {
    it(`says for ${state} by ${reason} what happened and what one can do`, () => {
      const found = notice(state, reason);
      expect([found?.title, found?.button]).toEqual([title, button]);
      expect(found?.advice).toMatch(/\.$/);
    });
  }

  it('says nothing while all is well', () => {
    expect(notice('connected', 'login')).toBeNull();
  });

  it('says why a login failed rather than that there is none', () => {
    const failure = new RtmError({ code: 'banned', operation: 'login', message: 'No' });
    expect(notice('failed', 'login-refused', failure)?.title).toBe('This user is banned.');
  });
});

describe('loginExplanation', () => {
  it('has words for each way to fail', () => {
    for (const code of RTM_ERROR_CODES) {
      const error = new RtmError({ code, operation: 'login', message: 'It went wrong' });
      const { title, advice } = loginExplanation(error, TEST_CONFIG, TestBed.inject(WORDS));
      expect(title).toMatch(/\.$/);
      expect(advice).toMatch(/\.$/);
    }
  });
});
