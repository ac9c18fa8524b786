import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { idOf, SENDERS, writeMessages } from './messages.ts';

const messages = writeMessages(0, 5_000);

describe('writeMessages', () => {
  it('writes a message the same, whatever it is written with', () => {
    assert.deepEqual(writeMessages(4_000, 10), messages.slice(4_000, 4_010));
    assert.deepEqual(writeMessages(4_005, 1), messages.slice(4_005, 4_006));
  });

  it('begins each text with what its row is found by', () => {
    for (const { index, id, text } of messages) {
      assert.equal(id, idOf(index));
      assert.ok(text.startsWith(`${id} `), text);
    }
  });

  it('goes on in time', () => {
    for (const [place, { at }] of messages.entries()) {
      assert.ok(at > (messages[place - 1]?.at ?? 0));
    }
  });

  it('is mostly short, at times long', () => {
    const share = (from: number, to: number) =>
      messages.filter(({ text }) => text.length >= from && text.length < to).length /
      messages.length;
    assert.ok(Math.abs(share(0, 90) - 0.6) < 0.05, String(share(0, 90)));
    assert.ok(Math.abs(share(90, 260) - 0.3) < 0.05, String(share(90, 260)));
    assert.ok(Math.max(...messages.map(({ text }) => text.length)) < 700);
  });

  it('has everything in it that a row can show', () => {
    const shareOf = (has: (message: (typeof messages)[number]) => boolean) =>
      messages.filter(has).length / messages.length;
    const isBetween = (share: number, low: number, high: number) =>
      assert.ok(share > low && share < high, String(share));
    isBetween(
      shareOf(({ text }) => text.includes('https://')),
      0.02,
      0.06,
    );
    isBetween(
      shareOf(({ text }) => /[*`]/.test(text)),
      0.04,
      0.08,
    );
    isBetween(
      shareOf(({ text }) => text.includes('\n')),
      0.08,
      0.16,
    );
    isBetween(
      shareOf(({ reactions }) => reactions.length > 0),
      0.03,
      0.07,
    );
    isBetween(
      shareOf(({ answers }) => answers !== null),
      0.03,
      0.07,
    );
    const continued = shareOf(({ index, sender }) => sender === messages[index - 1]?.sender);
    isBetween(continued, 0.3, 0.45);
    assert.equal(new Set(messages.map(({ sender }) => sender)).size, SENDERS.length);
  });

  it('answers what was written before', () => {
    for (const { index, answers } of messages) assert.ok(answers === null || answers < index);
  });
});
