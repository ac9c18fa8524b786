import type { ErrorCode } from '../protocol/error-codes.ts';
import { isName } from '../protocol/names.ts';
import { Refusal } from './refusal.ts';

const INVALID_PARAMETER: ErrorCode = -10014;

/**
 * Reads a request field by field. Only own properties count, every read names a type and a bound,
 * and the caller builds a fresh object from the results: nothing a client sent travels on as is.
 */
export class Fields {
  readonly #record: Readonly<Record<string, unknown>>;

  /** @throws Refusal -10014 when `input` is not an object. */
  constructor(input: unknown) {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) refuse();
    this.#record = input as Record<string, unknown>;
  }

  /** A string of at most `maxLength` UTF-16 units. */
  text(key: string, maxLength: number): string {
    const value = this.#read(key);
    return typeof value === 'string' && value.length <= maxLength ? value : refuse();
  }

  textOrNull(key: string, maxLength: number): string | null {
    return this.#read(key) === null ? null : this.text(key, maxLength);
  }

  /** A user id or channel name; anything else is refused with `code`. */
  name(key: string, code: ErrorCode): string {
    const value = this.#read(key);
    return isName(value) ? value : refuse(code);
  }

  flag(key: string): boolean {
    const value = this.#read(key);
    return typeof value === 'boolean' ? value : refuse();
  }

  /** A whole number from `min` to `max`. */
  integer(key: string, min: number, max: number): number {
    const value = this.#read(key);
    const valid = typeof value === 'number' && Number.isSafeInteger(value);
    return valid && value >= min && value <= max ? value : refuse();
  }

  oneOf<T extends string>(key: string, values: readonly T[]): T {
    const value = this.#read(key);
    return values.find((candidate) => candidate === value) ?? refuse();
  }

  /** An object of its own, to be read by its own fields. */
  nested(key: string): Fields {
    return new Fields(this.#read(key));
  }

  /** A list of at most `max` objects. */
  list(key: string, max: number): Fields[] {
    const value = this.#read(key);
    if (!Array.isArray(value) || value.length > max) refuse();
    return value.map((item: unknown) => new Fields(item));
  }

  #read(key: string): unknown {
    return Object.hasOwn(this.#record, key) ? this.#record[key] : undefined;
  }
}

function refuse(code: ErrorCode = INVALID_PARAMETER): never {
  throw new Refusal(code);
}
