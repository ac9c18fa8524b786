import assert from 'node:assert/strict';
import { delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import { findChrome, type Machine } from './chrome.ts';

const linux = (env: Record<string, string>, ...programs: string[]): Machine => ({
  platform: 'linux',
  env,
  isProgram: (path) => programs.includes(path),
});

describe('findChrome', () => {
  it('takes CHROME_BIN before anything else', () => {
    const machine = linux(
      { CHROME_BIN: '/opt/mine', PATH: '/usr/bin' },
      '/opt/mine',
      '/usr/bin/chromium',
    );
    assert.deepEqual(findChrome(machine), { path: '/opt/mine' });
  });

  it('says that CHROME_BIN is wrong instead of taking another browser', () => {
    const found = findChrome(
      linux({ CHROME_BIN: '/nowhere', PATH: '/usr/bin' }, '/usr/bin/chromium'),
    );
    assert.ok('problem' in found);
    assert.match(found.problem, /CHROME_BIN is \/nowhere/);
  });

  it('looks through the PATH in its order', () => {
    const first = join('/home/me/bin', 'google-chrome');
    const machine = linux(
      { PATH: ['/home/me/bin', '/usr/bin'].join(delimiter) },
      '/usr/bin/chromium',
      first,
    );
    assert.deepEqual(findChrome(machine), { path: first });
  });

  it('looks where installers put it', () => {
    const path = '/opt/google/chrome/chrome';
    assert.deepEqual(findChrome(linux({ PATH: '/usr/bin' }, path)), { path });
  });

  it('knows the places of macOS and Windows', () => {
    const anything = (platform: NodeJS.Platform, env: Record<string, string>): string => {
      const looked: string[] = [];
      findChrome({ platform, env, isProgram: (path) => (looked.push(path), false) });
      return looked.join('\n');
    };
    assert.match(anything('darwin', {}), /Google Chrome\.app/);
    assert.match(anything('win32', { PROGRAMFILES: 'C:\\Programs' }), /C:\\Programs.*chrome\.exe/);
  });

  it('says in one line what to install where there is none', () => {
    const found = findChrome(linux({ PATH: '/usr/bin' }));
    assert.ok('problem' in found);
    assert.match(found.problem, /apt-get install chromium.*CHROME_BIN/);
    assert.ok(!found.problem.includes('\n'));
  });
});
