import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { logText } from './log.ts';

describe('logText', () => {
  it('escapes what could forge a line or drive a terminal', () => {
    assert.equal(
      logText('a\r\nb\x1b[31m\0\u2028\u202e\x9b'),
      'a\\u000d\\u000ab\\u001b[31m\\u0000\\u2028\\u202e\\u009b',
    );
    assert.equal(logText('Zoë "quoted" 日本'), 'Zoë "quoted" 日本');
  });

  it('takes out what looks like a token or a certificate', () => {
    const certificate = 'fedcba9876543210fedcba9876543210';
    const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.';
    const agora = '007eJxTYBBbsMMnKq7p9Hf/HcIX5kce9b518kCiQgSr5Zrp4X1Tu6UUGFJ';
    assert.equal(
      logText(`x ${certificate} y ${jwt} z ${agora}`),
      'x [secret] y [secret] z [secret]',
    );
  });

  it('is short', () => assert.equal(logText('x'.repeat(10_000)).length, 500));
});
