import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FaultError, readFault } from './fault-reader.ts';

describe('readFault', () => {
  it('takes what each type takes, into a fresh object', () => {
    const faults = [
      { type: 'delay', ms: 600_000, jitterMs: 0, traffic: 'answer', name: 'publish', times: 1 },
      { type: 'drop', appId: 'a'.repeat(32), userId: 'alice', channelName: 'room' },
      { type: 'duplicate', traffic: 'request', probability: 0.5, seed: 4_294_967_295 },
      { type: 'reorder', withinMs: 1, name: 'message' },
      { type: 'cut' },
      { type: 'cut', traffic: 'event', times: 1_000_000, probability: 1 },
      { type: 'stall', userId: 'alice' },
      { type: 'refuseLogin', code: -10009, times: 2 },
      { type: 'kick', channelName: 'room', reason: 'LOGIN_TOO_FREQUENT' },
      { type: 'ban' },
      { type: 'expireToken', inMs: 86_400_000 },
      { type: 'hideHistory', channelName: 'room' },
      { type: 'failHistory', probability: 0.1 },
    ];
    for (const fault of faults) {
      const read = readFault(fault);
      assert.deepEqual(read, fault);
      assert.notEqual(read, fault);
    }
    assert.deepEqual(readFault({ type: 'drop', userId: undefined }), { type: 'drop' });
  });

  it('says what to change', () => {
    const cases: [unknown, RegExp][] = [
      [null, /A fault is an object/],
      [[], /A fault is an object/],
      ['drop', /A fault is an object/],
      [{}, /"type" must be one of delay, drop,/],
      [{ type: 'toString' }, /"type" must be one of/],
      [{ type: 'delay' }, /"delay" needs "ms"/],
      [{ type: 'delay', ms: -1 }, /"ms" must be a whole number from 0 to 600000/],
      [{ type: 'delay', ms: 1.5 }, /"ms" must be/],
      [{ type: 'delay', ms: '5' }, /"ms" must be/],
      [{ type: 'drop', ms: 5 }, /"drop" does not take "ms", but appId,/],
      [{ type: 'drop', ['x'.repeat(500)]: 5 }, /does not take "x{40}",/],
      [{ type: 'drop', userId: '' }, /"userId" must be a user id/],
      [{ type: 'drop', channelName: 5 }, /"channelName" must be a channel name/],
      [{ type: 'drop', appId: 'short' }, /"appId" must be an App ID/],
      [{ type: 'drop', name: '__proto__' }, /"name" must be the name of an operation/],
      [{ type: 'drop', traffic: 'both' }, /"traffic" must be request or answer or event/],
      [{ type: 'drop', probability: 0 }, /"probability" must be a number above 0/],
      [{ type: 'drop', probability: NaN }, /"probability" must be/],
      [{ type: 'drop', times: 0 }, /"times" must be a whole number from 1 to 1000000/],
      [{ type: 'drop', seed: 4_294_967_296 }, /"seed" must be/],
      [{ type: 'duplicate', traffic: 'answer' }, /An answer cannot come twice/],
      [{ type: 'cut', times: 2 }, /A cut at once does not take "times": add "traffic"/],
      [{ type: 'cut', name: 'publish' }, /add "traffic"/],
      [
        { type: 'ban', channelName: 'room' },
        /"ban" does not take "channelName", but appId, userId/,
      ],
      [{ type: 'kick', times: 2 }, /"kick" does not take "times"/],
      [{ type: 'refuseLogin', code: -1 }, /"code" must be -10005 or/],
      [JSON.parse('{"type":"drop","__proto__":{"userId":"x"}}'), /does not take "__proto__"/],
    ];
    for (const [input, message] of cases) {
      assert.throws(
        () => readFault(input),
        (error) => error instanceof FaultError && message.test(error.message),
        JSON.stringify(input),
      );
    }
  });

  it('throws nothing else, whatever it gets', () => {
    const key = fc.constantFrom('type', 'ms', 'userId', 'traffic', 'code', '__proto__', 'toString');
    const value = fc.oneof(fc.anything(), fc.constantFrom('drop', 'cut', 'delay', 'kick', 5));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(key, value)), (input) => {
        try {
          readFault(input);
        } catch (error) {
          assert.ok(error instanceof FaultError);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
