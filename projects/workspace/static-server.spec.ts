import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startStaticServer, type StaticServer } from './static-server.ts';

describe('the static server', () => {
  let folder: string;
  let server: StaticServer;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'static-'));
    mkdirSync(join(folder, 'root'));
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    writeFileSync(join(folder, 'other.json'), '{"from":"other"}');
    writeFileSync(join(folder, 'root', 'index.html'), '<title>application</title>');
    writeFileSync(join(folder, 'root', 'main.js'), 'main()');
    writeFileSync(join(folder, 'root', 'rtm-config.json'), '{"from":"build"}');
    server = await startStaticServer({ root: join(folder, 'root'), port: 0 });
  });

  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${server.port}${path}`);

  /** Asks with a path that fetch would tidy up. Resolves with the status line and the rest. */
  const getRaw = (path: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      });
      let text = '';
      socket.setEncoding('utf8').on('data', (data: string) => (text += data));
      socket.once('end', () => resolve(text)).once('error', reject);
    });

  it('serves files with their types', async () => {
    const response = await get('/main.js?version=1');
    assert.equal(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(await response.text(), 'main()');
  });

  for (const path of ['/', '/channel/support', '/channel/%23a%2Fb']) {
    it(`answers ${path} with the application`, async () => {
      assert.match(await (await get(path)).text(), /application/);
    });
  }

  it('does not answer a missing file with the application', async () => {
    assert.equal((await get('/missing.js')).status, 404);
  });

  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/x/../../secret.txt',
    '//../secret.txt',
    '/%00',
    '/%',
    'http://localhost/../secret.txt',
  ]) {
    it(`shows nothing outside its folder for ${path}`, async () => {
      const text = await getRaw(path);
      assert.doesNotMatch(text, /\nsecret/);
      assert.match(text, /^HTTP\/1.1 404/);
    });
  }

  it('answers nothing but GET and HEAD', async () => {
    const response = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST' });
    assert.equal(response.status, 405);
  });

  it('serves another configuration when told so', async () => {
    assert.deepEqual(await (await get('/rtm-config.json')).json(), { from: 'build' });
    const config = join(folder, 'other.json');
    const other = await startStaticServer({ root: join(folder, 'root'), port: 0, config });
    try {
      const response = await fetch(`http://127.0.0.1:${other.port}/rtm-config.json`);
      assert.deepEqual(await response.json(), { from: 'other' });
    } finally {
      await other.close();
    }
  });
});
