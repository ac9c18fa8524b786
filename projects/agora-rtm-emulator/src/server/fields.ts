import type { ErrorCode } from '../protocol/error-codes.ts';
import { isName, isV1Name } from '../protocol/names.ts';
import type { Generation } from '../protocol/wire.ts';
import { Refusal } from './refusal.ts';

const INVALID_PARAMETER: ErrorCode = -10014;

/**
 * Reads a request field by field. Only own properties count, every read names a type and a bound,
 * and the caller builds a fresh object from the results: nothing a client sent travels on as is.
 */
export class Fields {
  readonly #record: Readonly<Record<string, unknown>>;
  readonly #generation: Generation;

  /**
   * @param generation Whose rules for names count.
   * @throws Refusal -10014 when `input` is not an object.
   */
  constructor(input: unknown, generation: Generation = 2) {
    this.#generation = generation;
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

  /** The same record, by the rules of another generation. */
  of(generation: Generation): Fields {
    return new Fields(this.#record, generation);
  }

  /** A user id or channel name; anything else is refused with `code`. */
  name(key: string, code: ErrorCode): string {
    const value = this.#read(key);
    return this.#isName(value) ? value : refuse(code);
  }

  /** A list of at most `max` names. */
  names(key: string, max: number, code: ErrorCode): string[] {
    const value = this.#read(key);
    if (!Array.isArray(value) || value.length > max) refuse();
    return value.map((item: unknown) => (this.#isName(item) ? item : refuse(code)));
  }

  /** A text that may be missing. */
  optionalText(key: string, maxLength: number): string | undefined {
    return this.#read(key) === undefined ? undefined : this.text(key, maxLength);
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
    return new Fields(this.#read(key), this.#generation);
  }

  /** A list of at most `max` objects. */
  list(key: string, max: number): Fields[] {
    const value = this.#read(key);
    if (!Array.isArray(value) || value.length > max) refuse();
    return value.map((item: unknown) => new Fields(item, this.#generation));
  }

  #isName(value: unknown): value is string {
    return this.#generation === 1 ? isV1Name(value) : isName(value);
  }

  #read(key: string): unknown {
    return Object.hasOwn(this.#record, key) ? this.#record[key] : undefined;
  }
}

function refuse(code: ErrorCode = INVALID_PARAMETER): never {
  throw new Refusal(code);
}
