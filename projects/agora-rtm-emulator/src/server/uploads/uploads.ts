import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../protocol/clock.ts';
import { drainBody, readBody } from './body-reader.ts';
import { servedType, SNIFFED_BYTES } from './media-type.ts';
import type { StoredUpload, UploadStore } from './upload-store.ts';

/** How much may be uploaded. */
export interface UploadLimits {
  /** Largest file in bytes, 25,000,000 by default. */
  readonly maxBytes?: number;
  /** Bytes of all files together, 1,000,000,000 by default; a tenth of it without a data folder, where they lie in memory. */
  readonly maxTotalBytes?: number;
  /** Longest time in milliseconds without a byte, 10,000 by default. */
  readonly idleMs?: number;
  /** Longest time in milliseconds for a whole file, 300,000 by default. */
  readonly maxMs?: number;
}

/** Why a file was not taken. */
export class UploadRefusal extends Error {
  /** HTTP status. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const DEFAULTS: Required<UploadLimits> = {
  maxBytes: 25_000_000,
  maxTotalBytes: 1_000_000_000,
  idleMs: 10_000,
  maxMs: 300_000,
};

/**
 * Limits with their defaults.
 *
 * @param isInMemory Whether the files lie in memory.
 * @throws Error when a number makes no sense.
 */
export function readUploadLimits(
  limits: UploadLimits,
  isInMemory: boolean,
): Required<UploadLimits> {
  const maxTotalBytes = isInMemory ? DEFAULTS.maxTotalBytes / 10 : DEFAULTS.maxTotalBytes;
  const all = { ...DEFAULTS, maxTotalBytes, ...limits };
  for (const [option, value] of Object.entries(all)) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    throw new Error(`The option uploads.${option} must be a whole number above 0, not ${value}.`);
  }
  return all;
}

const NO_ROOM = new UploadRefusal(
  507,
  'There is no room for more files: start with another data folder, or restart where there is none.',
);

/** Bytes of randomness in a name: as much as in a key. Who has not been told it does not guess it. */
const NAME_BYTES = 24;

/** The files that were uploaded, and those that are being uploaded: nothing of these is kept before they are complete. */
export class Uploads {
  readonly #store: UploadStore;
  readonly #clock: Clock;
  readonly #limits: Required<UploadLimits>;
  /** Bytes of all files that are kept. */
  #stored: number;
  /** Bytes that are set aside for uploads under way, so that many at a time do not go over the limit together. */
  #underWay = 0;
  readonly #requests = new Set<IncomingMessage>();

  constructor(store: UploadStore, clock: Clock, limits: Required<UploadLimits>) {
    this.#store = store;
    this.#stored = store.bytes();
    this.#clock = clock;
    this.#limits = limits;
  }

  find(name: string): StoredUpload | null {
    return this.#store.find(name);
  }

  /**
   * Takes the body of a request in.
   *
   * @param declaredType What the uploader says it is.
   * @returns Its name, which nobody guesses; `null` where the client hung up.
   * @throws UploadRefusal as soon as that is certain, whatever is still to come. Nothing is left of the file then.
   */
  async take(request: IncomingMessage, declaredType: string): Promise<string | null> {
    this.#requests.add(request);
    request.once('close', () => this.#requests.delete(request));
    // Only believed when it is too much: the bytes are counted as they come.
    if (Number(request.headers['content-length']) > this.#limits.maxBytes) throw this.#tooLarge();
    const chunks: Buffer[] = [];
    let size = 0;
    const takeChunk = (chunk: Buffer): void => {
      size += chunk.length;
      this.#underWay += chunk.length;
      if (size > this.#limits.maxBytes) throw this.#tooLarge();
      if (this.#stored + this.#underWay > this.#limits.maxTotalBytes) throw NO_ROOM;
      chunks.push(chunk);
    };
    try {
      const failure = await readBody(request, takeChunk, this.#clock, this.#limits);
      if (failure === 'aborted') return null;
      if (failure === 'late') throw new UploadRefusal(408, 'The file did not come in time.');
      if (size === 0) throw new UploadRefusal(400, 'The file is empty.');
      return this.#keep(Buffer.concat(chunks), declaredType);
    } finally {
      this.#underWay -= size;
    }
  }

  /** Cuts off what is under way: a server does not end while a connection is open. */
  close(): void {
    for (const request of this.#requests) request.destroy();
  }

  /** Reads away what is left of a refused request. */
  drain(request: IncomingMessage): Promise<void> {
    return drainBody(request, this.#limits.maxBytes, this.#clock, this.#limits);
  }

  #keep(data: Buffer, declaredType: string): string {
    const type = servedType(declaredType, data.subarray(0, SNIFFED_BYTES));
    const name = randomBytes(NAME_BYTES).toString('base64url');
    this.#store.add(name, { type, data });
    this.#stored += data.length;
    return name;
  }

  #tooLarge(): UploadRefusal {
    return new UploadRefusal(413, `A file may take ${this.#limits.maxBytes} bytes at most.`);
  }
}
