import type { Stage } from '../script.ts';

export const APP_ID = '0123456789abcdef0123456789abcdef';

/** The static side of the SDK, as far as scripts construct. */
type Construct = new (...args: unknown[]) => object;

/** `new AgoraRTM.RTM(...)`. */
export function construct(stage: Stage, ...args: readonly unknown[]): object {
  const { RTM } = stage.sdk as { RTM: Construct };
  return new RTM(...args);
}

/** A client of a user nobody else is. */
export function newClient(stage: Stage): object {
  return construct(stage, APP_ID, stage.newUserId());
}

/** Records the `linkState` events of a client. */
export function followLink(stage: Stage, client: object): void {
  const listened = client as { addEventListener(name: string, listener: unknown): void };
  listened.addEventListener('linkState', stage.listener('linkState'));
}
