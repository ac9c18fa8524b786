import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runEmulator } from '../testing/fixtures.ts';
import { RawClient, subscription } from '../testing/raw-client.ts';

const names = (count: number) => Array.from({ length: count }, (_, at) => `user${at}`);
const items = (...values: string[]) => values.map((value, at) => ({ key: `k${at}`, value }));

describe('requests the 1.x twin would never make', () => {
  it('are refused with a code, and change nothing', async (test) => {
    const { url } = await runEmulator(test);
    const raw = await RawClient.connect(test, url);
    assert.equal((await raw.login('alice', { generation: 1 })).ok, true);
    const attributes = { kind: 'USER', name: 'alice', change: 'replace', notify: false };
    const invitation = {
      peerId: 'bob',
      callId: 'x',
      signal: 'CallInvite',
      channelId: '',
      extra: '',
    };
    const message = {
      target: 'USER',
      channelName: 'alice',
      messageType: 'BINARY',
      customType: '',
      payload: { encoding: 'base64', data: Buffer.alloc(32_768).toString('base64') },
      storeInHistory: false,
    };
    const cases: [string, object, number][] = [
      ['changeAttributes', { ...attributes, name: 'bob', items: items('x') }, -12004],
      ['changeAttributes', { ...attributes, items: items(...names(33)) }, -10014],
      ['changeAttributes', { ...attributes, items: items('x'.repeat(8_193)) }, -10014],
      ['changeAttributes', { ...attributes, items: items('é'.repeat(4_097)) }, -12012],
      ['changeAttributes', { ...attributes, items: [{ key: 'é'.repeat(17), value: 'x' }] }, -12011],
      ['changeAttributes', { ...attributes, items: [{ key: '', value: 'x' }] }, -12011],
      [
        'changeAttributes',
        { ...attributes, items: items('x'.repeat(8_192), 'x'.repeat(8_190)) },
        -12006,
      ],
      ['getAttributes', { kind: 'USER', name: '*' }, -10006],
      ['getAttributes', { kind: 'OTHER', name: 'alice' }, -10014],
      ['queryOnline', { userIds: names(257) }, -10014],
      ['queryOnline', { userIds: ['null'] }, -10006],
      ['queryOnline', { userIds: 'bob' }, -10014],
      ['watchOnline', { userIds: names(513) }, -10014],
      ['countMembers', { channelNames: names(33) }, -10014],
      ['getMembers', { channelName: null }, -10008],
      ['invite', { ...invitation, extra: 'x'.repeat(8_193) }, -10014],
      ['invite', { ...invitation, extra: 'é'.repeat(4_097) }, -11010],
      ['invite', { ...invitation, signal: 'CallMe' }, -10014],
      ['invite', { ...invitation, channelId: '*' }, -10008],
      ['publish', { ...message, description: 'x' }, -11010],
      ['publish', { ...message, description: 5 }, -10014],
    ];
    for (const [name, request, code] of cases) {
      const reply = await raw.ask(name, request);
      assert.deepEqual(
        [reply.ok, reply.code],
        [false, code],
        `${name} ${JSON.stringify(request).slice(0, 80)}`,
      );
    }
    assert.equal((await raw.ask('publish', message)).ok, true);
    const kept = await raw.ask('getAttributes', { kind: 'USER', name: 'alice' });
    assert.deepEqual(kept['attributes'], []);
  });

  it('cannot exceed a limit bit by bit', async (test) => {
    const { url } = await runEmulator(test);
    const raw = await RawClient.connect(test, url);
    await raw.login('alice', { generation: 1 });
    assert.equal((await raw.ask('watchOnline', { userIds: names(512) })).ok, true);
    assert.equal((await raw.ask('watchOnline', { userIds: names(512) })).ok, true);
    assert.equal((await raw.ask('watchOnline', { userIds: ['more'] })).code, -12017);
    const merge = { kind: 'CHANNEL', name: 'lobby', change: 'merge', notify: false };
    assert.equal(
      (await raw.ask('changeAttributes', { ...merge, items: items(...names(32)) })).ok,
      true,
    );
    const more = { ...merge, items: [{ key: 'more', value: 'x' }] };
    assert.equal((await raw.ask('changeAttributes', more)).code, -12006);
  });

  it('need a generation, and get the names of theirs', async (test) => {
    const { url } = await runEmulator(test);
    const cases: [string, number, boolean][] = [
      ['a.b', 1, true],
      ['a.b', 2, false],
      ['null', 1, false],
      ['null', 2, true],
      ['alice', 3, false],
      ['alice', 0, false],
    ];
    for (const [userId, generation, isLegal] of cases) {
      const raw = await RawClient.connect(test, url);
      const login = await raw.login(userId, { generation, subscriptions: [subscription(userId)] });
      assert.equal(login.ok, isLegal, `${userId} of ${generation}`);
    }
  });
});

describe('a crowded channel', () => {
  it('is listed to 1.x clients in part, and counted in whole', async (test) => {
    const { url } = await runEmulator(test);
    const members = names(201);
    for (const userId of members) {
      const member = await RawClient.connect(test, url);
      await member.login(userId, { generation: 1 });
      await member.ask('subscribe', subscription('lobby'));
    }
    const raw = await RawClient.connect(test, url);
    await raw.login('alice', { generation: 1 });
    const { userIds } = await raw.ask('getMembers', { channelName: 'lobby' });
    assert.deepEqual(userIds, members.slice(0, 200));
    const { counts } = await raw.ask('countMembers', { channelNames: ['lobby'] });
    assert.deepEqual(counts, [201]);
  });
});
