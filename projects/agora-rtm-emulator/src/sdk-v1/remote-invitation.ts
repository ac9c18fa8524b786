import type { CancelTimer } from '../protocol/clock.ts';
import type { InvitationSignal } from '../protocol/wire.ts';
import { INVITATION_API_CALL } from './error-codes.ts';
import { EventEmitter } from './event-emitter.ts';
import { RemoteInvitationFailureReason, RemoteInvitationState } from './enumerations.ts';
import type { RemoteListener, Sent, SignalSender } from './invitation-signals.ts';
import { requireSize } from './local-invitation.ts';
import type { RemoteInvitationEvents } from './rtm-events.ts';
import { invalidArgument, invalidStatus } from './rtm-error.ts';
import type * as RtmStatusCode from './status-codes.ts';

const { ALREADY_ACCEPT, ALREADY_END, INVALID_ARGUMENT } = INVITATION_API_CALL;

/** The callee has this long to answer. Source: the bundle. */
const ANSWER_MS = 60_000;

/** An acceptance is sent this often until the caller has it, the first time after one pause. Source: the bundle. */
const ACCEPT_EVERY_MS = 1_000;

/** The caller has this long to get it, and again to confirm. Source: the bundle. */
const ACCEPT_MS = 5_000;

const OPEN_STATES = new Set<string>(['INVITATION_RECEIVED', 'ACCEPT_SENT_TO_LOCAL']);

/** What the caller said. */
interface InvitationFacts {
  readonly callId: string;
  readonly callerId: string;
  readonly channelId: string;
  readonly content: string;
}

/**
 * A call invitation, at the callee: from `RemoteInvitationReceived`. Its life is INVITATION_RECEIVED,
 * perhaps ACCEPT_SENT_TO_LOCAL, and then one of ACCEPTED, REFUSED, CANCELED and FAILURE.
 */
export class RemoteInvitation extends EventEmitter<RemoteInvitationEvents> {
  readonly callerId: string;
  /** Identifies the call on both sides. */
  readonly callId: string;
  /** The answer, to be set before `accept()` or `refuse()`. At most 8 KB. */
  response = '';
  state: RtmStatusCode.RemoteInvitationState = RemoteInvitationState.INVITATION_RECEIVED;
  readonly #sender: SignalSender;
  readonly #unlisten: () => void;
  readonly #channelId: string;
  #content: string;
  readonly #cancelExpiry: CancelTimer;
  #cancelTimer: CancelTimer = () => undefined;
  #cancelSending: CancelTimer = () => undefined;

  constructor(
    facts: InvitationFacts,
    sender: SignalSender,
    listen: (listener: RemoteListener) => () => void,
  ) {
    super();
    this.callerId = facts.callerId;
    this.callId = facts.callId;
    this.#channelId = facts.channelId;
    this.#content = facts.content;
    this.#sender = sender;
    this.#unlisten = listen({
      onCanceled: (content) => this.#onCanceled(content),
      onAcceptAcknowledged: () => this.#onAcceptAcknowledged(),
    });
    this.#cancelExpiry = sender.clock.schedule(() => this.#fail('INVITATION_EXPIRE'), ANSWER_MS);
  }

  get channelId(): string {
    return this.#channelId;
  }

  set channelId(_value: string) {
    // The bundle names the wrong property.
    const text = 'Cannot set the "response" of the RemoteInvitation instance.';
    throw invalidArgument(text, INVALID_ARGUMENT);
  }

  /** What the caller said; when it cancels, what it said then. */
  get content(): string {
    return this.#content;
  }

  set content(_value: string) {
    const text = 'Cannot set the "content" of the RemoteInvitation instance.';
    throw invalidArgument(text, INVALID_ARGUMENT);
  }

  /** Accepts; `RemoteInvitationAccepted` says when the caller knows. @throws RtmError 3, 4, 1 */
  accept(): void {
    if (this.#hasEnded) {
      const text = 'The local invitation has ended. Cannot accept.';
      throw invalidStatus(text, ALREADY_END);
    }
    this.#requireUnaccepted();
    requireSize(this.response, 'response');
    this.state = RemoteInvitationState.ACCEPT_SENT_TO_LOCAL;
    this.#sendAcceptance();
  }

  /** Declines. @throws RtmError 4, 3, 1 */
  refuse(): void {
    this.#requireUnaccepted();
    if (this.#hasEnded) throw invalidStatus('The invitation is end. Cannot refuse', ALREADY_END);
    requireSize(this.response, 'response');
    void this.#signal('CallReject');
    this.#end('REFUSED');
    this.emit('RemoteInvitationRefused');
  }

  get #hasEnded(): boolean {
    return !OPEN_STATES.has(this.state);
  }

  #requireUnaccepted(): void {
    if (this.state !== RemoteInvitationState.ACCEPT_SENT_TO_LOCAL) return;
    const text = 'The remote invitation is accepting. Cannot do the operation';
    throw invalidStatus(text, ALREADY_ACCEPT);
  }

  #sendAcceptance(): void {
    const { clock } = this.#sender;
    let isOffline = false;
    const sendAgain = () => {
      this.#cancelSending = clock.schedule(() => {
        sendAgain();
        void this.#signal('CallAccept').then(onSent);
      }, ACCEPT_EVERY_MS);
    };
    const onSent = (sent: Sent) => {
      isOffline = sent === 'offline';
      if (sent !== 'received' || this.#hasEnded) return;
      this.#cancelSending();
      this.#cancelTimer();
      this.#cancelTimer = clock.schedule(() => this.#fail('ACCEPT_FAILURE'), ACCEPT_MS);
    };
    this.#cancelTimer = clock.schedule(
      () => this.#fail(isOffline ? 'PEER_OFFLINE' : 'ACCEPT_FAILURE'),
      ACCEPT_MS,
    );
    sendAgain();
  }

  #onCanceled(content: string): void {
    this.#content = content;
    this.#end('CANCELED');
    this.emit('RemoteInvitationCanceled', content);
  }

  #onAcceptAcknowledged(): void {
    if (this.state !== RemoteInvitationState.ACCEPT_SENT_TO_LOCAL) return;
    this.#end('ACCEPTED');
    this.emit('RemoteInvitationAccepted');
  }

  #fail(reason: keyof typeof RtmStatusCode.RemoteInvitationFailureReason): void {
    this.#end('FAILURE');
    this.emit('RemoteInvitationFailure', RemoteInvitationFailureReason[reason]);
  }

  #end(state: keyof typeof RtmStatusCode.RemoteInvitationState): void {
    this.#cancelExpiry();
    this.#cancelTimer();
    this.#cancelSending();
    this.#unlisten();
    this.state = RemoteInvitationState[state];
  }

  #signal(signal: InvitationSignal): Promise<Sent> {
    const { callerId: peerId, callId, response: extra, channelId } = this;
    return this.#sender.send({ peerId, callId, signal, channelId, extra });
  }
}
