import { type RtmPayload, utf8Bytes } from 'ngx-agora-rtm/client';
import type { MessageId } from './content';
import { isStream, readContent } from './content-reader';
import { type Decoded, type Envelope, ENVELOPE_VERSION } from './envelope';
import { field, type Fields, fieldsOf, textField, wholeField } from './fields';
import { isWithinLimits } from './json-limits';
import { isMadeMessageId, isMessageId } from './message-id';

/** Largest text in bytes of UTF-8 that is looked into. No backend carries more. */
export const MAX_ENVELOPE_BYTES = 32_768;

/** Longest text in UTF-16 units that is shown for a message that is not understood. */
export const MAX_ALT = 1000;

/** The text that is sent for an envelope. */
export function encodeEnvelope({ id, stream, n, content }: Envelope): string {
  const { kind, ...body } = content;
  const count = stream === null || n === null ? {} : { s: stream, n };
  return JSON.stringify({ v: ENVELOPE_VERSION, id, ...count, kind, body });
}

/**
 * Finds out what a payload is. Never throws, whatever it is given; everything in the result is built anew. Who sent it is
 * not in it, whatever it says: that is what the transport tells.
 */
export function decodePayload(payload: RtmPayload): Decoded {
  if (typeof payload !== 'string') return { type: 'binary', bytes: byteLength(payload) };
  if (!OPENS_OBJECT.test(payload)) return foreign(payload);
  if (isTooLarge(payload)) return NOTHING_READABLE;
  if (!isWithinLimits(payload))
    return CLAIMS_VERSION.test(payload) ? NOTHING_READABLE : foreign(payload);
  const fields = parseObject(payload);
  if (!fields || !Object.hasOwn(fields, 'v')) return foreign(payload);
  return read(fields);
}

const OPENS_OBJECT = /^\s*\{/;
const CLAIMS_VERSION = /^\s*\{\s*"v"\s*:/;

const NOTHING_READABLE: Decoded = {
  type: 'unsupported',
  id: null,
  stream: null,
  n: null,
  alt: null,
};

function foreign(text: string): Decoded {
  return isTooLarge(text) ? NOTHING_READABLE : { type: 'text', text };
}

/** A UTF-16 unit takes at most 3 bytes: most texts need not be measured. */
function isTooLarge(text: string): boolean {
  if (text.length * 3 <= MAX_ENVELOPE_BYTES) return false;
  return text.length > MAX_ENVELOPE_BYTES || utf8Bytes(text) > MAX_ENVELOPE_BYTES;
}

function byteLength(bytes: Uint8Array): number {
  const length: unknown = (bytes as Partial<Uint8Array> | null | undefined)?.byteLength;
  return typeof length === 'number' ? length : 0;
}

function parseObject(text: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return null;
  }
}

function read(fields: Fields): Decoded {
  const id = idOf(fields);
  const count = countOf(fields);
  const content =
    field(fields, 'v') === ENVELOPE_VERSION
      ? readContent(field(fields, 'kind'), field(fields, 'body'))
      : null;
  if (content && id !== null) {
    return { type: 'envelope', envelope: { id, ...count, content } };
  }
  return { type: 'unsupported', id, ...count, alt: textField(fields, 'alt', MAX_ALT) };
}

function idOf(fields: Fields): MessageId | null {
  const id = field(fields, 'id');
  return isMessageId(id) && !isMadeMessageId(id) ? id : null;
}

/** Stream and number count together or not at all. */
function countOf(fields: Fields): { stream: string | null; n: number | null } {
  const stream = field(fields, 's');
  const n = wholeField(fields, 'n', 1);
  return isStream(stream) && n !== null ? { stream, n } : { stream: null, n: null };
}
