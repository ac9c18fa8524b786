// What costs? One subject, one work, profiled in Chromium with functions that keep their names. The profile is kept where Chrome's
// devtools can open it.
//
//   npm run bench:profile:pane -- ours mount 10000
//   npm run bench:profile:pane -- ours reopen 10000
//   npm run bench:profile:pane -- ours burst 10000
//   npm run bench:profile:pane -- ours feed 10000
//   npm run bench:profile:pane -- ours scroll 10000
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inWorkspace } from '../../projects/workspace/workspace.ts';
import { ensureBuilt } from '../library.ts';
import { buildSubjects } from './build-subjects.ts';
import { Chromium, type Opened } from './chromium.ts';
import { burst, feed, mount, reopen, scroll } from './measure.ts';
import { type PanePlan, QUICK_PLAN } from './plan.ts';
import { subjectsNamed } from './subjects.ts';

/** Between two looks at what runs, in microseconds. */
const INTERVAL_US = 100;
const LINES = 30;

const [name = '', work = '', size = '10000'] = process.argv.slice(2);
const history = Number(size);
const plan: PanePlan = { ...QUICK_PLAN, history, capMs: 120_000 };
const runs: Readonly<Record<string, (opened: Opened) => Promise<object>>> = {
  mount: (opened) => mount(opened, history),
  reopen: (opened) => reopen(opened, history),
  burst: (opened) => burst(opened, history, plan.burst),
  feed: (opened) => feed(opened, plan),
  scroll: (opened) => scroll(opened, plan),
};
const run = runs[work];
if (run === undefined) throw new Error(`There is no work "${work}".`);

type Profile = Awaited<ReturnType<typeof stop>>['profile'];
const stop = (cdp: Opened['cdp']) => cdp.send('Profiler.stop');
let isProfiling = false;

const say = (line: string) => console.log(line);
await ensureBuilt(say);
const built = await buildSubjects(
  subjectsNamed([name]).filter((subject) => subject.name === name),
  'readable',
  say,
);
const chromium = await Chromium.start(built);
try {
  await chromium.inPage(name, plan.capMs, async (opened) => {
    const { cdp } = opened;
    await cdp.send('Profiler.enable');
    await cdp.send('Profiler.setSamplingInterval', { interval: INTERVAL_US });
    let profile: Profile | undefined;
    // Only what is measured: not the pane's beginnings before it, nor the writing of messages.
    const figures = await run({
      ...opened,
      busy: async () => {
        if (isProfiling) ({ profile } = await stop(cdp));
        else await cdp.send('Profiler.start');
        isProfiling = !isProfiling;
        return opened.busy();
      },
    });
    if (profile === undefined) throw new Error('Nothing was profiled.');
    const file = inWorkspace(`bench/results/pane-${name}-${work}-${size}.cpuprofile`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(profile));
    console.log(JSON.stringify(figures));
    console.log(`${file}\n`);
    for (const [ms, where] of selfTimes(profile).slice(0, LINES)) {
      console.log(`${ms.toFixed(1).padStart(8)} ms  ${where}`);
    }
  });
} finally {
  await chromium.close();
}

/** Functions by the time that is spent in themselves. */
function selfTimes({ nodes, samples = [], timeDeltas = [] }: Profile): [number, string][] {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber, columnNumber } }) => [
      id,
      url === ''
        ? functionName
        : `${functionName || '(anonymous)'} ${url.slice(url.lastIndexOf('/') + 1)}:${lineNumber + 1}:${columnNumber + 1}`,
    ]),
  );
  const times = new Map<string, number>();
  for (const [at, id] of samples.entries()) {
    const where = names.get(id) ?? '';
    times.set(where, (times.get(where) ?? 0) + (timeDeltas[at] ?? 0) / 1_000);
  }
  return [...times]
    .map(([where, ms]): [number, string] => [ms, where])
    .filter(([, where]) => where !== '(idle)')
    .sort(([a], [b]) => b - a);
}
