import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const CLI = resolve(import.meta.dirname, '../projects/agora-rtm-emulator/src/cli.ts');

/** How long a start may take on a busy machine, in milliseconds. */
const START_TIMEOUT = 15_000;

/** An emulator in a process of its own, which a test can kill, start again and freeze. */
export class EmulatorProcess {
  readonly port: number;
  readonly #data = mkdtempSync(join(tmpdir(), 'agora-rtm-emulator-'));
  #child: ChildProcess | null = null;

  constructor(port: number) {
    this.port = port;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Starts it, with the history of the last time, and waits until it answers. */
  async start(): Promise<void> {
    const args = [CLI, '--port', String(this.port), '--data', this.#data];
    this.#child = spawn(process.execPath, args, { stdio: 'ignore' });
    for (const end = Date.now() + START_TIMEOUT; Date.now() < end;) {
      if (await isAnswering(`http://127.0.0.1:${this.port}/health`)) return;
      await new Promise((wait) => setTimeout(wait, 50));
    }
    throw new Error(`The emulator did not answer on port ${this.port} within ${START_TIMEOUT} ms`);
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child?.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Stops it from doing anything, without closing its connections. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  /** Undoes {@link freeze}. */
  thaw(): void {
    this.#child?.kill('SIGCONT');
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

async function isAnswering(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
