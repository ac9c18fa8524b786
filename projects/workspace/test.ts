// `npm test`: runs everything there is to check and ends with one line, "N passed, N failed".
//
//   npm test                       everything
//   npm test -- --only lint,lib    some kinds (see step.ts), together with the builds they need
import { parseArgs } from 'node:util';
import { stopAllOnSignal } from './child.ts';
import { findOrInstallChrome } from './chrome.ts';
import { kinds, notRun, runStep, type Kind, type Step, type StepResult } from './step.ts';
import { steps, stepsFor } from './steps.ts';
import { closingLine, lineFor, tableOf, totalOf, type Ran } from './summary.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  const chosen = chooseSteps();
  if (typeof chosen === 'string') return fail(chosen);

  const env: Record<string, string> = {};
  if (chosen.some(({ needsChrome }) => needsChrome)) {
    const chrome = findOrInstallChrome();
    if ('problem' in chrome) return fail(chrome.problem);
    env['CHROME_BIN'] = chrome.path;
  }

  const stopping = stopAllOnSignal('Stopped.');
  const ran: Ran[] = [];
  for (const [index, step] of chosen.entries()) {
    console.log(`\n== ${step.title} (${String(index + 1)} of ${String(chosen.length)})`);
    const missing = missingNeed(step, ran);
    const result = missing === undefined ? await runStep(step, env) : notRun(missing);
    // What we stopped ourselves says nothing about the code.
    if (stopping.aborted) return 130;
    show(result);
    ran.push({ step, result });
  }

  const { failed, line } = totalOf(ran);
  const failures = ran.filter(({ result }) => result.failed > 0);
  console.log(`\n${tableOf(ran)}\n`);
  for (const { step, result } of failures) console.log(`${step.title}: ${lineFor(result)}`);
  console.log(line);
  return failed === 0 ? 0 : 1;
}

/** The steps that the command line asks for, or what is wrong with it. */
function chooseSteps(): readonly Step[] | string {
  const usage = `Usage: npm test [-- --only ${kinds.join(',')}]`;
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' } } });
    if (values.only === undefined) return steps;
    const wanted = values.only.split(',');
    const unknown = wanted.find((kind) => !(kinds as readonly string[]).includes(kind));
    return unknown === undefined
      ? stepsFor(wanted as Kind[])
      : `There is no kind "${unknown}". ${usage}`;
  } catch (error) {
    return `${(error as Error).message} ${usage}`;
  }
}

/** The step that should have passed before this one and did not. */
function missingNeed(step: Step, ran: readonly Ran[]): string | undefined {
  const passed = (title: string): boolean =>
    ran.some((before) => before.step.title === title && before.result.failed === 0);
  return step.needs?.find((title) => !passed(title));
}

/** All of a failure, little of a success. */
function show(result: StepResult): void {
  if (result.failed > 0) console.log(result.output.trimEnd());
  for (const name of result.skipped) console.log(`   skipped: ${name}`);
  console.log(`   ${lineFor(result)}`);
}

/** Nothing could be run: that is one failure, and it is said in one line. */
function fail(problem: string): number {
  console.log(problem);
  console.log(closingLine(0, 1));
  return 1;
}
