/** What one side of a call invitation tells the other; the names are those of the 1.x SDK. */
export type InvitationSignal =
  | 'CallInvite'
  | 'CallCancel'
  | 'CallAccept'
  /** The caller has heard of the acceptance. */
  | 'CallAcceptAck'
  | 'CallReject';

export interface InvitationRequest {
  readonly peerId: string;
  /** Unguessable, one for each invitation. */
  readonly callId: string;
  readonly signal: InvitationSignal;
  readonly channelId: string;
  /** Content of the invitation, or the answer to it. */
  readonly extra: string;
}

export interface InvitationPush extends Omit<InvitationRequest, 'peerId'> {
  readonly senderId: string;
  readonly timestamp: number;
}

/** Call invitations of the 1.x API. */
export interface InvitationOperations {
  /** `received` is whether the peer has a link and an SDK that knows invitations. */
  invite: { request: InvitationRequest; response: { received: boolean } };
}

export interface InvitationPushes {
  invitation: InvitationPush;
}
