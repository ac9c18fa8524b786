import { firstCharacters, middleCharacters, names } from '../inputs.ts';
import type { Input } from '../inputs.ts';
import type { Group, Script } from '../script.ts';
import { newClient } from './client.ts';
import { methods } from './methods.ts';

const calling = (id: string, path: string, ...args: readonly unknown[]): Script => ({
  id,
  run: (stage) => stage.invoke(newClient(stage), path, ...args),
});

const channelTypes: readonly Input[] = [
  ['MESSAGE', 'MESSAGE'],
  ['STREAM', 'STREAM'],
  ['USER', 'USER'],
  ['message', 'message'],
  ['BOGUS', 'BOGUS'],
  ['1', 1],
  ['null', null],
  ['undefined', undefined],
];

/** What is wrong with a message is not looked at before login, but the channel type in its options is. */
const publishArguments: readonly (readonly [label: string, ...args: unknown[]])[] = [
  ['no arguments'],
  ['an empty name', '', 'hello'],
  ['null for a name', null, 'hello'],
  ['a bad name and message', 'a.b', null],
  ['an empty message', 'lobby', ''],
  ['null for a message', 'lobby', null],
  ['a number for a message', 'lobby', 5],
  ['an object for a message', 'lobby', {}],
  ['an ArrayBuffer for a message', 'lobby', new ArrayBuffer(4)],
  ['an empty Uint8Array', 'lobby', new Uint8Array(0)],
  ['32768 bytes', 'lobby', 'x'.repeat(32_768)],
  ['32769 bytes', 'lobby', 'x'.repeat(32_769)],
  ['null for options', 'lobby', 'hello', null],
  ['a number for options', 'lobby', 'hello', 5],
  ['an unknown option', 'lobby', 'hello', { unknown: 1 }],
  ['a customType of 33 bytes', 'lobby', 'hello', { customType: 'x'.repeat(33) }],
  ['a number for customType', 'lobby', 'hello', { customType: 5 }],
  ['storeInHistory', 'lobby', 'hello', { storeInHistory: true }],
  ['USER and a name of 65 bytes', 'x'.repeat(65), 'hello', { channelType: 'USER' }],
  ['USER and a number for a name', 5, 'hello', { channelType: 'USER' }],
  ...channelTypes.map(
    ([label, channelType]) => [`channelType ${label}`, 'lobby', 'hello', { channelType }] as const,
  ),
];

const subscribeArguments: readonly (readonly [label: string, ...args: unknown[]])[] = [
  ['no arguments'],
  ['an empty name', ''],
  ['a name of 65 bytes', 'x'.repeat(65)],
  ['null for options', 'lobby', null],
  [
    'all options',
    'lobby',
    { withMessage: false, withPresence: false, beQuiet: true, withLock: true },
  ],
  ['texts for options', 'lobby', { withMessage: 'yes', withPresence: 'no' }],
];

const items = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: 'v' }));

