import { expect, test } from '@playwright/test';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { newAppId, newDesk } from './desk.ts';
import { EmulatorProcess, freePort } from './emulator-process.ts';
import { TcpProxy } from './tcp-proxy.ts';

test.describe('On a bad network, the console', () => {
  let emulator: EmulatorProcess;
  let proxy: TcpProxy;
  let direct: { appId: string; emulatorUrl: string };

  test.beforeEach(async () => {
    emulator = new EmulatorProcess(await freePort());
    await emulator.start();
    proxy = await TcpProxy.start(emulator.port);
    direct = { appId: newAppId(), emulatorUrl: emulator.url };
  });

  test.afterEach(async () => {
    await proxy.close();
    await emulator.dispose();
  });

  test('sends a message whose connection broke in the middle of it by itself, once', async ({
    browser,
  }) => {
    test.setTimeout(60_000);
    const alice = await newDesk(browser, { ...direct, emulatorUrl: proxy.url });
    const bob = await newDesk(browser, direct);
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('#support');
    await bob.open('#support');
    const text = `a long one ${'x'.repeat(5_000)}`;
    proxy.cut({ direction: 'up', bytes: 1_000 });
    await alice.send(text);
    await expect(alice.status).not.toHaveText(/^Connected/);
    await alice.send('and a short one');
    for (const desk of [bob, alice]) {
      await expect(desk.texts('#support')).toHaveText([text, 'and a short one'], {
        timeout: 30_000,
      });
    }
    await expect(alice.status).toHaveText(/^Connected/);
    await expect(alice.log('#support')).not.toContainText('Waiting');
    await expect(alice.log('#support').getByRole('button', { name: 'Retry' })).toHaveCount(0);
    for (const desk of [alice, bob]) await desk.page.context().close();
  });

  test('shows a message once whose acknowledgement was lost, on both sides', async ({
    browser,
  }) => {
    test.setTimeout(90_000);
    const alice = await newDesk(browser, { ...direct, emulatorUrl: proxy.url });
    const bob = await newDesk(browser, direct);
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('#support');
    await bob.open('#support');
    proxy.blackHole('down');
    await alice.send('did you get this?');
    await expect(bob.log('#support')).toContainText('did you get this?');
    await expect(alice.status).not.toHaveText(/^Connected/, { timeout: 25_000 });
    proxy.heal();
    await expect(alice.status).toHaveText(/^Connected/, { timeout: 30_000 });
    await alice.send('and this?');
    for (const desk of [bob, alice]) {
      await expect(desk.texts('#support')).toHaveText(['did you get this?', 'and this?'], {
        timeout: 30_000,
      });
    }
    await expect(alice.log('#support')).not.toContainText('Waiting');
    for (const desk of [alice, bob]) await desk.page.context().close();
  });

  test('notices a connection that stays open and carries nothing, and comes back', async ({
    browser,
  }) => {
    test.setTimeout(60_000);
    const alice = await newDesk(browser, { ...direct, emulatorUrl: proxy.url });
    await alice.signIn('alice');
    proxy.stall();
    await expect(alice.status).not.toHaveText(/^Connected/, { timeout: 15_000 });
    proxy.heal();
    await expect(alice.status).toHaveText(/^Connected/, { timeout: 30_000 });
    await alice.page.context().close();
  });
});

test.describe('TcpProxy', () => {
  let server: Server;
  let proxy: TcpProxy;
  let heard: string;

  /** A connection through the proxy to a server that answers with what it hears, in upper case. */
  async function open(): Promise<{ socket: Socket; answer: () => string }> {
    const socket = connect(proxy.port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return { socket, answer: () => answer };
  }

  test.beforeEach(async () => {
    heard = '';
    server = createServer((socket) => {
      socket.setEncoding('utf8').on('data', (text: string) => {
        heard += text;
        socket.write(text.toUpperCase());
      });
      socket.on('error', () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await TcpProxy.start((server.address() as AddressInfo).port);
  });

  test.afterEach(async () => {
    await proxy.close();
    server.close();
  });

  test('forwards both ways, large data too, and an end', async () => {
    const { socket, answer } = await open();
    const text = 'x'.repeat(3_000_000);
    socket.end(text);
    await once(socket, 'close');
    expect(answer()).toBe(text.toUpperCase());
    await expect.poll(() => proxy.connections).toBe(0);
  });

  test('cuts with an RST, at once or after so many bytes', async () => {
    for (const after of [undefined, { direction: 'up', bytes: 4 } as const]) {
      const { socket, answer } = await open();
      socket.write('1234');
      await expect.poll(answer).toBe('1234');
      const closed = once(socket, 'close').catch(() => undefined);
      let code: string | undefined;
      socket.on('error', (problem: NodeJS.ErrnoException) => (code = problem.code));
      proxy.cut(after);
      if (after !== undefined) {
        socket.write('5678');
        await expect.poll(answer).toBe('12345678');
        socket.write('9');
      }
      await closed;
      expect(code).toBe('ECONNRESET');
    }
    const { answer, socket } = await open();
    socket.write('again');
    await expect.poll(answer).toBe('AGAIN');
  });

  test('holds everything while it is stalled, on new connections too', async () => {
    const first = await open();
    first.socket.write('a');
    await expect.poll(first.answer).toBe('A');
    proxy.stall();
    const second = await open();
    first.socket.write('b');
    second.socket.write('c');
    await new Promise((wait) => setTimeout(wait, 100));
    expect(heard).toBe('a');
    proxy.heal();
    await expect.poll(first.answer).toBe('AB');
    await expect.poll(second.answer).toBe('C');
  });

  test('lets nobody through while it is down', async () => {
    const { socket } = await open();
    const closed = once(socket, 'close').catch(() => undefined);
    proxy.down();
    await closed;
    const refused = connect(proxy.port, '127.0.0.1');
    const [problem] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
    expect(problem.code).toBe('ECONNRESET');
    expect(proxy.accepted).toBe(1);
    proxy.heal();
    const { socket: again, answer } = await open();
    again.write('back');
    await expect.poll(answer).toBe('BACK');
  });

  test('loses one direction, and breaks the connections that lost some when it heals', async () => {
    const { socket, answer } = await open();
    proxy.blackHole('down');
    socket.write('lost');
    await expect.poll(() => heard).toBe('lost');
    expect(answer()).toBe('');
    const closed = once(socket, 'close').catch(() => undefined);
    proxy.heal();
    await closed;
    expect(answer()).toBe('');
  });

  test('adds latency, and keeps the order', async () => {
    proxy.latency = 50;
    const { socket, answer } = await open();
    const start = performance.now();
    for (const text of ['a', 'b', 'c']) socket.write(text);
    await expect.poll(answer).toBe('ABC');
    expect(performance.now() - start).toBeGreaterThan(95);
  });
});
