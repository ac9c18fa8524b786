import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keyOf, ME, write } from './messages.ts';
import { median } from '../median.ts';

const messages = write({ count: 3_000, conversations: 10 });

describe('write', () => {
  it('writes the same messages for the same seed, and others for another', () => {
    assert.deepEqual(
      write({ count: 50, conversations: 3 }),
      write({ count: 50, conversations: 3 }),
    );
    assert.notDeepEqual(
      write({ count: 50, conversations: 3 }),
      write({ count: 50, conversations: 3, seed: 2 }),
    );
  });

  it('begins in the same way however many are wanted', () => {
    assert.deepEqual(write({ count: 100, conversations: 10 }), messages.slice(0, 100));
  });

  it('writes in the order of time, each with an id of its own that is a UUIDv7 of that time', () => {
    for (const [index, { id, at }] of messages.entries()) {
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(Number.parseInt(id.slice(0, 13).replace('-', ''), 16), at);
      assert.ok(index === 0 || at > (messages[index - 1]?.at ?? 0));
    }
    assert.equal(new Set(messages.map(({ id }) => id)).size, messages.length);
  });

  it('lets the conversations take turns, and 20 people write', () => {
    assert.equal(messages.filter(({ key }) => key === keyOf(3)).length, 300);
    assert.equal(new Set(messages.map(({ from }) => from)).size, 20);
    assert.ok(messages.every(({ from, own }) => own === (from === ME)));
  });

  it('counts what a stream says in a conversation from 1 on, without holes', () => {
    const last = new Map<string, number>();
    for (const { key, stream, n } of messages) {
      const counted = `${key} ${String(stream)}`;
      assert.equal(n, (last.get(counted) ?? 0) + 1);
      last.set(counted, n);
    }
  });

  it('writes mostly lines and at times paragraphs', () => {
    const texts = messages.map(({ content }) => (content.kind === 'text' ? content.text : ''));
    const lengths = texts.map(({ length }) => length);
    assert.ok(Math.min(...lengths) >= 4);
    assert.ok(Math.max(...lengths) > 400 && Math.max(...lengths) < 700);
    assert.ok(median(lengths) > 30 && median(lengths) < 90);
  });
});
