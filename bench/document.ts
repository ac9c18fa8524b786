// docs/benchmarks.md: words of people around the tables of the last run.
import type { Outcome } from './bench.ts';
import { closingLine, type Goal, verdictOf } from './goal.ts';
import { describe, type Machine } from './machine.ts';
import { asMarkdown, figure, type Table } from './table.ts';

/** What a bench came to. */
export interface Ran {
  readonly name: string;
  readonly title: string;
  readonly outcome: Outcome;
}

/** Puts the tables of a run in the place of those before, bench by bench: what was not run stays. @throws Error when a place is missing. */
export function rewrite(
  document: string,
  machine: Machine,
  date: string,
  ran: readonly Ran[],
): string {
  return ran.reduce((text, run) => {
    const begin = `<!-- ${run.name}: written by npm run bench -- --write -->`;
    const end = `<!-- /${run.name} -->`;
    const [before, rest] = split(text, begin);
    const [, after] = split(rest, end);
    return `${before}${begin}\n\n${section(run, machine, date)}\n\n${end}${after}`;
  }, document);
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`The document has no line "${mark}" to write at.`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

function section({ outcome }: Ran, machine: Machine, date: string): string {
  const parts = [
    `${date}. ${describe(machine)}`,
    ...outcome.notes,
    ...(outcome.goals.length > 0
      ? [`**${closingLine(outcome.goals)}.**`, asMarkdown(goalTable(outcome.goals))]
      : []),
    ...outcome.tables.map(asMarkdown),
  ];
  return parts.join('\n\n');
}

/** Each figure beside its goal, and whether it holds. */
export function goalTable(goals: readonly Goal[]): Table {
  return {
    title: 'Goals',
    columns: ['figure', 'measured', 'at most', 'unit', ''],
    rows: goals.map((goal) => [
      goal.text,
      figure(goal.value),
      figure(goal.limit),
      goal.unit,
      verdictOf(goal),
    ]),
  };
}
