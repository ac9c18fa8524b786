import { firstCharacters, middleCharacters, names } from '../inputs.ts';
import type { Input } from '../inputs.ts';
import type { Group, Script } from '../script.ts';
import { createChannel, newClient } from './client.ts';
import { channelMethods, methods } from './methods.ts';

type Arguments = readonly [path: string, label: string, ...args: unknown[]];

const manyIds = (count: number) => Array.from({ length: count }, (_, index) => `id${index}`);

const manyAttributes = (count: number) => Object.fromEntries(manyIds(count).map((id) => [id, 'v']));

/** What is wrong with a message is looked at before the login, for peers and channels alike. */
const messages: readonly Input[] = [
  ['a text', { text: 'hello' }],
  ['a text of the right type', { text: 'hello', messageType: 'TEXT' }],
  ['an empty text', { text: '' }],
  ['a text and an unknown field', { text: 'hello', unknown: 1 }],
  ['a text of the wrong type', { text: 'hello', messageType: 'RAW' }],
  ['a text of a type that is none', { text: 'hello', messageType: 'VIDEO' }],
  ['a number for a text', { text: 5 }],
  ['null for a text', { text: null }],
  ['32768 bytes of text', { text: 'x'.repeat(32_768) }],
  ['32769 bytes of text', { text: 'x'.repeat(32_769) }],
  ['bytes', { rawMessage: new Uint8Array([1, 2, 3]) }],
  ['bytes of the right type', { rawMessage: new Uint8Array([1]), messageType: 'RAW' }],
  ['bytes and a description', { rawMessage: new Uint8Array([1]), description: 'one' }],
  ['bytes and a number for a description', { rawMessage: new Uint8Array([1]), description: 5 }],
  ['no bytes', { rawMessage: new Uint8Array(0) }],
  ['an array for bytes', { rawMessage: [1, 2] }],
  ['an ArrayBuffer for bytes', { rawMessage: new ArrayBuffer(4) }],
  ['text and bytes', { text: 'hello', rawMessage: new Uint8Array([1]) }],
  ['a description alone', { description: 'one' }],
  ['{}', {}],
  ['null', null],
  ['undefined', undefined],
  ['a bare text', 'hello'],
  ['a number', 5],
  ['an array', [{ text: 'hello' }]],
  ['a Map', new Map([['text', 'hello']])],
];

/** Attributes of users and channels, with everything a limit says. */
const attributes: readonly Input[] = [
  ['one', { mood: 'fine' }],
  ['{}', {}],
  ['null', null],
  ['undefined', undefined],
  ['a text', 'mood'],
  ['an array', ['mood']],
  ['an empty key', { '': 'fine' }],
  ['a key of 32 bytes', { ['k'.repeat(32)]: 'fine' }],
  ['a key of 33 bytes', { ['k'.repeat(33)]: 'fine' }],
  ['a key in Chinese', { 频道: 'fine' }],
  ['a key with a slash', { 'a/b': 'fine' }],
  ['a key with a dot', { 'a.b': 'fine' }],
  ['an empty value', { mood: '' }],
  ['a number as value', { mood: 5 }],
  ['null as value', { mood: null }],
  ['a value of 8192 bytes', { mood: 'v'.repeat(8_192) }],
  ['a value of 8193 bytes', { mood: 'v'.repeat(8_193) }],
  ['a value of 8193 bytes in two-byte letters', { mood: 'é'.repeat(4_097) }],
  ['32 keys', manyAttributes(32)],
  ['33 keys', manyAttributes(33)],
  ['16 KB in two values', { a: 'v'.repeat(8_191), b: 'v'.repeat(8_191) }],
  ['more than 16 KB', { a: 'v'.repeat(8_192), b: 'v'.repeat(8_192), c: 'v' }],
  ['more than 32 KB', Object.fromEntries(manyIds(5).map((id) => [id, 'v'.repeat(8_000)]))],
];

