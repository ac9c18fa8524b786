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
