import type { GroupSource } from '../lab.ts';
import type { Group } from '../script.ts';
import { groups as argumentGroups } from './argument-scripts.ts';
import { groups as eventGroups } from './event-scripts.ts';
import { groups as invitationGroups } from './invitation-scripts.ts';
import { groups as moduleGroups } from './module-scripts.ts';
import { groups as sessionGroups, LONG_RUN } from './session-scripts.ts';

const from = (file: string, groups: readonly Group[]): GroupSource[] =>
  groups.map((group) => ({ generation: 'v1', file, group }));

const sessions = from('session-scripts.ts', sessionGroups);

/** What is worth to be seen for each way in which a server cannot be reached. */
export const longRun: readonly GroupSource[] = sessions.filter(
  ({ group }) => group.name === LONG_RUN,
);

/** All scripts of 1.x; what takes longest begins first. */
export const sources: readonly GroupSource[] = [
  ...sessions,
  ...from('argument-scripts.ts', argumentGroups),
  ...from('module-scripts.ts', moduleGroups),
  ...from('event-scripts.ts', eventGroups),
  ...from('invitation-scripts.ts', invitationGroups),
];
