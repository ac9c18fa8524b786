import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { partOf, weigh } from './weigh.ts';

let folder = '';

const input = (path: string, bytesInOutput: number) => ({ [path]: { bytesInOutput } });
const stats = {
  outputs: {
    'main.js': {
      inputs: { ...input('src/main.ts', 500), ...input('node_modules/rxjs/dist/a.js', 1_000) },
      imports: [
        { path: 'chunk-shared.js', kind: 'import-statement' },
        { path: 'chunk-later.js', kind: 'dynamic-import' },
      ],
    },
    'chunk-shared.js': {
      inputs: input('node_modules/rxjs/dist/b.js', 2_000),
      imports: [{ path: 'main.js', kind: 'import-statement' }],
    },
    'chunk-later.js': { inputs: input('node_modules/later/index.js', 9_000), imports: [] },
  },
};

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'weigh-'));
  writeFileSync(
    join(folder, 'index.html'),
    '<link rel="stylesheet" href="styles.css"><script src="main.js" type="module"></script>',
  );
  for (const name of Object.keys(stats.outputs)) writeFileSync(join(folder, name), scriptOf(name));
  writeFileSync(join(folder, 'browser-stats.json'), JSON.stringify(stats));
});

after(() => rmSync(folder, { recursive: true }));

describe('weigh', () => {
  it('counts what the page begins with, and nothing that is loaded on demand', () => {
    const expected = ['main.js', 'chunk-shared.js']
      .map((name) => gzipSync(scriptOf(name), { level: 9 }).length)
      .reduce((sum, bytes) => sum + bytes, 0);
    assert.equal(weigh(folder).kB, expected / 1_000);
  });

  it('says what is in it, the heaviest first', () => {
    assert.deepEqual(weigh(folder).parts, [
      ['rxjs', 3],
      ['application', 0.5],
    ]);
  });
});

describe('partOf', () => {
  it('names packages and entry points', () => {
    const names = {
      '../../node_modules/@angular/core/fesm2022/core.mjs': '@angular/core',
      'node_modules/rxjs/dist/esm/internal/Subject.js': 'rxjs',
      'dist/ngx-agora-rtm/fesm2022/ngx-agora-rtm.mjs': 'ngx-agora-rtm',
      '../ngx-agora-rtm/fesm2022/ngx-agora-rtm-chat-engine-B4k_2aQ-.mjs': 'ngx-agora-rtm-chat',
      '../ngx-agora-rtm/fesm2022/ngx-agora-rtm-pane.mjs': 'ngx-agora-rtm-pane',
      'bench/pane/subjects/ours.ts': 'application',
    };
    for (const [input, part] of Object.entries(names)) assert.equal(partOf(input), part);
  });
});

function scriptOf(name: string): string {
  return `console.log(${JSON.stringify(name.repeat(20))});`;
}
