import type { Described, Entry, Trace } from './script.ts';

/** How far apart the same thing may happen, in milliseconds of the page's clock. */
export const TOLERANCE_MS = 300;

/** One thing on which the vendor's SDK and the twin do not agree. */
export interface Difference {
  /** The script in which it showed. */
  readonly id: string;
  /** Where: which entry, and in it which field. */
  readonly where: string;
  readonly vendor: Described;
  readonly twin: Described;
}

const NOTHING = '‹nothing›';

/** Compares two traces of one script, entry by entry and field by field. */
export function compareTraces(id: string, vendor: Trace, twin: Trace): Difference[] {
  const differences: Difference[] = [];
  for (let index = 0; index < Math.max(vendor.length, twin.length); index += 1) {
    const pair = { vendor: vendor[index], twin: twin[index] };
    if (!isSameThing(pair.vendor, pair.twin)) {
      const where = `${index}`;
      differences.push({ id, where, vendor: print(pair.vendor), twin: print(pair.twin) });
      // From here on the two tell different stories, and every further difference would be this one again.
      break;
    }
    differences.push(...compareEntries(id, index, pair.vendor as Entry, pair.twin as Entry));
  }
  return differences;
}

/** A difference in one line. */
export function explain({ id, where, vendor, twin }: Difference): string {
  return `${id} [${where}]: the vendor's SDK ${JSON.stringify(vendor)}, the twin ${JSON.stringify(twin)}`;
}

function isSameThing(vendor: Entry | undefined, twin: Entry | undefined): boolean {
  return vendor?.kind === twin?.kind && vendor?.label === twin?.label;
}

function print(entry: Entry | undefined): Described {
  return entry === undefined ? NOTHING : { ...entry };
}

function compareEntries(id: string, index: number, vendor: Entry, twin: Entry): Difference[] {
  const where = `${index} ${vendor.kind} ${vendor.label}`;
  const isLate = Math.abs(vendor.at - twin.at) > TOLERANCE_MS;
  const late = { id, where: `${where} at`, vendor: vendor.at, twin: twin.at };
  return [...(isLate ? [late] : []), ...compareValues(id, where, vendor.value, twin.value)];
}

function compareValues(
  id: string,
  where: string,
  vendor: Described,
  twin: Described,
): Difference[] {
  if (isLeaf(vendor) || isLeaf(twin) || Array.isArray(vendor) !== Array.isArray(twin)) {
    return JSON.stringify(vendor) === JSON.stringify(twin) ? [] : [{ id, where, vendor, twin }];
  }
  const keys = { vendor: Object.keys(vendor), twin: Object.keys(twin) };
  const fields = [...new Set([...keys.vendor, ...keys.twin])].flatMap((key) =>
    compareValues(id, `${where} ${key}`, fieldOf(vendor, key), fieldOf(twin, key)),
  );
  // The order of fields shows in JSON and in logs.
  const isReordered = fields.length === 0 && keys.vendor.join() !== keys.twin.join();
  return isReordered
    ? [{ id, where: `${where} order`, vendor: keys.vendor, twin: keys.twin }]
    : fields;
}

function isLeaf(value: Described): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null;
}

function fieldOf(value: object, key: string): Described {
  return Object.hasOwn(value, key) ? (Reflect.get(value, key) as Described) : NOTHING;
}
