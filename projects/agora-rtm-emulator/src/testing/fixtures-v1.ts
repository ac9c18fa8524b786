import type { TestContext } from 'node:test';
import AgoraRTM from '../sdk-v1/public-api.ts';
import type { RtmChannel, RtmClient, RtmMessage } from '../sdk-v1/public-api.ts';
import { RtmError } from '../sdk-v1/rtm-error.ts';
import type { EmulatorOptions, RunningEmulator } from '../server/public-api.ts';
import { EventLog } from './event-log.ts';
import { APP_ID, runEmulator } from './fixtures.ts';
import type { ManualClock } from './manual-clock.ts';

/** Starts an emulator for one test, and points the clients of both generations at it. */
export async function runForBoth(
  test: TestContext,
  options: EmulatorOptions = {},
): Promise<RunningEmulator> {
  const emulator = await runEmulator(test, options);
  AgoraRTM.setParameter('EMULATOR_URL', emulator.url);
  return emulator;
}

/** A message, who sent it, and the server's time. */
export interface HeardMessage {
  readonly message: RtmMessage;
  readonly from: string;
  readonly ts: number;
}

/** What a client heard, in words. */
export interface HeardV1 {
  readonly states: EventLog<string>;
  readonly messages: EventLog<HeardMessage>;
}

/** A 1.x client for one test, logged out at its end, and what it hears. */
export function newV1Client(
  test: TestContext,
  { appId = APP_ID, clock }: { appId?: string; clock?: ManualClock } = {},
): { client: RtmClient; heard: HeardV1 } {
  AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
  const client = AgoraRTM.createInstance(appId);
  const heard: HeardV1 = { states: new EventLog(), messages: new EventLog() };
  client.on('ConnectionStateChanged', (state, reason) => heard.states.add(`${state}/${reason}`));
  client.on('MessageFromPeer', (message, from, { serverReceivedTs: ts }) =>
    heard.messages.add({ message, from, ts }),
  );
  test.after(() => client.logout().catch(() => undefined));
  return { client, heard };
}

/** {@link newV1Client}, logged in. */
export async function loggedInV1(
  test: TestContext,
  uid: string,
  options?: { appId?: string; clock?: ManualClock; token?: string },
): Promise<{ client: RtmClient; heard: HeardV1 }> {
  const made = newV1Client(test, options);
  await made.client.login({
    uid,
    ...(options?.token === undefined ? {} : { token: options.token }),
  });
  return made;
}

/** What a channel heard. */
export interface HeardInChannel {
  readonly messages: EventLog<HeardMessage>;
  /** `+alice`, `-alice`, `#2` for a count. */
  readonly members: EventLog<string>;
}

/** A channel that a client has joined, and what it hears. */
export async function joined(
  client: RtmClient,
  channelId: string,
): Promise<{ channel: RtmChannel; heard: HeardInChannel }> {
  const channel = client.createChannel(channelId);
  const heard: HeardInChannel = { messages: new EventLog(), members: new EventLog() };
  channel.on('ChannelMessage', (message, from, { serverReceivedTs: ts }) =>
    heard.messages.add({ message, from, ts }),
  );
  channel.on('MemberJoined', (memberId) => heard.members.add(`+${memberId}`));
  channel.on('MemberLeft', (memberId) => heard.members.add(`-${memberId}`));
  channel.on('MemberCountUpdated', (count) => heard.members.add(`#${count}`));
  await channel.join();
  return { channel, heard };
}

/** How a call ends: `resolved`, or name and code of the error it rejects with. */
export async function outcomeV1(call: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof call === 'function' ? call() : call);
    return 'resolved';
  } catch (error) {
    if (error instanceof RtmError) return `${error.name} ${error.code ?? '-'}`;
    return (error as Error).name;
  }
}
