import type { CancelTimer } from '../protocol/clock.ts';
import { MAX_INVITATION_BYTES } from '../protocol/limits-v1.ts';
import { isV1Name } from '../protocol/names.ts';
import { utf8Length } from '../protocol/payload.ts';
import type { InvitationSignal } from '../protocol/wire.ts';
import { INVITATION_API_CALL } from './error-codes.ts';
import { EventEmitter } from './event-emitter.ts';
import { LocalInvitationFailureReason, LocalInvitationState } from './enumerations.ts';
import type { LocalListener, SignalSender } from './invitation-signals.ts';
import { randomUuid } from './random-uuid.ts';
import type { LocalInvitationEvents } from './rtm-events.ts';
import { invalidArgument, invalidStatus } from './rtm-error.ts';
import type * as RtmStatusCode from './status-codes.ts';

const { ALREADY_END, ALREADY_SENT, INVALID_ARGUMENT, NOT_STARTED } = INVITATION_API_CALL;

/** A callee who is offline is tried again this often, this long. Source: the bundle. */
const RESEND_MS = 2_000;
const DELIVER_MS = 30_000;

/** A callee who got the invitation has this long to answer. Source: the bundle. */
const ANSWER_MS = 60_000;

const OPEN_STATES = new Set<string>(['IDLE', 'SENT_TO_REMOTE', 'RECEIVED_BY_REMOTE']);

/**
 * A call invitation, at the caller: `createLocalInvitation(calleeId)`. Its life is IDLE, SENT_TO_REMOTE,
 * RECEIVED_BY_REMOTE, and then one of ACCEPTED_BY_REMOTE, REFUSED_BY_REMOTE, CANCELED and FAILURE.
 */
export class LocalInvitation extends EventEmitter<LocalInvitationEvents> {
  readonly calleeId: string;
  /** Identifies the call on both sides. */
  readonly callId = randomUuid();
  /** At most 8 KB. */
  content = '';
  state: RtmStatusCode.LocalInvitationState = LocalInvitationState.IDLE;
  readonly #sender: SignalSender;
  readonly #unlisten: () => void;
  #channelId = '';
  #response = '';
  #cancelTimer: CancelTimer = () => undefined;

