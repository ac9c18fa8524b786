import {
  assertAtMost,
  type IncomingInvitation,
  type InvitationFailure,
  type InvitationOptions,
  type InvitationState,
  type OutgoingInvitation,
  RtmError,
  type RtmOperation,
  utf8Bytes,
} from 'ngx-agora-rtm/client';
import { ReplaySubject } from 'rxjs';
import type { InMemorySession } from './in-memory-session';

type Phase = InvitationState['phase'];

const FINAL: readonly Phase[] = ['accepted', 'refused', 'cancelled', 'failed'];

/** Who an invitation is between, and what it says. */
export interface InvitationTerms extends Required<InvitationOptions> {
  readonly callerId: string;
  readonly peerId: string;
}

/** One of the two who an invitation is between: how it stands with them, and their login. */
class Side {
  readonly #told = new ReplaySubject<InvitationState>(1);
  readonly #session: InMemorySession;
  #state: InvitationState;
  #hasNews = true;
  #isEnded = false;

  constructor(session: InMemorySession, phase: Phase) {
    this.#session = session;
    this.#state = { phase, response: '', failure: null };
    this.flush();
  }

  readonly state$ = this.#told.asObservable();

  get phase(): Phase {
    return this.#state.phase;
  }

  /** Whether anything can still become of it. */
  get isOpen(): boolean {
    return !this.#isEnded && !FINAL.includes(this.phase);
  }

  /** Whether nothing is left to be told. */
  get isOver(): boolean {
    return this.#isEnded || (!this.isOpen && !this.#hasNews);
  }

  move(phase: Phase, response = '', failure: InvitationFailure | null = null): void {
    if (!this.isOpen) return;
    this.#state = { phase, response, failure };
    this.#hasNews = true;
    this.flush();
  }

  /** Tells the news, if there are any and a connection. */
  flush(): void {
    if (!this.#hasNews || this.#isEnded || !this.#session.isConnected) return;
    this.#hasNews = false;
    this.#told.next(this.#state);
    if (FINAL.includes(this.phase)) this.#told.complete();
  }

  /** The login has ended. */
  end(): void {
    this.#isEnded = true;
    this.#told.complete();
  }

  /** Lets an operation through while the invitation is in one of some phases, before and after the network's say. */
  async pass(operation: RtmOperation, phases: readonly Phase[]): Promise<void> {
    this.#assert(operation, phases);
    await this.#session.online(operation);
    this.#assert(operation, phases);
  }

  /** As {@link pass} of one who has received it, but others see that an answer is on its way. */
  async passAccepting(operation: RtmOperation): Promise<void> {
    this.#assert(operation, ['received']);
    if (this.#session.isConnected) this.move('accepting');
    try {
      await this.#session.online(operation);
      this.#assert(operation, ['accepting']);
    } catch (error) {
      // The answer did not get there, so another one can be given.
      if (this.phase === 'accepting') this.move('received');
      throw error;
    }
  }

  #assert(operation: RtmOperation, phases: readonly Phase[]): void {
    if (!this.#isEnded && phases.includes(this.phase)) return;
    const message = this.#isEnded
      ? 'The login that the invitation belongs to has ended'
      : `The invitation is ${this.phase} already`;
    throw new RtmError({ code: 'invalid-argument', operation, message });
  }
}

/** An invitation on its way through the network: a side of the caller, and one of the peer from its arrival on. */
export class InMemoryInvitation {
  readonly terms: InvitationTerms;
  readonly #caller: Side;
  readonly #maxBytes: number;
  #peer: Side | null = null;

  /** @param maxBytes Largest response, in bytes of UTF-8. */
  constructor(terms: InvitationTerms, caller: InMemorySession, maxBytes: number) {
    this.terms = terms;
    this.#maxBytes = maxBytes;
    this.#caller = new Side(caller, 'sent');
  }

  /** Whether nobody can hear anything new of it. */
  get isOver(): boolean {
    return this.#caller.isOver && (this.#peer?.isOver ?? true);
  }

  /** Whether the peer does not have it yet. */
  get isOnItsWay(): boolean {
    return this.#peer === null && this.#caller.isOpen;
  }

  /** What the caller holds. */
  outgoing(): OutgoingInvitation {
    const { content, channelId, peerId } = this.terms;
    return {
      content,
      channelId,
      peerId,
      state$: this.#caller.state$,
      cancel: async () => {
        await this.#caller.pass('invite', ['sent', 'received']);
        this.#caller.move('cancelled');
        this.#peer?.move('cancelled');
      },
    };
  }

  /** Arrives at the peer. Returns what the peer holds. */
  arrive(session: InMemorySession): IncomingInvitation {
    const { content, channelId, callerId } = this.terms;
    const peer = (this.#peer = new Side(session, 'received'));
    this.#caller.move('received');
    return {
      content,
      channelId,
      callerId,
      state$: peer.state$,
      accept: (response = '') => this.#answer(peer, 'accepted', response),
      refuse: (response = '') => this.#answer(peer, 'refused', response),
    };
  }

  /** Comes to nothing. */
  fail(failure: InvitationFailure): void {
    this.#caller.move('failed', '', failure);
    this.#peer?.move('failed', '', failure);
  }

  /** The login of one of the two has ended, which the other one hears of. */
  abandon(userId: string): void {
    const [gone, other] =
      userId === this.terms.callerId ? [this.#caller, this.#peer] : [this.#peer, this.#caller];
    gone?.end();
    other?.move('failed', '', 'peer-offline');
  }

  /** Tells what one of the two has missed. */
  flush(): void {
    this.#caller.flush();
    this.#peer?.flush();
  }

  async #answer(peer: Side, phase: 'accepted' | 'refused', response: string): Promise<void> {
    const operation = 'answer-invitation';
    assertAtMost(utf8Bytes(response), this.#maxBytes, 'bytes in a response', operation);
    if (phase === 'accepted') await peer.passAccepting(operation);
    else await peer.pass(operation, ['received']);
    peer.move(phase, response);
    this.#caller.move(phase, response);
  }
}
