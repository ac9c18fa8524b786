import { describe } from 'node:test';
import { WITH_HISTORY } from './model-backend.ts';
import { itHolds } from './it-holds.ts';

describe('the chat core on a backend with history', () => {
  itHolds({ traits: WITH_HISTORY, sequences: 70_000 });
});
