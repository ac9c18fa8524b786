import { createHmac, timingSafeEqual } from 'node:crypto';
import { inflateSync } from 'node:zlib';

/** Longest token looked at, in characters. One for RTM takes about 150, one for five services 500. */
export const MAX_TOKEN_LENGTH = 4_096;

/** Most bytes a token may unpack to: deflate shrinks up to a thousandfold, a token hardly at all. */
const MAX_CONTENT_BYTES = 16_384;

const VERSION = '007';
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const SIGNATURE_BYTES = 32;
const APP_ID_BYTES = 32;

/** The part of a token that is the same for every service. */
export interface TokenEnvelope {
  readonly appId: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** Seconds from `issuedAt`. */
  readonly lifetime: number;
  readonly salt: number;
  readonly signature: Buffer;
  /** What the signature is of: everything behind it. */
  readonly signed: Buffer;
}

/**
 * Opens an AccessToken2, `null` when the text is none. Layout, in little-endian: signature and App
 * ID, each behind a 16-bit length; issue time, lifetime and salt, 32 bits each; then the services.
 */
export function openToken(token: string): TokenEnvelope | null {
  const packed = token.slice(VERSION.length);
  if (token.length > MAX_TOKEN_LENGTH || !token.startsWith(VERSION) || !BASE64.test(packed)) {
    return null;
  }
  const content = inflate(packed);
  const signedAt = 2 + SIGNATURE_BYTES;
  const timesAt = signedAt + 2 + APP_ID_BYTES;
  if (content === null || content.length < timesAt + 12) return null;
  // Fixed lengths, so that a length field cannot lead anywhere.
  if (content.readUInt16LE(0) !== SIGNATURE_BYTES) return null;
  if (content.readUInt16LE(signedAt) !== APP_ID_BYTES) return null;
  return {
    signature: content.subarray(2, signedAt),
    signed: content.subarray(signedAt),
    appId: content.toString('latin1', signedAt + 2, timesAt),
    issuedAt: content.readUInt32LE(timesAt),
    lifetime: content.readUInt32LE(timesAt + 4),
    salt: content.readUInt32LE(timesAt + 8),
  };
}

/** Whether the holder of `certificate` made this token. */
export function isSignedWith(certificate: string, envelope: TokenEnvelope): boolean {
  const issueKey = hmac(uint32(envelope.issuedAt), certificate);
  const key = hmac(uint32(envelope.salt), issueKey);
  // In constant time: how long it takes must not tell how much of a guess was right.
  return timingSafeEqual(hmac(key, envelope.signed), envelope.signature);
}

function inflate(packed: string): Buffer | null {
  try {
    return inflateSync(Buffer.from(packed, 'base64'), { maxOutputLength: MAX_CONTENT_BYTES });
  } catch {
    return null;
  }
}

function hmac(key: Buffer, message: Buffer | string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
