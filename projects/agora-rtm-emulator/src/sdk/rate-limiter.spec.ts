import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeLink, newClient, rejection, rejectionCode } from '../testing/fixtures.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import AgoraRTM from './public-api.ts';

/** How many of `calls` got past the limiter. */
async function passed(calls: Promise<unknown>[]): Promise<number> {
  const codes = await Promise.all(calls.map(rejectionCode));
  return codes.filter((code) => code !== -10021).length;
}

const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);

describe('rate limits', () => {
  function limited(test: Parameters<typeof newClient>[0]) {
    const clock = new ManualClock();
    AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
    const made = newClient(test, 'alice');
    AgoraRTM.setParameter('EMULATOR_CLOCK', undefined);
    return { clock, ...made };
  }

  it('60 publishes a second, 20 of anything else, logged in or not', async (test) => {
    const { client } = limited(test);
    const { presence, storage, lock, history } = client;
    assert.equal(await passed(times(300, () => client.publish('c', 'text'))), 60);
    assert.equal(await passed(times(100, () => client.subscribe('c'))), 20);
    assert.equal(await passed(times(100, () => lock.getLock('c', 'MESSAGE'))), 20);
    assert.equal(await passed(times(100, () => history.getMessages('c', 'MESSAGE'))), 20);
    assert.equal(await passed(times(100, () => storage.getUserMetadata())), 20);
    assert.equal(await passed(times(100, () => presence.whereNow('u'))), 20);
    assert.equal(await passed(times(30, () => client.renewToken('token'))), 20);
  });

  it('count each API by itself, its two names together', async (test) => {
    const { client } = limited(test);
    const { presence, storage, lock } = client;
    await passed(times(20, () => presence.whoNow('c', 'MESSAGE')));
    assert.equal(await passed([presence.getOnlineUsers('c', 'MESSAGE')]), 0);
    assert.equal(await passed([presence.whereNow('u')]), 1);
    await passed(times(20, () => storage.getUserMetadata()));
    assert.equal(await passed([storage.getChannelMetadata('c', 'MESSAGE')]), 1);
    await passed(times(20, () => lock.getLock('c', 'MESSAGE')));
    assert.equal(await passed([lock.setLock('c', 'MESSAGE', 'lock')]), 1);
    const other = newClient(test, 'bob').client;
    assert.equal(await passed([other.presence.whoNow('c', 'MESSAGE')]), 1);
  });

  it('count setting and removing a state together, reading one by itself', async (test) => {
    const { client } = limited(test);
    const { presence } = client;
    await passed(times(20, () => presence.setState('c', 'MESSAGE', { a: '1' })));
    const error = await rejection(presence.removeState('c', 'MESSAGE'));
    assert.deepEqual([error.code, error.operation], [-10021, 'modifyState']);
    assert.equal(await passed(times(30, () => presence.getState('u', 'c', 'MESSAGE'))), 20);
  });

  it('name the call by its own name where it has two', async (test) => {
    const { client } = limited(test);
    const { presence } = client;
    await passed(times(20, () => presence.whoNow('c', 'MESSAGE')));
    await passed(times(20, () => presence.whereNow('u')));
    const calls = [presence.getOnlineUsers('c', 'MESSAGE'), presence.getUserChannels('u')];
    const errors = await Promise.all(calls.map(rejection));
    assert.deepEqual(
      errors.map((error) => error.operation),
      ['getOnlineUsers', 'getUserChannels'],
    );
  });

  it('let a lock be acquired 10 times, and are what API_RATE_LIMIT says', async (test) => {
    const { client } = limited(test);
    const { lock } = client;
    assert.equal(await passed(times(30, () => lock.acquireLock('c', 'MESSAGE', 'lock'))), 10);
    AgoraRTM.setParameter('API_RATE_LIMIT', new Map([['publish', 3]]));
    test.after(() => AgoraRTM.setParameter('API_RATE_LIMIT', undefined));
    assert.equal(await passed(times(30, () => client.publish('c', 'text'))), 3);
    assert.equal(await passed(times(30, () => client.subscribe('c'))), 20);
  });

  it('fail the 21st login of a second, and say so by the link', async (test) => {
    const { client, clock, heard } = limited(test);
    for (let count = 0; count < 20; count++) {
      const login = client.login().catch(() => undefined);
      await client.logout();
      await login;
    }
    const error = await rejection(client.login());
    assert.deepEqual([error.code, error.operation], [-10021, 'login']);
    assert.deepEqual(heard.links.entries.slice(-2).map(describeLink), [
      'IDLE>CONNECTING LOGIN/LOGIN',
      'CONNECTING>FAILED LOGIN/OPERATION_RATE_EXCEED_LIMITATION',
    ]);
    clock.advance(1_001);
    void client.login().catch(() => undefined);
    assert.equal(heard.links.entries.at(-1)?.currentState, 'CONNECTING');
  });

  it('count calls with a bad channel type, and say so before they say that', async (test) => {
    const { client } = limited(test);
    await passed(times(20, () => client.presence.whoNow('c', 'USER')));
    assert.equal(await rejectionCode(client.presence.whoNow('c', 'USER')), -10021);
  });

  it('slide, and do not count what they refuse', async (test) => {
    const { client, clock } = limited(test);
    const burst = () => passed(times(20, () => client.subscribe('c')));
    assert.equal(await passed(times(10, () => client.subscribe('c'))), 10);
    clock.advance(700);
    assert.equal(await burst(), 10);
    clock.advance(301);
    assert.equal(await burst(), 10, 'the first ten are more than a second ago');
    clock.advance(300);
    assert.equal(await burst(), 0);
    clock.advance(400);
    assert.equal(await burst(), 10);
  });

  it('do not touch unsubscribe, and can be switched off', async (test) => {
    const { client } = limited(test);
    await Promise.all(times(100, () => client.unsubscribe('c')));
    AgoraRTM.setParameter('ENABLE_API_RATE_LIMIT', false);
    test.after(() => AgoraRTM.setParameter('ENABLE_API_RATE_LIMIT', true));
    assert.equal(await passed(times(100, () => client.publish('c', 'text'))), 100);
  });

  it('say what was too fast', async (test) => {
    const { client } = limited(test);
    await passed(times(60, () => client.publish('c', 'text')));
    const error = await rejection(client.publish('c', 'text'));
    assert.equal(error.name, 'RtmUnavailableError');
    assert.equal(error.operation, 'publish');
  });
});
