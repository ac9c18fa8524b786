import { compareWithTwin } from '../suite.ts';
import { allowed } from './allowed-differences.ts';
import { sources } from './sources.ts';

compareWithTwin({ title: 'agora-rtm-sdk 1.5.1 and its twin', sources, allowed });
