import {
  assertAtMost,
  assertChannelId,
  assertUserId,
  type IncomingInvitation,
  type InvitationLimits,
  type InvitationOptions,
  type InvitationsApi,
  type OutgoingInvitation,
  RtmError,
  utf8Bytes,
} from 'ngx-agora-rtm/client';
import { Subject } from 'rxjs';
import { InMemoryInvitation } from './in-memory-invitation';
import type { InMemorySession } from './in-memory-session';

/** The invitations of one client. */
export class InMemoryInvitations implements InvitationsApi {
  readonly #deliver: (invitation: InMemoryInvitation) => void;
  readonly #session: InMemorySession;
  readonly #limits: InvitationLimits;
  readonly #incoming = new Subject<IncomingInvitation>();

  /** @param deliver Brings an invitation to its peer, if that is possible. */
  constructor(
    deliver: (invitation: InMemoryInvitation) => void,
    session: InMemorySession,
    limits: InvitationLimits,
  ) {
    this.#deliver = deliver;
    this.#session = session;
    this.#limits = limits;
  }

  readonly incoming$ = this.#incoming.asObservable();

  async invite(
    peerId: string,
    { content = '', channelId = '' }: InvitationOptions = {},
  ): Promise<OutgoingInvitation> {
    const { maxContentBytes } = this.#limits;
    const { userIds, channelIds } = this.#session.capabilities;
    assertUserId(peerId, userIds, 'invite');
    if (channelId !== '') assertChannelId(channelId, channelIds, 'invite');
    if (typeof content !== 'string') {
      const message = 'The content of an invitation must be a string';
      throw new RtmError({ code: 'invalid-argument', operation: 'invite', message });
    }
    assertAtMost(utf8Bytes(content), maxContentBytes, 'bytes in the content', 'invite');
    await this.#session.online('invite');
    const terms = { callerId: this.#session.userId, peerId, content, channelId };
    const invitation = new InMemoryInvitation(terms, this.#session, maxContentBytes);
    this.#deliver(invitation);
    return invitation.outgoing();
  }

  /** @internal */
  receive(invitation: InMemoryInvitation): void {
    this.#incoming.next(invitation.arrive(this.#session));
  }

  /** @internal */
  close(): void {
    this.#incoming.complete();
  }
}
