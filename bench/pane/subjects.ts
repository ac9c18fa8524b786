import { existsSync } from 'node:fs';
import { inWorkspace } from '../../projects/workspace/workspace.ts';
import type { Work } from './sample.ts';

/** An application that is measured, or only weighed. */
export interface SubjectApp {
  readonly name: string;
  readonly title: string;
  /** Style sheets: of packages, or beside the subjects where they begin with a dot. */
  readonly styles: readonly string[];
  readonly polyfills?: readonly string[];
  /** Whether it is somebody else's package, which has the same name: no dependency of the workspace, and measured where it is installed. */
  readonly isPeer?: boolean;
  /** What it takes part in. */
  readonly works: readonly Work[];
  /** How often at most: what takes minutes, and is two orders away from everything else, need not be measured so exactly. */
  readonly repetitions?: number;
}

const ALL: readonly Work[] = ['mount', 'reopen', 'burst', 'feed', 'scroll'];
const THEME = '@angular/material/prebuilt-themes/azure-blue.css';

export const LIMIT = 'limit';
export const CAREFUL = 'careful';
export const HANDMADE = 'handmade';
export const OURS = 'ours';
export const OURS_CLIENT = 'ours-client';
export const STREAM = 'stream-chat-angular';
export const EMPTY = 'empty';
export const SMALLEST = 'smallest';

const APPS: readonly SubjectApp[] = [
  { name: LIMIT, title: 'L: no framework (the limit)', styles: ['./rows.css'], works: ALL },
  {
    name: CAREFUL,
    title: 'B2: careful by hand, plain rows',
    styles: [THEME, './rows.css'],
    works: ALL,
  },
  { name: OURS, title: 'rtm-chat-pane', styles: [THEME], works: ALL },
  {
    name: OURS_CLIENT,
    title: 'rtm-chat-pane, through the whole client',
    styles: [THEME],
    works: ['burst', 'feed'],
  },
  {
    name: HANDMADE,
    title: 'B1: NgRx entity adapter, all rows',
    styles: [THEME, './rows.css', './handmade.css'],
    works: ALL,
    repetitions: 2,
  },
  {
    name: STREAM,
    title: 'P1: stream-chat-angular, the list alone',
    styles: ['stream-chat-angular/src/assets/styles/css/index.css'],
    polyfills: ['zone.js'],
    isPeer: true,
    works: ALL,
    repetitions: 2,
  },
  { name: EMPTY, title: 'an empty application', styles: [], works: [] },
  { name: SMALLEST, title: 'the smallest useful pane', styles: [], works: [] },
];

/** All that can be built here. @throws Error for a name that there is not. */
export function subjectsNamed(wanted: readonly string[] | null): readonly SubjectApp[] {
  const names = APPS.map(({ name }) => name);
  const unknown = wanted?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(`There is no subject "${unknown}". There are ${names.join(', ')}.`);
  }
  const missing = wanted && APPS.find((app) => wanted.includes(app.name) && !isThere(app));
  if (missing) throw new Error(`${missing.name} is not installed: see bench/README.md.`);
  return APPS.filter(
    (app) => isThere(app) && (app.works.length === 0 || (wanted?.includes(app.name) ?? true)),
  );
}

function isThere({ name, isPeer = false }: SubjectApp): boolean {
  return !isPeer || existsSync(inWorkspace('node_modules', name));
}
