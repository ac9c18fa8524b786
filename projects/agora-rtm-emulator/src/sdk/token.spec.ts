import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import {
  APP_ID,
  describeLink,
  loggedIn,
  newClient,
  rejection,
  rejectionCode,
  runEmulator,
} from '../testing/fixtures.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import AgoraRTM from './public-api.ts';

/** A token with the outer form of Agora's: signature and App ID, each behind its length. */
function tokenFor(appId: string): string {
  const part = (text: string) => {
    const length = Buffer.alloc(2);
    length.writeUInt16LE(text.length);
    return Buffer.concat([length, Buffer.from(text)]);
  };
  const content = Buffer.concat([part('s'.repeat(32)), part(appId), Buffer.alloc(20)]);
  return `007${deflateSync(content).toString('base64')}`;
}

describe('tokens', () => {
  it('none, an empty one or the App ID is what a project without certificate takes', async (test) => {
    await runEmulator(test);
    for (const options of [undefined, {}, { token: '' }, { token: APP_ID }, null, 5]) {
      const { client } = newClient(test, 'alice');
      await client.login(options as { token: string });
      await client.logout();
    }
  });

  it('garbage is refused before anything is sent', async (test) => {
    const { client } = newClient(test, 'alice');
    for (const token of ['garbage', ' ', '007', '007AAAA', '007!!', 'y'.repeat(32)]) {
      assert.equal(await rejectionCode(client.login({ token })), -10005, token);
    }
  });

  it('one of another App ID is refused before anything is sent', async (test) => {
    const { client, heard } = newClient(test, 'alice');
    const token = tokenFor('z'.repeat(32));
    assert.equal(await rejectionCode(client.login({ token })), -10016);
    assert.deepEqual(heard.links.entries.map(describeLink), [
      'IDLE>CONNECTING LOGIN/LOGIN',
      'CONNECTING>FAILED LOGIN/INCONSISTENT_APP_ID',
    ]);
  });

  it('a well-formed one goes to the server, which cannot verify it and refuses', async (test) => {
    await runEmulator(test);
    const { client, heard } = newClient(test, 'alice');
    const error = await rejection(client.login({ token: tokenFor(APP_ID) }));
    assert.equal(error.code, -10005);
    assert.equal(heard.links.entries.at(-1)?.reasonCode, 'INVALID_TOKEN');
    await client.login();
  });

  it('a well-formed one leaves login pending while nobody answers', async (test) => {
    AgoraRTM.setParameter('EMULATOR_URL', 'http://127.0.0.1:1');
    AgoraRTM.setParameter('EMULATOR_CLOCK', new ManualClock());
    const { client, heard } = newClient(test, 'alice');
    AgoraRTM.setParameter('EMULATOR_CLOCK', undefined);
    const login = client.login({ token: tokenFor(APP_ID) });
    // Longer than looking inside the token takes.
    const first = await Promise.race([
      login.catch(() => 'rejected'),
      new Promise((resolve) => setTimeout(resolve, 100, 'pending')),
    ]);
    assert.equal(first, 'pending');
    assert.equal(heard.links.entries.length, 1);
  });

  it('that is no string is a TypeError', async (test) => {
    const { client } = newClient(test, 'alice');
    await assert.rejects(client.login({ token: 5 as unknown as string }), TypeError);
  });
});

describe('renewToken', () => {
  it('wants a login first, then a token, then a connection', async (test) => {
    const clock = new ManualClock();
    AgoraRTM.setParameter('EMULATOR_URL', 'http://127.0.0.1:1');
    AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
    const { client } = newClient(test, 'alice');
    AgoraRTM.setParameter('EMULATOR_CLOCK', undefined);
    for (const token of ['', 'garbage', APP_ID]) {
      assert.equal(await rejectionCode(client.renewToken(token)), -10025);
    }
    client.login().catch(() => undefined);
    assert.equal(await rejectionCode(client.renewToken('')), -10005);
    assert.equal(await rejectionCode(client.renewToken('garbage')), -10005);
    assert.equal(await rejectionCode(client.renewToken(APP_ID)), -10025);
  });

  it('succeeds with what login would take', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const { timestamp } = await client.renewToken(APP_ID);
    assert.ok(timestamp > 0);
    assert.equal(await rejectionCode(client.renewToken(tokenFor(APP_ID))), -10005);
    await client.publish('channel', 'still here');
  });
});
