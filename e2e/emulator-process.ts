import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ServerProcess } from './server-process.ts';

const CLI = resolve(import.meta.dirname, '../projects/agora-rtm-emulator/src/cli.ts');

/** An emulator of one test, which keeps its history from one start to the next. */
export class EmulatorProcess extends ServerProcess {
  readonly #data: string;

  /** @param options Further options of the command line. */
  constructor(port: number, options: readonly string[] = []) {
    const data = mkdtempSync(join(tmpdir(), 'agora-rtm-emulator-'));
    super({ port, args: [CLI, '--port', String(port), '--data', data, ...options] });
    this.#data = data;
  }

  /** Ends it for good. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.#data, { recursive: true, force: true });
  }
}

/** A port that is free at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
