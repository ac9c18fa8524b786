// Planted violations: each forbidden arrow of the architecture is put into a file of a small copy of the workspace's
// shape (every layer, also those that are not built yet) and must be reported; its legal neighbour must not.
import { ESLint } from 'eslint';
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { layers } from './layers.ts';
import { root } from './workspace.ts';

const library = 'projects/ngx-agora-rtm';
const emulator = 'projects/agora-rtm-emulator/src';

/** A file of each layer, by the name that the messages use. */
const fileOf = {
  client: `${library}/client/src/port.ts`,
  'agora-v2': `${library}/agora-v2/src/adapter.ts`,
  'agora-v1': `${library}/agora-v1/src/adapter.ts`,
  chat: `${library}/chat/src/timeline.ts`,
  service: `${library}/src/rtm-service.ts`,
  store: `${library}/store/src/effects.ts`,
  testing: `${library}/testing/src/testing-client.ts`,
  material: `${library}/material/src/message-list.ts`,
  pane: `${library}/pane/src/chat-pane.ts`,
  harness: `${library}/material/testing/src/list-harness.ts`,
  contract: `${library}/contract/guide.spec.ts`,
  schematics: `${library}/schematics/ng-add.ts`,
  'emulator-protocol': `${emulator}/protocol/frames.ts`,
  'emulator-sdk': `${emulator}/sdk/rtm.ts`,
  'emulator-server': `${emulator}/server/server.ts`,
  emulator: `${emulator}/cli.ts`,
  differential: 'projects/agora-rtm-emulator/differential/lab.ts',
  'token-server': 'projects/token-server/src/server.ts',
  'chat-model': 'projects/chat-model/participant.ts',
  host: 'src/app/shell.ts',
} as const;

type Layer = keyof typeof fileOf;

const appConfig = 'src/app/app.config.ts';

/** What some layer imports and must not. */
const forbidden: readonly (readonly [from: Layer, source: string])[] = [
  ['client', '@angular/core'],
  ['client', 'ngx-agora-rtm'],
  ['client', 'ngx-agora-rtm/chat'],
  ['client', 'agora-rtm-sdk'],
  ['chat', 'ngx-agora-rtm'],
  ['chat', '@angular/core'],
  ['agora-v2', 'ngx-agora-rtm'],
  ['agora-v2', '@angular/core'],
  ['agora-v2', 'ngx-agora-rtm/agora-v1'],
  ['agora-v1', 'agora-rtm-emulator/sdk'],
  ['service', 'ngx-agora-rtm/agora-v2'],
  ['service', 'ngx-agora-rtm/store'],
  ['service', 'agora-rtm-sdk'],
  ['service', '@ngrx/store'],
  ['store', 'ngx-agora-rtm/agora-v2'],
  ['store', 'ngx-agora-rtm/material'],
  ['store', 'ngx-agora-rtm/testing'],
  ['testing', 'ngx-agora-rtm/store'],
  ['testing', 'ngx-agora-rtm/agora-v2'],
  ['material', 'ngx-agora-rtm'],
  ['material', 'ngx-agora-rtm/store'],
  ['material', '@ngrx/store'],
  ['pane', 'ngx-agora-rtm/agora-v2'],
  ['harness', 'ngx-agora-rtm/store'],
  ['contract', 'ngx-agora-rtm/store'],
  ['schematics', '@angular/core'],
  ['token-server', 'ngx-agora-rtm/client'],
  ['chat-model', 'ngx-agora-rtm'],
  ['chat-model', 'ngx-agora-rtm/store'],
  ['chat-model', 'ngx-agora-rtm/agora-v2'],
  ['chat-model', '@angular/core'],
  ['host', 'agora-rtm-sdk'],
  ['host', 'agora-rtm-emulator/sdk'],
  ['host', 'ngx-agora-rtm/agora-v2'],
  ['host', 'socket.io-client'],
  ['host', 'node:fs'],
  ['emulator-sdk', 'node:fs'],
  ['emulator-sdk', 'node:sqlite'],
  ['emulator-sdk', 'socket.io'],
  ['emulator-sdk', '../server/public-api.ts'],
  ['emulator-server', '../sdk/public-api.ts'],
  ['emulator-server', 'socket.io-client'],
  ['emulator-protocol', '../server/public-api.ts'],
  ['emulator-protocol', 'node:fs'],
  ['emulator', 'ngx-agora-rtm/client'],
  ['emulator', '@playwright/test'],
  ['differential', 'ngx-agora-rtm/client'],
  ['differential', 'socket.io'],
];

