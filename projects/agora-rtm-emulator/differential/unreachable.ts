import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** How a port that serves nobody treats those who call. */
export type Manner = 'refuses' | 'stays silent';

/** A loopback port of our own where no server can be reached, whatever else runs on this machine. */
export class UnreachablePort {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;

  private constructor(server: Server, sockets: Set<Socket>) {
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
    this.#sockets = sockets;
  }

  static async open(manner: Manner): Promise<UnreachablePort> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (manner === 'refuses') {
        socket.resetAndDestroy();
        return;
      }
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.resume();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new UnreachablePort(server, sockets);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
