import type { Outcome } from '../bench.ts';
import { figure, type Table } from '../table.ts';
import { metricsOf, type Metric } from './metrics.ts';
import type { Measured } from './pane-bench.ts';
import { PaneBook } from './pane-book.ts';
import { goalsOf } from './pane-goals.ts';
import type { PanePlan } from './plan.ts';
import { EMPTY, LIMIT, OURS, SMALLEST, type SubjectApp } from './subjects.ts';
import type { Weight } from './weigh.ts';

/** All that was found out. */
export interface PaneResults extends Measured {
  readonly subjects: readonly SubjectApp[];
  readonly plan: PanePlan;
  readonly weights: ReadonlyMap<string, Weight>;
}

/** What stands in place of a figure where a page was given up. */
const GIVEN_UP = 'DNF';

/** Medians of a run with Angular 21, by the same method: that is where they end. */
const PEERS_ELSEWHERE =
  'Panes of others end at Angular 21. Measured there, on two shared cores: stream-chat-angular 7.1 opens 10,000 messages in 731 ms (L 52 ms there), takes 4,572 us of CPU a message in a burst over them (L 12 us), is busy for 0.99 of the time with 200 messages a second (L 0.15), and weighs 253 kB; Syncfusion 33.2 opens them in 264 ms, and weighs 240 kB.';
const PEER_HERE =
  'P1 is without its input, which does not run on this version of Angular. It opens with the newest 50 messages, and takes the others into its list with the first one that arrives.';

/** Parts of the pane that are listed. */
const PARTS = 20;

/** Makes tables and goals of what was measured. */
export function outcomeOf(results: PaneResults): Outcome {
  const { samples, givenUp, weights } = results;
  const book = new PaneBook(samples);
  const weight = kBOf(weights, SMALLEST) - kBOf(weights, EMPTY);
  return {
    tables: [figureTable(results, book), ratioTable(results, book), weightTable(weights)],
    details: [partTable(weights)],
    goals: goalsOf(book, weight, results.plan),
    notes: notesOf(results),
    samples: [...samples, ...givenUp],
  };
}

function figureTable(results: PaneResults, book: PaneBook): Table {
  const measured = measuredOf(results);
  const rows = metricsOf(results.plan).map((metric) => [
    metric.title,
    ...measured.map(({ name }) =>
      isGivenUp(results, name, metric) ? GIVEN_UP : figure(book.of(name, metric)),
    ),
  ]);
  return { title: 'Panes, side by side', columns: ['', ...measured.map(titleOf)], rows };
}

function ratioTable(results: PaneResults, book: PaneBook): Table {
  const measured = measuredOf(results).filter(({ name }) => name !== LIMIT);
  const rows = metricsOf(results.plan)
    .filter((metric) => book.of(LIMIT, metric) > 0 && !IS_NO_COST.has(metric.key))
    .map((metric) => [
      metric.title,
      ...measured.map(({ name }) => figure(book.of(name, metric) / book.of(LIMIT, metric))),
    ]);
  return { title: 'The same as a multiple of L', columns: ['', ...measured.map(titleOf)], rows };
}

/** What is neither better nor worse where it is more. */
const IS_NO_COST: ReadonlySet<string> = new Set(['sent', 'stateMs', 'first']);

function weightTable(weights: ReadonlyMap<string, Weight>): Table {
  const empty = kBOf(weights, EMPTY);
  return {
    title: 'Scripts to begin with, kB gzip -9, without the SDK',
    columns: ['', 'in all', 'over an empty application'],
    rows: [...weights].map(([name, { kB }]) => [
      name,
      figure(kB),
      name === LIMIT ? figure(kB) : figure(kB - empty),
    ]),
  };
}

function partTable(weights: ReadonlyMap<string, Weight>): Table {
  const parts = weights.get(SMALLEST)?.parts ?? [];
  const empty = new Map(weights.get(EMPTY)?.parts ?? []);
  return {
    title: 'What is in the smallest useful pane, kB before compression',
    columns: ['', 'kB', 'more than in an empty application'],
    rows: parts
      .slice(0, PARTS)
      .map(([part, kB]) => [part, figure(kB), figure(kB - (empty.get(part) ?? 0))]),
  };
}

function notesOf({ subjects, version, givenUp, plan }: PaneResults): string[] {
  const notes = [
    `Chromium ${version}, without a window and drawn by software. A page of its own for each figure, in turns that go backwards every second time; figures are medians. All get the same messages of 20 people: 5 to 650 characters, some with a link, formatting, several lines, reactions or an answered message.`,
    'rtm-chat-pane draws complete rows, with the real store behind it; L and B2 draw a name, a time and a text. L has no accessibility, groups or time zones. B1 is measured twice only. Through the whole client, the other members publish in the same page, and their work is in the figures.',
    'Shown means: the row of the newest message was seen for two frames. That takes 33 to 50 ms at least, where only CPU tells subjects apart. CPU is work of the main thread.',
  ];
  if (givenUp.length > 0) notes.push(`${GIVEN_UP}: given up after ${plan.capMs / 1_000} s.`);
  if (subjects.some(({ isPeer = false }) => isPeer)) notes.push(PEER_HERE);
  notes.push(PEERS_ELSEWHERE);
  return notes;
}

function measuredOf({ subjects }: PaneResults): readonly SubjectApp[] {
  return subjects.filter(({ works }) => works.length > 0);
}

function isGivenUp({ givenUp }: PaneResults, name: string, { work, history }: Metric): boolean {
  return givenUp.some(
    ({ subject, work: its, history: size }) => subject === name && its === work && size <= history,
  );
}

function titleOf({ name, title }: SubjectApp): string {
  return name === OURS ? 'rtm-chat-pane' : (/^\w\d?(?=:)/.exec(title)?.[0] ?? name);
}

function kBOf(weights: ReadonlyMap<string, Weight>, name: string): number {
  return weights.get(name)?.kB ?? NaN;
}
