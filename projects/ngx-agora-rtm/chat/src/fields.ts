/** An object that came from outside: nothing in it has been checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** Something as an object whose fields can be read with {@link field}, or `null` if it is none. */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}

/** An own property; never what an object has from its prototype. */
export function field(fields: Fields, name: string): unknown {
  // Asking each object is slow: it more than doubles the time to decode a message. What no object has by itself need not be asked.
  const isInherited = name in Object.prototype && !Object.hasOwn(fields, name);
  return isInherited ? undefined : fields[name];
}

/** A text of at most so many UTF-16 units, else `null`. */
export function textField(fields: Fields, name: string, maxLength: number): string | null {
  const value = field(fields, name);
  return typeof value === 'string' && value.length <= maxLength ? value : null;
}

/** A whole number from `min` on, else `null`. */
export function wholeField(fields: Fields, name: string, min: number): number | null {
  const value = field(fields, name);
  return Number.isSafeInteger(value) && (value as number) >= min ? (value as number) : null;
}

/** A list of at most so many items, each read on its own; `null` if it is no list, is longer, or one of them is `null`. */
export function listField<T>(
  fields: Fields,
  name: string,
  maxLength: number,
  read: (item: unknown) => T | null,
): readonly T[] | null {
  const value = field(fields, name);
  if (!Array.isArray(value) || value.length > maxLength) return null;
  const items: T[] = [];
  for (const item of value as readonly unknown[]) {
    const made = read(item);
    if (made === null) return null;
    items.push(made);
  }
  return items;
}
