import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newClient, rejection } from '../testing/fixtures.ts';
import AgoraRTM from './public-api.ts';

const COMMON = [
  'stack',
  'message',
  'originalError',
  'code',
  'serverCode',
  'error',
  'reason',
  'operation',
  'errorCode',
  'name',
];

describe('errors', () => {
  it('have the properties observed with 2.3.0, in that order', async (test) => {
    const { client } = newClient(test, 'alice');
    const error = await rejection(client.publish('channel', 'text'));
    assert.deepEqual(Object.getOwnPropertyNames(error), COMMON);
    const reason = 'Perform operation failed due to RTM service is not connected.';
    assert.equal(error.name, 'RtmInvalidStatusError');
    assert.equal(error.message, `Error Code -10025 - ${reason}`);
    assert.equal(
      JSON.stringify(error),
      JSON.stringify({
        code: -10025,
        error: true,
        reason,
        operation: 'publish',
        errorCode: -10025,
        name: 'RtmInvalidStatusError',
      }),
    );
    assert.ok(error instanceof AgoraRTM.RTMBaseError);
    assert.ok(error instanceof Error);
  });

  it('of unavailable services have a statusCode too', (test) => {
    const { client } = newClient(test, 'alice');
    assert.throws(
      () => client.createStreamChannel('channel'),
      (error: Error) => {
        assert.deepEqual(Object.getOwnPropertyNames(error), [...COMMON, 'statusCode']);
        assert.equal(error.name, 'RtmUnavailableError');
        assert.equal(error.message, "Error Code -10022 - Service doesn't support.");
        return true;
      },
    );
  });

  it('name the operation as the SDK does', async (test) => {
    const { client } = newClient(test, 'alice');
    const { presence, storage, lock, history } = client;
    const calls: [string, Promise<unknown>][] = [
      ['getOnlineUsers', presence.getOnlineUsers('c', 'MESSAGE')],
      ['whoNow', presence.whoNow('c', 'MESSAGE')],
      ['getUserChannels', presence.getUserChannels('u')],
      ['whereNow', presence.whereNow('u')],
      ['presenceSetState', presence.setState('c', 'MESSAGE', {})],
      ['presenceGetState', presence.getState('u', 'c', 'MESSAGE')],
      ['presenceRemoveState', presence.removeState('c', 'MESSAGE')],
      ['setChannelMetadata', storage.setChannelMetadata('c', 'MESSAGE', [])],
      ['getUserMetadata', storage.getUserMetadata()],
      ['acquireLock', lock.acquireLock('c', 'MESSAGE', 'lock')],
      ['getMessages', history.getMessages('c', 'MESSAGE')],
      ['renewToken', client.renewToken('token')],
      ['subscribe', client.subscribe('c')],
    ];
    for (const [operation, call] of calls) {
      const error = await rejection(call);
      assert.deepEqual([error.operation, error.code], [operation, -10025]);
    }
  });

  it('RTMBaseError can be made as the SDK lets one', () => {
    const { RTMBaseError } = AgoraRTM;
    assert.equal(new RTMBaseError('op', 'text', -11026).message, 'Error Code -11026 - text.');
    assert.equal(new RTMBaseError('op', ['hello %s', 'you'], { code: -1 }).reason, 'hello you.');
    const bare = new RTMBaseError('op', 'text');
    assert.deepEqual([bare.message, bare.name, bare.code], ['text.', 'Error', undefined]);
  });
});

describe('the module', () => {
  it('has the exports of the SDK', () => {
    assert.deepEqual(Object.keys(AgoraRTM).sort(), [
      'BUILD',
      'RTM',
      'RTMBaseError',
      'VERSION',
      'constantsType',
      'getParameter',
      'setArea',
      'setParameter',
    ]);
    assert.equal(AgoraRTM.VERSION, '2.3.0');
    assert.equal(AgoraRTM.getParameter('MESSAGE_CHANNEL_COUNT'), 50);
    assert.equal(AgoraRTM.getParameter('NOPE'), undefined);
  });

  it('checks areas', () => {
    const { setArea } = AgoraRTM;
    setArea({ areaCodes: ['GLOBAL'], excludedArea: 'CHINA' });
    setArea({ areaCodes: [] });
    const expected = { name: 'RtmInvalidArgumentError', message: 'Invalid area config.' };
    assert.throws(() => setArea({ areaCodes: ['XX'] }), expected);
    assert.throws(() => setArea({} as { areaCodes: string[] }), expected);
    assert.throws(() => setArea({ areaCodes: 'GLOBAL' as unknown as string[] }), expected);
  });
});

describe('an RTMBaseError of the application', () => {
  const { RTMBaseError } = AgoraRTM;

  it('reads its arguments as observed with 2.3.0', () => {
    const facts = ({ message, errorCode, reason, name }: InstanceType<typeof RTMBaseError>) => ({
      message,
      errorCode,
      reason,
      name,
    });
    assert.deepEqual(facts(new RTMBaseError('mine')), given('', 0, '', 'Error'));
    assert.deepEqual(facts(new RTMBaseError('mine', 'No')), given('No.', 0, 'No.', 'Error'));
    assert.deepEqual(
      facts(new RTMBaseError('mine', 'No', -1)),
      given('Error Code -1 - No.', -1, 'No.', 'Error'),
    );
    assert.deepEqual(
      facts(new RTMBaseError('mine', 'No', { code: -1, serverCode: 5 })),
      given('Error Code -1, server Code 5 - No.', -1, 'No.', 'Error'),
    );
    assert.deepEqual(
      facts(new RTMBaseError('mine', 'No', 'MyError')),
      given('No.', 0, 'No.', 'MyError'),
    );
  });
});

function given(message: string, errorCode: number, reason: string, name: string) {
  return { message, errorCode, reason, name };
}
