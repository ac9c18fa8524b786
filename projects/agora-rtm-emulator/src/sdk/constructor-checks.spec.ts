import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { APP_ID } from '../testing/fixtures.ts';
import AgoraRTM from './public-api.ts';
import type { RTMConfig } from './public-api.ts';

let made = 0;
const fresh = () => `user ${made++}`;

/** Code the constructor throws, `null` when it does not. */
function outcome(appId: unknown, userId: unknown, config?: unknown): number | null {
  try {
    new AgoraRTM.RTM(appId as string, userId as string, config as RTMConfig);
    return null;
  } catch (error) {
    if (error instanceof AgoraRTM.RTMBaseError) return error.errorCode;
    throw error;
  }
}

describe('new RTM', () => {
  it('takes an App ID of 32 ASCII letters and digits', () => {
    assert.equal(outcome('z'.repeat(32), fresh()), null);
    const bad = [
      '',
      'z'.repeat(31),
      'z'.repeat(33),
      'é'.repeat(32),
      ' '.repeat(32),
      `-${'a'.repeat(31)}`,
      null,
      5,
    ];
    for (const appId of [...bad, undefined]) assert.equal(outcome(appId, fresh()), -10003);
  });

  it('takes user ids as observed, character by character', () => {
    const refused = new Set(['"', "'", '*', '.', '/', '\\', '`']);
    for (let code = 0; code < 256; code++) {
      const character = String.fromCharCode(code);
      const isPrintable = code >= 0x20 && code < 0x7f;
      const expected = isPrintable && !refused.has(character) ? null : -10006;
      assert.equal(outcome(APP_ID, `a${character}b${code}`), expected, `in the middle: ${code}`);
      const first = character === '_' ? -10006 : expected;
      assert.equal(outcome(APP_ID, `${character}first${code}`), first, `in front: ${code}`);
    }
    assert.equal(outcome(APP_ID, 'u'.repeat(64)), null);
    assert.equal(outcome(APP_ID, 'null'), null);
    const bad = ['u'.repeat(65), '', null, undefined, 123, '😀'];
    for (const userId of bad) assert.equal(outcome(APP_ID, userId), -10006);
  });

  it('refuses the same App ID and user id for ever, unless told not to', async () => {
    const userId = fresh();
    const client = new AgoraRTM.RTM(APP_ID, userId);
    assert.equal(outcome(APP_ID, userId), -10027);
    await client.logout();
    assert.equal(outcome(APP_ID, userId), -10027);
    assert.equal(outcome('z'.repeat(32), userId), null, 'another App ID is another user');
    AgoraRTM.setParameter('IGNORE_DUPLICATE_USER_ID_ERR', true);
    assert.equal(outcome(APP_ID, userId), null);
    AgoraRTM.setParameter('IGNORE_DUPLICATE_USER_ID_ERR', false);
  });

  it('wants digits with useStringUserId false', () => {
    const config = { useStringUserId: false };
    for (const userId of ['0', '1', '007', '4294967296']) {
      assert.equal(outcome(APP_ID, userId, config), null);
    }
    for (const userId of ['abc', '-1', '1.5', '']) {
      assert.equal(outcome(APP_ID, userId, config), -10006);
    }
  });

  it('accepts silently what the SDK accepts silently', () => {
    const configs: unknown[] = [null, 5, {}, { presenceTimeout: 301 }, { presenceTimeout: 'x' }];
    configs.push({ heartbeatInterval: 4 }, { logLevel: 'loud' }, { encryptionMode: 'ROT13' });
    configs.push({ encryptionMode: 'AES_128_GCM', cipherKey: '', salt: new Uint8Array(16) });
    configs.push({ privateConfig: {} }, { unknown: true });
    for (const config of configs) assert.equal(outcome(APP_ID, fresh(), config), null);
  });

  it('wants a key with encryption', () => {
    assert.equal(outcome(APP_ID, fresh(), { encryptionMode: 'AES_256_GCM' }), -10020);
    assert.equal(outcome(APP_ID, fresh(), { encryptionMode: 'NONE' }), null);
    const encryptionMode = 'AES_128_GCM';
    for (const cipherKey of [5, null]) {
      assert.equal(outcome(APP_ID, fresh(), { encryptionMode, cipherKey }), -10020);
    }
    const salt = new Uint8Array(33);
    assert.equal(outcome(APP_ID, fresh(), { encryptionMode, cipherKey: 'key', salt }), -10020);
    assert.equal(outcome(APP_ID, fresh(), { encryptionMode: 'NONE', salt }), null);
    const privateConfig = { serviceType: ['X'] };
    assert.equal(outcome(APP_ID, fresh(), { encryptionMode, privateConfig }), -10024, 'first');
  });

  it('wants services and hosts together', () => {
    const check = (privateConfig: unknown) => outcome(APP_ID, fresh(), { privateConfig });
    const serviceType = ['MESSAGE'];
    assert.equal(check({ serviceType, accessPointHosts: ['ap.example.com'] }), null);
    assert.equal(check({ serviceType, accessPointHosts: ['1.2.3.4'] }), null);
    assert.equal(check({ serviceType }), -10024);
    assert.equal(check({ serviceType, accessPointHosts: [] }), -10024);
    assert.equal(check({ serviceType, accessPointHosts: ['localhost'] }), -10024);
    assert.equal(check({ serviceType: ['X'], accessPointHosts: ['ap.example.com'] }), -10024);
  });
});
