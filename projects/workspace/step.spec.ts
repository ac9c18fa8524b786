import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runStep, type Step } from './step.ts';
import { nodeTests } from './steps.ts';

const step = (code: string, more: Partial<Step> = {}): Step => ({
  kind: 'workspace',
  title: 'a step',
  command: ['--input-type=module', '--eval', code],
  isSuite: false,
  minutes: 1,
  ...more,
});

const writeCount = (count: unknown): string =>
  `import { writeFileSync } from 'node:fs';
   writeFileSync(process.env.TEST_COUNT_FILE, ${JSON.stringify(JSON.stringify(count))});`;

describe('runStep', () => {
  it('counts a step that is no suite by its exit code', async () => {
    assert.equal((await runStep(step(''), {})).passed, 1);
    const failed = await runStep(step('console.log("why"); process.exitCode = 3'), {});
    assert.equal(failed.failed, 1);
    assert.equal(failed.reason, 'exit code 3');
    assert.equal(failed.output, 'why\n');
  });

  it('takes the count that a suite wrote', async () => {
    const leave = 'agora-v2 on Agora is skipped: set AGORA_APP_ID to run it';
    const code = writeCount({ passed: 4, failed: 0, skipped: [leave] });
    const { passed, failed, skipped, reason } = await runStep(step(code, { isSuite: true }), {});
    assert.deepEqual([passed, failed, skipped, reason], [4, 0, [leave], undefined]);
  });

  it('does not take a count for granted', async () => {
    const { passed, failed } = await runStep(step('', { isSuite: true }), {});
    assert.deepEqual([passed, failed], [0, 1]);
  });

  it('counts a suite that crashed after its count', async () => {
    const code = writeCount({ passed: 4, failed: 0, skipped: [] }) + 'process.kill(process.pid)';
    const result = await runStep(step(code, { isSuite: true }), {});
    assert.equal(result.failed, 1);
    assert.match(result.reason ?? '', /no test failed, but the runner did, signal SIGTERM/);
  });

  it('stops a step that hangs, and everything it started', async () => {
    // The grandchild ignores a polite request and holds our end of the output open: the step ends when it is gone.
    const code = `
      import { spawn } from 'node:child_process';
      const hang = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';
      spawn(process.execPath, ['--eval', hang], { stdio: 'inherit' });
      console.log('before');
      setInterval(() => {}, 1000);`;
    const result = await runStep(step(code, { minutes: 1 / 60 }), {});
    assert.equal(result.failed, 1);
    assert.match(result.reason ?? '', /^stopped after/);
    assert.equal(result.output, 'before\n');
  });
});

describe('the reporter for node --test', () => {
  it('counts tests, hooks that throw and files that do not load, but no file without a test', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suite-'));
    const file = (name: string, code: string): string => {
      writeFileSync(join(folder, name), `import { before, describe, it } from 'node:test';${code}`);
      return join(folder, name);
    };
    const files = [
      file('tests.mjs', 'it("a", () => {}); it("b", () => { throw new Error(); }); it.skip("c");'),
      file('hook.mjs', 'describe("d", () => { before(() => { throw new Error(); }); it("e"); });'),
      file('nested.mjs', 'describe("f", () => describe("g", () => it("h", () => {})));'),
      file('broken.mjs', 'import "./missing.mjs";'),
      file('empty.mjs', ''),
    ];
    try {
      const suite = nodeTests({ kind: 'workspace', title: 'a suite', minutes: 1 }, files);
      const { passed, failed, skipped } = await runStep(suite, { NODE_TEST_CONTEXT: undefined });
      // Inside a test, node --test would report to that one instead. Failed: b, the hook, e (cancelled by it), broken.mjs, and c for being skipped
      assert.deepEqual({ passed, failed, skipped }, { passed: 2, failed: 5, skipped: ['c'] });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
