import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { unexplained, unused } from './allowed-difference.ts';
import type { AllowedDifference } from './allowed-difference.ts';
import { compareTraces, explain } from './compare.ts';
import type { Difference } from './compare.ts';
import { Lab } from './lab.ts';
import type { GroupSource } from './lab.ts';
import type { Manner } from './unreachable.ts';

/** Pages that run at the same time; each group needs two. */
const GROUPS_AT_ONCE = 2;

/** A test waits for the whole group of its script, on a machine that may have much else to do. */
const PATIENCE_MS = 240_000;

/** What a suite compares. */
export interface Comparison {
  readonly title: string;
  readonly sources: readonly GroupSource[];
  readonly allowed: readonly AllowedDifference[];
  /** How the servers cannot be reached; by default no host name is found. */
  readonly manner?: Manner;
}

/**
 * Registers a test for each script: what happened with the vendor's SDK is what happened with the twin,
 * but for what the allow-list explains; and one that the allow-list explains nothing else.
 */
export function compareWithTwin({ title, sources, allowed, manner }: Comparison): void {
  describe(title, () => {
    let lab: Lab;
    let results: Promise<ReadonlyMap<string, readonly Difference[]>>[] = [];

    before(async () => {
      lab = await Lab.open(manner);
      results = startAll(sources, (source) => compareGroup(lab, source));
    });
    after(() => lab.close());

    it('names each script once', () => {
      const ids = sources.flatMap(({ group }) => group.scripts.map(({ id }) => id));
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
      assert.deepEqual(twice, []);
    });

    for (const [index, { group }] of sources.entries()) {
      describe(group.name, () => {
        for (const { id } of group.scripts) {
          it(id, { timeout: PATIENCE_MS }, async () => {
            const differences = (await results[index])?.get(id) ?? assert.fail('It was not run.');
            assert.deepEqual(unexplained(differences, allowed).map(explain), []);
          });
        }
      });
    }

    it('allows no difference that is not there', { timeout: PATIENCE_MS }, async () => {
      const all = (await Promise.all(results)).flatMap((found) => [...found.values()].flat());
      assert.deepEqual(
        unused(all, allowed).map(({ id, reason }) => `${String(id)}: ${reason}`),
        [],
      );
    });

    it('reached nobody beyond this machine', { timeout: PATIENCE_MS }, async () => {
      await Promise.all(results);
      assert.deepEqual(lab.answered, []);
    });
  });
}

/** Runs a group on both, side by side. Returns the differences of each script. */
async function compareGroup(
  lab: Lab,
  source: GroupSource,
): Promise<ReadonlyMap<string, readonly Difference[]>> {
  const [vendor, twin] = await Promise.all([lab.run(source, 'vendor'), lab.run(source, 'twin')]);
  return new Map(
    source.group.scripts.map(({ id }, index) => [
      id,
      compareTraces(id, vendor[index] ?? [], twin[index] ?? []),
    ]),
  );
}

/** Starts one task for each source, a few at a time. Returns their ends in the order of the sources. */
function startAll<T>(
  sources: readonly GroupSource[],
  task: (source: GroupSource) => Promise<T>,
): Promise<T>[] {
  const started: Promise<T>[] = [];
  for (const source of sources) {
    const before = started[started.length - GROUPS_AT_ONCE];
    const result = before === undefined ? task(source) : settled(before).then(() => task(source));
    // Whoever awaits it hears of a failure; until then it is nobody's fault.
    result.catch(ignore);
    started.push(result);
  }
  return started;
}

function settled(promise: Promise<unknown>): Promise<void> {
  return promise.then(ignore, ignore);
}

function ignore(): void {
  // Reported by the test that asked for it.
}
