import type { Work } from './sample.ts';

/** An application that is measured, or only weighed. */
export interface SubjectApp {
  readonly name: string;
  readonly title: string;
  /** Style sheets: of packages, or beside the subjects where they begin with a dot. */
  readonly styles: readonly string[];
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
  return APPS.filter(({ name, works }) => works.length === 0 || (wanted?.includes(name) ?? true));
}