const keyLists: readonly Input[] = [
  ['one key', ['mood']],
  ['no keys', []],
  ['null', null],
  ['undefined', undefined],
  ['a bare key', 'mood'],
  ['an empty key', ['']],
  ['a number as key', [5]],
  ['a key of 33 bytes', ['k'.repeat(33)]],
  ['a key twice', ['mood', 'mood']],
  ['33 keys', manyIds(33)],
];

const peerLists: readonly Input[] = [
  ['no ids', []],
  ['null', null],
  ['undefined', undefined],
  ['a bare id', 'bob'],
  ['an empty id', ['']],
  ['a number as id', [5]],
  ['an id of 65 bytes', ['x'.repeat(65)]],
  ['an id twice', ['bob', 'bob']],
  ['33 ids', manyIds(33)],
  ['257 ids', manyIds(257)],
  ['513 ids', manyIds(513)],
];

const targets: readonly Input[] = [
  ['an empty name', ''],
  ['a name of 65 bytes', 'x'.repeat(65)],
  ['a name with a star', 'a*b'],
  ['"null"', 'null'],
  ['a number', 5],
  ['null', null],
  ['undefined', undefined],
];

const each = (
  paths: readonly string[],
  inputs: readonly Input[],
  ...before: readonly unknown[]
): Arguments[] =>
  paths.flatMap((path) =>
    inputs.map(([label, input]): Arguments => [path, label, ...before, input]),
  );

const withTarget = (paths: readonly string[], ...more: readonly unknown[]): Arguments[] =>
  paths.flatMap((path) =>
    targets.map(([label, target]): Arguments => [path, `${label} for a name`, target, ...more]),
  );

const calling = ([path, label, ...args]: Arguments): Script => ({
  id: `${path} with ${label} before login`,
  run: (stage) => stage.invoke(newClient(stage), path, ...args),
});

const loggingIn = (id: string, ...args: readonly unknown[]): Script => ({
  id,
  run: (stage) => stage.invoke(newClient(stage), 'login', ...args),
});

const tokens: readonly Input[] = [
  ['null', null],
  ['undefined', undefined],
  ['an empty text', ''],
  ['garbage', 'garbage'],
  ['2100 letters', 'x'.repeat(2_100)],
  ['a number', 5],
  ['an object', {}],
  ['true', true],
];

const everyUserId = (place: string, userIds: readonly string[]): Script => ({
  id: `every character ${place} of a user id`,
  run: async (stage) => {
    for (const uid of userIds) {
      stage.note('user id', uid);
      void stage.invoke(newClient(stage), 'login', { uid });
      await stage.wait(1);
    }
  },
});

const everyChannelId = (place: string, channelIds: readonly string[]): Script => ({
  id: `every character ${place} of a channel name`,
  run: (stage) => {
    const client = newClient(stage);
    for (const channelId of channelIds) {
      stage.attempt(JSON.stringify(channelId), () => createChannel(client, channelId));
    }
  },
});

