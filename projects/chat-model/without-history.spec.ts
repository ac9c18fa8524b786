import { describe } from 'node:test';
import { WITHOUT_HISTORY } from './model-backend.ts';
import { itHolds } from './it-holds.ts';

describe('the chat core on a backend without history', () => {
  itHolds({ traits: WITHOUT_HISTORY, sequences: 30_000 });
});
