// `npm start`: the emulator, the token server and the console's development server, side by side, until Ctrl+C.
//
//   npm start
//   npm start -- --port 4300 --emulator-port 9800 --token-port 9801
//
// The emulator verifies the tokens that the token server issues, with an App Certificate invented for this start, or with
// the one in AGORA_APP_CERTIFICATE. Both get it by their environment: arguments show in the list of processes. A console that is configured for Agora itself gets no emulator, and a token server only
// with a certificate of Agora's.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Child, stopAll, stopAllOnSignal } from './child.ts';
import { isPortFree, waitUntilAnswered } from './ports.ts';
import { commandOf, inWorkspace, type Environment } from './workspace.ts';

const usage = 'Usage: npm start [-- --port 4200 --emulator-port 9700 --token-port 9701]';
const defaultPorts: Ports = { console: 4200, emulator: 9700, tokens: 9701 };

/** Where a certificate of Agora's own can be handed over. */
const certificateVariable = 'AGORA_APP_CERTIFICATE';

/** Where messages are kept from one start to the next. */
const emulatorData = '.emulator-data';

/** Where the configuration "relocated" in angular.json looks for the console's runtime configuration. */
const relocatedFolder = inWorkspace('.angular/relocated');

interface Ports {
  readonly console: number;
  readonly emulator: number;
  readonly tokens: number;
}

/** What is read of src/public/rtm-config.json. */
interface ConsoleConfig {
  readonly backend: string;
  readonly appId: string;
}

/** The App Certificate that emulator and token server share. */
interface Certificate {
  readonly value: string;
  /** What stands for it in a command for a person: one that was invented itself, one of Agora's never. */
  readonly words: string;
}

/** One of the programs that run side by side. */
interface Program {
  readonly name: string;
  readonly port: number;
  /** The option that moves it to another port. */
  readonly flag: string;
  /** The path that answers once the program is ready. */
  readonly ready: string;
  readonly command: readonly string[];
  readonly env?: Environment;
  /** What starts it again by hand; without it, the others end with it. */
  readonly again?: string;
}

try {
  process.exitCode = await start(readPorts());
} catch (error) {
  console.error((error as Error).message);
  await stopAll();
  process.exitCode = 1;
}

/**
 * Runs them. If one of them ends by itself, that is a failure, and the others are stopped; but a server that has been
 * ready leaves the console alone, so that one can see how the console bears it, and start the server again.
 */
async function start(ports: Ports): Promise<number> {
  const programs = programsFor(ports);
  for (const program of programs) await refuseTakenPort(program);
  const stopping = stopAllOnSignal('Stopping everything.');

  console.log(`Starting ${programs.map(({ name }) => name).join(', ')} ...`);
  const children = programs.map((program) => ({ program, child: launch(program) }));
  const waiting = new AbortController();
  let isReady = false;
  const answered = programs.map(({ port, ready }) =>
    waitUntilAnswered(`${urlOf(port)}${ready}`, waiting.signal),
  );
  Promise.all(answered).then(
    () => {
      isReady = true;
      console.log(welcome(programs));
    },
    () => undefined, // nobody waits any more: what ended is said below
  );

  const fatal = children.map(async ({ program: { name, again }, child }) => {
    const ending = `The ${name} ended (${(await child.ended).words}).`;
    if (again === undefined || !isReady || stopping.aborted) return ending;
    console.error(`${ending} The rest goes on. To start it again: ${again}`);
    return new Promise<never>(() => undefined);
  });
  const words = await Promise.race(fatal);
  waiting.abort();
  if (!stopping.aborted) console.error(`${words} Stopping the rest.`);
  await stopAll();
  return 1;
}

/** What to run for the console as it is configured. */
function programsFor(ports: Ports): Program[] {
  const { backend, appId } = readConsoleConfig();
  const ownCertificate = process.env[certificateVariable]?.trim() ?? '';
  const isEmulated = backend !== 'agora';
  const invented = randomBytes(16).toString('hex');
  const certificate: Certificate =
    ownCertificate === ''
      ? { value: invented, words: invented }
      : { value: ownCertificate, words: `"$${certificateVariable}"` };
  const isIssued = isEmulated || ownCertificate !== '';
  return [
    ...(isEmulated ? [emulatorProgram(ports.emulator, appId, certificate)] : []),
    ...(isIssued ? [tokenServerProgram(ports.tokens, appId, certificate)] : []),
    consoleProgram(ports),
  ];
}