/** What looks much the same and is right. */
const legal: readonly (readonly [file: string, source: string])[] = [
  [fileOf.client, 'rxjs'],
  [fileOf.chat, 'ngx-agora-rtm/client'],
  [fileOf['agora-v2'], 'ngx-agora-rtm/client'],
  [fileOf['agora-v2'], 'agora-rtm-sdk'],
  [fileOf.service, 'ngx-agora-rtm/client'],
  [fileOf.service, '@angular/core'],
  [fileOf.service, '@angular/core/rxjs-interop'],
  [fileOf.store, 'ngx-agora-rtm'],
  [fileOf.store, 'ngx-agora-rtm/client'],
  [fileOf.store, '@ngrx/effects'],
  [fileOf.testing, 'ngx-agora-rtm'],
  [fileOf.testing, 'ngx-agora-rtm/client'],
  [fileOf.pane, 'ngx-agora-rtm/store'],
  [fileOf.contract, 'ngx-agora-rtm/agora-v2'],
  [fileOf.contract, 'agora-rtm-emulator/sdk'],
  [`${library}/agora-v2/src/adapter.spec.ts`, 'agora-rtm-emulator/sdk'],
  [fileOf.host, 'ngx-agora-rtm/store'],
  [fileOf.host, '@mdi/js'],
  [appConfig, 'ngx-agora-rtm/agora-v2'],
  [appConfig, 'agora-rtm-sdk'],
  [appConfig, 'agora-rtm-emulator/sdk'],
  ['src/app/shell.spec.ts', 'ngx-agora-rtm/testing'],
  [fileOf['emulator-sdk'], '../protocol/frames.ts'],
  [fileOf['emulator-sdk'], 'socket.io-client'],
  [fileOf['emulator-server'], '../protocol/frames.ts'],
  [fileOf['emulator-server'], 'node:fs'],
  [fileOf['emulator-server'], 'node:sqlite'],
  [fileOf.emulator, './server/public-api.ts'],
  [fileOf.differential, '@playwright/test'],
  [fileOf.differential, 'agora-rtm-sdk'],
  [fileOf.differential, '../src/sdk/public-api.ts'],
  [fileOf['chat-model'], 'ngx-agora-rtm/chat'],
  [fileOf['chat-model'], 'ngx-agora-rtm/client'],
  [fileOf['chat-model'], 'ngx-agora-rtm/testing'],
  [fileOf['chat-model'], 'fast-check'],
  [fileOf['chat-model'], 'fake-indexeddb'],
  [fileOf['chat-model'], 'node:test'],
  [`${emulator}/server/server.spec.ts`, '../sdk/public-api.ts'],
  [`${emulator}/sdk/rtm.spec.ts`, 'node:test'],
];

describe('the layer rules', () => {
  let copy: string;
  let eslint: ESLint;

  const messages = async (file: string, code: string): Promise<string[]> => {
    const [result] = await eslint.lintText(code, { filePath: join(copy, file) });
    return (result?.messages ?? []).map(({ message }) => message);
  };

  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'layers-'));
    copyFileSync(join(root, 'tsconfig.json'), join(copy, 'tsconfig.json'));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    for (const file of Object.values(fileOf)) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), 'export const x = 1;');
      writeFileSync(join(copy, dirname(file), 'public-api.ts'), 'export const x = 1;');
    }
    eslint = new ESLint({ cwd: copy, overrideConfigFile: true, overrideConfig: layers(copy) });
  });

  after(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  for (const [from, source] of forbidden) {
    it(`${from} must not import ${source}`, async () => {
      assert.deepEqual(await messages(fileOf[from], `import '${source}';`), [
        `${from} must not import ${source}`,
      ]);
    });
  }

  for (const [file, source] of legal) {
    it(`${file} may import ${source}`, async () => {
      assert.deepEqual(await messages(file, `import '${source}';`), []);
    });
  }

  for (const code of [
    `export { x } from 'agora-rtm-sdk';`,
    `export const sdk = () => import('agora-rtm-sdk');`,
    `import type { RTM } from 'agora-rtm-sdk';`,
  ]) {
    it(`sees through: ${code}`, async () => {
      assert.deepEqual(await messages(fileOf.store, code), ['store must not import agora-rtm-sdk']);
    });
  }

  for (const source of ['../../client/src/public-api', '../../client/src/port']) {
    it(`another entry point must not be entered by ${source}`, async () => {
      const found = await messages(fileOf.store, `import '${source}';`);
      assert.ok(found.some((message) => message.includes('entered by its package name')));
    });
  }

  it('a library file outside every layer is reported', async () => {
    const found = await messages(`${library}/utils/helpers.ts`, 'export {};');
    assert.equal(found.length, 1);
  });

  it('is switched on in the workspace itself, for every layer', async () => {
    const workspace = new ESLint({ cwd: root });
    for (const file of Object.values(fileOf)) {
      const config = (await workspace.calculateConfigForFile(join(root, file))) as {
        rules: Record<string, unknown[]>;
      };
      assert.equal(config.rules['boundaries/dependencies']?.[0], 2, file);
    }
  });
});
