#!/usr/bin/env node
import { isLoopbackHost } from './access-control.ts';
import { OptionsError } from './check-options.ts';
import { parseCommandLine, USAGE } from './cli-options.ts';
import { readEnvironment } from './environment.ts';
import { startTokenServer } from './token-server.ts';
import { VERSION } from './version.ts';

/** Exit code of a problem the user can solve. */
const FAILURE = 1;

await main(process.argv.slice(2)).catch((error: unknown) => {
  for (const problem of describe(error)) {
    process.stderr.write(`agora-rtm-token-server: ${problem}\n`);
  }
  process.exitCode = FAILURE;
});

async function main(args: string[]): Promise<void> {
  const command = parseCommandLine(args);
  if (command.action === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  if (command.action === 'version') {
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  const options = readEnvironment(process.env, command.options);
  const server = await startTokenServer({
    ...options,
    log: (line) => process.stdout.write(`${new Date().toISOString()} ${line}\n`),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop(server.close()));
  }
  process.stdout.write(`agora-rtm-token-server ${VERSION} at ${server.url}\n`);
  if (options.authenticate === 'development') {
    process.stderr.write(
      'Warning: development sign-in, every caller on this machine is believed.\n',
    );
  }
  if (options.host !== undefined && !isLoopbackHost(options.host)) {
    process.stderr.write('Warning: this is plain HTTP, put a proxy with TLS in front of it.\n');
  }
}

async function stop(closed: Promise<void>): Promise<void> {
  await closed;
  process.exit(0);
}

function describe(error: unknown): readonly string[] {
  if (error instanceof OptionsError) return error.problems;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return ['the port is taken, perhaps by another one: stop it, or choose one with --port.'];
  }
  if (code === 'EACCES') {
    return ['the port needs more rights: choose one above 1023 with --port.'];
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return ['the host is no address of this machine: choose another one with --host.'];
  }
  return [error instanceof Error ? error.message : String(error)];
}
