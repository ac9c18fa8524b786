import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, it } from 'node:test';
import { runEmulator } from '../testing/fixtures.ts';
import { isHostAllowed } from './access-control.ts';

const LISTED = 'https://desk.example.com';
const POLLING = '/socket.io/?EIO=4&transport=polling';
const WEBSOCKET = '/socket.io/?EIO=4&transport=websocket';

/** Status of a request, 101 for a WebSocket that was let in. */
function ask(
  port: number,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const upgrade = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    const outgoing = request({
      host: '127.0.0.1',
      port,
      path,
      headers: path === WEBSOCKET ? { ...upgrade, ...headers } : headers,
      agent: false,
    });
    outgoing.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: 101, headers: response.headers });
    });
    outgoing.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** What Engine.IO answers to a refused WebSocket, and to a refused request. */
const REFUSED = [400, 403];

describe('origins', () => {
  const allowed = [
    'http://localhost',
    'http://localhost:4200',
    'https://localhost:4200',
    'http://127.0.0.1:9876',
    'http://[::1]:4200',
    LISTED,
  ];
  const refused = [
    'null',
    '',
    'http://evil.example',
    'https://desk.example.com.evil.example',
    'https://desk.example.com:8443',
    'http://desk.example.com',
    'http://localhost.evil.example',
    'http://evil.example/http://localhost',
    'http://localhost@evil.example',
    'http://localhost:4200/path',
    'http://127.0.0.1.evil.example',
    'file://',
    'chrome-extension://abcdefgh',
    'HTTP://LOCALHOST',
  ];

  it('of loopback and of the list may connect, and read the health page', async (test) => {
    const { port } = await runEmulator(test, { allowedOrigins: [LISTED] });
    for (const origin of allowed) {
      assert.equal((await ask(port, WEBSOCKET, { origin })).status, 101, origin);
      const health = await ask(port, '/health', { origin });
      assert.equal(health.status, 200, origin);
      assert.equal(health.headers['access-control-allow-origin'], origin);
      // Nobody gets in by long polling.
      assert.equal((await ask(port, POLLING, { origin })).status, 400);
    }
  });

  it('of others may not, over neither, nor read the health page', async (test) => {
    const { port } = await runEmulator(test, { allowedOrigins: [LISTED] });
    for (const origin of refused) {
      for (const path of [WEBSOCKET, POLLING, '/health']) {
        const answer = await ask(port, path, { origin });
        assert.ok(REFUSED.includes(answer.status), `${origin} ${path} ${answer.status}`);
        assert.equal(answer.headers['access-control-allow-origin'], undefined);
      }
    }
  });

  it('are not listed unless they are', async (test) => {
    const { port } = await runEmulator(test);
    assert.equal((await ask(port, WEBSOCKET, { origin: LISTED })).status, 400);
  });

  it('need not be there for another program on this machine', async (test) => {
    const { port } = await runEmulator(test);
    assert.equal((await ask(port, WEBSOCKET, {})).status, 101);
    assert.equal((await ask(port, '/health', {})).status, 200);
  });
});

describe('hosts', () => {
  it('of another name are refused, which stops DNS rebinding', async (test) => {
    const { port } = await runEmulator(test, { allowedHosts: ['chat.test'] });
    const bad = ['evil.example', 'evil.example:9700', 'localhost.evil.example', 'a@localhost'];
    for (const host of bad) {
      for (const path of [WEBSOCKET, POLLING, '/health']) {
        const { status } = await ask(port, path, { host, origin: 'http://localhost:4200' });
        assert.ok(REFUSED.includes(status), `${host} ${path} ${status}`);
      }
    }
    const good = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'chat.test:80'];
    for (const host of good) {
      assert.equal((await ask(port, WEBSOCKET, { host })).status, 101, host);
      assert.equal((await ask(port, '/health', { host })).status, 200, host);
    }
  });

  it('by address are allowed: an address cannot be rebound', () => {
    const rules = { allowedOrigins: [], allowedHosts: [] };
    assert.equal(isHostAllowed('192.168.1.5:9700', rules), true);
    assert.equal(isHostAllowed('[fe80::1]:9700', rules), true);
    assert.equal(isHostAllowed(undefined, rules), false);
    assert.equal(isHostAllowed('desk.example.com', rules), false);
  });
});
