import fc from 'fast-check';
import { RTM_ERROR_CODES, RtmError, type RtmOperation } from 'ngx-agora-rtm/client';
import { deliveryOf, errorCodeFor, toRtmError, vendorCodeOf } from './error-table';
import { FakeRtmError } from './fake-sdk.spec';

/** How many codes 2.3.0 has in each of its ranges (read in its bundle). */
const VENDOR_RANGES = [
  [-10001, 27],
  [-11001, 40],
  [-12001, 20],
  [-13001, 16],
  [-14001, 10],
  [-15001, 6],
] as const;
const VENDOR_CODES = VENDOR_RANGES.flatMap(([first, count]) =>
  Array.from({ length: count }, (_, i) => first - i),
);

describe('errorCodeFor', () => {
  it('knows every code of the SDK', () => {
    expect(VENDOR_CODES.length).toBe(119);
    for (const code of VENDOR_CODES) {
      expect(RTM_ERROR_CODES).withContext(String(code)).toContain(errorCodeFor(code, 'login'));
    }
  });

  it('has no more than a shrug only for codes that say no more', () => {
    const unknown = VENDOR_CODES.filter((code) => errorCodeFor(code, 'login') === 'unknown');
    expect(unknown).toEqual([-10004, -10018]);
  });

  it('goes by the operation where a code means different things', () => {
    expect(errorCodeFor(-10008, 'join')).toBe('invalid-channel-id');
    expect(errorCodeFor(-10008, 'send-to-peer')).toBe('invalid-user-id');
    expect(errorCodeFor(-10017, 'login')).toBe('already-logged-in');
    expect(errorCodeFor(-10017, 'join')).toBe('rate-limited');
  });

  it('finds a code of its own for a new code in a known range, and is at a loss elsewhere', () => {
    expect(errorCodeFor(-11999, 'join')).toBe('server-error');
    expect(errorCodeFor(-15099, 'history')).toBe('server-error');
    expect(errorCodeFor(-99999, 'join')).toBe('unknown');
    expect(errorCodeFor(7, 'join')).toBe('unknown');
  });
});

describe('toRtmError', () => {
  it('says what the SDK said, and what to do', () => {
    const cause = new FakeRtmError(-10021, 'The operation rate exceeds limitation.');
    const error = toRtmError(cause, 'send-to-peer');
    expect(error.code).toBe('rate-limited');
    expect(error.retryable).toBeTrue();
    expect(error.vendorCode).toBe(-10021);
    expect(error.cause).toBe(cause);
    expect(error.message).toBe(
      'Agora RTM answers -10021 to "send-to-peer" and says: The operation rate exceeds limitation. ' +
        'Wait a moment, then try again.',
    );
  });

  it('wraps an error without a code', () => {
    const error = toRtmError(new TypeError('A.slice is not a function'), 'login');
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
        {
          code: fc.anything(),
          errorCode: fc.anything(),
          reason: fc.anything(),
          message: fc.anything(),
        },
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
  it('reads errorCode, which 2.x documents, before code', () => {
    expect(vendorCodeOf({ errorCode: -1, code: -2 })).toBe(-1);
    expect(vendorCodeOf({ code: -2 })).toBe(-2);
    expect(vendorCodeOf({ code: 'x' })).toBeNull();
    expect(vendorCodeOf(null)).toBeNull();
  });
});

describe('deliveryOf', () => {
  it('knows the answers that are no failure, and no others', () => {
    const known = VENDOR_CODES.filter((code) => deliveryOf({ errorCode: code }) !== null);
    expect(known).toEqual([-11033, -11035, -11036, -11037]);
    expect(deliveryOf(new TypeError('x'))).toBeNull();
  });
});
