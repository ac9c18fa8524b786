import type { Input } from '../inputs.ts';
import type { Group, Script } from '../script.ts';

/** What an application may read of the module, each a case of its own. */
const looks: readonly (readonly [
  label: string,
  read: (sdk: Readonly<Record<string, unknown>>) => unknown,
])[] = [
  ['names of the exports', (sdk) => Object.keys(sdk).sort()],
  [
    'kinds of the exports',
    (sdk) => Object.fromEntries(sortedEntries(sdk).map(([k, v]) => [k, typeof v])),
  ],
  ['VERSION', (sdk) => sdk['VERSION']],
  ['names of constantsType', (sdk) => Object.keys(sdk['constantsType'] as object).sort()],
  ['EncryptionMode, which samples use', (sdk) => typeof sdk['EncryptionMode']],
];

/** Constants the vendor declares. */
const constants = [
  'AreaCode',
  'LegacyAreaCode',
  'MessageType',
  'ChannelTypeEnum',
  'TokenEventReason',
  'LinkStateChangeReasonDescription',
];

const parameterKeys = [
  'PRESENCE_MODE',
  'STREAM_CHANNEL_COUNT',
  'MESSAGE_CHANNEL_COUNT',
  'HISTORY_MSG_COUNT_LIMIT',
  'MAX_STATE_COUNT',
  'LOCK_TTL',
  'ENABLE_API_RATE_LIMIT',
  'RTM_LINK_KEEP_ALIVE_TIMEOUT',
  'EXTEND_CHANNEL_NAME',
  'IGNORE_DUPLICATE_USER_ID_ERR',
  'REGISTRAR_USE_WS',
  'NO_SUCH_PARAMETER',
  '',
];

const areas: readonly Input[] = [
  ['GLOBAL', { areaCodes: ['GLOBAL'] }],
  ['every area', { areaCodes: ['INDIA', 'JAPAN', 'ASIA', 'EUROPE', 'CHINA', 'NORTH_AMERICA'] }],
  ['no area', { areaCodes: [] }],
  ['an unknown area', { areaCodes: ['MOON'] }],
  ['an area and an unknown one', { areaCodes: ['CHINA', 'MOON'] }],
  ['an area of 1.x', { areaCodes: ['CN'] }],
  ['a text for the areas', { areaCodes: 'GLOBAL' }],
  ['null for the areas', { areaCodes: null }],
  ['GLOBAL without CHINA', { areaCodes: ['GLOBAL'], excludedArea: 'CHINA' }],
  ['GLOBAL without an unknown area', { areaCodes: ['GLOBAL'], excludedArea: 'MOON' }],
  ['GLOBAL without GLOBAL', { areaCodes: ['GLOBAL'], excludedArea: 'GLOBAL' }],
  ['CHINA without CHINA', { areaCodes: ['CHINA'], excludedArea: 'CHINA' }],
  ['an area without null', { areaCodes: ['GLOBAL'], excludedArea: null }],
  ['{}', {}],
  ['null', null],
  ['undefined', undefined],
  ['a text', 'GLOBAL'],
];

function sortedEntries(object: object): [string, unknown][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

const reading = (
  id: string,
  read: (sdk: Readonly<Record<string, unknown>>) => unknown,
): Script => ({
  id,
  run: (stage) => {
    stage.attempt('read', () => read(stage.sdk));
  },
});

const settings: readonly (readonly [label: string, key: unknown, value: unknown])[] = [
  ['an unknown key', 'UNKNOWN_HERE', 5],
  ['no key', undefined, undefined],
  ['a known key', 'LOG_UPLOAD_INTERVAL', 1_234],
  ['a key that has no value before', 'PRESENCE_THRESHOLD', 100],
  ['a text for a number', 'MESSAGE_CHANNEL_COUNT', '20'],
  ['a number for a boolean', 'ENABLE_API_RATE_LIMIT', 1],
  ['null for a boolean', 'ENABLE_API_RATE_LIMIT', null],
  ['undefined for a boolean', 'ENABLE_API_RATE_LIMIT', undefined],
  ['limits of calls', 'API_RATE_LIMIT', new Map([['publish', 5]])],
];

const parameterScripts: readonly Script[] = [
  ...parameterKeys.map((key): Script => ({
    id: `getParameter ${JSON.stringify(key)}`,
    run: (stage) => stage.invoke(stage.sdk, 'getParameter', key),
  })),
  {
    id: 'getParameter without a key',
    run: (stage) => stage.invoke(stage.sdk, 'getParameter'),
  },
];

/** An application may make errors of the SDK's class, and tells the SDK's own by it. */
const errorArguments: readonly (readonly unknown[])[] = [
  [],
  ['mine'],
  ['mine', 'It broke'],
  ['mine', 'It broke.'],
  ['mine', 'It broke', -10001],
  ['mine', 'It broke', '-10001'],
  ['mine', 'It broke', { code: -10001, serverCode: 5 }],
  ['mine', ['%s broke at %d', 'It', 5], -10001],
];

export const groups: readonly Group[] = [
  {
    name: 'RTMBaseError',
    scripts: errorArguments.map((args) => ({
      id: `new RTMBaseError(${args.map((arg) => JSON.stringify(arg)).join(', ')})`,
      run: (stage) => {
        const { RTMBaseError } = stage.sdk as { RTMBaseError: new (...args: unknown[]) => Error };
        stage.attempt('new RTMBaseError', () => new RTMBaseError(...args));
        stage.note('is an Error', new RTMBaseError(...args) instanceof Error);
      },
    })),
  },
  {
    name: 'exports',
    scripts: [
      ...looks.map(([label, read]) => reading(label, read)),
      ...constants.map((name) =>
        reading(`constantsType.${name}`, (sdk) => {
          const value: unknown = Reflect.get(Object(sdk['constantsType']), name);
          return typeof value === 'object' && value !== null
            ? Object.fromEntries(sortedEntries(value))
            : value;
        }),
      ),
    ],
  },
  { name: 'parameters', scripts: parameterScripts },
  {
    name: 'setting parameters',
    apart: true,
    scripts: settings.map(([label, key, value]) => ({
      id: `setParameter with ${label}`,
      run: async (stage) => {
        await stage.invoke(stage.sdk, 'setParameter', key, value);
        await stage.invoke(stage.sdk, 'getParameter', key);
      },
    })),
  },
  {
    name: 'areas',
    scripts: areas.map(([label, options]) => ({
      id: `setArea with ${label}`,
      run: (stage) => stage.invoke(stage.sdk, 'setArea', options),
    })),
  },
];
