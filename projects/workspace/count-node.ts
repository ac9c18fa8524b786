// A reporter for `node --test` that writes the count for test.ts. Its destination is the count file.
import { resolve } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import type { Count } from './count.ts';

export default async function* countNode(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, details, skip, todo } = event.data;
    // A suite is only as good as its tests, which are reported one by one. Its own hooks are the exception.
    const isSuite = details.type === 'suite';
    if (skip !== undefined || todo !== undefined) {
      if (!isSuite) skipped.push(name);
    } else if (event.type === 'test:fail') {
      if (!isSuite || brokeByItself(event.data.details.error)) failed++;
    } else if (!isSuite && !isWholeFile(event.data)) {
      passed++;
    }
  }
  yield JSON.stringify({ passed, failed, skipped } satisfies Count);
}

/** Whether this is a file that holds no test: Node reports it as one that passed. */
function isWholeFile({ name, file }: { name: string; file?: string | undefined }): boolean {
  return file !== undefined && resolve(name) === file;
}

/** Whether a suite failed for another reason than its tests: a hook, or code in its body. */
function brokeByItself(error: Error): boolean {
  return (error as { failureType?: string }).failureType !== 'subtestsFailed';
}
