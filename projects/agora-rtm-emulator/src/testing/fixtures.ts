import type { TestContext } from 'node:test';
import AgoraRTM from '../sdk/public-api.ts';
import type { RTMClient, RTMConfig, RTMEvents } from '../sdk/public-api.ts';
import { startEmulator } from '../server/public-api.ts';
import type { EmulatorOptions, RunningEmulator } from '../server/public-api.ts';
import { EventLog } from './event-log.ts';

export const APP_ID = '0123456789abcdef0123456789abcdef';

/** Starts an emulator for one test, and points the clients of the test at it. */
export async function runEmulator(
  test: TestContext,
  options: EmulatorOptions = {},
): Promise<RunningEmulator> {
  const emulator = await startEmulator({ port: 0, ...options });
  AgoraRTM.setParameter('EMULATOR_URL', emulator.url);
  test.after(() => emulator.close());
  return emulator;
}

/** What a client heard. */
export interface Heard {
  readonly messages: EventLog<RTMEvents.MessageEvent>;
  readonly presence: EventLog<RTMEvents.PresenceEvent>;
  readonly links: EventLog<RTMEvents.LinkStateEvent>;
  readonly storage: EventLog<RTMEvents.StorageEvent>;
  readonly locks: EventLog<RTMEvents.LockEvent>;
}

/** A client for one test, logged out at its end, and what it hears. */
export function newClient(
  test: TestContext,
  userId: string,
  { appId = APP_ID, ...config }: RTMConfig & { appId?: string } = {},
): { client: RTMClient; heard: Heard } {
  AgoraRTM.setParameter('IGNORE_DUPLICATE_USER_ID_ERR', true);
  const client = new AgoraRTM.RTM(appId, userId, config);
  const heard: Heard = {
    messages: new EventLog(),
    presence: new EventLog(),
    links: new EventLog(),
    storage: new EventLog(),
    locks: new EventLog(),
  };
  client.addEventListener('message', heard.messages.add);
  client.addEventListener('presence', heard.presence.add);
  client.addEventListener('linkState', heard.links.add);
  client.addEventListener('storage', heard.storage.add);
  client.addEventListener('lock', heard.locks.add);
  test.after(() => client.logout());
  return { client, heard };
}

/** {@link newClient}, logged in. */
export async function loggedIn(
  test: TestContext,
  userId: string,
  options?: RTMConfig & { appId?: string },
): Promise<{ client: RTMClient; heard: Heard }> {
  const made = newClient(test, userId, options);
  await made.client.login();
  return made;
}

/** Turns the limiter of the clients off for one test. */
export function withoutRateLimit(test: TestContext): void {
  AgoraRTM.setParameter('ENABLE_API_RATE_LIMIT', false);
  test.after(() => AgoraRTM.setParameter('ENABLE_API_RATE_LIMIT', true));
}

/** The error a promise rejects with. @throws when it resolves. */
export async function rejection(
  promise: Promise<unknown>,
): Promise<InstanceType<typeof AgoraRTM.RTMBaseError>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AgoraRTM.RTMBaseError) return error;
    throw error;
  }
  throw new Error('It was expected to reject, and resolved.');
}

/** How a promise ends: `resolved`, or the code it rejects with. */
export function outcome(promise: Promise<unknown>): Promise<number | 'resolved'> {
  return promise.then(
    () => 'resolved',
    (error: unknown) => (error instanceof AgoraRTM.RTMBaseError ? error.errorCode : NaN),
  );
}

/** The code a promise rejects with. */
export async function rejectionCode(promise: Promise<unknown>): Promise<number | undefined> {
  return (await rejection(promise)).errorCode;
}

/** A state change in the form of the fact tables. */
export function describeLink(event: RTMEvents.LinkStateEvent): string {
  return `${event.previousState}>${event.currentState} ${event.operation}/${event.reasonCode}`;
}
