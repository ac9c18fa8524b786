// `npm start`: the emulator and the console's development server, side by side, until Ctrl+C.
//
//   npm start
//   npm start -- --port 4300 --emulator-port 9800
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Child, stopAll, stopAllOnSignal } from './child.ts';
import { isPortFree, waitUntilAnswered } from './ports.ts';
import { commandOf, inWorkspace } from './workspace.ts';

const usage = 'Usage: npm start [-- --port 4200 --emulator-port 9700]';
const defaultEmulator = 'http://localhost:9700';

/** Where messages are kept from one start to the next. */
const emulatorData = '.emulator-data';

/** Where the configuration "relocated" in angular.json looks for the console's runtime configuration. */
const relocatedFolder = inWorkspace('.angular/relocated');

interface Ports {
  readonly console: number;
  readonly emulator: number;
}

try {
  process.exitCode = await start(readPorts());
} catch (error) {
  console.error((error as Error).message);
  await stopAll();
  process.exitCode = 1;
}

/**
 * Runs both. If one of them ends by itself, that is a failure, and the other one is stopped; but an emulator that has been
 * ready leaves the console alone, so that one can see how the console bears it, and start the emulator again.
 */
async function start(ports: Ports): Promise<number> {
  await refuseTakenPort(ports.console, 'console', '--port');
  await refuseTakenPort(ports.emulator, 'emulator', '--emulator-port');
  const stopping = stopAllOnSignal('Stopping the console and the emulator.');

  const emulatorUrl = `http://localhost:${ports.emulator}`;
  const consoleUrl = `http://localhost:${ports.console}`;
  console.log('Starting the emulator and building the console ...');
  const children = {
    emulator: startEmulator(ports.emulator),
    console: startConsole(ports.console, emulatorUrl),
  };

  const waiting = new AbortController();
  const ready = Promise.all(
    [consoleUrl, emulatorUrl].map((url) => waitUntilAnswered(url, waiting.signal)),
  );
  let isReady = false;
  ready.then(
    () => {
      isReady = true;
      console.log(welcome(consoleUrl, emulatorUrl));
    },
    () => undefined, // nobody waits any more: what ended is said below
  );

  const consoleEnded = children.console.ended.then(({ words }) => `The console ended (${words}).`);
  const emulatorEnded = children.emulator.ended.then(({ words }) => {
    const ending = `The emulator ended (${words}).`;
    if (!isReady || stopping.aborted) return ending;
    console.error(`${ending} The console goes on. To start it again: ${emulatorCommand(ports)}`);
    return consoleEnded;
  });
  const words = await Promise.race([consoleEnded, emulatorEnded]);
  waiting.abort();
  if (!stopping.aborted) console.error(`${words} Stopping the rest.`);
  await stopAll();
  return 1;
}

function emulatorCommand({ emulator }: Ports): string {
  return `npm run emulator -- --port ${emulator} --data ${emulatorData}`;
}

function startEmulator(port: number): Child {
  const script = inWorkspace('projects/agora-rtm-emulator/src/cli.ts');
  const options = ['--port', String(port), '--host', '127.0.0.1', '--data', emulatorData];
  return new Child(process.execPath, [script, ...options], { onOutput: printerFor('emulator') });
}

function startConsole(port: number, emulatorUrl: string): Child {
  const args = ['serve', 'console', '--port', String(port), '--host', '127.0.0.1'];
  if (emulatorUrl !== defaultEmulator) {
    writeRelocatedConfig(emulatorUrl);
    args.push('--configuration', 'relocated');
  }
  return new Child(process.execPath, [commandOf('@angular/cli', 'ng'), ...args], {
    // Angular takes PORT for more important than --port.
    env: { PORT: undefined },
    onOutput: printerFor('console'),
  });
}

/** Writes the console's runtime configuration with another address of the emulator. */
function writeRelocatedConfig(emulatorUrl: string): void {
  const source = 'src/public/rtm-config.json';
  const config = JSON.parse(readFileSync(inWorkspace(source), 'utf8')) as Record<string, unknown>;
  mkdirSync(relocatedFolder, { recursive: true });
  writeFileSync(
    `${relocatedFolder}/rtm-config.json`,
    JSON.stringify({ ...config, emulatorUrl }, undefined, 2),
  );
}

function welcome(consoleUrl: string, emulatorUrl: string): string {
  return `\nConsole   ${consoleUrl}\nEmulator  ${emulatorUrl}\nCtrl+C stops both\n`;
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

async function refuseTakenPort(port: number, name: string, flag: string): Promise<void> {
  if (await isPortFree(port)) return;
  throw new Error(
    `Port ${port} for the ${name} is taken. Choose another one: npm start -- ${flag} ${port + 1}`,
  );
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '4200' },
        'emulator-port': { type: 'string', default: '9700' },
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}. ${usage}`, { cause: error });
  }
}

function readPorts(): Ports {
  const { values } = parseOptions();
  const ports = { console: Number(values.port), emulator: Number(values['emulator-port']) };
  for (const port of Object.values(ports)) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Error(`A port is a number from 1 to 65535. ${usage}`);
    }
  }
  if (ports.console === ports.emulator) throw new Error(`The ports must differ. ${usage}`);
  return ports;
}
