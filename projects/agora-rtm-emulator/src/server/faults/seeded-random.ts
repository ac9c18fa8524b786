/** A repeatable series of numbers from 0 to below 1: "mulberry32", of which nothing but evenness is asked. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A seed that differs from run to run. */
export function anySeed(): number {
  return Math.floor(Math.random() * 4_294_967_296);
}
