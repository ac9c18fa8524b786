#!/usr/bin/env node
import { CommandLineError, parseCommandLine, USAGE } from './cli-options.ts';

/** Exit code of a problem the user can solve. */
const FAILURE = 1;

await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`agora-rtm-emulator: ${describe(error)}\n`);
  process.exitCode = FAILURE;
});

async function main(args: string[]): Promise<void> {
  const command = parseCommandLine(args);
  if (command.action === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  // Loaded late: an old Node fails here, where the reason can be said.
  const { startEmulator } = await import('./server/public-api.ts');
  const { VERSION } = await import('./server/version.ts');
  if (command.action === 'version') {
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  const { data, host, allowNetwork, history, uploads } = command.options;
  const emulator = await startEmulator(command.options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop(emulator.close()));
  }
  if (allowNetwork === true) {
    process.stderr.write(
      `Warning: ${host} can be reached from other machines, and anyone there can log in as anyone.\n`,
    );
  }
  const where = data ?? 'in memory, gone when this stops (--data <dir> keeps it)';
  process.stdout.write(
    `agora-rtm-emulator ${VERSION} at ${emulator.url}\nHistory and metadata: ${where}\n`,
  );
  if (uploads === true) process.stdout.write(`Uploads: ${emulator.url}/uploads\n`);
  if (history === false) process.stdout.write('The history is off: no message is stored.\n');
}

async function stop(closed: Promise<void>): Promise<void> {
  await closed;
  process.exit(0);
}

function describe(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof CommandLineError) return error.message;
  if (code === 'EADDRINUSE') {
    return 'the port is taken, perhaps by another emulator: stop it, or choose one with --port.';
  }
  if (code === 'ERR_UNKNOWN_BUILTIN_MODULE') return 'Node.js 22.18 or newer is needed.';
  if (code === 'EACCES') return 'the port needs more rights: choose one above 1023 with --port.';
  return error instanceof Error ? error.message : String(error);
}