/** Calls of the services with something wrong in what the other tables leave alone. */
const serviceArguments: readonly (readonly [path: string, label: string, ...args: unknown[]])[] = [
  ['presence.whoNow', 'null for options', 'lobby', 'MESSAGE', null],
  [
    'presence.whoNow',
    'states without user ids',
    'lobby',
    'MESSAGE',
    { includedUserId: false, includedState: true },
  ],
  ['presence.setState', 'null', 'lobby', 'MESSAGE', null],
  ['presence.setState', 'a number as value', 'lobby', 'MESSAGE', { mood: 5 }],
  [
    'presence.setState',
    '33 states',
    'lobby',
    'MESSAGE',
    Object.fromEntries(items(33).map(({ key }) => [key, 'v'])),
  ],
  ['presence.removeState', 'no states', 'lobby', 'MESSAGE', { states: [] }],
  ['storage.setChannelMetadata', 'no items', 'lobby', 'MESSAGE', []],
  ['storage.setChannelMetadata', 'an object for items', 'lobby', 'MESSAGE', {}],
  ['storage.setChannelMetadata', '33 items', 'lobby', 'MESSAGE', items(33)],
  ['storage.setChannelMetadata', 'a key twice', 'lobby', 'MESSAGE', [...items(1), ...items(1)]],
  [
    'storage.setChannelMetadata',
    'a key of 33 characters',
    'lobby',
    'MESSAGE',
    [{ key: 'k'.repeat(33), value: 'v' }],
  ],
  [
    'storage.setChannelMetadata',
    'a value of 8193 bytes',
    'lobby',
    'MESSAGE',
    [{ key: 'k', value: 'v'.repeat(8_193) }],
  ],
  ['storage.setUserMetadata', 'null', null],
  ['storage.getUserMetadata', 'null', null],
  ['storage.getUserMetadata', 'an empty user id', { userId: '' }],
  ['storage.removeUserMetadata', 'null', null],
  ['lock.setLock', 'an empty name', 'lobby', 'MESSAGE', ''],
  ['lock.setLock', 'a ttl of 9 s', 'lobby', 'MESSAGE', 'door', { ttl: 9 }],
  ['lock.setLock', 'a text for ttl', 'lobby', 'MESSAGE', 'door', { ttl: 'x' }],
  ['lock.acquireLock', 'null for options', 'lobby', 'MESSAGE', 'door', null],
  ['lock.revokeLock', 'no owner', 'lobby', 'MESSAGE', 'door'],
  ['history.getMessages', 'a count of 0', 'lobby', 'MESSAGE', { messageCount: 0 }],
  ['history.getMessages', 'a count of 101', 'lobby', 'MESSAGE', { messageCount: 101 }],
  ['history.getMessages', 'a text for start', 'lobby', 'MESSAGE', { start: 'x' }],
  ['history.getMessages', 'start before end', 'lobby', 'MESSAGE', { start: 1, end: 2 }],
  ['renewToken', 'no token'],
  ['renewToken', 'an empty token', ''],
  ['renewToken', 'null', null],
  ['renewToken', 'a number', 5],
  ['renewToken', 'garbage', 'garbage'],
];

/** Methods with a channel type among their arguments, each with every type. */
const typed: readonly Script[] = methods.flatMap(({ path, args, typeAt }) =>
  typeAt === undefined
    ? []
    : channelTypes.map(([label, type]) =>
        calling(
          `${path} with channel type ${label} before login`,
          path,
          ...args.with(typeAt, type),
        ),
      ),
);

/** Methods with a name among their arguments: a bad one is not looked at before login. */
const named: readonly Script[] = methods.flatMap(({ path, args, nameAt }) =>
  nameAt === undefined || path === 'unsubscribe'
    ? []
    : [calling(`${path} with a bad name before login`, path, ...args.with(nameAt, 'a.b'))],
);

const withoutArguments: readonly Script[] = methods.map(({ path }) =>
  calling(`${path} without arguments before login`, path),
);

/** Every character in a channel name; `unsubscribe` is the one call that checks it without a connection. */
const everyCharacter = (place: string, channelNames: readonly string[]): Script => ({
  id: `every character ${place} of a channel name`,
  run: async (stage) => {
    const client = newClient(stage);
    for (const channelName of channelNames) {
      stage.note('channel name', channelName);
      await stage.invoke(client, 'unsubscribe', channelName);
    }
  },
});

export const groups: readonly Group[] = [
  {
    name: 'arguments before login',
    scripts: [
      ...typed,
      ...named,
      ...withoutArguments,
      ...publishArguments.map(([label, ...args]) =>
        calling(`publish with ${label} before login`, 'publish', ...args),
      ),
      ...subscribeArguments.map(([label, ...args]) =>
        calling(`subscribe with ${label} before login`, 'subscribe', ...args),
      ),
      ...serviceArguments.map(([path, label, ...args]) =>
        calling(`${path} with ${label} before login`, path, ...args),
      ),
    ],
  },
  {
    name: 'channel names',
    scripts: [
      ...names.map(([label, name]) =>
        calling(`unsubscribe from a channel name ${label}`, 'unsubscribe', name),
      ),
      everyCharacter('in the middle', middleCharacters),
      everyCharacter('as the first', firstCharacters),
    ],
  },
];
