import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { CancelTimer } from '../../protocol/clock.ts';
import { EventLog } from '../../testing/event-log.ts';
import { runEmulator } from '../../testing/fixtures.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { startEmulator } from '../public-api.ts';
import type { UploadLimits } from '../public-api.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const withUploads = (test: TestContext, limits: UploadLimits = {}, clock?: ManualClock) =>
  runEmulator(test, { uploads: limits, ...(clock && { clock }) });

const PATIENCE: UploadLimits = { idleMs: 10_000, maxMs: 30_000 };

/** Tells when the server has set a timer: one for the whole body, and one for each next piece. */
class HeardClock extends ManualClock {
  readonly heard = new EventLog<number>();

  override schedule(callback: () => void, ms: number): CancelTimer {
    const cancel = super.schedule(callback, ms);
    this.heard.add(ms);
    return cancel;
  }
}

interface Stored {
  readonly url: string;
  readonly type: string;
  readonly size: number;
}

async function upload(
  url: string,
  body: BodyInit,
  type = 'image/png',
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${url}/uploads`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': type, ...headers },
  });
  return { status: response.status, body: (await response.json()) as Stored & { error?: string } };
}

/** A connection that can say what no client would. */
async function rawConnection(test: TestContext, port: number) {
  const socket = connect(port, '127.0.0.1');
  test.after(() => socket.destroy());
  await once(socket, 'connect');
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => (heard += text));
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  /** What came until the server had nothing more to say. */
  const answer = async (): Promise<string> => {
    while (!heard.includes('\r\n\r\n') && !socket.closed) {
      await Promise.race([once(socket, 'data'), closed]);
    }
    return heard;
  };
  return { socket, answer, closed };
}

const head = (port: number, ...lines: string[]) =>
  [`POST /uploads HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...lines, '', ''].join('\r\n');

/** What one emulator holds: what of all that was sent is found in its file. */
function filesIn(directory: string): Buffer {
  return Buffer.concat(readdirSync(directory).map((name) => readFileSync(join(directory, name))));
}

