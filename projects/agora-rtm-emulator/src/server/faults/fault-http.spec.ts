import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { loggedIn, runEmulator } from '../../testing/fixtures.ts';

interface Answer {
  readonly error?: string;
  readonly id?: number;
  readonly hits?: number;
  readonly cleared?: number;
  readonly faults?: readonly object[];
}

async function controls(test: TestContext) {
  const emulator = await runEmulator(test, { faultControls: true });
  async function ask(method: string, path = '/faults', body?: string, headers: object = {}) {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      headers: response.headers,
      ...((await response.json()) as Answer),
    };
  }
  return { ...emulator, faults: emulator.faults, ask };
}

describe('/faults', () => {
  it('adds, lists and clears, as RunningEmulator.faults does', async (test) => {
    const { ask, faults } = await controls(test);
    const { heard } = await loggedIn(test, 'alice');
    const added = await ask('POST', '/faults', '{"type":"drop","userId":"alice","times":3}');
    assert.deepEqual([added.status, added.id, added.hits], [201, 1, 0]);
    faults.add({ type: 'ban', userId: 'mallory' });
    const { faults: list } = await ask('GET');
    assert.deepEqual(list, [
      { id: 1, hits: 0, type: 'drop', userId: 'alice', times: 3 },
      { id: 2, hits: 0, type: 'ban', userId: 'mallory' },
    ]);
    assert.equal((await ask('DELETE', '/faults/1')).cleared, 1);
    assert.equal((await ask('DELETE', '/faults/1')).status, 404);
    assert.equal((await ask('DELETE')).cleared, 1);
    assert.deepEqual(faults.list(), []);
    assert.equal((await ask('POST', '/faults', '{"type":"kick","userId":"alice"}')).hits, 1);
    await heard.links.find(({ reasonCode }) => reasonCode === 'KICKED_OUT_BY_SERVER');
  });

  it('is nowhere when it was not asked for', async (test) => {
    const { url } = await runEmulator(test);
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      for (const path of ['/faults', '/faults/1']) {
        assert.equal((await fetch(url + path, { method })).status, 404);
      }
    }
  });

  it('refuses what it cannot read, and says why', async (test) => {
    const { ask } = await controls(test);
    const cases: [string, number, RegExp][] = [
      ['', 400, /not JSON/],
      ['{"type":', 400, /not JSON/],
      ['{"type":"smoke"}', 400, /"type" must be one of/],
      ['{"type":"delay"}', 400, /needs "ms"/],
      ['['.repeat(4_000), 400, /not JSON/],
      [`{"type":"drop","x":"${'x'.repeat(5_000)}"}`, 413, /4096 bytes/],
    ];
    for (const [body, status, message] of cases) {
      const answer = await ask('POST', '/faults', body);
      assert.equal(answer.status, status);
      assert.match(answer.error ?? '', message);
    }
    const form = { 'Content-Type': 'text/plain' };
    assert.equal((await ask('POST', '/faults', '{"type":"drop"}', form)).status, 415);
    assert.equal((await ask('PUT', '/faults', '{}')).status, 405);
    assert.equal((await ask('GET', '/faults/1')).status, 405);
    assert.equal((await ask('GET', '/faults/x')).status, 404);
    assert.deepEqual((await ask('GET')).faults, []);
  });

  it('is for pages of this machine, after a preflight, and for no others', async (test) => {
    const { ask } = await controls(test);
    const own = { Origin: 'http://localhost:4200' };
    const preflight = await ask('OPTIONS', '/faults', undefined, own);
    assert.equal(preflight.status, 200);
    assert.equal(preflight.headers.get('access-control-allow-origin'), own.Origin);
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'Content-Type');
    assert.equal((await ask('POST', '/faults', '{"type":"drop"}', own)).status, 201);
    const foreign = { Origin: 'https://evil.example' };
    for (const method of ['OPTIONS', 'GET', 'POST', 'DELETE']) {
      const body = method === 'POST' ? '{"type":"drop"}' : undefined;
      assert.equal((await ask(method, '/faults', body, foreign)).status, 403);
    }
    assert.equal((await ask('GET')).faults?.length, 1);
  });

  it('outlives a client that hangs up in the middle of its body', async (test) => {
    const { ask, port } = await controls(test);
    const { connect } = await import('node:net');
    const socket = connect(port, '127.0.0.1');
    const head = 'POST /faults HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
    await new Promise<void>((sent) => {
      socket.write(`${head}Content-Length: 100\r\n\r\n{"type"`, () => sent());
    });
    socket.resetAndDestroy();
    assert.deepEqual((await ask('GET')).faults, []);
  });
});
