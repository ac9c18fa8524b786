import type { Described } from '../script.ts';

/** Deep enough for every payload of the SDKs; what lies deeper is not looked at. */
const MAX_DEPTH = 8;

/** Milliseconds of a date in this century: what a clock says is not compared. */
const NOW_MS = 1_600_000_000_000;

/**
 * What the vendor's bundler named, which is another name in every release, and which nobody can rely on.
 */
const MINIFIED: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/^Class constructor \S+ cannot/, 'Class constructor ‹name› cannot'],
  [/^\S+\.(\w+) is not a function$/, '‹name›.$1 is not a function'],
  [/^\S+ is not iterable$/, '‹name› is not iterable'],
];

/** Turns any value into plain JSON. Instances of classes are `‹object›`: their fields are the vendor's own. */
export function describe(value: unknown, depth = 0): Described {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return describeNumber(value);
    case 'object':
      return value === null ? null : describeObject(value, depth);
    default:
      return `‹${typeof value}›`;
  }
}

function describeNumber(value: number): Described {
  if (!Number.isFinite(value)) return `‹${value}›`;
  return value > NOW_MS ? '‹time›' : value;
}

function describeObject(value: object, depth: number): Described {
  if (depth > MAX_DEPTH) return '‹deeper›';
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Uint8Array) return { '‹bytes›': [...value] };
  if (value instanceof Promise) return '‹promise›';
  if (Array.isArray(value)) return value.map((item) => describe(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return '‹object›';
  return describeFields(value, Object.keys(value), depth);
}

/** Own properties in their order, the message, and what `JSON.stringify` makes of it; never the stack. */
function describeError(error: Error, depth: number): Described {
  const properties = Object.getOwnPropertyNames(error).filter((name) => name !== 'stack');
  return {
    ...describeFields(error, properties, depth),
    name: error.name,
    message: withoutMinifiedNames(error.message),
    '‹properties›': properties,
    '‹json›': JSON.stringify(error),
  };
}

function describeFields(
  value: object,
  names: readonly string[],
  depth: number,
): Record<string, Described> {
  return Object.fromEntries(
    names.map((name) => [name, describe(Reflect.get(value, name), depth + 1)]),
  );
}

function withoutMinifiedNames(message: string): string {
  return MINIFIED.reduce(
    (text, [pattern, replacement]) => text.replace(pattern, replacement),
    message,
  );
}