function emulatorProgram(port: number, appId: string, certificate: Certificate): Program {
  const script = inWorkspace('projects/agora-rtm-emulator/src/cli.ts');
  const options = ['--port', String(port), '--data', emulatorData, '--uploads'];
  return {
    name: 'emulator',
    port,
    flag: '--emulator-port',
    ready: '/health',
    command: [script, '--host', '127.0.0.1', ...options],
    env: { EMULATOR_CERTIFICATES: `${appId}:${certificate.value}` },
    again:
      `EMULATOR_CERTIFICATES=${appId}:${certificate.words} ` +
      `npm run emulator -- ${options.join(' ')}`,
  };
}

function tokenServerProgram(port: number, appId: string, certificate: Certificate): Program {
  const script = inWorkspace('projects/token-server/src/cli.ts');
  const options = ['--development', '--port', String(port)];
  return {
    name: 'token server',
    port,
    flag: '--token-port',
    ready: '/health',
    command: [script, '--host', '127.0.0.1', ...options],
    env: { AGORA_APP_ID: appId, [certificateVariable]: certificate.value },
    again:
      `AGORA_APP_ID=${appId} ${certificateVariable}=${certificate.words} ` +
      `npm run token-server -- ${options.join(' ')}`,
  };
}

function consoleProgram(ports: Ports): Program {
  const command = [commandOf('@angular/cli', 'ng'), 'serve', 'console'];
  command.push('--port', String(ports.console), '--host', '127.0.0.1');
  if (ports.emulator !== defaultPorts.emulator || ports.tokens !== defaultPorts.tokens) {
    writeRelocatedConfig(ports);
    command.push('--configuration', 'relocated');
  }
  // Angular takes PORT for more important than --port.
  return {
    name: 'console',
    port: ports.console,
    flag: '--port',
    ready: '/',
    command,
    env: { PORT: undefined },
  };
}

function launch({ name, command, env = {} }: Program): Child {
  return new Child(process.execPath, command, { env, onOutput: printerFor(name) });
}

function urlOf(port: number): string {
  return `http://localhost:${port}`;
}

function readConsoleConfig(): ConsoleConfig {
  const file = inWorkspace('src/public/rtm-config.json');
  return JSON.parse(readFileSync(file, 'utf8')) as ConsoleConfig;
}

/** Writes the console's runtime configuration with the addresses of this start. */
function writeRelocatedConfig(ports: Ports): void {
  mkdirSync(relocatedFolder, { recursive: true });
  const config = {
    ...readConsoleConfig(),
    emulatorUrl: urlOf(ports.emulator),
    tokenUrl: `${urlOf(ports.tokens)}/token`,
  };
  writeFileSync(`${relocatedFolder}/rtm-config.json`, JSON.stringify(config, undefined, 2));
}

function welcome(programs: readonly Program[]): string {
  const lines = programs.map(({ name, port }) => `${name.padEnd(14)}${urlOf(port)}`).reverse();
  return `\n${lines.join('\n')}\nCtrl+C stops everything\n`;
}

/** Prints a child's output line by line, each with the child's name before it. */
function printerFor(name: string): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') console.log(`[${name}] ${line.trimEnd()}`);
  };
}

async function refuseTakenPort({ port, name, flag }: Program): Promise<void> {
  if (await isPortFree(port)) return;
  throw new Error(
    `Port ${port} for the ${name} is taken. Choose another one: npm start -- ${flag} ${port + 1}`,
  );
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: String(defaultPorts.console) },
        'emulator-port': { type: 'string', default: String(defaultPorts.emulator) },
        'token-port': { type: 'string', default: String(defaultPorts.tokens) },
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}. ${usage}`, { cause: error });
  }
}

function readPorts(): Ports {
  const { values } = parseOptions();
  const ports = {
    console: Number(values.port),
    emulator: Number(values['emulator-port']),
    tokens: Number(values['token-port']),
  };
  for (const port of Object.values(ports)) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Error(`A port is a number from 1 to 65535. ${usage}`);
    }
  }
  if (new Set(Object.values(ports)).size < 3) throw new Error(`The ports must differ. ${usage}`);
  return ports;
}
