import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A way to a server that a test can cut, for whoever goes it. */
export class CuttableWay {
  readonly url: string;
  readonly #sockets = new Set<Socket>();

  private constructor(port: number) {
    this.url = `http://127.0.0.1:${port}`;
  }

  static async to(test: TestContext, port: number): Promise<CuttableWay> {
    const server = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      for (const socket of [near, far]) {
        socket.on('error', () => undefined);
        way.#sockets.add(socket);
        socket.once('close', () => way.#sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const way = new CuttableWay((server.address() as AddressInfo).port);
    test.after(() => {
      way.cut();
      server.close();
    });
    return way;
  }

  /** Cuts everyone off; they may come back. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
