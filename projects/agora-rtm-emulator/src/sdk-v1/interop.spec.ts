import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loggedIn, rejectionCode } from '../testing/fixtures.ts';
import { joined, loggedInV1, runForBoth } from '../testing/fixtures-v1.ts';

describe('1.x and 2.x clients of one App ID', () => {
  it('send each other texts and bytes, as peers', async (test) => {
    await runForBoth(test);
    const old = await loggedInV1(test, 'old');
    const young = await loggedIn(test, 'young');
    const rawMessage = Uint8Array.of(1, 2, 3);
    assert.deepEqual(await old.client.sendMessageToPeer({ text: 'Hi' }, 'young'), {
      hasPeerReceived: true,
    });
    await old.client.sendMessageToPeer({ rawMessage, description: 'lost' }, 'young');
    const [text, bytes] = await young.heard.messages.atLeast(2);
    assert.deepEqual(
      [text?.channelType, text?.publisher, text?.messageType, text?.message, text?.customType],
      ['USER', 'old', 'STRING', 'Hi', ''],
    );
    assert.deepEqual([bytes?.messageType, bytes?.message], ['BINARY', rawMessage]);

    await young.client.publish('old', 'Hello', { channelType: 'USER', customType: 'greeting' });
    await young.client.publish('old', rawMessage, { channelType: 'USER' });
    const [hello, raw] = await old.heard.messages.atLeast(2);
    assert.deepEqual(hello?.message, { text: 'Hello', messageType: 'TEXT' });
    assert.deepEqual(raw?.message, { rawMessage, description: '', messageType: 'RAW' });
    await old.client.logout();
    const late = young.client.publish('old', 'late', { channelType: 'USER' });
    assert.equal(await rejectionCode(late), -11033);
  });

  it('share channels, and see each other come and go', async (test) => {
    await runForBoth(test);
    const old = await loggedInV1(test, 'old');
    const { channel, heard } = await joined(old.client, 'lobby');
    await heard.members.find((what) => what === '#1');
    const young = await loggedIn(test, 'young');
    await young.client.subscribe('lobby');
    await heard.members.find((what) => what === '+young');
    assert.deepEqual((await channel.getMembers()).sort(), ['old', 'young']);
    const snapshot = await young.heard.presence.find((event) => event.eventType === 'SNAPSHOT');
    assert.deepEqual(snapshot.snapshot?.map(({ userId }) => userId).sort(), ['old', 'young']);

    await channel.sendMessage({ text: 'from 1.x' });
    await young.client.publish('lobby', 'from 2.x');
    const echoed = await young.heard.messages.atLeast(2);
    assert.deepEqual(
      echoed.map(({ publisher, message }) => [publisher, message]),
      [
        ['old', 'from 1.x'],
        ['young', 'from 2.x'],
      ],
    );
    const [only] = await heard.messages.atLeast(1);
    assert.deepEqual([only?.from, only?.message.text], ['young', 'from 2.x']);
    assert.equal(heard.messages.entries.length, 1);

    await channel.leave();
    const left = await young.heard.presence.find((event) => event.eventType === 'REMOTE_LEAVE');
    assert.equal(left.publisher, 'old');
  });

  it('count and query each other', async (test) => {
    await runForBoth(test);
    const old = await loggedInV1(test, 'old');
    const young = await loggedIn(test, 'young');
    await young.client.subscribe('lobby');
    assert.deepEqual(await old.client.queryPeersOnlineStatus(['young', 'nobody']), {
      young: true,
      nobody: false,
    });
    assert.deepEqual(await old.client.getChannelMemberCount(['lobby', 'empty']), {
      lobby: 1,
      empty: 0,
    });
    await joined(old.client, 'lobby');
    const { channels } = await young.client.presence.getUserChannels('old');
    assert.deepEqual(channels, [{ channelName: 'lobby', channelType: 'MESSAGE' }]);
  });

  it('meet in names of 1.x as far as 2.x has them: others are seen, and not spoken to', async (test) => {
    await runForBoth(test);
    const old = await loggedInV1(test, '_a.b');
    const { heard } = await joined(old.client, 'lobby');
    const young = await loggedIn(test, 'young');
    await young.client.subscribe('lobby');
    const snapshot = await young.heard.presence.find((event) => event.eventType === 'SNAPSHOT');
    assert.ok(snapshot.snapshot?.some(({ userId }) => userId === '_a.b'));
    await young.client.publish('lobby', 'Hi');
    await heard.messages.find(({ message }) => message.text === 'Hi');
    const direct = young.client.publish('_a.b', 'Hi', { channelType: 'USER' });
    assert.equal(await rejectionCode(direct), -10008);
  });
});