describe('/uploads', () => {
  it('is not there unless asked for', async (test) => {
    const { url } = await runEmulator(test);
    assert.equal((await upload(url, PNG)).status, 404);
    assert.equal((await fetch(`${url}/uploads/${'a'.repeat(32)}`)).status, 404);
  });

  it('keeps a file, and gives it back under a name that nobody guesses', async (test) => {
    const { url } = await withUploads(test);
    const first = await upload(url, PNG);
    const second = await upload(url, PNG);
    assert.equal(first.status, 201);
    assert.deepEqual([first.body.type, first.body.size], ['image/png', PNG.length]);
    assert.match(first.body.url, /^http:\/\/127\.0\.0\.1:\d+\/uploads\/[\w-]{32}$/);
    assert.notEqual(first.body.url, second.body.url);
    const response = await fetch(first.body.url);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), PNG);
    const headOnly = await fetch(first.body.url, { method: 'HEAD' });
    assert.equal(headOnly.headers.get('content-length'), String(PNG.length));
  });

  it('never lets a file be a page of its origin', async (test) => {
    const { url } = await withUploads(test);
    const html = '<html><script>alert(1)</script>';
    const gif = `GIF89a/*${html}*/=1;`;
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    const cases: [string, string | Buffer, string, string][] = [
      ['a picture', PNG, 'image/png', 'image/png'],
      ['a page', html, 'text/html', 'application/octet-stream'],
      ['a page that says to be a picture', html, 'image/png', 'application/octet-stream'],
      ['a picture that says to be a page', PNG, 'text/html', 'application/octet-stream'],
      ['a picture that is a page as well', gif, 'text/html', 'application/octet-stream'],
      ['the same, said to be a picture', gif, 'image/gif', 'image/gif'],
      ['a drawing', svg, 'image/svg+xml', 'application/octet-stream'],
      ['a document', '<?xml version="1.0"?><a/>', 'application/xml', 'application/octet-stream'],
      ['a PDF', '%PDF-1.7', 'application/pdf', 'application/octet-stream'],
      ['a script', 'alert(1)', 'text/javascript', 'application/octet-stream'],
      ['the beginning of a picture', PNG.subarray(0, 8), 'image/png', 'application/octet-stream'],
      ['two types', PNG, 'image/png, text/html', 'application/octet-stream'],
      ['a type with more to it', PNG, 'IMAGE/PNG; charset=utf-7', 'image/png'],
    ];
    for (const [what, content, declared, served] of cases) {
      const { body } = await upload(url, content as BodyInit, declared);
      const { headers } = await fetch(body.url);
      assert.equal(headers.get('content-type'), served, what);
      assert.equal(headers.get('content-disposition'), 'attachment', what);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', what);
      assert.equal(headers.get('content-security-policy'), "sandbox; default-src 'none'", what);
    }
  });

  it('tells sound from film by what the uploader says, as the bytes do not', async (test) => {
    const { url } = await withUploads(test);
    const webm = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(99)]);
    assert.equal((await upload(url, webm, 'audio/webm;codecs=opus')).body.type, 'audio/webm');
    assert.equal((await upload(url, webm, 'video/webm')).body.type, 'video/webm');
    assert.equal((await upload(url, webm, 'audio/mpeg')).body.type, 'application/octet-stream');
  });

  it('leads to nothing but its files', async (test) => {
    const { url, port } = await withUploads(test);
    const { body } = await upload(url, PNG);
    const name = body.url.split('/').at(-1) ?? '';
    const paths = ['', '/', '/..', '/../health', '/%2e%2e/%2e%2e/etc/passwd', `/${name}/`];
    paths.push(`/./${name}`, `/${name}.html`, `/${name}%00`, `//${name}`, "/' OR 1=1 --");
    for (const path of paths) {
      const { socket, answer } = await rawConnection(test, port);
      const host = `Host: 127.0.0.1:${port}`;
      socket.write(
        `GET /uploads${encodeURI(path)} HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`,
      );
      assert.match(await answer(), /^HTTP\/1\.1 40[45] /, path);
    }
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      assert.equal((await fetch(body.url, { method })).status, 405);
    }
    assert.equal((await fetch(body.url)).status, 200);
  });

  it('is for the pages only that may connect', async (test) => {
    const { url } = await withUploads(test);
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
      assert.equal((await upload(url, PNG, 'image/png', { Origin: origin })).status, 403);
    }
    const origin = 'http://localhost:4200';
    const asked = await fetch(`${url}/uploads`, { method: 'OPTIONS', headers: { Origin: origin } });
    assert.equal(asked.headers.get('access-control-allow-origin'), origin);
    assert.equal(asked.headers.get('access-control-allow-headers'), 'Content-Type');
    assert.equal((await upload(url, PNG, 'image/png', { Origin: origin })).status, 201);
  });

  it('refuses by the length that is declared before a byte came', async (test) => {
    const { port } = await withUploads(test, { maxBytes: 1_000 });
    const { socket, answer } = await rawConnection(test, port);
    socket.write(head(port, 'Content-Length: 1001'));
    const text = await answer();
    assert.match(text, /^HTTP\/1\.1 413 /);
    assert.match(text, /at most/);
  });

  it('refuses what declares no length as soon as it is too much, not at its end', async (test) => {
    const { port } = await withUploads(test, { maxBytes: 1_000 });
    const { socket, answer } = await rawConnection(test, port);
    socket.write(head(port, 'Transfer-Encoding: chunked'));
    socket.write(`3e9\r\n${'x'.repeat(1_001)}\r\n`);
    assert.match(await answer(), /^HTTP\/1\.1 413 /);
  });

  it('takes exactly the largest file', async (test) => {
    const { url } = await withUploads(test, { maxBytes: 1_000 });
    assert.equal((await upload(url, Buffer.alloc(1_000))).status, 201);
    assert.equal((await upload(url, Buffer.alloc(1_001))).status, 413);
  });

  it('lets who sends too much read why, although they are still sending', async (test) => {
    const { url } = await withUploads(test, { maxBytes: 1_000_000 });
    for (let n = 0; n < 10; n++) {
      assert.equal((await upload(url, Buffer.alloc(1_900_000))).status, 413);
    }
  });

  it('cuts off who goes on sending after a refusal', async (test) => {
    const { port } = await withUploads(test, { maxBytes: 1_000 });
    const { socket, answer, closed } = await rawConnection(test, port);
    socket.write(head(port, 'Content-Length: 100000'));
    await answer();
    socket.write('x'.repeat(2_000));
    await closed;
  });

  it('refuses an empty file and an encoded one', async (test) => {
    const { url } = await withUploads(test);
    assert.equal((await upload(url, '')).status, 400);
    const encoded = await upload(url, PNG, 'image/png', { 'Content-Encoding': 'gzip' });
    assert.equal(encoded.status, 415);
  });

  it('has an end of patience for the next byte', async (test) => {
    const clock = new HeardClock();
    const { port } = await withUploads(test, PATIENCE, clock);
    const { socket, answer, closed } = await rawConnection(test, port);
    socket.write(head(port, 'Content-Length: 500') + 'x');
    await clock.heard.atLeast(3);
    clock.advance(10_000);
    assert.match(await answer(), /^HTTP\/1\.1 408 /);
    await clock.heard.atLeast(5);
    clock.advance(10_000);
    await closed;
  });

  it('has an end of patience for who sends a byte now and then', async (test) => {
    const clock = new HeardClock();
    const { port } = await withUploads(test, PATIENCE, clock);
    const { socket, answer } = await rawConnection(test, port);
    socket.write(head(port, 'Content-Length: 500'));
    for (let second = 0; second < 30; second += 6) {
      socket.write('x');
      await clock.heard.atLeast(3 + second / 6);
      clock.advance(6_000);
    }
    assert.match(await answer(), /^HTTP\/1\.1 408 /);
  });

  it('leaves nothing of what broke off', async (test) => {
    const data = mkdtempSync(join(tmpdir(), 'uploads-'));
    test.after(() => rmSync(data, { recursive: true }));
    const emulator = await startEmulator({ port: 0, data, uploads: true });
    test.after(() => emulator.close());
    const { socket, closed } = await rawConnection(test, emulator.port);
    socket.write(head(emulator.port, 'Content-Length: 500') + 'HALF-A-FILE');
    socket.end();
    await closed;
    assert.equal((await upload(emulator.url, 'A-WHOLE-FILE')).status, 201);
    await emulator.close();
    const kept = filesIn(data);
    assert.ok(kept.includes('A-WHOLE-FILE'));
    assert.ok(!kept.includes('HALF-A-FILE'));
  });

  it('has no room for more than all files may take together, what is under way among it', async (test) => {
    const { url, port } = await withUploads(test, { maxBytes: 600, maxTotalBytes: 1_000 });
    const slow = await rawConnection(test, port);
    slow.socket.write(head(port, 'Content-Length: 500') + 'x'.repeat(499));
    // Answered after the bytes before it on the same connection have been read.
    await upload(url, Buffer.alloc(10));
    let status = 201;
    for (let n = 0; n < 10 && status === 201; n++) {
      status = (await upload(url, Buffer.alloc(200))).status;
    }
    assert.equal(status, 507);
    slow.socket.destroy();
    await slow.closed;
    assert.equal((await upload(url, Buffer.alloc(500))).status, 201);
  });

  it('keeps files with the history', async (test) => {
    const data = mkdtempSync(join(tmpdir(), 'uploads-'));
    test.after(() => rmSync(data, { recursive: true }));
    const before = await startEmulator({ port: 0, data, uploads: true });
    const { body } = await upload(before.url, PNG);
    await before.close();
    const after = await startEmulator({ port: 0, data, uploads: true });
    test.after(() => after.close());
    const response = await fetch(after.url + new URL(body.url).pathname);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), PNG);
  });

  it('stays off the network, and refuses limits that make no sense', async () => {
    const open = { port: 0, host: '0.0.0.0', allowNetwork: true, uploads: true };
    await assert.rejects(startEmulator(open), /upload files/);
    const senseless = startEmulator({ port: 0, uploads: { maxBytes: 0 } });
    await assert.rejects(senseless, /uploads\.maxBytes/);
  });
});
