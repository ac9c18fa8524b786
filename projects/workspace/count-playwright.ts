// A Playwright reporter that writes the count for test.ts into the file that TEST_COUNT_FILE names.
import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { writeFileSync } from 'node:fs';
import { countFileVariable, type Count } from './count.ts';

export default class CountPlaywright implements Reporter {
  #suite: Suite | undefined;
  #errors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  /** An error outside every test: a file that does not load, a server that does not start. */
  onError(): void {
    this.#errors++;
  }

  onEnd(): void {
    const file = process.env[countFileVariable];
    if (!file) return;
    const tests = this.#suite?.allTests() ?? [];
    const having = (outcome: string) => tests.filter((test) => test.outcome() === outcome);
    const count: Count = {
      passed: having('expected').length,
      // Flaky is failed: there are no retries, and a test that sometimes fails tells nothing.
      failed: having('unexpected').length + having('flaky').length + this.#errors,
      skipped: having('skipped').map((test) => test.titlePath().filter(Boolean).join(' > ')),
    };
    writeFileSync(file, JSON.stringify(count));
  }

  /** Whether this reporter shows anything to people: no, so Playwright keeps the list for them. */
  printsToStdio(): boolean {
    return false;
  }
}
