import type { Stage } from '../script.ts';

export const APP_ID = '0123456789abcdef0123456789abcdef';

/** What every object of the SDK is. */
export interface Emitter {
  on(name: string, listener: unknown): unknown;
}

/** `AgoraRTM.createInstance(...)`. */
export function createInstance(stage: Stage, ...args: readonly unknown[]): Emitter {
  const sdk = stage.sdk as { createInstance(...args: unknown[]): Emitter };
  return sdk.createInstance(...args);
}

/** A client, not logged in. */
export function newClient(stage: Stage): Emitter {
  return createInstance(stage, APP_ID);
}

/** A client whose connection states are recorded. */
export function followedClient(stage: Stage): Emitter {
  const client = newClient(stage);
  client.on('ConnectionStateChanged', stage.listener('ConnectionStateChanged'));
  return client;
}

/** `client.createChannel(channelId)`. */
export function createChannel(client: object, channelId: unknown): Emitter {
  return (client as { createChannel(channelId: unknown): Emitter }).createChannel(channelId);
}

/** `client.createLocalInvitation(calleeId)`. */
export function createInvitation(client: object, calleeId: unknown): Emitter {
  return (client as { createLocalInvitation(calleeId: unknown): Emitter }).createLocalInvitation(
    calleeId,
  );
}
