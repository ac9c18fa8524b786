import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** `up` is from the client to the server, `down` the way back. */
export type Direction = 'up' | 'down';

/** One connection through the proxy: the client's end and the server's. */
interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** A TCP proxy on loopback, between a browser and a server, on which a test lets things go wrong. */
export class TcpProxy {
  /** Milliseconds every chunk takes, either way. */
  latency = 0;
  /** Connections that there were in all. */
  accepted = 0;
  readonly #target: number;
  readonly #server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
  readonly #pairs = new Set<Pair>();
  readonly #blackHoles = new Set<Direction>();
  #isStalled = false;
  #isDown = false;
  #cutAfter: { direction: Direction; bytes: number } | null = null;

  private constructor(target: number) {
    this.#target = target;
  }

  /** Starts a proxy for the server on a port of this machine. */
  static async start(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Connections that are open. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** Breaks every connection with an RST: now, or once `bytes` more went in a direction. */
  cut(after?: { direction: Direction; bytes: number }): void {
    this.#cutAfter = after ?? null;
    if (after === undefined) for (const pair of this.#pairs) reset(pair);
  }

  /** Breaks every connection with an RST, new ones too: there is no network. */
  down(): void {
    this.#isDown = true;
    this.cut();
  }

  /** Holds everything, both ways, new connections included; nobody is told. */
  stall(): void {
    this.#isStalled = true;
    for (const { client, server } of this.#pairs) {
      client.pause();
      server.pause();
    }
  }

  /** Loses all that goes in a direction: with `down` the server does what it is asked, and nobody hears. */
  blackHole(direction: Direction): void {
    this.#blackHoles.add(direction);
  }

  /** Lets everything through again. What was lost stays lost, and connections that lost some are broken. */
  heal(): void {
    const isLossy = this.#blackHoles.size > 0;
    this.#isStalled = false;
    this.#isDown = false;
    this.#cutAfter = null;
    this.#blackHoles.clear();
    this.latency = 0;
    for (const pair of this.#pairs) {
      // TCP loses nothing in the middle: a stream with a hole is no stream.
      if (isLossy) reset(pair);
      pair.client.resume();
      pair.server.resume();
    }
  }

  async close(): Promise<void> {
    for (const pair of this.#pairs) reset(pair);
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    if (this.#isDown) {
      client.resetAndDestroy();
      return;
    }
    this.accepted++;
    const server = connect({ port: this.#target, host: '127.0.0.1', allowHalfOpen: true });
    const pair = { client, server };
    this.#pairs.add(pair);
    this.#forward(pair, client, server, 'up');
    this.#forward(pair, server, client, 'down');
    if (this.#isStalled) client.pause();
  }

  #forward(pair: Pair, from: Socket, to: Socket, direction: Direction): void {
    from.on('data', (chunk) => {
      if (this.#blackHoles.has(direction)) return;
      if (this.#isCutBy(chunk.length, direction)) {
        this.cut();
        return;
      }
      this.#later(() => {
        if (to.writable && !to.write(chunk) && !this.#isStalled) {
          from.pause();
          to.once('drain', () => this.#isStalled || from.resume());
        }
      });
    });
    from.on('end', () => this.#later(() => to.end()));
    from.on('error', () => reset(pair));
    from.on('close', () => {
      this.#pairs.delete(pair);
      if (from.errored !== null) to.destroy();
    });
  }

  #isCutBy(bytes: number, direction: Direction): boolean {
    if (this.#cutAfter?.direction !== direction) return false;
    this.#cutAfter.bytes -= bytes;
    return this.#cutAfter.bytes < 0;
  }

  /** Chunks keep their order: timers of the same length fire in that of their start. */
  #later(act: () => void): void {
    if (this.latency === 0) act();
    else setTimeout(act, this.latency);
  }
}

function reset({ client, server }: Pair): void {
  client.resetAndDestroy();
  server.resetAndDestroy();
}
