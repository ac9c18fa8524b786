import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long a start may take on a busy machine, in milliseconds. */
const START_TIMEOUT = 15_000;

/** How to start a server that answers `GET /health`. */
export interface ServerCommand {
  readonly port: number;
  /** The script and its arguments. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A server in a process of its own, which a test can kill, start again and freeze. */
export class ServerProcess {
  readonly port: number;
  readonly #command: ServerCommand;
  #child: ChildProcess | null = null;

  constructor(command: ServerCommand) {
    this.port = command.port;
    this.#command = command;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Starts it and waits until it answers. */
  async start(): Promise<void> {
    const { args, env, port } = this.#command;
    this.#child = spawn(process.execPath, args, {
      stdio: 'ignore',
      env: { ...process.env, ...env },
    });
    for (const end = Date.now() + START_TIMEOUT; Date.now() < end;) {
      if (await isAnswering(`http://127.0.0.1:${port}/health`)) return;
      await new Promise((wait) => setTimeout(wait, 50));
    }
    throw new Error(`${String(args[0])} did not answer on port ${port} in ${START_TIMEOUT} ms`);
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
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
