/** The middle of some values, NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * The order in which subjects take their turns: all of them in each repetition, backwards in every second, so that what
 * gets slower or faster over a run does so for all of them.
 */
export function turns<T>(subjects: readonly T[], repetitions: number): T[] {
  return Array.from({ length: repetitions }, (_, repetition) =>
    repetition % 2 === 0 ? subjects : subjects.toReversed(),
  ).flat();
}
