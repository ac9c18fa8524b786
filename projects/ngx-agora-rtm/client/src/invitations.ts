import type { Observable } from 'rxjs';

/** What an invitation says. */
export interface InvitationOptions {
  /** For the peer to read; at most `capabilities.invitations.maxContentBytes` bytes. */
  readonly content?: string;
  /** The channel that the peer is invited to, where it matters. */
  readonly channelId?: string;
}

/** How large the content of an invitation, and the response to it, can be. */
export interface InvitationLimits {
  readonly maxContentBytes: number;
}

/** Why an invitation failed. */
export type InvitationFailure =
  'peer-offline' | 'no-response' | 'expired' | 'not-logged-in' | 'connection-lost' | 'unknown';

/**
 * Where an invitation stands. `accepted`, `refused`, `cancelled` and `failed` are final.
 *
 * | phase | sent by this user | received by this user |
 * |---|---|---|
 * | `sent` | on its way to the peer | - |
 * | `received` | the peer has it | waits for an answer |
 * | `accepting` | - | the answer is on its way to the caller |
 */
export interface InvitationState {
  readonly phase:
    'sent' | 'received' | 'accepting' | 'accepted' | 'refused' | 'cancelled' | 'failed';
  /** What the one who answered had to say; empty without an answer. */
  readonly response: string;
  /** Why it failed, else `null`. */
  readonly failure: InvitationFailure | null;
}

interface Invitation {
  readonly content: string;
  /** Empty where none was given. */
  readonly channelId: string;
  /** Replays the state; completes after a final one, and when the login ends. */
  readonly state$: Observable<InvitationState>;
}

/** An invitation that the logged-in user has sent. */
export interface OutgoingInvitation extends Invitation {
  readonly peerId: string;
  /** Takes it back. Rejects with `invalid-argument` when it has come to an end already. */
  cancel(): Promise<void>;
}

/** An invitation by another user. */
export interface IncomingInvitation extends Invitation {
  readonly callerId: string;
  /** Says yes. Rejects with `invalid-argument` when it has come to an end, or was answered already. */
  accept(response?: string): Promise<void>;
  /** Says no. Rejects with `invalid-argument` when it has come to an end, or was answered already. */
  refuse(response?: string): Promise<void>;
}

/**
 * Asking another user to a call, and being asked. Every call rejects with `unsupported` where
 * `capabilities.invitations` is null, and with `limit-exceeded` for a content or response that is larger than it says.
 */
export interface InvitationsApi {
  /** Every invitation that arrives. */
  readonly incoming$: Observable<IncomingInvitation>;

  /** Invites a user. Resolves when the invitation is on its way; its `state$` tells what becomes of it. */
  invite(peerId: string, options?: InvitationOptions): Promise<OutgoingInvitation>;
}
