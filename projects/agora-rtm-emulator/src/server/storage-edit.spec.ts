import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { MetadataState, MetadataWriteRequest } from '../protocol/wire.ts';
import { Refusal } from './refusal.ts';
import { editMetadata } from './storage-edit.ts';

const NOTHING: MetadataState = { majorRevision: 0, items: [] };

function request(overrides: Partial<MetadataWriteRequest>): MetadataWriteRequest {
  return {
    target: 'CHANNEL',
    name: 'channel',
    action: 'SET',
    items: [],
    majorRevision: -1,
    lockName: '',
    addTimeStamp: false,
    addUserId: false,
    ...overrides,
  };
}

const item = (key: string, value = 'v', revision = -1) => ({ key, value, revision });
const stamp = (revision: number) => ({ revision, updated: revision * 10, authorUid: 'alice' });

/** The set afterwards, or the code of the refusal. */
function attempt(before: MetadataState, write: MetadataWriteRequest, revision: number) {
  try {
    return editMetadata(before, write, stamp(revision));
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('editMetadata', () => {
  it('stamps what it writes, and nothing else', () => {
    const one = editMetadata(NOTHING, request({ items: [item('a'), item('b')] }), stamp(1));
    const two = editMetadata(one, request({ items: [item('b', 'new')] }), {
      revision: 2,
      updated: 0,
      authorUid: '',
    });
    assert.equal(two.majorRevision, 2);
    assert.deepEqual(two.items, [
      { key: 'a', value: 'v', revision: 1, updated: 10, authorUid: 'alice' },
      { key: 'b', value: 'new', revision: 2, updated: 0, authorUid: '' },
    ]);
  });

  it('writes all items or none', () => {
    const one = editMetadata(NOTHING, request({ items: [item('a')] }), stamp(1));
    const write = request({ items: [item('b'), item('a', 'v', 7)] });
    assert.equal(attempt(one, write, 2), -12014);
  });

  it('holds 32 items and 16 KiB', () => {
    const many = Array.from({ length: 32 }, (_, i) => item(`key ${i}`, 'x'));
    const full = editMetadata(NOTHING, request({ items: many }), stamp(1));
    assert.equal(full.items.length, 32);
    assert.equal(attempt(full, request({ items: [item('one more')] }), 2), -12001);
    const large = request({ items: [item('k', 'é'.repeat(8_191))] });
    const set = editMetadata(NOTHING, large, stamp(1));
    assert.equal(attempt(set, request({ items: [item('l', 'x')] }), 2), -12001);
  });

  it('does as a simple model does, whatever is written', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const revision = fc.constantFrom(-1, 0, 'current' as const, 'outdated' as const);
    const step = fc.record({
      action: fc.constantFrom('SET' as const, 'UPDATE' as const, 'REMOVE' as const),
      keys: fc.uniqueArray(key, { maxLength: 3 }),
      itemRevision: revision,
      majorRevision: revision,
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let state = NOTHING;
        // The model: when each key was written last.
        const written = new Map<string, number>();
        let major = 0;
        for (const [index, { action, keys, itemRevision, majorRevision }] of steps.entries()) {
          const now = index + 1;
          const numberOf = (wanted: typeof itemRevision, current: number | undefined) => {
            if (wanted === 'current') return current ?? 999;
            return wanted === 'outdated' ? (current ?? 0) + 500 : wanted;
          };
          const write = request({
            action,
            items: keys.map((it) => item(it, `at ${now}`, numberOf(itemRevision, written.get(it)))),
            majorRevision: numberOf(majorRevision, major),
          });
          const mayMajor =
            majorRevision === -1 || majorRevision === 'current' || (majorRevision === 0 && !major);
          const mayItems = keys.every((it) => {
            if (!written.has(it)) return action === 'SET' && [-1, 0].includes(Number(itemRevision));
            return itemRevision === -1 || itemRevision === 'current';
          });
          const after = attempt(state, write, now);
          if (!mayMajor || !mayItems) {
            assert.equal(after, -12014);
            continue;
          }
          assert.ok(typeof after === 'object', 'it was refused');
          if (action === 'REMOVE' && keys.length === 0) written.clear();
          for (const it of keys) {
            if (action === 'REMOVE') written.delete(it);
            else written.set(it, now);
          }
          major = now;
          assert.equal(after.majorRevision, now);
          assert.deepEqual(new Map(after.items.map((it) => [it.key, it.revision])), written);
          for (const it of after.items) assert.equal(it.value, `at ${it.revision}`);
          state = after;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
