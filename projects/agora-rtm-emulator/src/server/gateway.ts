import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Socket } from 'socket.io';
import type { CancelTimer } from '../protocol/clock.ts';
import {
  HEARTBEAT_INTERVAL_MS,
  HEARTBEAT_TIMEOUT_MS,
  MAX_FRAME_BYTES,
} from '../protocol/limits.ts';
import { refusalOf } from './access-control.ts';
import type { AccessRules } from './access-control.ts';
import { AddressQuota } from './address-quota.ts';
import { dispatch } from './dispatcher.ts';
import { countDownLocks } from './lock-lifetime.ts';
import { endSession } from './membership.ts';
import type { Connection, Services } from './operation.ts';
import { FaultyLink } from './faults/faulty-link.ts';
import type { FaultRules } from './faults/fault-rules.ts';
import type { Link } from './session.ts';
import { SocketLink } from './socket-link.ts';

/** A socket that has not logged in by then is cut, in milliseconds. */
const LOGIN_DEADLINE_MS = 8_000;

/** Frames a socket may send in a second: five times what the rate limits of a client add up to. */
const MAX_FRAMES_PER_SECOND = 1_000;

/** What a gateway needs to let things go wrong. */
export interface GatewayFaults {
  readonly rules: FaultRules;
  /** The open links; the gateway keeps it up to date. */
  readonly links: Set<FaultyLink>;
}

/**
 * Puts socket.io on the HTTP server and connects it with the services.
 *
 * @param faults `null` for links on which nothing goes wrong.
 */
export function openGateway(
  http: HttpServer,
  services: Services,
  rules: AccessRules,
  maxSocketsPerAddress: number,
  faults: GatewayFaults | null,
): Server {
  const quota = new AddressQuota(maxSocketsPerAddress);
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    pingInterval: HEARTBEAT_INTERVAL_MS,
    pingTimeout: HEARTBEAT_TIMEOUT_MS,
    connectTimeout: LOGIN_DEADLINE_MS,
    perMessageDeflate: false,
    httpCompression: false,
    // Long polling would be a second way in to guard, and delays `close()` by up to 30 s.
    transports: ['websocket'],
    // socket.io's `cors` option does not stop a WebSocket of a foreign page; this does.
    allowRequest: (request, decide) => {
      const allowed =
        refusalOf(request, rules) === null && quota.hasRoom(request.socket.remoteAddress);
      decide(allowed ? null : 'forbidden', allowed);
    },
  });
  io.engine.on('connection', (transport: Transport) => {
    const release = quota.take(transport.remoteAddress);
    transport.once('close', release);
  });
  io.on('connection', (socket) => serve(socket, services, faults));
  return io;
}

/** The part of an Engine.IO socket used here. */
interface Transport {
  readonly remoteAddress: string;
  once(event: 'close', listener: () => void): void;
}

function serve(socket: Socket, services: Services, faults: GatewayFaults | null): void {
  const faulty = faults && new FaultyLink(socket, faults.rules, services, receive);
  const link: Link = faulty ?? new SocketLink(socket);
  if (faulty !== null) faults?.links.add(faulty);
  const connection: Connection = { link, session: null };
  let cancelDeadline: CancelTimer = startDeadline();
  let frames = 0;
  let second = 0;

  function startDeadline(): CancelTimer {
    return services.clock.schedule(() => link.close(), LOGIN_DEADLINE_MS);
  }

  function receive(event: unknown, args: readonly unknown[]): void {
    const wasLoggedIn = connection.session !== null;
    dispatch(services, connection, event, args);
    const isLoggedIn = connection.session !== null;
    if (wasLoggedIn === isLoggedIn) return;
    cancelDeadline();
    // A link that was closed meanwhile has nobody to wait for.
    if (!isLoggedIn && socket.connected) cancelDeadline = startDeadline();
  }

  socket.on('error', () => undefined);
  socket.onAny((event: unknown, ...args: unknown[]) => {
    const now = Math.floor(performance.now() / 1_000);
    frames = now === second ? frames + 1 : 1;
    second = now;
    if (frames > MAX_FRAMES_PER_SECOND) return link.close();
    if (faulty === null) receive(event, args);
    else faulty.receive(event, args);
  });
  socket.on('disconnect', () => {
    cancelDeadline();
    if (faulty !== null) faults?.links.delete(faulty);
    const { session } = connection;
    const isLost = session?.detach(link, () =>
      services.clock.schedule(
        () => endSession(services, session, 'REMOTE_TIMEOUT'),
        session.graceMs,
      ),
    );
    if (session !== null && isLost === true) countDownLocks(services, session);
  });
}
