// The layers of the architecture as lint rules: who may import whom. What is not allowed here is an error.
// layers.spec.ts plants a violation of each arrow and proves that it is reported.
//
// Traps of eslint-plugin-boundaries 7: patterns match from the right unless partialMatch is false; exports and dynamic
// imports are only looked at when named in dependency-nodes; packages are only looked at with checkAllOrigins; the first
// element whose pattern matches wins, so a folder inside another one is listed before it.
import type { ESLint, Linter } from 'eslint';
import boundariesPlugin from 'eslint-plugin-boundaries';
import { resolve } from 'node:path';
import tseslint from 'typescript-eslint';

// Its types describe another module format than the one it ships.
const boundaries = boundariesPlugin as unknown as ESLint.Plugin;

const library = 'projects/ngx-agora-rtm';
const emulator = 'projects/agora-rtm-emulator';

const layer = (type: string, pattern: string) => ({ type, pattern, partialMatch: false });
const from = (...type: string[]) => ({ element: { type } });
const specsOf = (...type: string[]) => ({ element: { type }, file: { categories: 'spec' } });
const entryOf = (...type: string[]) => ({
  to: { element: { type, fileInternalPath: '{src/,}public-api.ts' } },
});
const anyFileOf = (...type: string[]) => ({ to: { element: { type } } });
const npm = (...source: string[]) => ({ to: { module: { origin: 'external', source } } });
// Modules that only exist with the prefix (node:test, node:sqlite) are taken for packages.
const node = {
  to: { module: [{ origin: 'core' }, { origin: 'external', source: 'node:*' }] },
};

const emulatorParts = ['emulator-protocol', 'emulator-sdk', 'emulator-server', 'emulator'];
const angularLayers = [
  'service',
  'store',
  'material',
  'pane',
  'harness',
  'testing',
  'playground',
  'host',
];

const policies = [
  { from: from('*'), allow: npm('rxjs', 'tslib') },
  { from: from(...angularLayers), allow: npm('@angular/*') },
  { from: from('store', 'pane', 'host'), allow: npm('@ngrx/*') },
  { from: from('host', 'material', 'pane'), allow: npm('@mdi/js') },
  // What the components need and do not invent: finding links, the names of emoji.
  { from: from('material'), allow: npm('linkifyjs', 'unicode-emoji-json*') },

  // The port, and who stands on it.
  {
    from: from('agora-v2', 'agora-v1', 'chat', ...angularLayers),
    allow: entryOf('client'),
  },
  // What the chat core needs and does not invent: IndexedDB with promises, ids, full-text search.
  { from: from('chat'), allow: npm('idb', 'uuid', 'minisearch') },
  { from: from('store', 'material', 'pane', 'host'), allow: entryOf('chat') },
  { from: from('store', 'pane', 'testing', 'host'), allow: entryOf('service') },
  { from: from('pane', 'host'), allow: entryOf('store', 'material') },
  { from: from('harness'), allow: entryOf('material', 'harness') },
  { from: from('host'), allow: entryOf('pane') },

  // The components on a page of their own, with a network in memory: no adapter, no server.
  {
    from: from('playground'),
    allow: [
      entryOf('chat', 'service', 'store', 'material', 'pane', 'testing'),
      npm('@ngrx/*', '@mdi/js'),
    ],
  },

  // Vendor names live in the adapters (types only: the application hands the SDK in) and in its twin.
  { from: from('agora-v2', 'agora-v1', 'emulator-sdk'), allow: npm('agora-rtm-sdk*') },
  {
    from: { element: { type: 'host', fileInternalPath: 'app/app.config.ts' } },
    allow: [entryOf('agora-v2', 'agora-v1', 'emulator-sdk'), npm('agora-rtm-sdk*')],
  },

  // The emulator: the twins run in browsers, the server in Node, and they share nothing but the protocol.
  // The two twins share what is the same in both generations.
  {
    from: from('emulator-sdk'),
    allow: [anyFileOf('emulator-protocol', 'emulator-sdk'), npm('socket.io-client')],
  },
  {
    from: from('emulator-server'),
    allow: [anyFileOf('emulator-protocol'), npm('socket.io', 'agora-token'), node],
  },
  {
    from: from('emulator'),
    allow: [anyFileOf(...emulatorParts), npm('socket.io*', 'agora-*'), node],
  },

  // The twin beside the vendor's SDK in a browser: specs and what they need, so it is part of no package.
  {
    from: from('differential'),
    allow: [
      anyFileOf('differential', 'workspace', ...emulatorParts),
      npm('@playwright/test', 'agora-*'),
      node,
    ],
  },

  // The chat core as a model, in Node: specs and what they need, so it is part of no package.
  {
    from: from('chat-model'),
    allow: [entryOf('client', 'chat', 'testing'), npm('fast-check', 'fake-indexeddb*'), node],
  },

  { from: from('schematics'), allow: [npm('@angular-devkit/*', '@schematics/*'), node] },
  { from: from('token-server'), allow: [npm('agora-token', 'jose'), node] },

  // One suite for every backend: specs only, so it is part of no package.
  {
    from: from('contract'),
    allow: [entryOf('client', 'agora-v2', 'agora-v1', 'testing', 'emulator-sdk'), npm('agora-*')],
  },

  // Tests may reach for what they test with.
  {
    from: { file: { categories: 'spec' } },
    allow: [npm('@angular/*', '@ngrx/*', 'fast-check'), entryOf('testing', 'harness')],
  },
  { from: specsOf('agora-v2', 'agora-v1'), allow: entryOf('emulator-sdk') },
  {
    from: specsOf(...emulatorParts),
    allow: [anyFileOf(...emulatorParts), npm('socket.io*', 'agora-*'), node],
  },
];

