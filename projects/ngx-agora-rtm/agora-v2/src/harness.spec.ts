import {
  type Connection,
  type MembersEvent,
  type RtmClient,
  RtmError,
  type RtmMessage,
} from 'ngx-agora-rtm/client';
import { agoraV2 } from './agora-v2';
import type { AgoraV2Options } from './agora-v2-options';
import { APP_ID, type FakeInstance, FakeSdk, settle } from './fake-sdk.spec';

/** A client on a fake SDK, with all that it has emitted. */
export interface Harness {
  readonly sdk: FakeSdk;
  readonly client: RtmClient;
  readonly connections: Connection[];
  readonly messages: RtmMessage[];
  readonly members: MembersEvent[];
  /** How often the token was about to expire. */
  readonly expiries: { count: number };
  /** Names of the streams that have completed. */
  readonly completed: string[];
  /** The connection as `state/reason`. */
  readonly connection: string;
  readonly instance: FakeInstance;
  /** Logs in, and lets it succeed. */
  login(userId?: string): Promise<void>;
}

export function harness(options: Partial<AgoraV2Options> = {}, sdk = new FakeSdk()): Harness {
  const client = agoraV2({
    appId: APP_ID,
    sdk: () => Promise.resolve(sdk),
    now: () => 1_000,
    ...options,
  })();
  const connections: Connection[] = [];
  const messages: RtmMessage[] = [];
  const members: MembersEvent[] = [];
  const expiries = { count: 0 };
  const completed: string[] = [];
  const complete = (name: string) => (): void => void completed.push(name);
  client.connection$.subscribe({
    next: (c) => connections.push(c),
    complete: complete('connection'),
  });
  client.messages$.subscribe({ next: (m) => messages.push(m), complete: complete('messages') });
  client.members$.subscribe({ next: (m) => members.push(m), complete: complete('members') });
  client.tokenWillExpire$.subscribe({ next: () => expiries.count++, complete: complete('token') });
  return {
    sdk,
    client,
    connections,
    messages,
    members,
    expiries,
    completed,
    get connection() {
      const { state, reason } = connections.at(-1) ?? {};
      return `${state}/${reason}`;
    },
    get instance() {
      return sdk.instance;
    },
    async login(userId = 'alice') {
      const login = client.login({ userId, token: null });
      await settle();
      sdk.instances.find((one) => one.userId === userId)?.accept();
      await login;
    },
  };
}

/** The states and reasons that a client went through, as `state/reason`. */
export function path({ connections }: Harness): readonly string[] {
  return connections.map(({ state, reason }) => `${state}/${reason}`);
}

/** The code of the RtmError that a promise rejects with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return error instanceof RtmError ? error.code : `no RtmError: ${String(error)}`;
  }
}

/** Who logs in where nothing else is said. */
export const alice = { userId: 'alice', token: null };

/** Lets time pass on jasmine's clock, and everything happen that comes of it. */
export async function pass(ms: number): Promise<void> {
  await settle();
  jasmine.clock().tick(ms);
  await settle();
}

/** A `message` event of a channel. */
export function channelMessage(channelName: string, more: object = {}): object {
  return {
    channelType: 'MESSAGE',
    channelName,
    publisher: 'bob',
    message: 'Hello',
    messageType: 'STRING',
    customType: '',
    timestamp: 5_000,
    ...more,
  };
}

/** A `presence` event of somebody who joins. */
export function joinOf(channelName: string, publisher: string): object {
  return {
    eventType: 'REMOTE_JOIN',
    channelType: 'MESSAGE',
    channelName,
    publisher,
    snapshot: null,
    interval: null,
  };
}
