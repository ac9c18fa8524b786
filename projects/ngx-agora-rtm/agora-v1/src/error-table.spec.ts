import fc from 'fast-check';
import {
  RTM_ERROR_CODES,
  RtmError,
  type RtmErrorCode,
  type RtmOperation,
} from 'ngx-agora-rtm/client';
import { CODES, errorCodeFor, type ErrorGroup, toRtmError, vendorCodeOf } from './error-table';
import { FakeRtmError } from './fake-sdk.spec';

/** The codes that 1.5.1 has in each group (read in its bundle), independent of the table. */
const VENDOR_CODES: Readonly<Record<ErrorGroup, readonly number[]>> = {
  ATTRIBUTE_OPERATION: [2, 3, 4, 5, 6, 7, 102],
  CHANNEL_MESSAGE: [1, 2, 3, 4, 5, 102],
  CREATE_CHANNEL: [1],
  CREATE_INSTANCE: [1],
  GET_CHANNEL_MEMBER_COUNT: [1, 2, 3, 4, 5, 101, 102],
  GET_MEMBERS: [1, 2, 3, 4, 5, 102],
  INVITATION_API_CALL: [1, 2, 3, 4, 5],
  JOIN_CHANNEL: [1, 2, 3, 4, 5, 6, 7, 8, 102, 201, 202],
  LEAVE_CHANNEL: [1, 2, 3, 4, 102],
  LOGIN: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 201],
  LOGOUT: [102],
  PEER_MESSAGE: [1, 2, 5, 6, 7, 8, 102],
  PEER_SUBSCRIPTION_STATUS: [1, 2, 3, 4, 5, 6, 102],
  QUERY_PEERS_BY_SUBSCRIPTION_OPTION: [1, 2, 3, 102],
  QUERY_PEERS_ONLINE_STATUS: [2, 3, 4, 5, 102],
  RENEW_TOKEN: [1, 2, 3, 4, 5, 6, 102, 201],
};

describe('CODES', () => {
  it('has every code of the SDK, all 92, and no other', () => {
    const count = Object.values(VENDOR_CODES).reduce((sum, { length }) => sum + length, 0);
    expect(count).toBe(92);
    for (const [group, codes] of Object.entries(VENDOR_CODES)) {
      const known = Object.keys(CODES[group as ErrorGroup]).map(Number);
      expect(known)
        .withContext(group)
        .toEqual([...codes]);
    }
  });

  it('has no shrug among them', () => {
    for (const [group, codes] of Object.entries(VENDOR_CODES)) {
      for (const code of codes) {
        const known = errorCodeFor(code, group as ErrorGroup);
        expect(RTM_ERROR_CODES)
          .withContext(`${group} ${code}`)
          .toContain(known as RtmErrorCode);
        expect(known).not.toBe('unknown');
      }
    }
  });
});

describe('toRtmError', () => {
  it('tells apart what the same number means in different operations', () => {
    const meanings = (
      ['login', 'join', 'send-to-peer', 'send-to-channel', 'members', 'invite'] as const
    ).map((operation) => toRtmError(new FakeRtmError(5), operation).code);
    expect(meanings).toEqual([
      'token-invalid',
      'channel-limit',
      'rate-limited',
      'not-joined',
      'not-joined',
      'invalid-argument',
    ]);
    const status = toRtmError(new FakeRtmError(2), 'online-status', 'QUERY_PEERS_ONLINE_STATUS');
    expect(status.code).toBe('invalid-argument');
  });

  it('says what the SDK said, and what to do', () => {
    const cause = new FakeRtmError(5, 'RtmLimitExceededError', 'Exceeded the 180 messages.');
    const error = toRtmError(cause, 'send-to-peer');
    expect([error.code, error.vendorCode, error.cause]).toEqual(['rate-limited', 5, cause]);
    expect(error.message).toBe(
      'Agora RTM answers 5 to "send-to-peer" and says: Exceeded the 180 messages. ' +
        'Wait a moment, then try again.',
    );
  });

  it('goes by the name where the code says nothing', () => {
    const names = [
      ['RtmInvalidArgumentError', 'invalid-argument'],
      ['RtmInvalidStatusError', 'not-connected'],
      ['RtmLimitExceededError', 'limit-exceeded'],
      ['RtmTimeoutError', 'timeout'],
      ['RtmInvokeTooOftenError', 'rate-limited'],
      ['RtmUnauthenticatedError', 'permission-denied'],
      ['RtmUnavailableError', 'server-error'],
      ['RtmInternalError', 'server-error'],
      ['RtmUnknownError', 'server-error'],
      ['toString', 'unknown'],
    ] as const;
    for (const [name, expected] of names) {
      expect(toRtmError(new FakeRtmError(999, name), 'join').code)
        .withContext(name)
        .toBe(expected);
    }
    const nameless = toRtmError({ name: 'RtmInvalidArgumentError', message: 'x' }, 'configure');
    expect([nameless.code, nameless.vendorCode]).toEqual(['invalid-argument', null]);
  });

  it('takes a timeout for one also where its code is that of any failure: the outcome is unknown', () => {
    const error = toRtmError(new FakeRtmError(1, 'RtmTimeoutError'), 'renew-token');
    expect([error.code, error.outcome]).toEqual(['timeout', 'unknown']);
  });

  it('wraps an error without a code', () => {
    const error = toRtmError(new TypeError("reading 'token'"), 'login');
    expect([error.code, error.vendorCode]).toEqual(['unknown', null]);
  });

  it('leaves our own errors as they are', () => {
    const error = new RtmError({ code: 'timeout', operation: 'join', message: 'x' });
    expect(toRtmError(error, 'login')).toBe(error);
  });

  it('makes an RtmError of anything', () => {
    const operations: readonly RtmOperation[] = ['login', 'join', 'send-to-peer', 'history'];
    const thrown = fc.oneof(
      fc.anything({ withNullPrototype: true }),
      fc.record(
        { code: fc.anything(), name: fc.anything(), message: fc.anything() },
        { requiredKeys: [] },
      ),
      fc.integer().map((code) => ({ code })),
    );
    fc.assert(
      fc.property(thrown, fc.constantFrom(...operations), (cause, operation) => {
        const error = toRtmError(cause, operation);
        return error instanceof RtmError && RTM_ERROR_CODES.includes(error.code);
      }),
      { numRuns: 500 },
    );
  });
});

describe('vendorCodeOf', () => {
  it('reads a number only', () => {
    expect([{ code: 5 }, { code: 'x' }, {}, null, 'x'].map(vendorCodeOf)).toEqual([
      5,
      null,
      null,
      null,
      null,
    ]);
  });
});
