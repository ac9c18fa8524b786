import { appIds, firstCharacters, middleCharacters, names } from '../inputs.ts';
import type { Input } from '../inputs.ts';
import type { Group, Script, Stage } from '../script.ts';
import { APP_ID, construct, newClient } from './client.ts';

const constructing = (id: string, ...args: readonly unknown[]): Script => ({
  id,
  run: (stage) => {
    stage.attempt('new RTM', () => construct(stage, ...args));
  },
});

const configs: readonly Input[] = [
  ['undefined', undefined],
  ['null', null],
  ['{}', {}],
  ['a number', 5],
  ['a text', 'config'],
  ['true', true],
  ['an array', []],
  ['an unknown key', { unknown: 1 }],
  ['presenceTimeout 4', { presenceTimeout: 4 }],
  ['presenceTimeout 5', { presenceTimeout: 5 }],
  ['presenceTimeout 300', { presenceTimeout: 300 }],
  ['presenceTimeout 301', { presenceTimeout: 301 }],
  ['presenceTimeout "x"', { presenceTimeout: 'x' }],
  ['heartbeatInterval 4', { heartbeatInterval: 4 }],
  ['heartbeatInterval 1800', { heartbeatInterval: 1_800 }],
  ['heartbeatInterval 1801', { heartbeatInterval: 1_801 }],
  ['heartbeatInterval "x"', { heartbeatInterval: 'x' }],
  ['logUpload true', { logUpload: true }],
  ['logUpload "yes"', { logUpload: 'yes' }],
  ['logLevel "none"', { logLevel: 'none' }],
  ['logLevel "loud"', { logLevel: 'loud' }],
  ['cloudProxy true', { cloudProxy: true }],
  ['cloudProxy "x"', { cloudProxy: 'x' }],
  ['encryptionMode NONE', { encryptionMode: 'NONE' }],
  ['encryptionMode ROT13', { encryptionMode: 'ROT13' }],
  ['encryptionMode ROT13 with a key', { encryptionMode: 'ROT13', cipherKey: 'k' }],
  ['encryptionMode null', { encryptionMode: null }],
  ['encryptionMode 5', { encryptionMode: 5 }],
  ['AES_128_GCM without a key', { encryptionMode: 'AES_128_GCM' }],
  ['AES_256_GCM without a key', { encryptionMode: 'AES_256_GCM' }],
  ['AES_128_GCM with an empty key', { encryptionMode: 'AES_128_GCM', cipherKey: '' }],
  ['AES_128_GCM with null for a key', { encryptionMode: 'AES_128_GCM', cipherKey: null }],
  ['AES_128_GCM with a number for a key', { encryptionMode: 'AES_128_GCM', cipherKey: 5 }],
  ['AES_128_GCM with a key', { encryptionMode: 'AES_128_GCM', cipherKey: 'key' }],
  ['AES_256_GCM with key and salt', { ...aes(), salt: new Uint8Array(32) }],
  ['AES_256_GCM with a salt of 16 bytes', { ...aes(), salt: new Uint8Array(16) }],
  ['AES_256_GCM with a text for a salt', { ...aes(), salt: 'salt' }],
  ['a key without a mode', { cipherKey: 'key' }],
  ['privateConfig null', { privateConfig: null }],
  ['privateConfig {}', { privateConfig: {} }],
  ['privateConfig 5', { privateConfig: 5 }],
  ['privateConfig without hosts', privateConfig({ serviceType: ['MESSAGE'] })],
  ['privateConfig without service type', privateConfig({ accessPointHosts: ['a.example'] })],
  [
    'privateConfig with no hosts',
    privateConfig({ serviceType: ['MESSAGE'], accessPointHosts: [] }),
  ],
  ['privateConfig with a service type that is none', onHosts(['a.example'], ['VIDEO'])],
  ['privateConfig with a service type as text', onHosts(['a.example'], 'MESSAGE')],
  ['privateConfig with no service types', onHosts(['a.example'], [])],
  ['privateConfig of both service types', onHosts(['a.example'], ['MESSAGE', 'STREAM'])],
  ['privateConfig on localhost', onHosts(['localhost'])],
  ['privateConfig on 127.0.0.1', onHosts(['127.0.0.1'])],
  ['privateConfig on an address with a port', onHosts(['127.0.0.1:8080'])],
  ['privateConfig on an address out of range', onHosts(['300.1.1.1'])],
  ['privateConfig on a domain', onHosts(['a.example'])],
  ['privateConfig on a domain with a port', onHosts(['a.example:8080'])],
  ['privateConfig on a URL', onHosts(['https://a.example'])],
  ['privateConfig on a domain and localhost', onHosts(['a.example', 'localhost'])],
  ['privateConfig on a number', onHosts([5])],
  ['privateConfig with hosts as text', onHosts('a.example')],
];

