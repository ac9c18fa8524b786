import type { Clock } from '../protocol/clock.ts';
import type { ProjectSettings } from '../protocol/project-settings.ts';
import type { OperationName, Operations } from '../protocol/wire.ts';
import type { AppSpace, AppSpaces } from './app-space.ts';
import type { Certificates } from './certificates.ts';
import type { Fields } from './fields.ts';
import type { HistoryStore } from './history-store.ts';
import { Refusal } from './refusal.ts';
import type { Link, Session } from './session.ts';
import type { StorageStore } from './storage-store.ts';
import type { Timestamps } from './timestamps.ts';

/** What every service works with. */
export interface Services {
  readonly spaces: AppSpaces;
  readonly history: HistoryStore;
  readonly storage: StorageStore;
  readonly timestamps: Timestamps;
  readonly clock: Clock;
  readonly certificates: Certificates;
  readonly settings: ProjectSettings;
  /** Milliseconds a stored message can be read; infinite when it is kept for ever. */
  readonly retentionMs: number;
}

/** One connected client, logged in or not. */
export interface Connection {
  readonly link: Link;
  session: Session | null;
}

/** What an operation gets to see of the call. */
export interface Call {
  readonly services: Services;
  readonly connection: Connection;
  /** Runs `work` once the answer is on its way, so that events follow it. */
  afterReply(work: () => void): void;
}

/** How the server does one thing a client can ask for. */
export interface Operation<Name extends OperationName> {
  /** Builds the request from what came in. @throws Refusal when a field is not as it must be. */
  read(fields: Fields): Operations[Name]['request'];
  /** Does it. A `timestamp` in the result replaces the time of the answer. @throws Refusal */
  run(
    request: Operations[Name]['request'],
    call: Call,
  ): Operations[Name]['response'] & { timestamp?: number };
}

/** A service: some of the operations. */
export type OperationTable<Name extends OperationName> = { readonly [N in Name]: Operation<N> };

/** The session of the caller and its App ID's space. @throws Refusal -10025 when it has none (any more). */
export function requireSession(call: Call): { session: Session; space: AppSpace } {
  const { session, link } = call.connection;
  // A replaced connection may still have frames under way.
  if (session?.link !== link) throw new Refusal(-10025);
  return { session, space: call.services.spaces.open(session.appId) };
}

const NOT_AVAILABLE = { storage: -12019, lock: -14009 } as const;

/** @throws Refusal -12019 or -14009 when the service is switched off. */
export function requireService({ services }: Call, service: keyof typeof NOT_AVAILABLE): void {
  if (!services.settings[service]) throw new Refusal(NOT_AVAILABLE[service]);
}
