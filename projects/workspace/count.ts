// What a test runner reports to test.ts: a small JSON file, written by a reporter inside each runner (count-karma.cjs,
// count-node.ts, count-playwright.ts), so that no output meant for people has to be parsed.

/** What a suite did. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** The names of the tests that were skipped. */
  readonly skipped: readonly string[];
}

/** The environment variable that names the file for the reporters of Karma and Playwright. */
export const countFileVariable = 'TEST_COUNT_FILE';

/** How a suite's process ended. */
export interface SuiteEnd {
  /** What its reporter wrote; undefined when it did not get so far. */
  readonly count: Count | undefined;
  /** Whether the runner itself says that all is well. */
  readonly runnerPassed: boolean;
}

/** The count that may be believed, and why it differs from the reported one. */
export interface Verdict extends Count {
  readonly reason?: string;
}

/** Tests that may be skipped say what to set: they need an account of Agora's, which not everybody has. */
const mayBeSkipped = /\bis skipped: (un)?set AGORA_APP_ID\b/;

/**
 * Judges a suite by its count and its runner's exit code. In doubt it failed: a runner that crashed, a browser that never
 * came up, a glob that found nothing and a test that somebody forgot to switch on again must not look like success.
 */
export function judge({ count, runnerPassed }: SuiteEnd): Verdict {
  if (count === undefined) {
    return { passed: 0, failed: 1, skipped: [], reason: 'the runner ended without a result' };
  }
  if (count.passed + count.failed === 0) return { ...count, failed: 1, reason: 'no test was run' };
  if (!runnerPassed && count.failed === 0) {
    return { ...count, failed: 1, reason: 'no test failed, but the runner did' };
  }
  const forgotten = count.skipped.filter((name) => !mayBeSkipped.test(name));
  if (forgotten.length > 0) {
    const reason = `skipped without leave: ${forgotten.join('; ')}`;
    return { ...count, failed: count.failed + forgotten.length, reason };
  }
  return count;
}

/** Reads what a reporter wrote; undefined when that is not a count. */
export function parseCount(text: string): Count | undefined {
  try {
    const { passed, failed, skipped } = JSON.parse(text) as Partial<Count>;
    return Number.isInteger(passed) && Number.isInteger(failed) && Array.isArray(skipped)
      ? ({ passed, failed, skipped } as Count)
      : undefined;
  } catch {
    return undefined;
  }
}
