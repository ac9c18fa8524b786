import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { librarySource } from './library-source.ts';
import { inWorkspace, root } from './workspace.ts';

const urlOf = (file: string): string => pathToFileURL(inWorkspace(file)).href;
const chat = urlOf('projects/ngx-agora-rtm/chat/src/public-api.ts');

describe('librarySource', () => {
  it('finds entry points by their package name', () => {
    const main = urlOf('projects/ngx-agora-rtm/src/public-api.ts');
    assert.equal(librarySource('ngx-agora-rtm', undefined), main);
    assert.equal(librarySource('ngx-agora-rtm/chat', chat), chat);
    assert.equal(librarySource('ngx-agora-rtm/chat', urlOf('bench/any.ts')), chat);
  });

  it('gives relative imports inside the library their extension', () => {
    const clock = urlOf('projects/ngx-agora-rtm/chat/src/clock.ts');
    assert.equal(librarySource('./clock', chat), clock);
    assert.equal(librarySource('../src/clock', chat), clock);
    assert.equal(librarySource('./clock.ts', chat), null);
  });

  it('leaves the rest to Node', () => {
    assert.equal(librarySource('./clock', urlOf('bench/any.ts')), null);
    assert.equal(librarySource('rxjs', chat), null);
    assert.equal(librarySource('node:fs', chat), null);
    assert.equal(librarySource('ngx-agora-rtm-other', chat), null);
  });
});

describe('node --import library-source.ts', () => {
  const run = (script: string) => {
    const loader = ['--import', urlOf('projects/workspace/library-source.ts')];
    return [...loader, '--input-type=module', '--eval', script];
  };

  for (const entry of ['client', 'chat', 'testing']) {
    it(`runs ngx-agora-rtm/${entry} from its sources`, () => {
      const script = `import * as api from 'ngx-agora-rtm/${entry}';
        console.log(Object.keys(api).length > 0, import.meta.resolve('ngx-agora-rtm/${entry}'));`;
      const out = execFileSync(process.execPath, run(script), { cwd: root, encoding: 'utf8' });
      assert.equal(
        out.trim(),
        `true ${urlOf(`projects/ngx-agora-rtm/${entry}/src/public-api.ts`)}`,
      );
    });
  }

  it('says what is missing as Node does', () => {
    const script = `import 'ngx-agora-rtm/nowhere';`;
    const { stderr, status } = spawnSync(process.execPath, run(script), {
      cwd: root,
      encoding: 'utf8',
    });
    assert.notEqual(status, 0);
    assert.match(stderr, /ngx-agora-rtm\/nowhere|Cannot find package 'ngx-agora-rtm'/);
  });
});
