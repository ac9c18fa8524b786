import { appIds } from '../inputs.ts';
import type { Input } from '../inputs.ts';
import type { Group, Script } from '../script.ts';
import { APP_ID, createInstance } from './client.ts';

const configs: readonly Input[] = [
  ['undefined', undefined],
  ['null', null],
  ['{}', {}],
  ['a number', 5],
  ['a text', 'config'],
  ['an array', []],
  ['an unknown key', { unknown: 1 }],
  ['two unknown keys', { unknown: 1, strange: 2 }],
  ['enableLogUpload true', { enableLogUpload: true }],
  ['enableLogUpload "yes"', { enableLogUpload: 'yes' }],
  ['enableCloudProxy true', { enableCloudProxy: true }],
  ['logFilter {}', { logFilter: {} }],
  ['logFilter null', { logFilter: null }],
];

const areas: readonly Input[] = [
  ['GLOBAL', { areaCodes: ['GLOBAL'] }],
  ['every area', { areaCodes: ['INDIA', 'JAPAN', 'ASIA', 'EUROPE', 'CHINA', 'NORTH_AMERICA'] }],
  ['no area', { areaCodes: [] }],
  ['an unknown area', { areaCodes: ['MOON'] }],
  ['an area of before', { areaCodes: ['CN'] }],
  ['a text for the areas', { areaCodes: 'GLOBAL' }],
  ['null for the areas', { areaCodes: null }],
  ['GLOBAL without CHINA', { areaCodes: ['GLOBAL'], excludedArea: 'CHINA' }],
  ['GLOBAL without an unknown area', { areaCodes: ['GLOBAL'], excludedArea: 'MOON' }],
  ['GLOBAL without GLOBAL', { areaCodes: ['GLOBAL'], excludedArea: 'GLOBAL' }],
  ['CHINA without CHINA', { areaCodes: ['CHINA'], excludedArea: 'CHINA' }],
  ['{}', {}],
  ['null', null],
  ['undefined', undefined],
];

/** Areas as the third argument of `createInstance`. */
const ownAreas: readonly Input[] = [
  ['undefined', undefined],
  ['null', null],
  ['an empty list', []],
  ['GLOBAL', ['GLOBAL']],
  ['CN', ['CN']],
  ['an unknown area', ['MOON']],
  ['a text', 'GLOBAL'],
];

const constants = [
  'ConnectionState',
  'ConnectionChangeReason',
  'LocalInvitationState',
  'LocalInvitationFailureReason',
  'RemoteInvitationState',
  'RemoteInvitationFailureReason',
  'MessageType',
  'PeerOnlineState',
  'PeerSubscriptionOption',
  'AreaCode',
  'LOG_FILTER_OFF',
  'LOG_FILTER_ERROR',
  'LOG_FILTER_WARNING',
  'LOG_FILTER_INFO',
  'LOG_FILTER_DEBUG',
  'END_CALL_PREFIX',
  'VERSION',
];

const parameterKeys = [
  'RECONNECTING_AP_INTERVAL',
  'RECONNECTING_AP_NUM',
  'DISABLE_MESSAGE_COMPRESSION',
  'LOG_UPLOAD_INTERVAL',
  'ENABLE_EDGE_AUTO_FALLBACK',
  'LOG_HANDLER',
  'NO_SUCH_PARAMETER',
  '',
];

const settings: readonly (readonly [label: string, key: unknown, value: unknown])[] = [
  ['an unknown key', 'UNKNOWN_HERE', 5],
  ['a known key', 'LOG_UPLOAD_INTERVAL', 1_234],
  ['a value of another type', 'RECONNECTING_AP_NUM', 'many'],
  ['undefined', 'RECONNECTING_AP_INTERVAL', undefined],
];

const creating = (id: string, ...args: readonly unknown[]): Script => ({
  id,
  run: (stage) => {
    stage.attempt('createInstance', () => createInstance(stage, ...args));
  },
});

export const groups: readonly Group[] = [
  {
    name: 'createInstance',
    scripts: [
      ...appIds.map(([label, appId]) => creating(`createInstance with an App ID ${label}`, appId)),
      ...configs.map(([label, config]) =>
        creating(`createInstance with the configuration ${label}`, APP_ID, config),
      ),
      ...ownAreas.map(([label, codes]) =>
        creating(`createInstance with ${label} for areas`, APP_ID, {}, codes),
      ),
      creating('createInstance without arguments'),
      {
        id: 'fifty instances of one App ID',
        run: (stage) => {
          for (let count = 0; count < 50; count += 1) {
            stage.attempt('createInstance', () => createInstance(stage, APP_ID));
          }
        },
      },
    ],
  },
  {
    name: 'exports',
    scripts: [
      {
        id: 'names of the exports',
        run: (stage) => stage.note('names', Object.keys(stage.sdk).sort()),
      },
      ...constants.map((name) => ({
        id: `AgoraRTM.${name}`,
        run: (stage: Parameters<Script['run']>[0]) => stage.note('value', stage.sdk[name]),
      })),
      ...['BUILD', 'processId', 'createInstance', 'setArea', 'setParameter', 'getParameter'].map(
        (name) => ({
          id: `kind of AgoraRTM.${name}`,
          run: (stage: Parameters<Script['run']>[0]) => stage.note('kind', typeof stage.sdk[name]),
        }),
      ),
    ],
  },
  {
    name: 'parameters',
    scripts: [
      ...parameterKeys.map((key): Script => ({
        id: `getParameter ${JSON.stringify(key)}`,
        run: (stage) => stage.invoke(stage.sdk, 'getParameter', key),
      })),
    ],
  },
  {
    name: 'setting parameters',
    apart: true,
    scripts: settings.map(([label, key, value]) => ({
      id: `setParameter of ${label}`,
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
