// Child processes that can be stopped for good: each has a process group of its own, so that a stop reaches everything it
// started (a browser, a compiler's workers), and nothing that we did not start.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { childEnvironment, root, type Environment } from './workspace.ts';

/** How long a child may take to end by itself once it was asked to. */
const graceMilliseconds = 5_000;

/** How a child process ended. */
export interface Ending {
  /** The exit code; null when a signal ended it or it could not be started. */
  readonly code: number | null;
  /** The end in words: "exit code 1", "signal SIGKILL". */
  readonly words: string;
}

export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: Environment;
  /** Called with each piece of what the child writes to standard output or standard error. */
  readonly onOutput?: (text: string) => void;
}

const running = new Set<Child>();

// Whatever ends us, also a bug of our own: nothing we started stays behind.
process.once('exit', () => {
  for (const child of running) child.kill();
});

/** A running child process with its descendants. */
export class Child {
  /** Settles when the process has ended and its output is complete. Never rejects. */
  readonly ended: Promise<Ending>;
  readonly #process: ChildProcess;

  constructor(command: string, args: readonly string[], options: ChildOptions = {}) {
    this.#process = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: childEnvironment(options.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own. Windows has no such groups; there taskkill follows the tree.
      detached: process.platform !== 'win32',
    });
    running.add(this);
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => options.onOutput?.(text));
    }
    this.ended = new Promise((resolve) => {
      const end = (ending: Ending): void => {
        running.delete(this);
        resolve(ending);
      };
      // What the child left behind would keep its output open, and with it "close" away.
      this.#process.once('exit', () => {
        this.kill();
      });
      this.#process.once('error', ({ message }) => {
        end({ code: null, words: message });
      });
      this.#process.once('close', (code, signal) => {
        end({ code, words: signal ? `signal ${signal}` : `exit code ${String(code)}` });
      });
    });
  }

  /** Asks the process and its descendants to end, and after a while does not ask any more. */
  async stop(): Promise<Ending> {
    this.#signal('SIGTERM');
    const impatience = new AbortController();
    await Promise.race([
      this.ended,
      wait(graceMilliseconds, undefined, { signal: impatience.signal }).catch(() => undefined),
    ]);
    impatience.abort();
    this.kill();
    return this.ended;
  }

  /** Ends the process and its descendants at once, without waiting. */
  kill(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.#process;
    // Once "close" was seen the number is free for somebody else's process.
    if (pid === undefined || !running.has(this)) return;
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
      return;
    }
    try {
      process.kill(-pid, signal);
    } catch {
      // the whole group has ended already
    }
  }
}

/** Stops every child that is still running. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((child) => child.stop()));
}

/** How often to look whether npm's shell is still there. */
const orphanCheckMilliseconds = 500;

/**
 * On Ctrl-C, a polite kill or a closed terminal: stops every child, then ends with the usual code for that signal.
 *
 * @returns a signal that is aborted as soon as the stop begins: what ends from then on did not fail
 */
export function stopAllOnSignal(farewell: string): AbortSignal {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  const stopping = new AbortController();
  const stop = (code: number): void => {
    // npm passes on the signal that the terminal has sent us already: the second one changes nothing.
    if (stopping.signal.aborted) return;
    stopping.abort();
    console.log(farewell);
    void stopAll().finally(() => process.exit(code));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop(codes[signal]));
  }
  // npm runs us in a shell and sends its own SIGTERM to that, which ends without a word to us.
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const shell = process.ppid;
    setInterval(() => {
      if (process.ppid !== shell) stop(codes.SIGTERM);
    }, orphanCheckMilliseconds).unref();
  }
  return stopping.signal;
}
