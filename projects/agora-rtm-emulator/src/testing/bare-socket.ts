import { connect } from 'node:net';
import type { Socket } from 'node:net';

const CLOSE = 8;
const PONG = 10;

/** A WebSocket of nothing but bytes, so that a test can send what no client ever would. */
export class BareSocket {
  readonly #socket: Socket;
  #unread = Buffer.alloc(0);
  #pongs = 0;
  #isClosing = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('close', () => this.#wake());
    socket.on('error', () => undefined);
  }

  /** Connects and upgrades. */
  static async open(port: number): Promise<BareSocket> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const bare = new BareSocket(socket);
    socket.write(
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n' +
        'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    const answer = await new Promise<Buffer>((resolve, reject) => {
      socket.once('data', resolve);
      socket.once('close', () => reject(new Error('The server hung up before it answered.')));
    });
    bare.#read(answer.subarray(answer.indexOf('\r\n\r\n') + 4));
    socket.on('data', (bytes: Buffer) => bare.#read(bytes));
    return bare;
  }

  /** Whether the server still listens. */
  get isOpen(): boolean {
    return !this.#isClosing && !this.#socket.destroyed && this.#socket.writable;
  }

  write(bytes: Buffer): void {
    if (this.isOpen) this.#socket.write(bytes);
  }

  /** Resolves when the server has read all that was written: whether the connection still lives. */
  async settled(): Promise<boolean> {
    const pongs = this.#pongs;
    this.write(frame({ opcode: 9, payload: Buffer.from('ping') }));
    while (this.#pongs === pongs && this.isOpen) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    if (!this.isOpen) this.end();
    return this.isOpen;
  }

  /** Breaks the connection with an RST, once what was written has left. */
  async reset(): Promise<void> {
    await new Promise<void>((resolve) => this.#socket.write('', () => resolve()));
    this.#socket.resetAndDestroy();
  }

  end(): void {
    this.#socket.destroy();
  }

  /** Looks for the answers of the server, which never masks and always takes the fewest bytes. */
  #read(bytes: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    for (;;) {
      const [first = 0, short = 0] = this.#unread;
      const header = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (this.#unread.length < header) break;
      const length =
        header === 2
          ? short
          : header === 4
            ? this.#unread.readUInt16BE(2)
            : Number(this.#unread.readBigUInt64BE(2));
      if (this.#unread.length < header + length) break;
      this.#unread = this.#unread.subarray(header + length);
      if ((first & 15) === PONG) this.#pongs += 1;
      // It waits for the client to close, too; this client never does.
      if ((first & 15) === CLOSE) this.#isClosing = true;
    }
    this.#wake();
  }
}

/** A WebSocket frame, honest by default. */
export interface FrameParts {
  readonly payload: Buffer;
  /** 1 (text) by default. */
  readonly opcode?: number;
  /** FIN and the reserved bits, as the upper half of the first byte; 0x80 (FIN) by default. */
  readonly flags?: number;
  /** Clients must mask. */
  readonly isMasked?: boolean;
  /** Length that is announced, when not that of the payload. */
  readonly claimedLength?: bigint;
  /** Bytes the length takes, when not the fewest. */
  readonly lengthBytes?: 1 | 2 | 8;
}

/** The bytes of a frame. */
export function frame({
  payload,
  opcode = 1,
  flags = 0x80,
  isMasked = true,
  claimedLength = BigInt(payload.length),
  lengthBytes = claimedLength < 126n ? 1 : claimedLength < 65_536n ? 2 : 8,
}: FrameParts): Buffer {
  const length = Buffer.alloc(lengthBytes === 1 ? 1 : lengthBytes + 1);
  if (lengthBytes === 1) length[0] = Number(claimedLength & 0x7fn);
  if (lengthBytes === 2) length.writeUInt16BE(Number(claimedLength & 0xffffn), 1);
  if (lengthBytes === 8) length.writeBigUInt64BE(claimedLength, 1);
  if (lengthBytes !== 1) length[0] = lengthBytes === 2 ? 126 : 127;
  length[0] = (length[0] ?? 0) | (isMasked ? 0x80 : 0);
  // A mask of zeros leaves the payload as it is.
  const mask = Buffer.alloc(isMasked ? 4 : 0);
  return Buffer.concat([Buffer.of((flags & 0xf0) | (opcode & 0x0f)), length, mask, payload]);
}

/** A text frame. */
export function textFrame(text: string): Buffer {
  return frame({ payload: Buffer.from(text) });
}
