import { SEAL_BYTES } from '../protocol/limits.ts';
import { encodePayload, fromBase64, fromBytes, toBase64 } from '../protocol/payload.ts';
import type { MessageType, Payload } from '../protocol/payload.ts';
import type { RTMConfig } from './types.ts';

/** Length of the key in bits. */
const KEY_BITS = { AES_128_GCM: 128, AES_256_GCM: 256 } as const;

/** Source: the bundle of 2.3.0, which fills up a shorter salt with zeros. */
const SALT_BYTES = 32;

/** The SDK's number (bundle). The key is shared by everyone in a project, so it should be a long random text. */
const ITERATIONS = 1_000;

const NONCE_BYTES = 12;

/**
 * Seals messages for those who have the same mode, key and salt: AES-GCM with a key made by PBKDF2. The
 * server and its history hold the sealed bytes only. Unlike the SDK, which takes the same nonce for
 * every message, each has a random one, in front of it; nobody but twins has to read it.
 */
export class MessageCipher {
  readonly #key: Promise<CryptoKey>;

  private constructor(mode: keyof typeof KEY_BITS, cipherKey: string, salt: Uint8Array) {
    this.#key = deriveKey(KEY_BITS[mode], cipherKey, salt);
    // Whoever seals or opens hears of it.
    this.#key.catch(() => undefined);
  }

  /** The cipher a client is configured with, `null` without encryption. */
  static of({ encryptionMode = 'NONE', cipherKey = '', salt }: RTMConfig): MessageCipher | null {
    if (encryptionMode !== 'AES_128_GCM' && encryptionMode !== 'AES_256_GCM') return null;
    return new MessageCipher(encryptionMode, cipherKey, salt ?? new Uint8Array());
  }

  /** @throws when the browser has no Web Crypto, as on pages that are neither https nor local. */
  async seal(message: string | Uint8Array): Promise<Payload> {
    const key = await this.#key;
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const plain = new Uint8Array(
      typeof message === 'string' ? new TextEncoder().encode(message) : message,
    );
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plain);
    const bytes = new Uint8Array(NONCE_BYTES + sealed.byteLength);
    bytes.set(nonce);
    bytes.set(new Uint8Array(sealed), NONCE_BYTES);
    return { encoding: 'sealed', data: toBase64(bytes) };
  }

  /**
   * What is in a sealed payload. Sealed with another key it comes unreadable, and as long as it was: the
   * SDK does not look whether it could open a message (bundle), so an application has to.
   */
  async open({ data }: Payload, type: MessageType): Promise<Payload> {
    const bytes = fromBase64(data);
    const sealed = bytes.subarray(NONCE_BYTES);
    try {
      const iv = bytes.subarray(0, NONCE_BYTES);
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await this.#key, sealed);
      return encodePayload(fromBytes(new Uint8Array(plain), type));
    } catch {
      const length = Math.max(0, bytes.length - SEAL_BYTES);
      return encodePayload(fromBytes(sealed.slice(0, length), type));
    }
  }
}

/** Whether a client with this cipher, or none, takes a payload: all of a project seal, or nobody (bundle). */
export function isForCipher(payload: Payload, cipher: MessageCipher | null): boolean {
  return (payload.encoding === 'sealed') === (cipher !== null);
}

async function deriveKey(bits: number, cipherKey: string, salt: Uint8Array): Promise<CryptoKey> {
  const padded = new Uint8Array(SALT_BYTES);
  padded.set(salt);
  const text = new TextEncoder().encode(cipherKey);
  const secret = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveKey']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: padded, iterations: ITERATIONS };
  const algorithm = { name: 'AES-GCM', length: bits };
  return crypto.subtle.deriveKey(parameters, secret, algorithm, false, ['encrypt', 'decrypt']);
}
