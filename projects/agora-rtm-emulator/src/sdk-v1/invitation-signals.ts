import type { Clock } from '../protocol/clock.ts';
import type { InvitationPush, InvitationRequest } from '../protocol/wire.ts';
import type { Link } from './link.ts';
import { LocalInvitation } from './local-invitation.ts';
import { RemoteInvitation } from './remote-invitation.ts';

/** What became of a signal. */
export type Sent = 'received' | 'offline' | 'unanswered' | 'notLoggedIn';

/** How an invitation reaches the other side. */
export interface SignalSender {
  readonly clock: Clock;
  /** Whether there is a session to send in. */
  readonly isLoggedIn: boolean;
  send(request: InvitationRequest): Promise<Sent>;
}

/** What an outgoing invitation hears from the callee. */
export interface LocalListener {
  onAccepted(response: string): void;
  onRefused(response: string): void;
}

/** What an incoming invitation hears from the caller. */
export interface RemoteListener {
  onCanceled(content: string): void;
  onAcceptAcknowledged(): void;
}

/** The call invitations of one client: those that have not ended, by the id of the call. */
export class InvitationSignals {
  readonly #sender: SignalSender;
  readonly #local = new Map<string, LocalListener>();
  readonly #remote = new Map<string, RemoteListener>();
  readonly #received: (invitation: RemoteInvitation) => void;

  /** @param received Hears of every invitation that arrives. */
  constructor(link: Link, received: (invitation: RemoteInvitation) => void) {
    this.#received = received;
    this.#sender = {
      clock: link.clock,
      get isLoggedIn() {
        return link.hasSession;
      },
      send: (request) => sendOver(link, request),
    };
  }

  create(calleeId: string): LocalInvitation {
    return new LocalInvitation(calleeId, this.#sender, (callId, listener) => {
      this.#local.set(callId, listener);
      return () => this.#local.delete(callId);
    });
  }

  onPush({ signal, callId, extra, senderId, channelId }: InvitationPush): void {
    switch (signal) {
      case 'CallInvite':
        return this.#receive(callId, senderId, channelId, extra);
      case 'CallCancel':
        return this.#remote.get(callId)?.onCanceled(extra);
      case 'CallAcceptAck':
        return this.#remote.get(callId)?.onAcceptAcknowledged();
      case 'CallAccept':
        return this.#local.get(callId)?.onAccepted(extra);
      case 'CallReject':
        return this.#local.get(callId)?.onRefused(extra);
    }
  }

  #receive(callId: string, callerId: string, channelId: string, content: string): void {
    // A caller who got no answer says it again.
    if (this.#remote.has(callId)) return;
    const facts = { callId, callerId, channelId, content };
    const invitation = new RemoteInvitation(facts, this.#sender, (listener) => {
      this.#remote.set(callId, listener);
      return () => this.#remote.delete(callId);
    });
    this.#received(invitation);
  }
}

async function sendOver(link: Link, request: InvitationRequest): Promise<Sent> {
  if (!link.hasSession) return 'notLoggedIn';
  const answer = await link.ask('invite', request);
  if (answer.kind !== 'reply') return 'unanswered';
  return answer.reply.received ? 'received' : 'offline';
}
