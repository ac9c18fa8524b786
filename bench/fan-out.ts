// Fan-out of the emulator under load: is anything lost to subscribers who are online? Prints figures; exits with 1 on
// a loss, a duplicate, or an order that is not the publisher's.
//
//   npm run bench                                   200 clients, 1,000 deliveries a second, 60 s
//   npm run bench -- --clients 100 --rate 20000 --seconds 10 --channels 2
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { LoadPlan, LoadReport } from './fan-out-clients.ts';

const CLI = resolve(import.meta.dirname, '../projects/agora-rtm-emulator/src/cli.ts');
const CLIENTS = resolve(import.meta.dirname, 'fan-out-clients.ts');

/** Clock ticks a second in /proc/<pid>/stat. Source: `getconf CLK_TCK`, 100 on every Linux of today. */
const TICKS_PER_S = 100;

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '200' },
    /** Deliveries a second, to all subscribers together. */
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    /** The clients are spread over so many channels. */
    channels: { type: 'string', default: '1' },
    /** Bytes of a message. */
    size: { type: 'string', default: '200' },
  },
});

const plan = {
  clients: read('clients', 1, 490),
  rate: read('rate', 1, 1_000_000),
  seconds: read('seconds', 1, 3_600),
  channels: read('channels', 1, 100),
  size: read('size', 40, 30_000),
};

const emulator = spawn(process.execPath, [CLI, '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
let clients: ChildProcess | null = null;
try {
  const [line] = (await once(emulator.stdout, 'data')) as [Buffer];
  const [url] = /http:\/\/\S+/.exec(line.toString()) ?? [];
  if (url === undefined) throw new Error(`The emulator did not start: ${line.toString()}`);
  clients = fork(CLIENTS);
  const report = await run(clients, { ...plan, url });
  print(report);
  const isPerfect = report.lost + report.duplicated + report.misplaced + report.failed === 0;
  process.exitCode = isPerfect ? 0 : 1;
} finally {
  clients?.kill();
  emulator.kill();
}

async function run(child: ChildProcess, load: LoadPlan): Promise<LoadReport & Usage> {
  child.send(load);
  const reports: LoadReport[] = [];
  let cpu = { emulator: 0, clients: 0 };
  const start = { emulator: 0, clients: 0 };
  child.on('message', (message: 'ready' | 'sent' | LoadReport) => {
    const now = { emulator: cpuSeconds(emulator.pid), clients: cpuSeconds(child.pid) };
    if (message === 'ready') Object.assign(start, now);
    else if (message === 'sent') {
      cpu = { emulator: now.emulator - start.emulator, clients: now.clients - start.clients };
    } else reports.push(message);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  const [report] = reports;
  if (report === undefined) throw new Error(`The clients ended with ${code} and no report.`);
  return { ...report, cpu, memoryMb: residentMb(emulator.pid) };
}

interface Usage {
  /** Seconds of processor time while messages were sent. */
  readonly cpu: { readonly emulator: number; readonly clients: number };
  /** Of the emulator, in MB. */
  readonly memoryMb: number;
}

function print(report: LoadReport & Usage): void {
  const { seconds } = report;
  const percent = (cpu: number) => `${((cpu / seconds) * 100).toFixed(0)} % of a core`;
  const { p50, p99, max } = report.latency;
  const rows: [string, string][] = [
    ['clients', `${plan.clients} in ${plan.channels} channel(s), ${cpus().length} cores`],
    ['time', `${seconds.toFixed(1)} s`],
    ['published', `${report.sent} (${(report.sent / seconds).toFixed(1)}/s)`],
    ['not accepted', String(report.failed)],
    ['expected', String(report.expected)],
    ['received', `${report.received} (${(report.received / seconds).toFixed(0)}/s)`],
    ['lost', String(report.lost)],
    ['duplicated', String(report.duplicated)],
    ['out of order', String(report.misplaced)],
    ['latency', `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`],
    ['emulator', `${percent(report.cpu.emulator)}, ${report.memoryMb.toFixed(0)} MB`],
    ['the clients', percent(report.cpu.clients)],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(14)}${value}`);
}

/** Processor time of a process in seconds, NaN where there is no /proc. */
function cpuSeconds(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8');
    // Fields are counted behind the name, which may hold anything: utime and stime are the 12th and 13th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
  } catch {
    return NaN;
  }
}

function residentMb(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
  } catch {
    return NaN;
  }
}

function read(name: keyof typeof values, min: number, max: number): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`--${name} must be a whole number from ${min} to ${max}, not "${values[name]}".`);
}
