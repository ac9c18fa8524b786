import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MAX_FRAME_BYTES, MAX_MESSAGE_BYTES } from './limits.ts';
import { decodePayload, encodePayload, utf8Length } from './payload.ts';

describe('payloads', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(decodePayload(encodePayload(text), 'STRING'), text);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        assert.deepEqual(decodePayload(encodePayload(bytes), 'BINARY'), bytes);
      }),
    );
  });

  it('of the largest message fit a frame, whatever they are made of', () => {
    for (const unit of ['x', '\u0000', '"', '\u20ac', '😀', '\ud800', '\u0001x']) {
      const text = unit.repeat(Math.floor(MAX_MESSAGE_BYTES / utf8Length(unit)));
      const frame = JSON.stringify(encodePayload(text));
      assert.ok(utf8Length(frame) < MAX_FRAME_BYTES - 1_000, JSON.stringify(unit));
    }
  });
});
