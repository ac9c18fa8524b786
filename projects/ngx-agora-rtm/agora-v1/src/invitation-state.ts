import {
  type InvitationFailure,
  type InvitationState,
  RtmError,
  type RtmOperation,
} from 'ngx-agora-rtm/client';
import { ReplaySubject } from 'rxjs';
import type { AgoraV1InvitationFailure } from './agora-v1-sdk';

type Phase = InvitationState['phase'];

const FINAL: readonly Phase[] = ['accepted', 'refused', 'cancelled', 'failed'];

/** What each failure of the SDK means. */
const FAILURES: Readonly<Record<AgoraV1InvitationFailure, InvitationFailure>> = {
  UNKNOWN: 'unknown',
  PEER_NO_RESPONSE: 'no-response',
  INVITATION_EXPIRE: 'expired',
  PEER_OFFLINE: 'peer-offline',
  NOT_LOGGEDIN: 'not-logged-in',
  ACCEPT_FAILURE: 'connection-lost',
};

/** Our failure for a failure of the SDK. */
export function failureFor(vendorFailure: unknown): InvitationFailure {
  return typeof vendorFailure === 'string' && Object.hasOwn(FAILURES, vendorFailure)
    ? FAILURES[vendorFailure as AgoraV1InvitationFailure]
    : 'unknown';
}

/** Where one invitation stands. It moves until a final phase, or until its login ends. */
export class InvitationProgress {
  readonly #told = new ReplaySubject<InvitationState>(1);
  #state: InvitationState;
  #isOver = false;

  /** Replays the state, also after its end. */
  readonly state$ = this.#told.asObservable();

  constructor(phase: Phase) {
    this.#state = { phase, response: '', failure: null };
    this.#told.next(this.#state);
  }

  /** Moves on. After the end this does nothing. */
  move(phase: Phase, response: unknown = '', failure: InvitationFailure | null = null): void {
    if (this.#isOver || this.#state.phase === phase) return;
    this.#isOver = FINAL.includes(phase);
    const text = typeof response === 'string' ? response : '';
    this.#state = { phase, response: text, failure };
    this.#told.next(this.#state);
    if (this.#isOver) this.#told.complete();
  }

  /** The login has ended. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#told.complete();
  }

  /** @throws RtmError of code `invalid-argument`, unless the invitation is in one of some phases. */
  assertIn(phases: readonly Phase[], operation: RtmOperation): void {
    const { phase } = this.#state;
    const isOrphan = this.#isOver && !FINAL.includes(phase);
    if (phases.includes(phase) && !isOrphan) return;
    const message = isOrphan
      ? 'The login that the invitation belongs to has ended'
      : `The invitation is ${phase} already`;
    throw new RtmError({ code: 'invalid-argument', operation, message });
  }
}
