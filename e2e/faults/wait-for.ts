import { setTimeout as wait } from 'node:timers/promises';

/** How often is looked, in milliseconds. */
const EVERY_MS = 20;

/** Resolves when something is so. @throws Error with the words for it when it is not in time. */
export async function waitFor(
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
  words: () => string,
): Promise<void> {
  for (const end = Date.now() + withinMs; !(await isSo());) {
    if (Date.now() > end) throw new Error(`After ${withinMs} ms: ${words()}`);
    await wait(EVERY_MS);
  }
}
