import {
  assertAtMost,
  assertChannelId,
  assertUserId,
  type IncomingInvitation,
  type InvitationOptions,
  type InvitationsApi,
  isText,
  type OutgoingInvitation,
  RtmError,
  type RtmErrorCode,
  type RtmOperation,
  unchecked,
  utf8Bytes,
} from 'ngx-agora-rtm/client';
import { lastValueFrom, Subject } from 'rxjs';
import type {
  AgoraV1LocalInvitation,
  AgoraV1LocalInvitationEvent,
  AgoraV1RemoteInvitation,
  AgoraV1RemoteInvitationEvent,
} from './agora-v1-sdk';
import type { AgoraV1Session } from './agora-v1-session';
import { attach, type Listeners } from './attach';
import { failureFor, InvitationProgress } from './invitation-state';
import { AGORA_V1_CAPABILITIES } from './limits';

const { userIds, channelIds, invitations: LIMITS } = AGORA_V1_CAPABILITIES;

/** What an answer that did not get there rejects with. */
const UNANSWERED: RtmErrorCode = 'connection-lost';

/** Invitations, which the SDK keeps the state of. */
export class AgoraV1Invitations implements InvitationsApi {
  readonly #incoming = new Subject<IncomingInvitation>();
  readonly incoming$ = this.#incoming.asObservable();

  constructor(
    /** The session, if it is connected; throws otherwise. */
    private readonly connected: (operation: RtmOperation) => AgoraV1Session,
  ) {}

  async invite(peerId: string, options: InvitationOptions = {}): Promise<OutgoingInvitation> {
    const { content = '', channelId = '' } = options;
    const operation = 'invite';
    assertUserId(peerId, userIds, operation);
    if (channelId !== '') assertChannelId(channelId, channelIds, operation);
    assertContent(content, 'content', operation);
    const session = this.connected(operation);
    const progress = new InvitationProgress('sent');
    session.onEnd(() => progress.end());
    const invitation = await session.call(operation, (instance) => {
      const made = instance.createLocalInvitation(peerId);
      send(made, { content, channelId }, progress);
      return Promise.resolve(made);
    });
    return {
      peerId,
      content,
      channelId,
      state$: progress.state$,
      cancel: async () => {
        progress.assertIn(['sent', 'received'], operation);
        await this.connected(operation).call(operation, () => {
          invitation.cancel();
          return Promise.resolve();
        });
      },
    };
  }

  /** The SDK has got an invitation. */
  received(session: AgoraV1Session, vendor: AgoraV1RemoteInvitation): void {
    const { callerId, content, channelId } = unchecked<keyof AgoraV1RemoteInvitation>(vendor);
    if (!isText(callerId)) return;
    const progress = new InvitationProgress('received');
    listenToRemote(vendor, progress);
    session.onEnd(() => progress.end());
    const operation = 'answer-invitation';
    const answer = async (response: string, how: 'accept' | 'refuse'): Promise<void> => {
      assertContent(response, 'response', operation);
      progress.assertIn(['received'], operation);
      await this.connected(operation).call(operation, () => {
        vendor.response = response;
        vendor[how]();
        if (how === 'accept') progress.move('accepting', response);
        return answered(progress);
      });
    };
    this.#incoming.next({
      callerId,
      content: isText(content) ? content : '',
      channelId: isText(channelId) ? channelId : '',
      state$: progress.state$,
      accept: (response = '') => answer(response, 'accept'),
      refuse: (response = '') => answer(response, 'refuse'),
    });
  }

  /** Ends the stream. */
  close(): void {
    this.#incoming.complete();
  }
}

/** Sends an invitation, and follows it. */
function send(
  vendor: AgoraV1LocalInvitation,
  { content, channelId }: Required<InvitationOptions>,
  progress: InvitationProgress,
): void {
  vendor.content = content;
  vendor.channelId = channelId;
  const listeners: Listeners<AgoraV1LocalInvitationEvent> = {
    LocalInvitationReceivedByPeer: () => progress.move('received'),
    LocalInvitationAccepted: (response) => progress.move('accepted', response),
    LocalInvitationRefused: (response) => progress.move('refused', response),
    LocalInvitationCanceled: () => progress.move('cancelled'),
    LocalInvitationFailure: (reason) => progress.move('failed', '', failureFor(reason)),
  };
  const detach = attach(vendor, listeners);
  progress.state$.subscribe({ complete: detach });
  vendor.send();
}

function listenToRemote(vendor: AgoraV1RemoteInvitation, progress: InvitationProgress): void {
  const listeners: Listeners<AgoraV1RemoteInvitationEvent> = {
    RemoteInvitationAccepted: () => progress.move('accepted', vendor.response),
    RemoteInvitationRefused: () => progress.move('refused', vendor.response),
    RemoteInvitationCanceled: () => progress.move('cancelled'),
    RemoteInvitationFailure: (reason) => progress.move('failed', '', failureFor(reason)),
  };
  const detach = attach(vendor, listeners);
  progress.state$.subscribe({ complete: detach });
}

/** Waits for what becomes of an answer. */
async function answered(progress: InvitationProgress): Promise<void> {
  const { phase } = await lastValueFrom(progress.state$);
  if (phase === 'accepted' || phase === 'refused') return;
  throw new RtmError({
    code: phase === 'cancelled' ? 'invalid-argument' : UNANSWERED,
    operation: 'answer-invitation',
    message:
      phase === 'cancelled'
        ? 'The invitation was taken back before the answer got there'
        : 'The caller did not confirm the answer',
  });
}

function assertContent(text: unknown, what: string, operation: RtmOperation): void {
  if (typeof text !== 'string') {
    const message = `The ${what} of an invitation must be a string`;
    throw new RtmError({ code: 'invalid-argument', operation, message });
  }
  assertAtMost(utf8Bytes(text), LIMITS.maxContentBytes, `bytes in the ${what}`, operation);
}