const beforeLogin: readonly Arguments[] = [
  ...methods.map(({ path, args }): Arguments => [path, 'good arguments', ...args]),
  ...methods.map(({ path }): Arguments => [path, 'no arguments']),
  ...messages.map(([label, message]): Arguments => ['sendMessageToPeer', label, message, 'bob']),
  ...targets.map(([label, peer]): Arguments => [
    'sendMessageToPeer',
    `a message to ${label}`,
    { text: 'hello' },
    peer,
  ]),
  ...each(['setLocalUserAttributes', 'addOrUpdateLocalUserAttributes'], attributes),
  ...each(['setChannelAttributes', 'addOrUpdateChannelAttributes'], attributes, 'lobby'),
  ...each(['deleteLocalUserAttributesByKeys'], keyLists),
  ...each(['getUserAttributesByKeys'], keyLists, 'bob'),
  ...each(['getChannelAttributesByKeys', 'deleteChannelAttributesByKeys'], keyLists, 'lobby'),
  ...each(
    [
      'queryPeersOnlineStatus',
      'subscribePeersOnlineStatus',
      'unsubscribePeersOnlineStatus',
      'getChannelMemberCount',
    ],
    peerLists,
  ),
  ...withTarget(['getUserAttributes', 'getChannelAttributes', 'clearChannelAttributes']),
  ...withTarget(['getUserAttributesByKeys', 'getChannelAttributesByKeys'], ['mood']),
  ...withTarget(['setChannelAttributes'], { mood: 'fine' }),
  ['renewToken', 'an empty token', ''],
  ['renewToken', 'null', null],
  ['renewToken', 'a number', 5],
  ['queryPeersBySubscriptionOption', 'another option', 'MOOD'],
  ['queryPeersBySubscriptionOption', 'null', null],
  ['setChannelAttributes', 'null for options', 'lobby', { mood: 'fine' }, null],
  ['setChannelAttributes', 'a text for options', 'lobby', { mood: 'fine' }, 'notify'],
  ['setChannelAttributes', 'a notification', 'lobby', { a: 'b' }, notify(true)],
  ['setChannelAttributes', 'a text for a notification', 'lobby', { a: 'b' }, notify('yes')],
  ['clearChannelAttributes', 'a number for a notification', 'lobby', notify(1)],
  ['updateConfig', 'a logFilter', { logFilter: {} }],
  ['updateConfig', 'an unknown key', { unknown: 1 }],
  ['updateConfig', 'null', null],
  ['updateConfig', 'nothing'],
  ['setParameters', 'a logFilter', { logFilter: {} }],
  ['setParameters', 'an unknown key', { unknown: 1 }],
  ['setParameters', 'null', null],
  ['setParameters', 'nothing'],
];

export const groups: readonly Group[] = [
  {
    name: 'user ids',
    scripts: [
      ...names.map(([label, uid]) => loggingIn(`login with a user id ${label}`, { uid })),
      everyUserId('in the middle', middleCharacters),
      everyUserId('as the first', firstCharacters),
    ],
  },
  {
    name: 'tokens',
    scripts: tokens.map(([label, token]) =>
      loggingIn(`login with ${label} for a token`, { uid: 'alice', token }),
    ),
  },
  {
    name: 'arguments of login',
    scripts: [
      loggingIn('login without arguments'),
      loggingIn('login with null', null),
      loggingIn('login with {}', {}),
      loggingIn('login with a text', 'alice'),
      loggingIn('login with an unknown option', { uid: 'alice', unknown: 1 }),
    ],
  },
  {
    name: 'channel names',
    scripts: [
      ...names.map(([label, channelId]): Script => ({
        id: `createChannel with a name ${label}`,
        run: (stage) => {
          const client = newClient(stage);
          const channel = stage.attempt('createChannel', () => createChannel(client, channelId));
          stage.note('channelId', Reflect.get(Object(channel), 'channelId'));
        },
      })),
      everyChannelId('in the middle', middleCharacters),
      everyChannelId('as the first', firstCharacters),
    ],
  },
  { name: 'arguments before login', scripts: beforeLogin.map(calling) },
  {
    name: 'createMessage',
    scripts: messages.map(([label, message]) => ({
      id: `createMessage with ${label}`,
      run: (stage) => stage.invoke(newClient(stage), 'createMessage', message),
    })),
  },
  {
    name: 'a channel before login',
    scripts: [
      ...channelMethods.map(({ path, args }) => ({
        id: `channel.${path} before login`,
        run: (stage: Parameters<Script['run']>[0]) =>
          stage.invoke(createChannel(newClient(stage), 'lobby'), path, ...args),
      })),
      ...messages.map(([label, message]) => ({
        id: `channel.sendMessage with ${label} before login`,
        run: (stage: Parameters<Script['run']>[0]) =>
          stage.invoke(createChannel(newClient(stage), 'lobby'), 'sendMessage', message),
      })),
    ],
  },
];

function notify(enableNotificationToChannelMembers: unknown): object {
  return { enableNotificationToChannelMembers };
}
