import {
  type AttributesEvent,
  type Connection,
  type IncomingInvitation,
  type MembersEvent,
  type OnlineStatus,
  type RtmClient,
  RtmError,
  type RtmMessage,
} from 'ngx-agora-rtm/client';
import { agoraV1 } from './agora-v1';
import type { AgoraV1Options } from './agora-v1-options';
import { APP_ID, type FakeInstance, FakeSdk, settle } from './fake-sdk.spec';

/** A client on a fake SDK, with all that it has emitted. */
export interface Harness {
  readonly sdk: FakeSdk;
  readonly client: RtmClient;
  readonly connections: Connection[];
  readonly messages: RtmMessage[];
  readonly members: MembersEvent[];
  readonly attributes: AttributesEvent[];
  readonly statuses: ReadonlyMap<string, OnlineStatus>[];
  readonly incoming: IncomingInvitation[];
  /** How often the token was about to expire. */
  readonly expiries: { count: number };
  /** Names of the streams that have completed. */
  readonly completed: string[];
  /** The connection as `state/reason`. */
  readonly connection: string;
  readonly instance: FakeInstance;
  /** How many events there were, of any kind. */
  readonly eventCount: number;
  /** Logs in, and lets it succeed. */
  login(userId?: string): Promise<void>;
}

export function harness(options: Partial<AgoraV1Options> = {}, sdk = new FakeSdk()): Harness {
  const client = agoraV1({
    appId: APP_ID,
    sdk: () => Promise.resolve(sdk),
    now: () => 1_000,
    ...options,
  })();
  const connections: Connection[] = [];
  const messages: RtmMessage[] = [];
  const members: MembersEvent[] = [];
  const attributes: AttributesEvent[] = [];
  const statuses: ReadonlyMap<string, OnlineStatus>[] = [];
  const incoming: IncomingInvitation[] = [];
  const expiries = { count: 0 };
  const completed: string[] = [];
  const into = <T>(name: string, next: (value: T) => void) => ({
    next,
    complete: () => void completed.push(name),
  });
  client.connection$.subscribe(into('connection', (c) => connections.push(c)));
  client.messages$.subscribe(into('messages', (m) => messages.push(m)));
  client.members$.subscribe(into('members', (m) => members.push(m)));
  client.attributes.changes$.subscribe(into('attributes', (a) => attributes.push(a)));
  client.onlineStatus.changes$.subscribe(into('statuses', (s) => statuses.push(s)));
  client.invitations.incoming$.subscribe(into('incoming', (i) => incoming.push(i)));
  client.tokenWillExpire$.subscribe(into('token', () => expiries.count++));
  return {
    sdk,
    client,
    connections,
    messages,
    members,
    attributes,
    statuses,
    incoming,
    expiries,
    completed,
    get connection() {
      const { state, reason } = connections.at(-1) ?? {};
      return `${state}/${reason}`;
    },
    get instance() {
      return sdk.instance;
    },
    get eventCount() {
      const lists = [connections, messages, members, attributes, statuses, incoming];
      return lists.reduce((sum, { length }) => sum + length, expiries.count);
    },
    async login(userId = 'alice') {
      const login = client.login({ userId, token: null });
      await settle();
      sdk.instances.findLast((one) => one.userId === userId)?.accept();
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

/** Lets a channel message come in. */
export function say(h: Harness, channelId: string, text = 'Hello', from = 'bob'): void {
  h.instance
    .channel(channelId)
    .emit('ChannelMessage', { messageType: 'TEXT', text }, from, { serverReceivedTs: 5_000 });
}
