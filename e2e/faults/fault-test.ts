import { test as base, expect } from '@playwright/test';
import type { FaultChat, FaultSdk } from '../fault-page/fault-page-api.ts';
import { type FaultRow, ROW } from './fault-report.ts';
import { Random } from './random.ts';
import { Stage } from './stage.ts';
import type { FindingKind, Verdict } from './verdict.ts';

/** How much of a scenario is run: the short form with every `npm test`. */
export type Form = 'short' | 'long';

/** Numbers of a run: {@link FAULT_SEED} repeats one. */
export const SEED = 'FAULT_SEED';

/** How many findings of a kind are shown. */
const MOST_SHOWN = 10;

interface Options {
  form: Form;
}

interface Fixtures {
  /** Numbers for this scenario, the same for the same seed. */
  readonly random: Random;
  /** Sets up a stage, which is taken down when the test ends. */
  readonly newStage: (sdk: FaultSdk, chat?: FaultChat) => Promise<Stage>;
  /** Waits until all is quiet, judges, and adds a row to the table. The caller expects something of the verdict. */
  readonly conclude: (stage: Stage, facts: Facts) => Promise<Verdict>;
  /** The length that goes with the form. */
  readonly choose: <T>(lengths: Readonly<Record<Form, T>>) => T;
}

/** What a scenario knows of itself when it is over. */
export interface Facts {
  readonly scenario: string;
  readonly sdk: FaultSdk;
  /** Milliseconds from each time the link was back until a page was current. */
  readonly recoveries: readonly number[];
}

export const test = base.extend<Options & Fixtures>({
  form: ['short', { option: true }],
  random: async ({}, use, { title }) => {
    await use(new Random(Number(process.env[SEED]), title));
  },
  choose: async ({ form }, use) => {
    await use((lengths) => lengths[form]);
  },
  newStage: async ({ browser, baseURL }, use) => {
    const stages: Stage[] = [];
    await use(async (sdk, chat = 'rtm') => {
      const stage = await Stage.start({ browser, pageUrl: baseURL ?? '', sdk, chat });
      stages.push(stage);
      return stage;
    });
    for (const stage of stages) await stage.dispose();
  },
  conclude: async ({ form }, use, info) => {
    const started = Date.now();
    await use(async (stage, { scenario, sdk, recoveries }) => {
      const unrest = await stage.settle();
      const verdict = await stage.verdict();
      const row: FaultRow = {
        scenario,
        sdk,
        form,
        messages: verdict.messages,
        lost: countOf(verdict, 'lost'),
        doubled: countOf(verdict, 'duplicated'),
        reordered: countOf(verdict, 'reordered', 'disagreeing'),
        others: countOf(verdict, 'phantom', 'changed', 'dishonest', 'unlike'),
        gaps: verdict.gaps,
        inGaps: verdict.inGaps,
        recoveries: recoveries.length,
        p50: percentile(recoveries, 50),
        p99: percentile(recoveries, 99),
        seconds: Math.round((Date.now() - started) / 1000),
      };
      await info.attach(ROW, { body: JSON.stringify(row), contentType: 'application/json' });
      expect.soft(unrest, 'what is still under way').toBeNull();
      expect
        .soft(
          stage.windows.flatMap(({ errors }) => errors),
          'errors in pages',
        )
        .toEqual([]);
      return verdict;
    });
  },
});

/** Fails unless nothing is wrong. */
export function expectFaultless({ findings }: Verdict): void {
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  const shown = kinds.flatMap((kind) => {
    const all = findings.filter((finding) => finding.kind === kind).map(({ why }) => why);
    return [`${all.length} ${kind}`, ...all.slice(0, MOST_SHOWN)];
  });
  expect(shown).toEqual([]);
}

function countOf({ findings }: Verdict, ...kinds: FindingKind[]): number {
  return findings.filter(({ kind }) => kinds.includes(kind)).length;
}

/** The smallest value that so many percent are at most, `null` without any. */
function percentile(values: readonly number[], percent: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? null;
}

export { expect };
