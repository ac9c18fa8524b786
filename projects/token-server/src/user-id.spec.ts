import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isUserId } from './user-id.ts';

describe('isUserId', () => {
  it('takes what Agora takes', () => {
    for (const userId of ['a', 'auth0|17', 'a b', 'a_b', '-', 'x'.repeat(64), 'a@b,c(d)[e]{f}~']) {
      assert.equal(isUserId(userId), true, userId);
    }
  });

  it('refuses what Agora refuses', () => {
    const characters = ['"', "'", '*', '.', '/', '\\', '`', '\n', '\0', '\x7f', 'é', '😀'];
    const refused = ['', '_a', 'x'.repeat(65), ...characters.map((one) => `a${one}b`), 'a\n'];
    for (const userId of [...refused, 17, null, undefined, ['alice'], { userId: 'alice' }]) {
      assert.equal(isUserId(userId), false, JSON.stringify(userId));
    }
  });
});