  constructor(
    calleeId: string,
    sender: SignalSender,
    listen: (callId: string, listener: LocalListener) => () => void,
  ) {
    super();
    this.calleeId = calleeId;
    this.#sender = sender;
    this.#unlisten = listen(this.callId, {
      onAccepted: (response) => this.#onAccepted(response),
      onRefused: (response) => this.#onRefused(response),
    });
  }

  /** The answer of the callee. */
  get response(): string {
    return this.#response;
  }

  set response(_value: string) {
    const text = 'Cannot set the "response" of the LocalInvitation instance.';
    throw invalidArgument(text, INVALID_ARGUMENT);
  }

  /** Ignored once the invitation was sent. */
  get channelId(): string {
    return this.#channelId;
  }

  set channelId(value: string) {
    if (this.state === LocalInvitationState.IDLE) this.#channelId = value;
  }

  /** Sends the invitation; events tell what comes of it. @throws RtmError 5, 3, 1 */
  send(): void {
    if (this.#is('SENT_TO_REMOTE') || this.#is('RECEIVED_BY_REMOTE')) {
      const text = 'The local invitation send failure. The call invitation has already been sent';
      throw invalidStatus(text, ALREADY_SENT);
    }
    if (this.#hasEnded) {
      const text = 'The local invitation send failure. The call invitation has ended';
      throw invalidStatus(text, ALREADY_END);
    }
    // By its length, as observed: a number passes, null is a TypeError.
    if (this.#channelId.length > 0 && !isV1Name(this.#channelId)) {
      throw invalidArgument('Illegal invitation channel ID', INVALID_ARGUMENT);
    }
    if (!isV1Name(this.calleeId)) {
      throw invalidArgument('Illegal invitation callee user ID', INVALID_ARGUMENT);
    }
    requireSize(this.content, 'content');
    this.state = LocalInvitationState.SENT_TO_REMOTE;
    this.#cancelTimer = this.#sender.clock.schedule(() => this.#fail('PEER_OFFLINE'), DELIVER_MS);
    void this.#deliver();
  }

  /** Takes the invitation back. @throws RtmError 3, 2, 1, without a code when not logged in */
  cancel(): void {
    if (this.#hasEnded) throw invalidStatus('The local invitation cancel failure', ALREADY_END);
    if (this.#is('IDLE')) {
      throw invalidStatus('The local invitation has not been sent', NOT_STARTED);
    }
    requireSize(this.content, 'content');
    if (!this.#sender.isLoggedIn) {
      throw invalidStatus('Client is not logged in. Cannot do the operation');
    }
    void this.#signal('CallCancel', this.content);
    this.#end('CANCELED');
    this.emit('LocalInvitationCanceled');
  }

  get #hasEnded(): boolean {
    return !OPEN_STATES.has(this.state);
  }

  #is(state: keyof typeof RtmStatusCode.LocalInvitationState): boolean {
    return this.state === LocalInvitationState[state];
  }

  async #deliver(): Promise<void> {
    const sent = await this.#signal('CallInvite', this.content);
    if (this.#hasEnded) return;
    if (sent === 'received') this.#onReceived();
    else if (sent === 'offline') this.#deliverLater();
    else this.#fail(sent === 'unanswered' ? 'PEER_NO_RESPONSE' : 'NOT_LOGGEDIN');
  }

  #deliverLater(): void {
    this.#sender.clock.schedule(() => {
      if (this.#is('SENT_TO_REMOTE')) void this.#deliver();
    }, RESEND_MS);
  }

  #onReceived(): void {
    if (!this.#is('SENT_TO_REMOTE')) return;
    this.#cancelTimer();
    this.state = LocalInvitationState.RECEIVED_BY_REMOTE;
    this.#cancelTimer = this.#sender.clock.schedule(
      () => this.#fail('INVITATION_EXPIRE'),
      ANSWER_MS,
    );
    this.emit('LocalInvitationReceivedByPeer');
  }

  #onAccepted(response: string): void {
    if (this.#hasEnded || this.#is('IDLE')) return;
    void this.#signal('CallAcceptAck', '');
    // The answer may be faster than the receipt.
    this.#onReceived();
    this.#response = response;
    this.#end('ACCEPTED_BY_REMOTE');
    this.emit('LocalInvitationAccepted', response);
  }

  #onRefused(response: string): void {
    if (this.#hasEnded || this.#is('IDLE')) return;
    this.#onReceived();
    this.#response = response;
    this.#end('REFUSED_BY_REMOTE');
    this.emit('LocalInvitationRefused', response);
  }

  #fail(reason: keyof typeof RtmStatusCode.LocalInvitationFailureReason): void {
    this.#end('FAILURE');
    this.emit('LocalInvitationFailure', LocalInvitationFailureReason[reason]);
  }

  #end(state: keyof typeof RtmStatusCode.LocalInvitationState): void {
    this.#cancelTimer();
    this.#unlisten();
    this.state = LocalInvitationState[state];
  }

  #signal(signal: InvitationSignal, extra: string) {
    const { calleeId: peerId, callId } = this;
    return this.#sender.send({ peerId, callId, signal, channelId: this.#channelId, extra });
  }
}

/** @throws RtmInvalidArgumentError 1 */
export function requireSize(text: unknown, field: 'content' | 'response'): void {
  if (utf8Length(String(text)) <= MAX_INVITATION_BYTES) return;
  throw invalidArgument(
    `The length of the "${field}" overflows. The number of bytes representing content must not ` +
      'exceed 8 × 1024 if encoded in UTF-8.',
    INVALID_ARGUMENT,
  );
}
