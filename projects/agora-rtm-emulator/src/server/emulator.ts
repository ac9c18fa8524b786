import { createServer } from 'node:http';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../protocol/clock.ts';
import type { Clock } from '../protocol/clock.ts';
import { DEFAULT_PORT } from '../protocol/limits.ts';
import { DEFAULT_SETTINGS } from '../protocol/project-settings.ts';
import type { ProjectSettings } from '../protocol/project-settings.ts';
import { isLoopbackHost } from './access-control.ts';
import type { AccessRules } from './access-control.ts';
import { AppSpaces } from './app-space.ts';
import { readCertificates } from './certificates.ts';
import { openDatabase } from './database.ts';
import { FailingHistoryStore } from './faults/failing-history-store.ts';
import type { FaultControls } from './faults/fault.ts';
import { FaultRules } from './faults/fault-rules.ts';
import { FaultSwitchboard } from './faults/fault-switchboard.ts';
import { noFaultControls } from './faults/no-fault-controls.ts';
import { openGateway } from './gateway.ts';
import type { GatewayFaults } from './gateway.ts';
import { HistoryStore } from './history-store.ts';
import { answerHttp } from './http-front.ts';
import type { Services } from './operation.ts';
import { StorageStore } from './storage-store.ts';
import { Timestamps } from './timestamps.ts';
import { UploadStore } from './uploads/upload-store.ts';
import { readUploadLimits, Uploads } from './uploads/uploads.ts';
import type { UploadLimits } from './uploads/uploads.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Many tabs and a load test fit; a runaway reconnect loop does not. */
const MAX_SOCKETS_PER_ADDRESS = 500;

/** Presence as set in Agora's console. */
export interface PresenceOptions {
  /** Users from which on a channel is crowded, and users on a page of `getOnlineUsers`; 50 by default. */
  readonly announceMax?: number;
  /** Milliseconds between the batches of a crowded channel, 30000 by default. */
  readonly intervalMs?: number;
}

/** How to run an emulator. Everything has a default. */
export interface EmulatorOptions {
  /** TCP port, 9700 by default; 0 takes a free one. */
  readonly port?: number;
  /** Address to listen on, `127.0.0.1` by default. */
  readonly host?: string;
  /** Folder of the message history and the metadata. Without one they live in memory. */
  readonly data?: string;
  /** Whether there is `client.storage`, else its calls reject with -12019. Default `true`. */
  readonly storage?: boolean;
  /** Whether there is `client.lock`, else its calls reject with -14009. Default `true`. */
  readonly lock?: boolean;
  /** Origins of web pages that may connect, besides those on loopback. */
  readonly allowedOrigins?: readonly string[];
  /** Host names the server may be reached by, besides loopback ones and IP addresses. */
  readonly allowedHosts?: readonly string[];
  /**
   * App certificate of each App ID whose tokens are verified, 32 hexadecimal digits each, as in Agora's
   * console. The clients of such an App ID need a token; those of others can have none.
   */
  readonly certificates?: Readonly<Record<string, string>>;
  /** Whether there is a message history, on by default. Off, as in a project Agora did not enable it for, it is -15005. */
  readonly history?: boolean;
  /** Days a stored message can be read, for ever by default. */
  readonly historyDays?: number;
  /** From how many users on presence events of a channel come batched, and how often. */
  readonly presence?: PresenceOptions;
  /** Sockets one address may have open, 500 by default. */
  readonly maxSocketsPerAddress?: number;
  /** Whether `host` may be reachable from other machines. The emulator checks no passwords. */
  readonly allowNetwork?: boolean;
  /** Whether to start even though `NODE_ENV` is `production`. */
  readonly allowProduction?: boolean;
  /**
   * Whether tests may let things go wrong, by {@link RunningEmulator.faults} and over HTTP at `/faults`:
   * anyone who reaches the server can then stop it from working. `'network'` allows that even where
   * other machines can reach it.
   */
  readonly faultControls?: boolean | 'network';
  /**
   * Whether files can be uploaded at `/uploads`, off by default; and how much. They lie with the history. Only where no other machine
   * reaches the server.
   */
  readonly uploads?: boolean | UploadLimits;
  /** Time, for tests. */
  readonly clock?: Clock;
}

