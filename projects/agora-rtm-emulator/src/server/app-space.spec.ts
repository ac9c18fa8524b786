import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AppSpaces } from './app-space.ts';
import { loggedIn, runEmulator, withoutRateLimit } from '../testing/fixtures.ts';
import { RawClient, subscription } from '../testing/raw-client.ts';
import { sameRuns } from '../testing/same-runs.ts';

const APP_IDS = ['a'.repeat(32), 'b'.repeat(32)];

describe('App IDs', () => {
  it('do not see each other: same users, same channels, same history', async (test) => {
    await runEmulator(test);
    const one = await loggedIn(test, 'alice', { appId: APP_IDS[0] ?? '' });
    const two = await loggedIn(test, 'alice', { appId: APP_IDS[1] ?? '' });
    await one.client.subscribe('channel');
    await two.client.subscribe('channel');
    await one.client.publish('channel', 'of one', { storeInHistory: true });
    await one.client.publish('alice', 'to one', { channelType: 'USER', storeInHistory: true });
    await one.heard.messages.atLeast(2);
    const { messageList } = await two.client.history.getMessages('channel', 'MESSAGE');
    const inbox = await two.client.history.getMessages('alice', 'USER');
    const { totalOccupancy } = await two.client.presence.getOnlineUsers('channel', 'MESSAGE');
    assert.deepEqual([messageList, inbox.messageList, totalOccupancy], [[], [], 1]);
    assert.deepEqual(two.heard.messages.entries, []);
    assert.deepEqual(
      two.heard.presence.entries.map((event) => event.eventType),
      ['SNAPSHOT'],
    );
    assert.equal(one.heard.links.entries.at(-1)?.currentState, 'CONNECTED', 'no kick either');
  });

  it('do not see each other’s metadata and locks', async (test) => {
    await runEmulator(test);
    const one = await loggedIn(test, 'alice', { appId: APP_IDS[0] ?? '' });
    const two = await loggedIn(test, 'alice', { appId: APP_IDS[1] ?? '' });
    await two.client.subscribe('channel', { withMetadata: true, withLock: true });
    await two.client.storage.subscribeUserMetadata('alice');
    await two.heard.storage.atLeast(2);
    await two.heard.locks.atLeast(1);
    const data = [{ key: 'key', value: 'of one' }];
    await one.client.storage.setChannelMetadata('channel', 'MESSAGE', data);
    await one.client.storage.setUserMetadata(data);
    await one.client.lock.setLock('channel', 'MESSAGE', 'lock');
    await one.client.lock.acquireLock('channel', 'MESSAGE', 'lock');
    const channel = await two.client.storage.getChannelMetadata('channel', 'MESSAGE');
    const user = await two.client.storage.getUserMetadata();
    const { totalLocks } = await two.client.lock.getLock('channel', 'MESSAGE');
    assert.deepEqual([channel.totalCount, user.totalCount, totalLocks], [0, 0, 0]);
    await two.client.lock.setLock('channel', 'MESSAGE', 'lock');
    await two.client.lock.acquireLock('channel', 'MESSAGE', 'lock');
    await two.client.lock.releaseLock('channel', 'MESSAGE', 'lock');
    const { lockDetails } = await one.client.lock.getLock('channel', 'MESSAGE');
    assert.equal(lockDetails[0]?.owner, 'alice');
    assert.equal(two.heard.storage.entries.length, 2);
    assert.deepEqual(one.heard.locks.entries, []);
  });

  it('are remembered while they have locks, and forgotten afterwards', () => {
    const spaces = new AppSpaces();
    const space = spaces.open('app');
    const address = { channelName: 'channel', lockName: 'lock' };
    space.locks.set(address, 10);
    spaces.release(space);
    assert.equal(spaces.open('app'), space);
    space.locks.remove(address);
    spaces.release(space);
    assert.notEqual(spaces.open('app'), space);
  });

  it('do not see each other whatever is done', async (test) => {
    withoutRateLimit(test);
    const { url } = await runEmulator(test);
    const users = ['alice', 'bob'];
    const clients: { app: number; raw: RawClient }[] = [];
    const leaks: unknown[] = [];
    for (const [app, appId] of APP_IDS.entries()) {
      for (const userId of users) {
        const raw = await RawClient.connect(test, url);
        await raw.login(userId, { appId, sessionId: `session ${app} ${userId}`.padEnd(20) });
        raw.socket.on('message', (message: { payload: { data: string } }) => {
          if (message.payload.data !== String(app)) leaks.push(message);
        });
        clients.push({ app, raw });
      }
    }
    const channelName = fc.constantFrom('one', 'two');
    const step = fc.record({
      client: fc.nat(clients.length - 1),
      operation: fc.constantFrom('publish', 'subscribe', 'unsubscribe', 'getMessages'),
      target: fc.constantFrom('MESSAGE', 'USER'),
      channelName: fc.oneof(channelName, fc.constantFrom(...users)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        for (const { client, operation, target, channelName } of steps) {
          const { app, raw } = clients[client] ?? assert.fail();
          const reply = await raw.ask(operation, {
            ...subscription(channelName),
            target,
            messageType: 'STRING',
            customType: '',
            payload: { encoding: 'text', data: String(app) },
            storeInHistory: true,
            messageCount: 100,
            start: 0,
            end: 0,
          });
          const stored = (reply['messages'] ?? []) as { payload: { data: string } }[];
          leaks.push(...stored.filter((message) => message.payload.data !== String(app)));
        }
        assert.deepEqual(leaks, []);
      }),
      { numRuns: 60, ...sameRuns() },
    );
  });
});
