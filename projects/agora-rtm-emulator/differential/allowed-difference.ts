import type { Difference } from './compare.ts';

/** A difference that is known and stays, and why. */
export interface AllowedDifference {
  /** The scripts in which it shows. */
  readonly id: RegExp;
  /** Which of their differences; all when there is no `where`. */
  readonly where?: RegExp;
  /** Why the twin is not changed: what an application would gain or lose. */
  readonly reason: string;
}

/** The differences nobody has allowed. */
export function unexplained(
  differences: readonly Difference[],
  allowed: readonly AllowedDifference[],
): Difference[] {
  return differences.filter((difference) => !allowed.some((entry) => covers(entry, difference)));
}

/** The entries that explain nothing: what they allowed is gone, and must not come back unseen. */
export function unused(
  differences: readonly Difference[],
  allowed: readonly AllowedDifference[],
): AllowedDifference[] {
  return allowed.filter((entry) => !differences.some((difference) => covers(entry, difference)));
}

function covers({ id, where }: AllowedDifference, difference: Difference): boolean {
  return id.test(difference.id) && (where?.test(difference.where) ?? true);
}
