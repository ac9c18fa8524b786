// Runs scripts in a frame: everything it needs to know is in the frame's address, what happened goes to the page.
import type { Group, Trace } from '../script.ts';
import { Recorder } from './recorder.ts';

/** The SDK under test, and which scripts to run; written into the address by `lab.ts`. */
export interface FrameOrder {
  /** The module or plain script with the SDK. */
  readonly sdk: string;
  /** Whether it is a module with the SDK as its default export; else it sets the global `AgoraRTM`. */
  readonly isModule: boolean;
  /** Where the twin looks for its server; the vendor knows none. */
  readonly serverUrl: string;
  /** The module that exports `groups`, and the name of one. */
  readonly file: string;
  readonly group: string;
  /** The scripts of the group to run, by their places. */
  readonly indexes: readonly number[];
}

/** What the page offers its frames. */
export interface FramePage extends Window {
  /** Says that all scripts of a frame have begun. */
  started(): void;
  /** Takes what happened in a script. */
  report(index: number, trace: Trace): void;
  /** Takes why a frame could not run: the suite's fault, not the SDK's. */
  fail(problem: string): void;
}

interface Sdk extends Readonly<Record<string, unknown>> {
  setParameter(key: string, value: unknown): void;
}

async function load({ sdk, isModule, serverUrl }: FrameOrder): Promise<Sdk> {
  if (isModule) {
    const twin = ((await import(sdk)) as { default: Sdk }).default;
    twin.setParameter('EMULATOR_URL', serverUrl);
    return twin;
  }
  const script = document.createElement('script');
  script.src = sdk;
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return Reflect.get(globalThis, 'AgoraRTM') as Sdk;
}

async function begin(page: FramePage): Promise<void> {
  const order = JSON.parse(decodeURIComponent(location.hash.slice(1))) as FrameOrder;
  const sdk = await load(order);
  const { groups } = (await import(order.file)) as { groups: readonly Group[] };
  const group = groups.find(({ name }) => name === order.group);
  for (const index of order.indexes) {
    const script = group?.scripts[index];
    if (script === undefined) throw new Error(`No script ${index} in "${order.group}".`);
    const recorder = new Recorder(sdk, `user${index}`);
    void (async () => {
      await script.run(recorder);
      page.report(index, await recorder.finish());
    })().catch((error: unknown) => page.fail(`The script "${script.id}" broke: ${String(error)}`));
  }
  page.started();
}

const page = parent as FramePage;
begin(page).catch((error: unknown) => page.fail(String(error)));
