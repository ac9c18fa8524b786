import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { Server } from 'socket.io';
import { EventLog } from './event-log.ts';

/** A server that lets everyone log in and answers nothing else, so that a test can decide what happens then. */
export class SilentServer {
  readonly url: string;
  /** Names of the requests it was sent. */
  readonly requests = new EventLog<string>();
  readonly #io: Server;

  private constructor(url: string, io: Server) {
    this.url = url;
    this.#io = io;
    io.on('connection', (socket) => {
      socket.onAny((name: string, _request: unknown, acknowledge: (reply: object) => void) => {
        this.requests.add(name);
        if (name === 'login') acknowledge({ ok: true, timestamp: Date.now() });
      });
    });
  }

  static async start(test: TestContext): Promise<SilentServer> {
    const http = createServer();
    const io = new Server(http);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    test.after(() => io.close());
    const { port } = http.address() as AddressInfo;
    return new SilentServer(`http://127.0.0.1:${port}`, io);
  }

  /** Tells everyone something. */
  push(name: string, body: object): void {
    this.#io.emit(name, body);
  }

  /** Cuts every link. */
  cut(): void {
    this.#io.disconnectSockets(true);
  }
}
