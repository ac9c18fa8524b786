import type { Socket } from 'socket.io';
import type { Pushes } from '../protocol/wire.ts';
import type { Link } from './session.ts';

/** Packets waiting for a client that does not read, before it is cut: memory must not grow with it. */
const MAX_WAITING_PACKETS = 20_000;

/** A link over one socket. */
export class SocketLink implements Link {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  push<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void {
    const transport: { writeBuffer?: unknown[] } = this.#socket.conn as object;
    if ((transport.writeBuffer?.length ?? 0) > MAX_WAITING_PACKETS) return this.close();
    this.#socket.emit(name, body);
  }

  close(): void {
    this.#socket.disconnect(true);
  }
}
