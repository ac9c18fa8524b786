import { parseArgs } from 'node:util';
import { DEFAULT_PORT } from './protocol/limits.ts';
import { DEFAULT_SETTINGS } from './protocol/project-settings.ts';
import { isLoopbackHost } from './server/access-control.ts';
import { isHex32 } from './server/certificates.ts';
import type { EmulatorOptions, PresenceOptions } from './server/public-api.ts';

/** Answer to `--help`. */
export const USAGE = `Usage: agora-rtm-emulator [options]

Agora RTM on your own machine, for development and tests. Not a production server.

Options:
  --port <number>         Port to listen on; 0 takes a free one (default: ${DEFAULT_PORT})
  --host <address>        Address to listen on (default: 127.0.0.1)
  --data <dir>            Keep the message history and the metadata in this folder (default: in memory)
  --no-history            Store no messages, as in a project the history is not enabled for
  --history-days <number> Days a stored message can be read (default: for ever)
  --announce-max <number> Users from which on presence events come batched (default: ${DEFAULT_SETTINGS.announceMax})
  --announce-interval <seconds>
                          Time between those batches (default: ${DEFAULT_SETTINGS.announceIntervalMs / 1_000})
  --no-storage            Switch client.storage off, as in a project without it
  --no-lock               Switch client.lock off, as in a project without it
  --allow-origin <origin> Let pages of this origin connect, besides those on localhost; repeatable
  --certificate <appId>:<certificate>
                          Verify the tokens of this App ID, 32 hex digits each; repeatable
                          (a real one is a secret: use EMULATOR_CERTIFICATES)
  --uploads               Let pages upload files at /uploads, for development
  --fault-controls        Let tests break things over HTTP at /faults
  --allow-network         Allow a host that other machines can reach
  --force                 Start even though NODE_ENV is "production", or with fault controls on a network
  --version               Print the version
  --help                  Print this

Environment:
  EMULATOR_CERTIFICATES   As --certificate, with commas between; not seen in the list of processes
`;

/** The variable that holds what `--certificate` would. */
const CERTIFICATES_VARIABLE = 'EMULATOR_CERTIFICATES';

/** What the command line asks for. */
export type Command =
  | { readonly action: 'help' }
  | { readonly action: 'version' }
  | { readonly action: 'start'; readonly options: EmulatorOptions };

/** A mistake on the command line; the message says what to do. */
export class CommandLineError extends Error {}

/** Reads the arguments after the program's name. @throws CommandLineError */
export function parseCommandLine(args: string[]): Command {
  const values = readArguments(args);
  if (values.help) return { action: 'help' };
  if (values.version) return { action: 'version' };
  const host = values.host ?? '127.0.0.1';
  const isLoopback = isLoopbackHost(host);
  if (!isLoopback && !values['allow-network']) {
    fail(
      `${host} can be reached from other machines, where anyone could log in as anyone: ` +
        'use 127.0.0.1, or add --allow-network.',
    );
  }
  if (process.env['NODE_ENV'] === 'production' && !values.force) {
    fail(
      'NODE_ENV is "production", and this is no production server: add --force to start anyway.',
    );
  }
  const faultControls = values['fault-controls'] === true;
  if (!isLoopback && faultControls && !values.force) {
    fail(
      `--fault-controls on ${host} would let other machines break things: ` +
        'use 127.0.0.1, or add --force.',
    );
  }
  if (!isLoopback && values.uploads === true) {
    fail(
      `--uploads on ${host} would let other machines fill the disk: ` +
        'use 127.0.0.1, or leave it out.',
    );
  }
  return {
    action: 'start',
    options: {
      port: readPort(values.port),
      host,
      ...(values.data === undefined ? {} : { data: values.data }),
      history: values['no-history'] !== true,
      ...(values['history-days'] === undefined
        ? {}
        : { historyDays: readCount('--history-days', values['history-days']) }),
      presence: readPresence(values['announce-max'], values['announce-interval']),
      storage: values['no-storage'] !== true,
      lock: values['no-lock'] !== true,
      allowedOrigins: (values['allow-origin'] ?? []).map(readOrigin),
      certificates: readCertificateOptions(values.certificate ?? []),
      allowNetwork: !isLoopback,
      allowProduction: values.force === true,
      uploads: values.uploads === true,
      faultControls: faultControls && !isLoopback ? 'network' : faultControls,
    },
  };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      strict: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        'no-history': { type: 'boolean' },
        'history-days': { type: 'string' },
        'announce-max': { type: 'string' },
        'announce-interval': { type: 'string' },
        'no-storage': { type: 'boolean' },
        'no-lock': { type: 'boolean' },
        'allow-origin': { type: 'string', multiple: true },
        certificate: { type: 'string', multiple: true },
        'allow-network': { type: 'boolean' },
        uploads: { type: 'boolean' },
        'fault-controls': { type: 'boolean' },
        force: { type: 'boolean' },
        version: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const problem = error instanceof Error ? (error.message.split(/\.\s/)[0] ?? '') : String(error);
    return fail(`${problem}. See --help.`);
  }
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? DEFAULT_PORT);
  const isPort = /^\d+$/.test(text ?? String(DEFAULT_PORT)) && port <= 65_535;
  return isPort ? port : fail(`--port must be a number from 0 to 65535, not "${text}".`);
}

function readPresence(max: string | undefined, seconds: string | undefined): PresenceOptions {
  const interval =
    seconds === undefined
      ? DEFAULT_SETTINGS.announceIntervalMs
      : readCount('--announce-interval', seconds) * 1_000;
  return {
    announceMax:
      max === undefined ? DEFAULT_SETTINGS.announceMax : readCount('--announce-max', max),
    intervalMs: interval,
  };
}

function readCount(option: string, text: string): number {
  const isCount = /^\d{1,6}$/.test(text) && Number(text) > 0;
  return isCount ? Number(text) : fail(`${option} must be a whole number above 0, not "${text}".`);
}

function readOrigin(text: string): string {
  const isOrigin = URL.canParse(text) && new URL(text).origin === text;
  return isOrigin
    ? text
    : fail(`--allow-origin must look like https://desk.example.com, not "${text}".`);
}

/** Never says what was given behind the colon: a certificate is a secret, even one with a typo. */
function readCertificateOptions(fromArguments: readonly string[]): Record<string, string> {
  const fromEnvironment = process.env[CERTIFICATES_VARIABLE]?.trim() ?? '';
  const sources: [string, readonly string[]][] = [
    ['--certificate', fromArguments],
    [CERTIFICATES_VARIABLE, fromEnvironment === '' ? [] : fromEnvironment.split(',')],
  ];
  const certificates = new Map<string, string>();
  for (const [source, texts] of sources) {
    for (const text of texts) {
      const [appId = '', certificate, ...rest] = text.trim().split(':');
      if (certificate === undefined || rest.length > 0) {
        fail(`${source} must look like <appId>:<certificate>, with one colon.`);
      }
      if (!isHex32(appId)) {
        fail(`${source} needs an App ID of 32 hexadecimal digits, not "${appId}".`);
      }
      if (!isHex32(certificate)) {
        fail(`${source} for App ID ${appId} needs 32 hexadecimal digits behind the colon.`);
      }
      if (certificates.has(appId)) fail(`${source} names App ID ${appId} for the second time.`);
      certificates.set(appId, certificate);
    }
  }
  return Object.fromEntries(certificates);
}

function fail(message: string): never {
  throw new CommandLineError(message);
}
