import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { CancelTimer, Clock } from '../protocol/clock.ts';
import type { ErrorCode } from '../protocol/error-codes.ts';
import type { OperationName, Operations, Pushes, Reply } from '../protocol/wire.ts';
import { rtmError, serverError } from './rtm-error.ts';

/** A server that refuses the connection is asked again this often within one attempt. */
const RETRY_OPEN_MS = 1_000;

/** What a transport tells its owner; nothing after it was closed. */
export interface TransportEvents {
  /** The server is there; nobody is logged in yet. */
  opened(): void;
  /** The link broke. */
  lost(): void;
  pushed<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void;
}

/** How a request fails when no answer comes. */
export interface RequestPolicy {
  /** Name of the call in errors. */
  readonly operation: string;
  readonly timeoutMs: number;
  readonly onTimeout: ErrorCode;
  /** When the link breaks before the answer. */
  readonly onLost: ErrorCode;
}

/** Names of all pushes; the compiler insists that none is missing. */
const PUSHES: Record<keyof Pushes, true> = {
  message: true,
  presence: true,
  attributes: true,
  onlineStatus: true,
  invitation: true,
  tokenWillExpire: true,
  metadata: true,
  lock: true,
  lockGranted: true,
  lockWaitEnded: true,
  lockExpired: true,
  rejected: true,
};

/** One connection to the server, until it is lost or closed. It never comes back by itself. */
export class Transport {
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #pending = new Set<() => void>();
  #cancelRetry: CancelTimer = () => undefined;
  #isClosed = false;

  constructor(url: string, clock: Clock, events: TransportEvents) {
    this.#clock = clock;
    this.#socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    this.#socket.on('connect', () => events.opened());
    this.#socket.on('connect_error', () => {
      this.#cancelRetry = clock.schedule(() => this.#socket.connect(), RETRY_OPEN_MS);
    });
    this.#socket.on('disconnect', () => {
      if (this.#isClosed) return;
      this.close();
      events.lost();
    });
    for (const name of Object.keys(PUSHES) as (keyof Pushes)[]) {
      this.#socket.on(name, (body: Pushes[typeof name]) => {
        if (!this.#isClosed) events.pushed(name, body);
      });
    }
  }

  /** Asks the server. @throws RTMBaseError what the server says, or what the policy says without an answer. */
  request<Name extends OperationName>(
    name: Name,
    body: Operations[Name]['request'],
    { operation, timeoutMs, onTimeout, onLost }: RequestPolicy,
  ): Promise<Operations[Name]['response'] & { timestamp: number }> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(rtmError(onLost, operation));
      const settle = () => {
        cancelTimeout();
        this.#pending.delete(fail);
      };
      const fail = () => {
        settle();
        reject(rtmError(onLost, operation));
      };
      const cancelTimeout = this.#clock.schedule(() => {
        settle();
        reject(rtmError(onTimeout, operation));
      }, timeoutMs);
      this.#pending.add(fail);
      this.#socket.emit(name, body, (reply: Reply<Operations[Name]['response']>) => {
        if (!this.#pending.has(fail)) return;
        settle();
        if (reply.ok) resolve(reply);
        else reject(serverError(reply.code, operation, reply.detail));
      });
    });
  }

  /** Hangs up. Requests under way fail; no event follows. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelRetry();
    this.#socket.disconnect();
    for (const fail of [...this.#pending]) fail();
  }
}
