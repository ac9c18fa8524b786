/** Something that should have these fields, and of which nothing has been checked yet. For adapters. */
export type Unchecked<Field extends string> = Readonly<Partial<Record<Field, unknown>>>;

/** Reads the fields of something that came from outside; of what is no object, none. For adapters. */
export function unchecked<Field extends string>(value: unknown): Unchecked<Field> {
  return (typeof value === 'object' && value !== null ? value : {}) as Unchecked<Field>;
}

/** Whether a value is a text that is not empty. For adapters. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The texts of a list that are not empty, each once. For adapters. */
export function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? [...new Set(list.filter(isText))] : [];
}

/** A value that is a finite number above 0, else `null`. For adapters. */
export function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}
