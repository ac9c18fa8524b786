/** A figure beside what it should be. */
export interface Goal {
  /** What is measured. */
  readonly text: string;
  /** The figure, NaN where it was not measured. */
  readonly value: number;
  /** The highest that holds. */
  readonly limit: number;
  /** Unit of both, as in `us` or `x Map push`. */
  readonly unit: string;
}

/** Whether a goal holds; `null` where the figure is missing. */
export function holds({ value, limit }: Goal): boolean | null {
  return Number.isNaN(value) ? null : value <= limit;
}

const VERDICTS = { true: 'holds', false: 'MISSED', null: 'NOT MEASURED' } as const;

/** What to write beside a goal. */
export function verdictOf(goal: Goal): (typeof VERDICTS)[keyof typeof VERDICTS] {
  return VERDICTS[`${holds(goal)}`];
}

/** One line on all goals. */
export function closingLine(goals: readonly Goal[]): string {
  const count = (verdict: boolean | null) => goals.filter((goal) => holds(goal) === verdict).length;
  const parts = [`${count(true)} goals hold`, `${count(false)} MISSED`];
  if (count(null) > 0) parts.push(`${count(null)} NOT MEASURED`);
  return parts.join(', ');
}
