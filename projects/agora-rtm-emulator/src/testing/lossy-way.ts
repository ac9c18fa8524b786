import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A way to a server that a test can cut, or let go deaf, for whoever goes it. */
export class LossyWay {
  readonly url: string;
  readonly #sockets = new Set<Socket>();
  #isDeaf = false;

  private constructor(port: number) {
    this.url = `http://127.0.0.1:${port}`;
  }

  static async to(test: TestContext, port: number): Promise<LossyWay> {
    const server = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      for (const socket of [near, far]) {
        socket.on('error', () => undefined);
        way.#sockets.add(socket);
        socket.once('close', () => {
          way.#sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far);
      far.on('data', (bytes) => {
        if (!way.#isDeaf) near.write(bytes);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const way = new LossyWay((server.address() as AddressInfo).port);
    test.after(() => {
      way.cut();
      server.close();
    });
    return way;
  }

  /** Loses what the server sends from now on; both ends believe the way is open. Ends with {@link cut}. */
  goDeaf(): void {
    this.#isDeaf = true;
  }

  /** Cuts everyone off; they may come back. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#isDeaf = false;
  }
}
