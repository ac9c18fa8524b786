import type { InvitationFailure } from 'ngx-agora-rtm/client';
import type { InMemoryInvitation } from './in-memory-invitation';

/** How an invitation reaches a user: `null` where the user is not logged in, `away` where cut off. */
export type InvitationDoor = ((invitation: InMemoryInvitation) => void) | 'away' | null;

/** Every invitation of a network that has not come to an end. */
export class InvitationExchange {
  readonly #doorOf: (userId: string) => InvitationDoor;
  readonly #open = new Set<InMemoryInvitation>();

  constructor(doorOf: (userId: string) => InvitationDoor) {
    this.#doorOf = doorOf;
  }

  /** Brings an invitation to its peer; now, or when the peer is back. */
  deliver(invitation: InMemoryInvitation): void {
    const door = this.#doorOf(invitation.terms.peerId);
    if (door === null) {
      invitation.fail('peer-offline');
      return;
    }
    this.#open.add(invitation);
    if (door !== 'away') door(invitation);
  }

  /** A user is back and hears what was missed. */
  restored(userId: string): void {
    for (const invitation of this.#of(userId)) {
      invitation.flush();
      const isForUser = invitation.terms.peerId === userId;
      if (isForUser && invitation.isOnItsWay) this.deliver(invitation);
    }
  }

  /** A user's login has ended. */
  ended(userId: string): void {
    for (const invitation of this.#of(userId)) invitation.abandon(userId);
  }

  /** Everything that is still open comes to nothing. */
  failAll(failure: InvitationFailure): void {
    for (const invitation of this.#open) invitation.fail(failure);
  }

  #of(userId: string): InMemoryInvitation[] {
    const over = [...this.#open].filter(({ isOver }) => isOver);
    for (const invitation of over) this.#open.delete(invitation);
    return [...this.#open].filter(
      ({ terms }) => terms.callerId === userId || terms.peerId === userId,
    );
  }
}
