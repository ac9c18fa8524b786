/**
 * The heights of all rows of a list, in CSS pixels: measured ones, and an estimate for those that were never on the page. Looks
 * up, corrects and appends in as many steps as the number of rows has binary digits (a Fenwick tree); rows put in elsewhere cost a
 * pass over plain numbers, about 0.2 ms for 100,000.
 */
export class RowHeights {
  #length = 0;
  #heights = new Float64Array(INITIAL_CAPACITY);
  #isMeasured = new Uint8Array(INITIAL_CAPACITY);
  /** At `i`: the sum of the `i & -i` heights up to row `i - 1`. */
  #sums = new Float64Array(INITIAL_CAPACITY + 1);
  #total = 0;
  #estimate: number;

  /** @param estimate Height of a row that was not measured. */
  constructor(estimate: number) {
    this.#estimate = estimate;
  }

  get length(): number {
    return this.#length;
  }

  /** The height of all rows together. */
  get total(): number {
    return this.#total;
  }

  /** Forgets all rows, and has this many instead. */
  reset(length: number): void {
    this.#length = 0;
    this.splice(0, 0, length);
  }

  /** Takes rows out and puts others in, as `Array.splice` does. */
  splice(at: number, removed: number, added: number): void {
    const length = this.#length - removed + added;
    this.#reserve(length);
    if (removed === 0 && at === this.#length && added < this.#length) {
      for (let i = 0; i < added; i++) this.#push();
      return;
    }
    this.#heights.copyWithin(at + added, at + removed, this.#length);
    this.#isMeasured.copyWithin(at + added, at + removed, this.#length);
    this.#heights.fill(this.#estimate, at, at + added);
    this.#isMeasured.fill(0, at, at + added);
    this.#length = length;
    this.#sumUp();
  }

  isMeasured(index: number): boolean {
    return this.#isMeasured[index] === 1;
  }

  /** Notes the height that a row really has. @returns By how much it differs from what was thought. */
  measure(index: number, height: number): number {
    const difference = height - (this.#heights[index] ?? height);
    this.#isMeasured[index] = 1;
    if (difference === 0) return 0;
    this.#heights[index] = height;
    this.#total += difference;
    for (let i = index + 1; i <= this.#length; i += i & -i) {
      this.#sums[i] = (this.#sums[i] ?? 0) + difference;
    }
    return difference;
  }

  /** Gives all rows that were not measured another height. */
  estimateAt(height: number): void {
    this.#estimate = height;
    for (let i = 0; i < this.#length; i++) if (!this.isMeasured(i)) this.#heights[i] = height;
    this.#sumUp();
  }

  /** The height of a row. */
  heightOf(index: number): number {
    return index < this.#length ? (this.#heights[index] ?? 0) : 0;
  }

  /** The height of all rows before one. */
  before(index: number): number {
    let sum = 0;
    for (let i = Math.min(index, this.#length); i > 0; i -= i & -i) sum += this.#sums[i] ?? 0;
    return sum;
  }

  /** The row at a distance from the top: the first or last one beyond the ends, -1 where there is none. */
  indexAt(distance: number): number {
    let index = 0;
    let rest = distance;
    for (let step = 1 << (31 - Math.clz32(this.#length || 1)); step > 0; step >>= 1) {
      const sum = this.#sums[index + step] ?? 0;
      if (index + step <= this.#length && sum <= rest) {
        index += step;
        rest -= sum;
      }
    }
    return Math.min(index, this.#length - 1);
  }

  #push(): void {
    const index = this.#length++;
    this.#heights[index] = this.#estimate;
    this.#isMeasured[index] = 0;
    this.#total += this.#estimate;
    const at = index + 1;
    let sum = this.#estimate;
    for (let i = index, stop = at - (at & -at); i > stop; i -= i & -i) sum += this.#sums[i] ?? 0;
    this.#sums[at] = sum;
  }

  #sumUp(): void {
    const sums = this.#sums.fill(0, 1, this.#length + 1);
    this.#total = 0;
    for (let i = 1; i <= this.#length; i++) {
      const height = this.#heights[i - 1] ?? 0;
      this.#total += height;
      const sum = (sums[i] ?? 0) + height;
      sums[i] = sum;
      const parent = i + (i & -i);
      if (parent <= this.#length) sums[parent] = (sums[parent] ?? 0) + sum;
    }
  }

  #reserve(length: number): void {
    if (length <= this.#heights.length) return;
    const capacity = Math.max(length, 2 * this.#heights.length);
    const [heights, isMeasured, sums] = [this.#heights, this.#isMeasured, this.#sums];
    this.#heights = new Float64Array(capacity);
    this.#heights.set(heights);
    this.#isMeasured = new Uint8Array(capacity);
    this.#isMeasured.set(isMeasured);
    this.#sums = new Float64Array(capacity + 1);
    this.#sums.set(sums);
  }
}

const INITIAL_CAPACITY = 256;
