import { isPlainObject } from './tab-message';

/** Whether something that came from outside is what it has to be. Looks only; never throws for plain data. */
export type Shape<T> = (value: unknown) => value is T;

/** A field that may be left out. */
export interface Optional<T> {
  readonly optional: Shape<T>;
}

/** A shape for each field of a type: the compiler asks for one when the type gets another field. */
export type FieldShapes<T> = { readonly [K in keyof T]-?: Shape<T[K]> | Optional<T[K]> };

export const text: Shape<string> = (value): value is string => typeof value === 'string';
export const flag: Shape<boolean> = (value): value is boolean => typeof value === 'boolean';

/** A time, or anything else that is measured. */
export const finite: Shape<number> = (value): value is number => Number.isFinite(value);

/** A place in a stream, or anything else that is counted: 0, 1, 2 and so on. */
export const count: Shape<number> = (value): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

export function oneOf<const T extends string>(...words: readonly T[]): Shape<T> {
  const known: ReadonlySet<unknown> = new Set(words);
  return (value): value is T => known.has(value);
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value): value is T | null => value === null || shape(value);
}

export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value): value is readonly T[] => {
    if (!Array.isArray(value)) return false;
    // Unlike `every`, this does not pass over holes.
    for (const item of value as readonly unknown[]) if (!shape(item)) return false;
    return true;
  };
}

export function pairOf<A, B>(first: Shape<A>, second: Shape<B>): Shape<readonly [A, B]> {
  return (value): value is readonly [A, B] =>
    Array.isArray(value) && value.length === 2 && first(value[0]) && second(value[1]);
}

/** An object with any keys and like values. */
export function recordOf<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> =>
    isHarmless(value) && Object.values(value).every(shape);
}

/** An object with certain fields of its own. Others may stand beside them: a newer version of this library may have written it. */
export function object<T>(fields: FieldShapes<T>): Shape<T> {
  const shapes = Object.entries<Shape<unknown> | Optional<unknown>>(fields);
  return (value): value is T =>
    isHarmless(value) && shapes.every(([key, shape]) => fits(value, key, shape));
}

/** One of several objects, told apart by a field. */
export function variant<T>(tag: string, shapes: Readonly<Record<string, Shape<T>>>): Shape<T> {
  const table = new Map(Object.entries(shapes));
  return (value): value is T => {
    if (!isPlainObject(value) || !Object.hasOwn(value, tag)) return false;
    return table.get(value[tag] as string)?.(value) ?? false;
  };
}

function fits(
  value: Readonly<Record<string, unknown>>,
  key: string,
  shape: Shape<unknown> | Optional<unknown>,
): boolean {
  if (typeof shape === 'function') return Object.hasOwn(value, key) && shape(value[key]);
  return !Object.hasOwn(value, key) || shape.optional(value[key]);
}

/** Whether copying an object key by key leaves every prototype as it is. */
function isHarmless(value: unknown): value is Readonly<Record<string, unknown>> {
  return isPlainObject(value) && !Object.hasOwn(value, '__proto__');
}
