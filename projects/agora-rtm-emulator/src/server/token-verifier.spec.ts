import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import agoraToken from 'agora-token';
import fc from 'fast-check';
import { APP_ID } from '../testing/fixtures.ts';
import { CERTIFICATE, makeToken, rtmToken } from '../testing/tokens.ts';
import { verifyToken } from './token-verifier.ts';

const OTHER_HEX = 'a'.repeat(32);
const NOW = 1_800_000_000_000;

/** `ok` and the seconds that are left, or the fault. */
function judge(token: string | null, now = NOW, userId = 'alice'): string {
  const verdict = verifyToken(token, CERTIFICATE, APP_ID, userId, now);
  return verdict.ok ? `ok ${(verdict.expiresAt - now) / 1_000}` : verdict.fault;
}

function unpack(token: string): Buffer {
  return inflateSync(Buffer.from(token.slice(3), 'base64'));
}

function pack(content: Uint8Array): string {
  return `007${deflateSync(content).toString('base64')}`;
}

describe('verifyToken', () => {
  it('accepts what the vendor library makes for RTM', () => {
    const now = Date.now();
    const { RtcTokenBuilder } = agoraToken;
    assert.match(judge(rtmToken('alice', 60), now), /^ok (59|60)(\.\d+)?$/);
    const both = [APP_ID, CERTIFICATE, 'channel', 'alice', 1, 60, 60] as const;
    assert.match(judge(RtcTokenBuilder.buildTokenWithRtm(...both), now), /^ok/);
    assert.equal(judge(makeToken({ now: NOW, withRtc: true })), 'ok 3600');
  });

  it('takes what ends first: the token or its RTM login privilege', () => {
    assert.equal(judge(makeToken({ now: NOW, lifetime: 100, privilege: 50 })), 'ok 50');
    assert.equal(judge(makeToken({ now: NOW, lifetime: 50, privilege: 100 })), 'ok 50');
    const longest = makeToken({ now: NOW, lifetime: 0xffffffff });
    assert.equal(judge(longest), 'ok 4294967295');
  });

  it('takes a token until the millisecond it ends', () => {
    const token = makeToken({ now: NOW, lifetime: 10 });
    assert.equal(judge(token, NOW + 9_999), 'ok 0.001');
    assert.equal(judge(token, NOW + 10_000), 'TOKEN_EXPIRED');
    assert.equal(judge(makeToken({ now: NOW, lifetime: 100, privilege: 0 })), 'TOKEN_EXPIRED');
    assert.equal(judge(makeToken({ now: NOW, lifetime: 0, privilege: 100 })), 'TOKEN_EXPIRED');
  });

  it('refuses each other token for its own reason', () => {
    const now = NOW;
    const { Rtm2Permissions, RtmTokenBuilder } = agoraToken;
    const permissions = new Rtm2Permissions();
    const cases: [string | null, string][] = [
      [null, 'DYNAMIC_ENABLED_BUT_STATIC_KEY'],
      ['', 'DYNAMIC_ENABLED_BUT_STATIC_KEY'],
      [APP_ID, 'DYNAMIC_ENABLED_BUT_STATIC_KEY'],
      [makeToken({ now, certificate: OTHER_HEX }), 'NO_AUTHORIZED'],
      [makeToken({ now, appId: OTHER_HEX }), 'INIT_APPID_MISMATCH'],
      [makeToken({ now, users: ['bob'] }), 'INVALID_TOKEN_UID'],
      [makeToken({ now, users: ['alice2'] }), 'INVALID_TOKEN_UID'],
      [makeToken({ now, users: ['ALICE'] }), 'INVALID_TOKEN_UID'],
      [makeToken({ now, users: [''] }), 'INVALID_TOKEN_UID'],
      [makeToken({ now, users: [], withRtc: true }), 'NO_RTM_PRIVILEGE'],
      [makeToken({ now, privilege: null }), 'NO_RTM_PRIVILEGE'],
      [
        RtmTokenBuilder.buildTokenWithPermissions(APP_ID, CERTIFICATE, 'alice', permissions, 60),
        'NO_RTM_PRIVILEGE',
      ],
      [makeToken({ now: NOW - 3_600_000 }), 'TOKEN_EXPIRED'],
    ];
    for (const [token, fault] of cases) assert.equal(judge(token), fault);
  });

  it('finds the service of the user among several', () => {
    const token = makeToken({ now: NOW, users: ['bob', 'alice'] });
    assert.equal(judge(token), 'ok 3600');
    assert.equal(judge(token, NOW, 'carol'), 'INVALID_TOKEN_UID');
  });

  it('refuses garbage, truncated and inflating tokens', () => {
    const good = makeToken({ now: NOW });
    const content = unpack(good);
    const hugeSignature = Buffer.from(content);
    hugeSignature.writeUInt16LE(0xffff, 0);
    const hugeAppId = Buffer.from(content);
    hugeAppId.writeUInt16LE(0xffff, 34);
    const garbage = [
      ...['garbage', ' ', '007', '007=', '007AAAA', '007!!', '006abc', `${good} `, ` ${good}`],
      ...[good.slice(0, -8), good.slice(3), `008${good.slice(3)}`, `007${'A'.repeat(60_000)}`],
      ...[pack(hugeSignature), pack(hugeAppId), pack(Buffer.alloc(0)), pack(Buffer.alloc(70))],
      // 2 MB that travel in 2.7 KB.
      pack(Buffer.alloc(2_000_000)),
    ];
    for (const token of garbage) assert.match(judge(token), /NO_AUTHORIZED|INIT_APPID/, token);
    for (let length = 0; length < content.length; length++) {
      assert.match(judge(pack(content.subarray(0, length))), /^NO_AUTHORIZED$/);
    }
  });

  it('accepts no change of a single bit, wherever', () => {
    const content = unpack(makeToken({ now: NOW }));
    for (let bit = 0; bit < content.length * 8; bit++) {
      const changed = Buffer.from(content);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.match(judge(pack(changed)), /NO_AUTHORIZED|INIT_APPID/);
    }
  });

  it('never throws, and never accepts what was not signed', () => {
    const good = makeToken({ now: NOW });
    const content = unpack(good);
    const at = fc.nat(good.length);
    const edited = fc
      .tuple(at, at, fc.string({ unit: 'binary', maxLength: 5 }))
      .map(([from, to, text]) => good.slice(0, from) + text + good.slice(to));
    const spliced = fc
      .tuple(fc.nat(content.length), fc.nat(content.length), fc.uint8Array({ maxLength: 40 }))
      .map(([from, to, bytes]) =>
        pack(Buffer.concat([content.subarray(0, from), bytes, content.subarray(to)])),
      );
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.base64String({ maxLength: 300 }).map((text) => `007${text}`),
      fc.uint8Array({ maxLength: 300 }).map(pack),
      edited,
      spliced,
    );
    const check = fc.property(anything, (token) => {
      const verdict = judge(token);
      // The same content in other packaging is the same token.
      if (verdict.startsWith('ok')) assert.deepEqual(unpack(token), content);
    });
    fc.assert(check, { numRuns: 3_000 });
  });

  it('never throws over services that are signed, and are none or unknown', () => {
    const content = unpack(makeToken({ now: NOW }));
    // Signature, App ID, times and salt; then the number of services, and the services.
    const head = content.subarray(34, 80);
    const rtm = content.subarray(82);
    const unknown = Buffer.from([99, 0, 0, 0]);
    const services = (count: number, ...parts: Uint8Array[]) =>
      judge(sign(Buffer.concat([head, Buffer.from([count & 255, count >> 8]), ...parts])));
    assert.equal(services(1, rtm), 'ok 3600', 'the other cases start from a good one');
    assert.equal(services(2, rtm, unknown), 'ok 3600');
    assert.equal(services(0), 'NO_RTM_PRIVILEGE');
    assert.equal(services(1, unknown), 'NO_RTM_PRIVILEGE');
    assert.equal(services(0xffff, rtm), 'NO_RTM_PRIVILEGE');
    assert.equal(services(1, rtm.subarray(0, 9)), 'NO_RTM_PRIVILEGE');
    // Not even unpacked: whoever sent it, a token has a size.
    assert.equal(services(1, rtm, Buffer.alloc(20_000)), 'NO_AUTHORIZED');
    const check = fc.property(fc.nat(0xffff), fc.uint8Array({ maxLength: 200 }), (count, bytes) => {
      assert.equal(services(count, bytes).startsWith('ok'), false);
    });
    fc.assert(check, { numRuns: 1_000 });
  });
});

/** A token of any content, signed as the holder of the certificate would. */
function sign(signed: Buffer): string {
  const hmac = (key: Buffer, message: Buffer | string) =>
    createHmac('sha256', key).update(message).digest();
  const issueKey = hmac(signed.subarray(34, 38), CERTIFICATE);
  const signature = hmac(hmac(signed.subarray(42, 46), issueKey), signed);
  return pack(Buffer.concat([Buffer.from([32, 0]), signature, signed]));
}
