import type { GroupSource } from '../lab.ts';
import type { Group } from '../script.ts';
import { groups as argumentGroups } from './argument-scripts.ts';
import { groups as eventGroups } from './event-scripts.ts';
import { groups as invitationGroups } from './invitation-scripts.ts';
import { groups as moduleGroups } from './module-scripts.ts';
import { groups as sessionGroups } from './session-scripts.ts';

const from = (file: string, groups: readonly Group[]): GroupSource[] =>
  groups.map((group) => ({ generation: 'v1', file, group }));

/** What takes long on the page's clock. */
export const timetables = from(
  'session-scripts.ts',
  sessionGroups.filter(({ name }) => name === 'order of calls'),
);

/** All scripts of 1.x; what takes longest begins first. */
export const sources: readonly GroupSource[] = [
  ...from('session-scripts.ts', sessionGroups),
  ...from('argument-scripts.ts', argumentGroups),
  ...from('module-scripts.ts', moduleGroups),
  ...from('event-scripts.ts', eventGroups),
  ...from('invitation-scripts.ts', invitationGroups),
];
