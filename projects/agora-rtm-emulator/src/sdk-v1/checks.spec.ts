import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { APP_ID } from '../testing/fixtures.ts';
import { outcomeV1 } from '../testing/fixtures-v1.ts';
import AgoraRTM from './public-api.ts';

const ARGUMENT_1 = 'RtmInvalidArgumentError 1';
const ARGUMENT_3 = 'RtmInvalidArgumentError 3';
const ARGUMENT_4 = 'RtmInvalidArgumentError 4';
const ARGUMENT_7 = 'RtmInvalidArgumentError 7';
const LIMIT_4 = 'RtmLimitExceededError 4';
const LOGGED_OUT = 'RtmInvalidStatusError 102';

/** A call, and how it was observed to end with 1.5.1 without a login, or read in its bundle. */
type Case = readonly [call: string, run: () => unknown, outcome: string];

/** Callers without types may pass anything. */
const any = (value: unknown) => value as never;

const { createInstance, setArea } = AgoraRTM;
const client = createInstance(APP_ID);
const channel = client.createChannel('lobby');
const big = 'x'.repeat(8_193);
const manyKeys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, 'v']));

const CASES: Case[] = [
  ['createInstance 31', () => createInstance(APP_ID.slice(1)), ARGUMENT_1],
  ['createInstance 33', () => createInstance(`${APP_ID}0`), ARGUMENT_1],
  ['createInstance zzz', () => createInstance('z'.repeat(32)), 'resolved'],
  ['createInstance spaces', () => createInstance(' '.repeat(32)), ARGUMENT_1],
  ['createInstance null', () => createInstance(any(null)), ARGUMENT_1],
  ['createInstance number', () => createInstance(any(5)), ARGUMENT_1],
  ['createInstance config null', () => createInstance(APP_ID, any(null)), 'TypeError'],
  ['createInstance unknown option', () => createInstance(APP_ID, any({ x: 1 })), ARGUMENT_1],
  ['createInstance areas', () => createInstance(APP_ID, {}, any(['CN', 'EU'])), 'resolved'],
  ['createInstance no areas', () => createInstance(APP_ID, {}, []), 'RtmInvalidArgumentError -'],
  [
    'createInstance bad area',
    () => createInstance(APP_ID, {}, any(['X'])),
    'RtmInvalidArgumentError -',
  ],
  ['setArea', () => setArea(any({ areaCodes: ['GLOBAL'], excludedArea: 'CHINA' })), 'resolved'],
  ['setArea bad', () => setArea(any({ areaCodes: ['X'] })), 'RtmInvalidArgumentError -'],
  ['setArea none', () => setArea({ areaCodes: [] }), 'RtmInvalidArgumentError -'],
  [
    'setArea excluded global',
    () => setArea(any({ areaCodes: ['EUROPE'], excludedArea: 'GLOBAL' })),
    'RtmInvalidArgumentError -',
  ],
  ['login()', () => client.login(any(undefined)), 'TypeError'],
  ['login(null)', () => client.login(any(null)), 'TypeError'],
  ['login({})', () => client.login(any({})), ARGUMENT_3],
  ['login uid null', () => client.login(any({ uid: null })), ARGUMENT_3],
  ['login uid "null"', () => client.login({ uid: 'null' }), ARGUMENT_3],
  ['login uid number', () => client.login(any({ uid: 123 })), ARGUMENT_3],
  ['login token number', () => client.login(any({ uid: 'alice', token: 5 })), ARGUMENT_3],
  ['logout', () => client.logout(), LOGGED_OUT],
  ['renewToken', () => client.renewToken('x'), LOGGED_OUT],
  ['renewToken empty', () => client.renewToken(''), 'RtmInvalidArgumentError 2'],
  ['renewToken null', () => client.renewToken(any(null)), 'RtmInvalidArgumentError 2'],
  ['peer', () => client.sendMessageToPeer({ text: '' }, 'bob'), LOGGED_OUT],
  ['peer null message', () => client.sendMessageToPeer(any(null), 'bob'), ARGUMENT_7],
  ['peer {}', () => client.sendMessageToPeer(any({}), 'bob'), ARGUMENT_7],
  ['peer text number', () => client.sendMessageToPeer(any({ text: 5 }), 'bob'), ARGUMENT_7],
  ['peer class', () => client.sendMessageToPeer(any(new Date()), 'bob'), ARGUMENT_7],
  ['peer array raw', () => client.sendMessageToPeer(any({ rawMessage: [1] }), 'bob'), ARGUMENT_7],
  [
    'peer raw and text',
    () => client.sendMessageToPeer(any({ rawMessage: new Uint8Array(1), text: 'x' }), 'bob'),
    ARGUMENT_7,
  ],
  ['peer id null', () => client.sendMessageToPeer({ text: 'x' }, any(null)), LOGGED_OUT],
  ['peer too large', () => client.sendMessageToPeer({ text: 'x'.repeat(32_769) }, 'b'), LOGGED_OUT],
  ['channel send', () => channel.sendMessage({ text: 'x' }), LOGGED_OUT],
  ['channel send null', () => channel.sendMessage(any(null)), ARGUMENT_4],
  ['join', () => channel.join(), LOGGED_OUT],
  ['leave', () => channel.leave(), LOGGED_OUT],
  ['getMembers', () => channel.getMembers(), LOGGED_OUT],
  ['createChannel ""', () => client.createChannel(''), ARGUMENT_1],
  ['createChannel null', () => client.createChannel(any(null)), 'TypeError'],
  ['createChannel undefined', () => client.createChannel(any(undefined)), ARGUMENT_1],
  ['createChannel "null"', () => client.createChannel('null'), ARGUMENT_1],
  ['createChannel 64', () => client.createChannel('c'.repeat(64)), 'resolved'],
  ['createChannel 65', () => client.createChannel('c'.repeat(65)), ARGUMENT_1],
  ['query', () => client.queryPeersOnlineStatus(['bob']), LOGGED_OUT],
  ['query string', () => client.queryPeersOnlineStatus(any('bob')), LOGGED_OUT],
  ['subscribe', () => client.subscribePeersOnlineStatus([]), LOGGED_OUT],
  ['unsubscribe', () => client.unsubscribePeersOnlineStatus([]), LOGGED_OUT],
  ['by option', () => client.queryPeersBySubscriptionOption(any('X')), LOGGED_OUT],
  ['count', () => client.getChannelMemberCount([]), LOGGED_OUT],
  ['set', () => client.setLocalUserAttributes({ a: 'b' }), LOGGED_OUT],
  ['set {}', () => client.setLocalUserAttributes({}), ARGUMENT_3],
  ['set null', () => client.setLocalUserAttributes(any(null)), ARGUMENT_3],
  ['set empty value', () => client.setLocalUserAttributes({ a: '' }), ARGUMENT_3],
  ['set number', () => client.setLocalUserAttributes(any({ a: 5 })), ARGUMENT_3],
  ['set key 32', () => client.setLocalUserAttributes({ ['k'.repeat(32)]: 'b' }), LOGGED_OUT],
  ['set key 33', () => client.setLocalUserAttributes({ ['k'.repeat(33)]: 'b' }), ARGUMENT_3],
  ['set value 8193', () => client.setLocalUserAttributes({ a: big }), LIMIT_4],
  ['set 32', () => client.setLocalUserAttributes(manyKeys(32)), LOGGED_OUT],
  ['set 33', () => client.setLocalUserAttributes(manyKeys(33)), LIMIT_4],
  [
    'set 16 KB in all',
    () => client.setLocalUserAttributes({ a: 'x'.repeat(8_192), b: 'x'.repeat(8_191) }),
    LIMIT_4,
  ],
  [
    'set channel 16 KB in all',
    () => client.setChannelAttributes('c', { a: 'x'.repeat(8_192), b: 'x'.repeat(8_191) }),
    LOGGED_OUT,
  ],
  ['delete none', () => client.deleteLocalUserAttributesByKeys([]), 'RtmInvalidStatusError 3'],
  ['delete null', () => client.deleteLocalUserAttributesByKeys(any([null])), 'TypeError'],
  ['delete number', () => client.deleteLocalUserAttributesByKeys(any([5])), LOGGED_OUT],
  ['delete', () => client.deleteLocalUserAttributesByKeys(['a']), LOGGED_OUT],
  ['clear', () => client.clearLocalUserAttributes(), LOGGED_OUT],
  ['get', () => client.getUserAttributes('bob'), LOGGED_OUT],
  ['get bad', () => client.getUserAttributes(''), ARGUMENT_3],
  ['get by keys', () => client.getUserAttributesByKeys('', []), LOGGED_OUT],
  ['channel set {}', () => client.setChannelAttributes('c', {}), ARGUMENT_3],
  ['channel options', () => client.clearChannelAttributes('c', any(null)), 'TypeError'],
  ['channel clear', () => client.clearChannelAttributes('c'), LOGGED_OUT],
  ['channel get bad', () => client.getChannelAttributes('*'), ARGUMENT_3],
  [
    'channel delete',
    () => client.deleteChannelAttributesByKeys('*', ['a']),
    'RtmInvalidStatusError 3',
  ],
  ['updateConfig', () => client.updateConfig({ enableLogUpload: true }), 'resolved'],
  ['createLocalInvitation null', () => client.createLocalInvitation(any(null)), 'TypeError'],
  ['createLocalInvitation', () => client.createLocalInvitation('*'), ARGUMENT_1],
];