/** A started emulator. */
export interface RunningEmulator {
  /** Address for `AgoraRTM.setParameter('EMULATOR_URL', url)`, as in `http://127.0.0.1:9700`. */
  readonly url: string;
  readonly port: number;
  /** Lets things go wrong. Its methods throw when the emulator was started without `faultControls`. */
  readonly faults: FaultControls;
  /** Disconnects everyone, closes the database and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts an emulator.
 *
 * @example
 * const emulator = await startEmulator({ port: 0 });
 * AgoraRTM.setParameter('EMULATOR_URL', emulator.url);
 * // ...
 * await emulator.close();
 *
 * @throws Error with `code` `EADDRINUSE` when the port is taken, and one that says what to do when
 * the options would put the emulator on a network or into production unasked, or a certificate is
 * not one.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const host = options.host ?? '127.0.0.1';
  refuseRisks(host, options);
  const rules: AccessRules = {
    allowedOrigins: options.allowedOrigins ?? [],
    allowedHosts: [host, ...(options.allowedHosts ?? [])],
  };
  const certificates = readCertificates(options.certificates ?? {});
  const settings = readSettings(options);
  const limits = readUploads(options);
  const clock = options.clock ?? systemClock;
  const faults: GatewayFaults | null =
    (options.faultControls ?? false) === false
      ? null
      : { rules: new FaultRules(), links: new Set() };
  let controls: FaultSwitchboard | null = null;
  let uploads: Uploads | null = null;
  const http = createServer((request, response) =>
    answerHttp(request, response, rules, controls, uploads),
  );
  await listen(http, options.port ?? DEFAULT_PORT, host);
  let database: DatabaseSync;
  try {
    database = openDatabase(options.data ?? null);
  } catch (error) {
    http.close();
    throw error;
  }
  const history =
    faults === null ? new HistoryStore(database) : new FailingHistoryStore(database, faults.rules);
  const storage = new StorageStore(database);
  const services: Services = {
    spaces: new AppSpaces(),
    history,
    storage,
    timestamps: new Timestamps(clock, Math.max(history.newest(), storage.newest())),
    clock,
    certificates,
    settings,
    retentionMs: (options.historyDays ?? Infinity) * DAY_MS,
  };
  if (limits !== null) uploads = new Uploads(new UploadStore(database), clock, limits);
  if (faults !== null) controls = new FaultSwitchboard(faults.rules, faults.links, services);
  const socketLimit = options.maxSocketsPerAddress ?? MAX_SOCKETS_PER_ADDRESS;
  const io = openGateway(http, services, rules, socketLimit, faults);
  const { port } = http.address() as AddressInfo;
  let closing: Promise<void> | null = null;

  async function close(): Promise<void> {
    // A link that carries nothing would keep the server from closing it.
    controls?.clear();
    uploads?.close();
    for (const space of services.spaces.all()) {
      space.channelAttributes.dispose();
      for (const session of space.sessions.values()) session.dispose();
      space.locks.dispose();
    }
    await io.close();
    http.closeAllConnections();
    database.close();
  }

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    faults: controls ?? noFaultControls,
    close: () => (closing ??= close()),
  };
}

/** `null` where nothing can be uploaded. @throws Error when a number makes no sense. */
function readUploads({ uploads = false, data }: EmulatorOptions): Required<UploadLimits> | null {
  if (uploads === false) return null;
  return readUploadLimits(uploads === true ? {} : uploads, data === undefined);
}

/** @throws Error when a number makes no sense. */
function readSettings({
  presence = {},
  historyDays = 1,
  ...services
}: EmulatorOptions): ProjectSettings {
  const announceMax = presence.announceMax ?? DEFAULT_SETTINGS.announceMax;
  const announceIntervalMs = presence.intervalMs ?? DEFAULT_SETTINGS.announceIntervalMs;
  requirePositive('presence.announceMax', announceMax);
  requirePositive('presence.intervalMs', announceIntervalMs);
  requirePositive('historyDays', historyDays);
  const { history, storage, lock } = { ...DEFAULT_SETTINGS, ...services };
  return { announceMax, announceIntervalMs, history, storage, lock };
}

function requirePositive(option: string, value: number): void {
  if (Number.isSafeInteger(value) && value > 0) return;
  throw new Error(`The option ${option} must be a whole number above 0, not ${String(value)}.`);
}

function refuseRisks(host: string, options: EmulatorOptions): void {
  if (process.env['NODE_ENV'] === 'production' && options.allowProduction !== true) {
    throw new Error(
      'NODE_ENV is "production", and the emulator is not a production server: use Agora itself, ' +
        'or allow it explicitly.',
    );
  }
  if (!isLoopbackHost(host) && options.allowNetwork !== true) {
    throw new Error(
      `The host ${host} can be reached from other machines, and the emulator checks no passwords: ` +
        'use 127.0.0.1, or allow the network explicitly.',
    );
  }
  if (!isLoopbackHost(host) && options.faultControls === true) {
    throw new Error(
      `The host ${host} can be reached from other machines, where anyone could use the fault ` +
        "controls: use 127.0.0.1, or set them to 'network'.",
    );
  }
  if (!isLoopbackHost(host) && (options.uploads ?? false) !== false) {
    throw new Error(
      `The host ${host} can be reached from other machines, where anyone could upload files: ` +
        'use 127.0.0.1, or leave uploads off.',
    );
  }
}

function listen(http: HttpServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.removeListener('error', reject);
      resolve();
    });
  });
}
