import type { LockOperations, LockPushes } from './wire-lock.ts';
import type { AttributeOperations, AttributePushes } from './wire-attributes.ts';
import type { InvitationOperations, InvitationPushes } from './wire-invitations.ts';
import type { MessageOperations, MessagePushes } from './wire-messages.ts';
import type { PeerOperations, PeerPushes } from './wire-peers.ts';
import type { PresenceOperations, PresencePushes } from './wire-presence.ts';
import type { SessionOperations, SessionPushes } from './wire-session.ts';
import type { StorageOperations, StoragePushes } from './wire-storage.ts';

export type * from './wire-lock.ts';
export type * from './wire-attributes.ts';
export type * from './wire-invitations.ts';
export type * from './wire-messages.ts';
export type * from './wire-peers.ts';
export type * from './wire-presence.ts';
export type * from './wire-session.ts';
export type * from './wire-storage.ts';

/** Every request a client can make, by name, with its answer. Each service has a file of its own. */
export interface Operations
  extends
    SessionOperations,
    MessageOperations,
    PresenceOperations,
    StorageOperations,
    LockOperations,
    AttributeOperations,
    PeerOperations,
    InvitationOperations {}

export type OperationName = keyof Operations;

/** An answer: the time at the server, with the result or with one of Agora's error codes. */
export type Reply<T> =
  | ({ readonly ok: true; readonly timestamp: number } & T)
  | {
      readonly ok: false;
      readonly timestamp: number;
      readonly code: number;
      readonly detail?: string;
    };

/** Everything the server sends unasked, by name. */
export interface Pushes
  extends
    SessionPushes,
    MessagePushes,
    PresencePushes,
    StoragePushes,
    LockPushes,
    AttributePushes,
    PeerPushes,
    InvitationPushes {}
