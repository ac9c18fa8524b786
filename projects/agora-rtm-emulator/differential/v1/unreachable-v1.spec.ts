import { compareWithTwin } from '../suite.ts';
import { longRun } from './sources.ts';

for (const manner of ['refuses', 'stays silent'] as const) {
  compareWithTwin({
    title: `agora-rtm-sdk 1.5.1 and its twin, where a server ${manner}`,
    sources: longRun,
    allowed: [],
    manner,
  });
}