describe('the 1.x twin without a login', () => {
  for (const [call, run, outcome] of CASES) {
    it(`${call}: ${outcome}`, async () => {
      assert.equal(await outcomeV1(run), outcome);
    });
  }

  it('takes the names that 1.5.1 was observed to take', () => {
    const refused = new Set(['"', "'", '*', '/', '\\', '`']);
    const white = new Set([9, 10, 11, 12, 13, 160]);
    for (let code = 0; code < 256; code += 1) {
      const character = String.fromCharCode(code);
      const isPrintable = code >= 32 && code < 127;
      const isLegal = white.has(code) || (isPrintable && !refused.has(character));
      const create = () => client.createChannel(`a${character}b`);
      if (isLegal) assert.equal(create().channelId, `a${character}b`);
      else assert.throws(create, `character ${code}`);
    }
  });

  it('never throws anything but its own errors at a bad message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (message, peerId) => {
        const outcome = await outcomeV1(client.sendMessageToPeer(any(message), any(peerId)));
        assert.match(outcome, /^Rtm\w+ (7|102)$/);
      }),
    );
  });
});

describe('AgoraRTM of the 1.x twin', () => {
  it('has the constants of 1.5.1, and lacks the one that lacks there', () => {
    assert.equal(AgoraRTM.VERSION, '1.5.1');
    assert.equal(AgoraRTM.ConnectionState.ABORTED, 'ABORTED');
    assert.equal(AgoraRTM.END_CALL_PREFIX, 'AgoraRTMLegacyEndcallCompatibleMessagePrefix');
    assert.equal('AreaCode' in AgoraRTM, false);
    assert.match(
      AgoraRTM.processId,
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.equal(AgoraRTM.getParameter('RECONNECTING_AP_INTERVAL'), 2_500);
    AgoraRTM.setParameter('UNKNOWN', 1);
    assert.equal(AgoraRTM.getParameter('UNKNOWN'), undefined);
  });
});
