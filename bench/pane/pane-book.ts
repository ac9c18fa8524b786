import { median } from '../median.ts';
import type { Metric } from './metrics.ts';
import type { Figures, Sample } from './sample.ts';

/** Medians of what was measured. */
export class PaneBook {
  readonly #samples: readonly Sample[];

  constructor(samples: readonly Sample[]) {
    this.#samples = samples;
  }

  /** NaN where it was not measured, or where a measurement has no figure. */
  median<Name extends keyof Figures>(
    subject: string,
    name: Name,
    history: number,
    key: keyof Figures[Name],
  ): number {
    const values = this.#samples
      .filter((sample) => sample.name === name)
      .filter((sample) => sample.subject === subject && sample.history === history)
      // The figures of a sample are those of its name, all of them numbers.
      .map(({ figures }) => (figures as Figures[Name])[key] as number);
    return values.some(Number.isNaN) ? NaN : median(values);
  }

  of(subject: string, { name, history, key }: Metric): number {
    return this.median(subject, name, history, key as never);
  }
}
