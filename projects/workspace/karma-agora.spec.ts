import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';

const { agoraFromEnvironment } = createRequire(import.meta.url)('./karma-agora.cjs') as {
  agoraFromEnvironment: (env: Record<string, string>) => unknown;
};

describe('agoraFromEnvironment', () => {
  it('finds no project where none is named, whatever else is set', () => {
    const env = { AGORA_TOKEN_URL: 'http://127.0.0.1:9701/token', AGORA_SERVICES: 'history' };
    assert.equal(agoraFromEnvironment({}), null);
    assert.equal(agoraFromEnvironment({ ...env, AGORA_APP_ID: '' }), null);
  });

  it('takes a project in testing mode without services from its App ID alone', () => {
    assert.deepEqual(agoraFromEnvironment({ AGORA_APP_ID: 'a1' }), {
      appId: 'a1',
      tokenUrl: null,
      history: false,
      storage: false,
    });
  });

  it('reads where tokens come from and which services there are', () => {
    const env = {
      AGORA_APP_ID: 'a1',
      AGORA_TOKEN_URL: 'http://t/',
      AGORA_SERVICES: 'storage, history',
    };
    assert.deepEqual(agoraFromEnvironment(env), {
      appId: 'a1',
      tokenUrl: 'http://t/',
      history: true,
      storage: true,
    });
  });
});