/** The rules for the workspace in the folder `root` (an absolute path). */
export const layers = (root: string): Linter.Config[] => [
  {
    name: 'layers',
    files: [
      'src/**/*.ts',
      `${library}/**/*.ts`,
      `${emulator}/**/*.ts`,
      'projects/token-server/**/*.ts',
      'projects/chat-model/**/*.ts',
      'projects/playground/**/*.ts',
    ],
    languageOptions: { parser: tseslint.parser },
    plugins: { boundaries },
    settings: {
      'import/resolver': { [resolve(import.meta.dirname, 'typescript-resolver.cjs')]: { root } },
      'boundaries/root-path': root,
      'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import'],
      'boundaries/files': [{ category: 'spec', pattern: '**/*.spec.ts' }],
      'boundaries/elements': [
        layer('client', `${library}/client`),
        layer('agora-v2', `${library}/agora-v2`),
        layer('agora-v1', `${library}/agora-v1`),
        layer('chat', `${library}/chat`),
        layer('service', `${library}/src`),
        layer('store', `${library}/store`),
        layer('harness', `${library}/{material,pane}/testing`),
        layer('material', `${library}/material`),
        layer('pane', `${library}/pane`),
        layer('testing', `${library}/testing`),
        layer('contract', `${library}/contract`),
        layer('schematics', `${library}/schematics`),
        layer('emulator-protocol', `${emulator}/src/protocol`),
        layer('emulator-sdk', `${emulator}/src/{sdk,sdk-v1}`),
        layer('emulator-server', `${emulator}/src/server`),
        layer('differential', `${emulator}/differential`),
        layer('emulator', emulator),
        layer('token-server', 'projects/token-server'),
        layer('chat-model', 'projects/chat-model'),
        layer('playground', 'projects/playground'),
        layer('workspace', 'projects/workspace'),
        layer('host', 'src'),
      ],
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          message: '{{from.element.type}} must not import {{dependency.source}}',
          policies,
        },
      ],
    },
  },
  {
    // The rule above judges the file that is reached; this one how it is named. A relative path into another entry point
    // would be bundled twice, and two copies of a class or a token are never equal.
    name: 'layers/by-package-name',
    files: ['src/**/*.ts', `${library}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.{1,2}/(.*/)?(src|projects)/',
              message: 'Another layer is entered by its package name, through its public-api.ts.',
            },
          ],
        },
      ],
    },
  },
];
