// Fan-out of the emulator under load: is anything lost to subscribers who are online?
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { readFileSync } from 'node:fs';
import { inWorkspace } from '../../projects/workspace/workspace.ts';
import type { Bench, FanOutOptions, Outcome } from '../bench.ts';
import type { LoadPlan, LoadReport } from './clients.ts';

const CLI = inWorkspace('projects/agora-rtm-emulator/src/cli.ts');
const CLIENTS = inWorkspace('bench/fan-out/clients.ts');

/** Clock ticks a second in /proc/<pid>/stat. Source: `getconf CLK_TCK`, 100 on every Linux of today. */
const TICKS_PER_S = 100;

/** An emulator and its clients, SDK twins, in two processes. Judges what must hold, never how fast a machine is. */
export const fanOut: Bench = {
  name: 'fan-out',
  title: 'Fan-out of the emulator',
  async run({ fanOut: options, say }) {
    const plan = planOf(options);
    say(
      `${plan.clients} clients, ${plan.rate} deliveries a second, for ${plan.seconds} s (and a little more).`,
    );
    const emulator = spawn(process.execPath, [CLI, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let clients: ChildProcess | null = null;
    try {
      const [line] = (await once(emulator.stdout, 'data')) as [Buffer];
      const [url] = /http:\/\/\S+/.exec(line.toString()) ?? [];
      if (url === undefined) throw new Error(`The emulator did not start: ${line.toString()}`);
      clients = fork(CLIENTS);
      return outcomeOf(plan, await load(emulator, clients, { ...plan, url }));
    } finally {
      clients?.kill();
      emulator.kill();
    }
  },
};

/** @throws Error when an option is out of its bounds. */
export function planOf(options: FanOutOptions): Omit<LoadPlan, 'url'> {
  return {
    clients: read(options, 'clients', 1, 490),
    rate: read(options, 'rate', 1, 1_000_000),
    seconds: read(options, 'seconds', 1, 3_600),
    channels: read(options, 'channels', 1, 100),
    size: read(options, 'size', 40, 30_000),
  };
}

async function load(
  emulator: ChildProcess,
  child: ChildProcess,
  plan: LoadPlan,
): Promise<LoadReport & Usage> {
  child.send(plan);
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

/** The table, and what must hold. */
export function outcomeOf(plan: Omit<LoadPlan, 'url'>, report: LoadReport & Usage): Outcome {
  const { seconds, sent, failed, expected, received, lost, duplicated, misplaced } = report;
  const percent = (cpu: number) => `${((cpu / seconds) * 100).toFixed(0)} % of a core`;
  const { p50, p99, max } = report.latency;
  const rows: [string, string][] = [
    ['clients', `${plan.clients} in ${plan.channels} channel(s), ${cpus().length} cores`],
    ['time', `${seconds.toFixed(1)} s`],
    ['published', `${sent} (${(sent / seconds).toFixed(1)}/s)`],
    ['not accepted', String(failed)],
    ['expected', String(expected)],
    ['received', `${received} (${(received / seconds).toFixed(0)}/s)`],
    ['lost', String(lost)],
    ['duplicated', String(duplicated)],
    ['out of order', String(misplaced)],
    ['latency', `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`],
    ['emulator', `${percent(report.cpu.emulator)}, ${report.memoryMb.toFixed(0)} MB`],
    ['the clients', percent(report.cpu.clients)],
  ];
  const none = (text: string, value: number) => ({ text, value, limit: 0, unit: 'messages' });
  return {
    tables: [{ title: 'Under load', columns: ['', ''], rows }],
    goals: [
      none('not accepted', failed),
      none('lost to subscribers who are online', lost),
      none('come twice', duplicated),
      none('come before an earlier one of their publisher', misplaced),
    ],
    notes: [
      'Latency is from the call to the listener, both in the process of the clients, and so measures them too.',
    ],
    samples: [report],
  };
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

function read(options: FanOutOptions, name: keyof FanOutOptions, min: number, max: number): number {
  const value = Number(options[name]);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(
    `--${name} must be a whole number from ${min} to ${max}, not "${options[name]}".`,
  );
}
