let latest = 0;

/** An id for an element, which no other one on the page has. @param prefix Says whose it is. */
export function nextId(prefix: string): string {
  return `${prefix}${++latest}`;
}
