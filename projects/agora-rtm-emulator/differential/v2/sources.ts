import type { GroupSource } from '../lab.ts';
import type { Group } from '../script.ts';
import { groups as argumentGroups } from './argument-scripts.ts';
import { groups as constructorGroups } from './constructor-scripts.ts';
import { groups as eventGroups } from './event-scripts.ts';
import { groups as moduleGroups } from './module-scripts.ts';
import { groups as rateGroups } from './rate-scripts.ts';
import { groups as sessionGroups } from './session-scripts.ts';
import { groups as stateGroups } from './state-scripts.ts';
import { groups as timetableGroups, LONG_RUN } from './timetable-scripts.ts';

const from = (file: string, groups: readonly Group[]): GroupSource[] =>
  groups.map((group) => ({ generation: 'v2', file, group }));

const timetables = from('timetable-scripts.ts', timetableGroups);

/** What is worth to be seen for each way in which a server cannot be reached. */
export const longRun: readonly GroupSource[] = timetables.filter(
  ({ group }) => group.name === LONG_RUN,
);

/** All scripts of 2.x; what takes longest begins first. */
export const sources: readonly GroupSource[] = [
  ...timetables,
  ...from('state-scripts.ts', stateGroups),
  ...from('session-scripts.ts', sessionGroups),
  ...from('argument-scripts.ts', argumentGroups),
  ...from('constructor-scripts.ts', constructorGroups),
  ...from('event-scripts.ts', eventGroups),
  ...from('module-scripts.ts', moduleGroups),
  ...from('rate-scripts.ts', rateGroups),
];
