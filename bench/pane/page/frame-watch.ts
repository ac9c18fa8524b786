import { inTask } from './ticks.ts';

/** A gap above this is a frame that came too late, in ms. */
const LATE_MS = 25;

/** How regularly frames came. Times in ms. */
export interface Frames {
  readonly frames: number;
  readonly gapP95: number;
  readonly gapMax: number;
  /** Share of gaps above 25 ms. */
  readonly late: number;
  /** Share of frames after which `isBlank` was true; NaN where nobody asked. */
  readonly blank: number;
}

/** Watches the frames of the page from now on, until it is asked. */
export class FrameWatch {
  readonly #isBlank: (() => boolean) | null;
  readonly #gaps: number[] = [];
  #last: number | null = null;
  #checks = 0;
  #blanks = 0;
  #isOver = false;

  constructor(isBlank: (() => boolean) | null = null) {
    this.#isBlank = isBlank;
    requestAnimationFrame((at) => this.#frame(at));
  }

  end(): Frames {
    this.#isOver = true;
    return {
      frames: this.#gaps.length,
      gapP95: quantile(this.#gaps, 0.95),
      gapMax: quantile(this.#gaps, 1),
      late: this.#gaps.filter((gap) => gap > LATE_MS).length / this.#gaps.length,
      blank: this.#blanks / this.#checks,
    };
  }

  #frame(at: number): void {
    if (this.#isOver) return;
    if (this.#last !== null) this.#gaps.push(at - this.#last);
    this.#last = at;
    if (this.#isBlank) inTask(() => this.#check());
    requestAnimationFrame((next) => this.#frame(next));
  }

  #check(): void {
    if (this.#isOver) return;
    this.#checks += 1;
    if (this.#isBlank?.()) this.#blanks += 1;
  }
}

/** The value that a share of all values does not exceed; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