function aes(): object {
  return { encryptionMode: 'AES_256_GCM', cipherKey: 'key' };
}

function privateConfig(config: object): object {
  return { privateConfig: config };
}

function onHosts(accessPointHosts: unknown, serviceType: unknown = ['MESSAGE']): object {
  return privateConfig({ serviceType, accessPointHosts });
}

const userIdsWithoutStrings: readonly Input[] = [
  ['digits', '123'],
  ['zero', '0'],
  ['digits with a leading zero', '0123'],
  ['the largest of 32 bits', '4294967295'],
  ['more than 32 bits', '4294967296'],
  ['a sign', '-1'],
  ['a fraction', '1.5'],
  ['letters', 'abc'],
  ['a number', 123],
];

const duplicates: readonly Script[] = [
  {
    id: 'a second client of the same user',
    run: (stage) => {
      twice(stage, (userId) => construct(stage, APP_ID, userId));
    },
  },
  {
    id: 'a second client of the same user, of another App ID',
    run: (stage) => {
      const userId = stage.newUserId();
      stage.attempt('one App ID', () => construct(stage, APP_ID, userId));
      stage.attempt('another App ID', () => construct(stage, 'f'.repeat(32), userId));
    },
  },
  {
    id: 'a second client of the same user after logout()',
    run: async (stage) => {
      const userId = stage.newUserId();
      const client = construct(stage, APP_ID, userId);
      await stage.invoke(client, 'logout');
      stage.attempt('again', () => construct(stage, APP_ID, userId));
    },
  },
  {
    id: 'a second client of the same user after login() and logout()',
    run: async (stage) => {
      const userId = stage.newUserId();
      const client = construct(stage, APP_ID, userId);
      stage.attempt('login', () =>
        Reflect.apply(Reflect.get(client, 'login') as () => void, client, []),
      );
      await stage.wait(100);
      await stage.invoke(client, 'logout');
      stage.attempt('again', () => construct(stage, APP_ID, userId));
    },
  },
  {
    id: 'a client after one that was refused for its configuration',
    run: (stage) => {
      const userId = stage.newUserId();
      const config = { encryptionMode: 'AES_128_GCM' };
      stage.attempt('refused', () => construct(stage, APP_ID, userId, config));
      stage.attempt('again', () => construct(stage, APP_ID, userId));
    },
  },
  {
    id: 'fifty clients of different users',
    run: (stage) => {
      for (let count = 0; count < 50; count += 1) {
        stage.attempt('new RTM', () => newClient(stage));
      }
    },
  },
];

function twice(stage: Stage, make: (userId: string) => object): void {
  const userId = stage.newUserId();
  stage.attempt('first', () => make(userId));
  stage.attempt('second', () => make(userId));
}

export const groups: readonly Group[] = [
  {
    name: 'new RTM with an App ID',
    scripts: appIds.map(([label, appId], index) =>
      constructing(`new RTM with an App ID ${label}`, appId, `user-${index}`),
    ),
  },
  {
    name: 'new RTM with a user id',
    scripts: names.map(([label, userId]) =>
      constructing(`new RTM with a user id ${label}`, APP_ID, userId),
    ),
  },
  {
    name: 'new RTM with a configuration',
    scripts: configs.map(([label, config], index) =>
      constructing(`new RTM with the configuration ${label}`, APP_ID, `user-${index}`, config),
    ),
  },
  {
    name: 'new RTM with useStringUserId false',
    scripts: userIdsWithoutStrings.map(([label, userId]) =>
      constructing(`new RTM with useStringUserId false and ${label}`, APP_ID, userId, {
        useStringUserId: false,
      }),
    ),
  },
  {
    name: 'characters of a user id',
    scripts: [
      ...everyCharacter('in the middle of a user id', middleCharacters),
      ...everyCharacter('as the first of a user id', firstCharacters),
    ],
  },
  { name: 'clients of one user', scripts: duplicates },
  {
    name: 'ways to construct',
    scripts: [
      constructing('new RTM without arguments'),
      constructing('new RTM without a user id', APP_ID),
      {
        id: 'RTM without new',
        run: (stage) => {
          stage.attempt('RTM()', () =>
            (stage.sdk['RTM'] as (...args: unknown[]) => void)(APP_ID, 'a'),
          );
        },
      },
    ],
  },
];

function everyCharacter(place: string, userIds: readonly string[]): Script[] {
  return [
    {
      id: `every character ${place}`,
      run: (stage) => {
        for (const userId of userIds) {
          stage.attempt(JSON.stringify(userId), () => construct(stage, APP_ID, userId));
        }
      },
    },
  ];
}
