import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newClient, rejection, rejectionCode } from '../testing/fixtures.ts';
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
