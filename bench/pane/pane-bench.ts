import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { ensureBuilt } from '../library.ts';
import { buildSubjects, type BuiltSubjects } from './build-subjects.ts';
import { Chromium, type Opened, TooLate } from './chromium.ts';
import { burst, feed, mount, reopen, scroll } from './measure.ts';
import { FULL_PLAN, type PanePlan, QUICK_PLAN } from './plan.ts';
import { outcomeOf } from './report.ts';
import type { Figures, GivenUp, Sample, Work } from './sample.ts';
import { type SubjectApp, subjectsNamed } from './subjects.ts';
import { weigh, type Weight } from './weigh.ts';

/** What a pane costs: ours beside what one writes by hand, and beside no framework at all. */
export const paneBench: Bench = {
  name: 'pane',
  title: 'Pane: opening, bursts, streams and scrolling, in Chromium',
  async run({ repetitions, pane: { isQuick, subjects: wanted }, say }) {
    await ensureBuilt(say);
    const subjects = subjectsNamed(wanted);
    const built = await buildSubjects(subjects, 'short', say);
    const plan = isQuick ? QUICK_PLAN : FULL_PLAN;
    const measured = await measurePanes(subjects, built, plan, repetitions, say);
    const weights = weighAll(subjects, built);
    return outcomeOf({ subjects, plan, weights, ...measured });
  },
};

export interface Measured {
  readonly samples: readonly Sample[];
  readonly givenUp: readonly GivenUp[];
  /** Of Chromium. */
  readonly version: string;
}

/** One page for each subject, work and history in each repetition. What took too long once is not tried again. */
export async function measurePanes(
  subjects: readonly SubjectApp[],
  built: BuiltSubjects,
  plan: PanePlan,
  repetitions: number,
  say: (line: string) => void,
): Promise<Measured> {
  const samples: Sample[] = [];
  const givenUp: GivenUp[] = [];
  const chromium = await Chromium.start(built);
  try {
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      // Backwards every second time: what gets slower over a run does so for all.
      const order = repetition % 2 === 0 ? subjects : subjects.toReversed();
      for (const { work, history, run } of jobsOf(plan)) {
        for (const { name: subject, works, repetitions: most = Infinity } of order) {
          if (!works.includes(work) || repetition >= most) continue;
          const isHopeless = ({ subject: other, work: its, history: size }: GivenUp) =>
            other === subject && its === work && size <= history;
          if (givenUp.some(isHopeless)) continue;
          say(`${repetition + 1} of ${repetitions}: ${subject}, ${work} at ${history}`);
          try {
            const figures = await chromium.inPage(subject, plan.capMs, run);
            samples.push(...samplesOf(subject, history, figures));
          } catch (error) {
            if (!(error instanceof TooLate)) throw error;
            givenUp.push({ subject, work, history, reason: error.message });
            say(error.message);
          }
        }
      }
    }
    return { samples, givenUp, version: chromium.version };
  } finally {
    await chromium.close();
  }
}

interface Job {
  readonly work: Work;
  readonly history: number;
  readonly run: (opened: Opened) => Promise<Partial<Figures>>;
}

function jobsOf(plan: PanePlan): readonly Job[] {
  const { mounts, bursts, history } = plan;
  return [
    ...mounts.map((size): Job => ({
      work: 'mount',
      history: size,
      run: async (opened) => ({ mount: await mount(opened, size) }),
    })),
    {
      work: 'reopen',
      history: plan.reopen,
      run: async (opened) => ({ reopen: await reopen(opened, plan.reopen) }),
    },
    ...bursts.map((size): Job => ({
      work: 'burst',
      history: size,
      run: async (opened) => ({ burst: await burst(opened, size, plan.burst) }),
    })),
    { work: 'scroll', history, run: (opened) => scroll(opened, plan) },
    { work: 'feed', history, run: (opened) => feed(opened, plan) },
  ];
}

function samplesOf(subject: string, history: number, figures: Partial<Figures>): Sample[] {
  return Object.entries(figures).map(
    // Each name comes with its own figures: that is how they were put together.
    ([name, values]) => ({ subject, history, name, figures: values }) as Sample,
  );
}

function weighAll(
  subjects: readonly SubjectApp[],
  { root }: BuiltSubjects,
): ReadonlyMap<string, Weight> {
  return new Map(subjects.map(({ name }) => [name, weigh(join(root, name))]));
}
