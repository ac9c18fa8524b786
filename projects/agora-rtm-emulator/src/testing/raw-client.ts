import type { TestContext } from 'node:test';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { APP_ID } from './fixtures.ts';

/** What any request is answered with. */
export interface RawReply {
  readonly ok: boolean;
  readonly code?: number;
  readonly [key: string]: unknown;
}

/** Speaks to the server without the twin, so that a test can say what the twin never would. */
export class RawClient {
  readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
  }

  /** @param headers Those of the handshake, for example what a browser would say of its page. */
  static async connect(
    test: TestContext,
    url: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<RawClient> {
    const socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: headers,
    });
    test.after(() => socket.disconnect());
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return new RawClient(socket);
  }

  async ask(name: string, request: unknown): Promise<RawReply> {
    return (await this.socket.timeout(5_000).emitWithAck(name, request)) as RawReply;
  }

  /** Logs in; `overrides` replaces fields of an honest request. */
  login(userId: string, overrides: object = {}): Promise<RawReply> {
    return this.ask('login', { ...loginRequest(userId), ...overrides });
  }

  /** Resolves when the server hung up. */
  async closed(): Promise<void> {
    if (!this.socket.connected) return;
    await new Promise((resolve) => this.socket.once('disconnect', resolve));
  }
}

/** An honest login. */
export function loginRequest(userId: string): object {
  return {
    generation: 2,
    resumeAfter: 0,
    appId: APP_ID,
    userId,
    token: null,
    sessionId: `session-of-${userId}`.padEnd(24, '-'),
    reconnect: false,
    presenceTimeout: 300,
    subscriptions: [],
  };
}

/** An honest subscription. */
export function subscription(channelName: string): object {
  return {
    channelName,
    withMessage: true,
    withPresence: true,
    beQuiet: false,
    withMetadata: false,
    withLock: false,
  };
}
