/**
 * A message payload as it travels: always a string inside JSON, never a binary attachment, so that
 * the server has no binary packets to reassemble.
 */
export interface Payload {
  /**
   * `text` is the message itself; `base64` holds the bytes of a binary message or of a text; `sealed`
   * holds bytes that only clients with the key can read.
   */
  readonly encoding: 'text' | 'base64' | 'sealed';
  readonly data: string;
}

/** What kind of message the publisher sent. */
export type MessageType = 'STRING' | 'BINARY';

/**
 * Text whose JSON form is longer than this travels as base64: control characters take six bytes
 * each in JSON, and 32 KiB of them would not fit a frame.
 */
const MAX_JSON_TEXT = 60_000;

/** Length of `text` in bytes of UTF-8. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Encodes a message for the wire. */
export function encodePayload(message: string | Uint8Array): Payload {
  if (typeof message !== 'string') return { encoding: 'base64', data: toBase64(message) };
  if (JSON.stringify(message).length <= MAX_JSON_TEXT) return { encoding: 'text', data: message };
  return { encoding: 'base64', data: toBase64(new TextEncoder().encode(message)) };
}

/** Restores the message from the wire; of a sealed one the bytes as they are. Throws on malformed base64. */
export function decodePayload(payload: Payload, type: MessageType): string | Uint8Array {
  if (payload.encoding === 'text') return payload.data;
  return fromBytes(fromBase64(payload.data), type);
}

/** The message that bytes stand for. */
export function fromBytes(bytes: Uint8Array, type: MessageType): string | Uint8Array {
  return type === 'BINARY' ? bytes : new TextDecoder().decode(bytes);
}

// `String.fromCharCode` takes its bytes as arguments; engines limit how many.
const CHUNK = 8_192;

/** Bytes as text, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}

/** The bytes of {@link toBase64}. Throws on malformed base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
