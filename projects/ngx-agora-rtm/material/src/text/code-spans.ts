import type { Atom } from './inline-text';
import type { TextMeter } from './text-meter';

/** Code of a line: between a run of backticks and the next one of the same length. */
export function codeSpans(line: string, meter: TextMeter): Atom[] {
  const runs = backtickRuns(line);
  // Where each length stands last: a run without a partner is seen at once.
  const last = new Map(runs.map(({ start, marker }) => [marker.length, start]));
  const spans: Atom[] = [];
  for (let index = 0; index < runs.length; index++) {
    const open = runs[index];
    meter.steps++;
    if (!open || (last.get(open.marker.length) ?? 0) <= open.start) continue;
    // There is one, and the search goes on behind it: no run is passed twice.
    let other = index + 1;
    while (runs[other]?.marker !== open.marker) other++;
    const close = runs[other];
    if (!close) break;
    meter.steps += other - index;
    const { marker } = open;
    const text = line.slice(open.start + marker.length, close.start);
    const end = close.start + marker.length;
    spans.push({ start: open.start, end, node: { type: 'code', marker, text } });
    index = other;
  }
  return spans;
}

function backtickRuns(line: string): { readonly start: number; readonly marker: string }[] {
  return Array.from(line.matchAll(/`+/g), ({ 0: marker, index }) => ({ start: index, marker }));
}
