import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import AgoraRTM from './public-api.ts';
import { startEmulator } from '../server/public-api.ts';

const APP_ID = '0123456789abcdef0123456789abcdef';

describe('the address of the emulator', () => {
  it('is that of an emulator started with nothing configured', () => {
    assert.equal(AgoraRTM.getParameter('EMULATOR_URL'), 'http://localhost:9700');
  });

  it('is another one after setParameter, for clients made before it as well', async (test) => {
    const emulator = await startEmulator({ port: 0 });
    test.after(() => emulator.close());
    const client = new AgoraRTM.RTM(APP_ID, 'alice');
    AgoraRTM.setParameter('EMULATOR_URL', `http://localhost:${emulator.port}`);
    await client.login();
    await client.logout();
  });
});

describe('parameters', () => {
  const refusal = { name: 'RtmInvalidArgumentError', code: -10014, operation: 'set parameter' };

  it('are refused when there is none of that name, or the value is of another kind', () => {
    assert.throws(() => AgoraRTM.setParameter('UNKNOWN_HERE', 5), refusal);
    assert.throws(() => AgoraRTM.setParameter('MESSAGE_CHANNEL_COUNT', '20'), refusal);
    assert.throws(() => AgoraRTM.setParameter('ENABLE_API_RATE_LIMIT', null), refusal);
    assert.equal(AgoraRTM.getParameter('UNKNOWN_HERE'), undefined);
    assert.equal(AgoraRTM.getParameter('MESSAGE_CHANNEL_COUNT'), 50);
  });

  it('have their first value again after undefined', () => {
    AgoraRTM.setParameter('MESSAGE_CHANNEL_COUNT', 20);
    assert.equal(AgoraRTM.getParameter('MESSAGE_CHANNEL_COUNT'), 20);
    AgoraRTM.setParameter('MESSAGE_CHANNEL_COUNT', undefined);
    assert.equal(AgoraRTM.getParameter('MESSAGE_CHANNEL_COUNT'), 50);
    AgoraRTM.setParameter('PRESENCE_THRESHOLD', 5);
    AgoraRTM.setParameter('PRESENCE_THRESHOLD', undefined);
    assert.equal(AgoraRTM.getParameter('PRESENCE_THRESHOLD'), undefined);
  });
});

describe('setArea', () => {
  const problems: readonly (readonly [options: unknown, message: string])[] = [
    [{ areaCodes: ['MOON'] }, 'Invalid area config.'],
    [{ areaCodes: ['GLOBAL'], excludedArea: 'GLOBAL' }, 'Excluded area cannot be global.'],
    [{ areaCodes: ['CHINA'], excludedArea: 'CHINA' }, 'Excluded area cannot be in areaCodes.'],
    [{ areaCodes: ['GLOBAL'], excludedArea: 'MOON' }, 'Invalid excludedArea.'],
  ];

  for (const [options, message] of problems) {
    it(`says "${message}"`, () => {
      assert.throws(() => AgoraRTM.setArea(options as never), { message, errorCode: 0 });
    });
  }

  it('takes an area without another', () => {
    AgoraRTM.setArea({ areaCodes: ['GLOBAL'], excludedArea: 'CHINA' });
  });
});
