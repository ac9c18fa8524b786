import type { Atom } from './inline-text';
import type { TextMeter } from './text-meter';
import { isWordEnd, isWordStart } from './word-edges';

/** What somebody may be called behind an `@`. */
export interface MentionLabel {
  readonly userId: string;
  readonly label: string;
}

/** Where users are named in a text. The longest label wins, so that "Ana Ruiz" is not "Ana". */
export function mentionsIn(
  text: string,
  labels: readonly MentionLabel[],
  meter: TextMeter,
): readonly Atom[] {
  const longestFirst = labels
    .filter(({ label }) => label !== '')
    .slice(0, MAX_LABELS)
    .sort((a, b) => b.label.length - a.label.length);
  const found: Atom[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const before = text.slice(Math.max(0, at - 1), at);
    if (isWordEnd(before) || before === '@') continue;
    meter.steps += longestFirst.length;
    const match = longestFirst.find(({ label }) => stands(text, at + 1, label));
    if (!match) continue;
    const end = at + 1 + match.label.length;
    const node = { type: 'mention', text: text.slice(at, end), userId: match.userId } as const;
    found.push({ start: at, end, node });
    at = end - 1;
  }
  return found;
}

function stands(text: string, start: number, label: string): boolean {
  const end = start + label.length;
  return text.startsWith(label, start) && !isWordStart(text.slice(end, end + 1));
}

/** Each is looked for at each `@`. */
const MAX_LABELS = 100;
