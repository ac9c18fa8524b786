import fc from 'fast-check';
import { RTM_ERROR_CODES, RtmError } from './rtm-error';

describe('RtmError', () => {
  for (const code of RTM_ERROR_CODES) {
    it(`says for ${code} what happened and what to do`, () => {
      const error = new RtmError({ code, operation: 'login', message: 'It rained' });
      expect(error.message).toMatch(/^It rained\. [A-Z].*[\w`]\.$/);
      expect(error.code).toBe(code);
    });
  }

  it('is an Error with its own name', () => {
    const error = new RtmError({ code: 'timeout', operation: 'login', message: 'It rained' });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('RtmError');
    expect(String(error)).toContain('RtmError: It rained');
  });

  it('has an unknown outcome exactly where the answer got lost', () => {
    const unknown = RTM_ERROR_CODES.filter((code) => {
      return new RtmError({ code, operation: 'login', message: 'x' }).outcome === 'unknown';
    });
    expect(unknown).toEqual(['connection-lost', 'timeout']);
  });

  it('is retryable where the same call can succeed later', () => {
    const retryable = RTM_ERROR_CODES.filter((code) => {
      return new RtmError({ code, operation: 'login', message: 'x' }).retryable;
    });
    expect(retryable).toContain('rate-limited');
    expect(retryable).toContain('not-connected');
    expect(retryable).not.toContain('invalid-user-id');
    expect(retryable).not.toContain('banned');
  });

  it('carries the code and the cause of the backend', () => {
    const cause = new Error('inner');
    const error = new RtmError({
      code: 'unknown',
      operation: 'join',
      message: 'x',
      vendorCode: -7,
      cause,
    });
    expect(error.vendorCode).toBe(-7);
    expect(error.cause).toBe(cause);
  });

  it('has null for a backend code, and no cause, where there is none', () => {
    const error = new RtmError({ code: 'unknown', operation: 'join', message: 'x' });
    expect(error.vendorCode).toBeNull();
    expect('cause' in error).toBeFalse();
  });
});

describe('RtmError.from', () => {
  it('leaves an RtmError as it is', () => {
    const error = new RtmError({ code: 'timeout', operation: 'login', message: 'x' });
    expect(RtmError.from(error, 'join')).toBe(error);
  });

  it('wraps another error', () => {
    const cause = new TypeError('Cannot read it.');
    const error = RtmError.from(cause, 'join');
    expect(error.code).toBe('unknown');
    expect(error.operation).toBe('join');
    expect(error.cause).toBe(cause);
    expect(error.message).toContain('The operation "join" failed: Cannot read it. See');
  });

  it('wraps anything', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        (thrown) => RtmError.from(thrown, 'join') instanceof RtmError,
      ),
      { numRuns: 500 },
    );
  });
});
