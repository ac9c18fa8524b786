/** Heights of rows with their sums (a Fenwick tree): append, correct and find in logarithmic time. */
export class RowHeights {
  #heights = new Float64Array(1024);
  #sums = new Float64Array(1025);
  #length = 0;
  #total = 0;

  get total(): number {
    return this.#total;
  }

  append(height: number): void {
    if (this.#length === this.#heights.length) this.#grow();
    this.#heights[this.#length] = height;
    const place = ++this.#length;
    let sum = height;
    const end = place - (place & -place);
    for (let at = place - 1; at > end; at -= at & -at) sum += this.#sums[at] ?? 0;
    this.#sums[place] = sum;
    this.#total += height;
  }

  correct(row: number, height: number): void {
    const change = height - (this.#heights[row] ?? 0);
    if (change === 0) return;
    this.#heights[row] = height;
    this.#total += change;
    for (let at = row + 1; at <= this.#length; at += at & -at) {
      this.#sums[at] = (this.#sums[at] ?? 0) + change;
    }
  }

  /** Where a row begins. */
  topOf(row: number): number {
    let top = 0;
    for (let at = row; at > 0; at -= at & -at) top += this.#sums[at] ?? 0;
    return top;
  }

  /** The row at some distance from the top. */
  rowAt(top: number): number {
    let row = 0;
    let rest = top;
    for (let step = 1 << (31 - Math.clz32(this.#length || 1)); step > 0; step >>= 1) {
      const sum = this.#sums[row + step] ?? Infinity;
      if (row + step > this.#length || sum > rest) continue;
      row += step;
      rest -= sum;
    }
    return Math.min(row, this.#length - 1);
  }

  #grow(): void {
    const [heights, sums] = [this.#heights, this.#sums];
    this.#heights = new Float64Array(heights.length * 2);
    this.#heights.set(heights);
    this.#sums = new Float64Array(heights.length * 2 + 1);
    this.#sums.set(sums);
  }
}
