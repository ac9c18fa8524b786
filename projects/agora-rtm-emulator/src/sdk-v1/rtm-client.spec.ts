import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joined, loggedInV1, newV1Client, outcomeV1, runForBoth } from '../testing/fixtures-v1.ts';
import AgoraRTM from './public-api.ts';

describe('RtmClient of the 1.x twin', () => {
  it('logs in and out, saying so', async (test) => {
    await runForBoth(test);
    const { client, heard } = newV1Client(test);
    await client.login({ uid: 'alice' });
    assert.equal(client.connectionState, AgoraRTM.ConnectionState.CONNECTED);
    await client.logout();
    assert.deepEqual(heard.states.entries, [
      'CONNECTING/LOGIN',
      'CONNECTED/LOGIN_SUCCESS',
      'DISCONNECTED/LOGOUT',
    ]);
    assert.equal(await outcomeV1(client.logout()), 'RtmInvalidStatusError 102');
  });

  it('sends texts and bytes to a peer, who is told from whom and when', async (test) => {
    await runForBoth(test);
    const { client: alice } = await loggedInV1(test, 'alice');
    const { heard } = await loggedInV1(test, 'bob');
    const before = Date.now();
    const rawMessage = Uint8Array.of(0, 128, 255);
    assert.deepEqual(await alice.sendMessageToPeer({ text: 'Hi 😀' }, 'bob'), {
      hasPeerReceived: true,
    });
    await alice.sendMessageToPeer({ rawMessage, description: 'three' }, 'bob');
    await alice.sendMessageToPeer({ rawMessage }, 'bob');
    const [text, raw, plain] = await heard.messages.atLeast(3);
    assert.deepEqual(text?.message, { text: 'Hi 😀', messageType: 'TEXT' });
    assert.deepEqual(raw?.message, { rawMessage, description: 'three', messageType: 'RAW' });
    assert.deepEqual(plain?.message, { rawMessage, description: '', messageType: 'RAW' });
    assert.equal(text.from, 'alice');
    assert.ok(text.ts >= before && text.ts <= raw.ts);
  });

  it('tells that a peer who is not there received nothing', async (test) => {
    await runForBoth(test);
    const { client } = await loggedInV1(test, 'alice');
    assert.deepEqual(await client.sendMessageToPeer({ text: 'Hi' }, 'nobody'), {
      hasPeerReceived: false,
    });
  });

  it('joins channels, hears the others there, and not itself', async (test) => {
    await runForBoth(test);
    const { client: alice } = await loggedInV1(test, 'alice');
    const { client: bob } = await loggedInV1(test, 'bob');
    const ofAlice = await joined(alice, 'lobby');
    await ofAlice.heard.members.find((what) => what === '#1');
    const ofBob = await joined(bob, 'lobby');
    await ofAlice.heard.members.find((what) => what === '+bob');
    assert.deepEqual((await ofAlice.channel.getMembers()).sort(), ['alice', 'bob']);
    await ofAlice.channel.sendMessage({ text: 'from alice' });
    await ofBob.channel.sendMessage({ text: 'from bob' });
    await ofBob.channel.leave();
    await ofAlice.heard.members.find((what) => what === '-bob');
    assert.deepEqual(
      ofAlice.heard.messages.entries.map(({ message, from }) => [message.text, from]),
      [['from bob', 'bob']],
    );
    assert.equal(ofBob.heard.messages.entries.length, 1);
  });
});
