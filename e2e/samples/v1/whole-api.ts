// Everything else that an application may do with agora-rtm-sdk 1.x: never run, but compiled against the SDK's own types and
// against those of its twin. What compiles against one and not against the other is a difference between them.
import AgoraRTM, {
  type LocalInvitation,
  type RemoteInvitation,
  type RtmChannel,
  type RtmClient,
  type RtmMessage,
  type RtmStatusCode,
} from 'agora-rtm-sdk';

/** Listeners written apart from where they are added, as in classes of an application. */
export function listen(client: RtmClient, show: (text: string) => void): void {
  const onState = (state: RtmStatusCode.ConnectionState, reason: string): void => {
    if (state === AgoraRTM.ConnectionState.ABORTED) show(reason);
  };
  client.on('ConnectionStateChanged', onState);
  client.on('TokenExpired', () => show('expired'));
  client.on('TokenPrivilegeWillExpire', () => show('renew'));
  client.on('PeersOnlineStatusChanged', (status) => {
    for (const [peerId, state] of Object.entries(status)) {
      show(`${peerId} ${state === AgoraRTM.PeerOnlineState.OFFLINE ? 'off' : state}`);
    }
  });
  client.on('MessageFromPeer', (message, peerId, { serverReceivedTs }) => {
    show([textOf(message), peerId, serverReceivedTs].join());
  });
  client.on('RemoteInvitationReceived', (invitation) => answer(invitation, show));
  client.off('ConnectionStateChanged', onState);
}

/** A message of either kind as text. */
export function textOf(message: RtmMessage): string {
  return message.messageType === AgoraRTM.MessageType.RAW
    ? `${message.rawMessage.byteLength} bytes ${message.description ?? ''}`
    : (message.text ?? '');
}

function answer(invitation: RemoteInvitation, show: (text: string) => void): void {
  invitation.on('RemoteInvitationCanceled', (content) => show(content));
  invitation.on('RemoteInvitationFailure', (reason) => {
    if (reason === AgoraRTM.RemoteInvitationFailureReason.ACCEPT_FAILURE) show('lost');
  });
  if (invitation.state === AgoraRTM.RemoteInvitationState.INVITATION_RECEIVED) {
    invitation.response = `back to ${invitation.callerId} in ${invitation.channelId}`;
    invitation.accept();
  } else {
    invitation.refuse();
  }
}

/** Calls somebody. */
export function call(client: RtmClient, calleeId: string): LocalInvitation {
  const invitation = client.createLocalInvitation(calleeId);
  invitation.content = 'a call';
  invitation.channelId = 'room';
  invitation.on('LocalInvitationAccepted', (response: string) => response.trim());
  invitation.on('LocalInvitationFailure', (reason) => {
    if (reason === AgoraRTM.LocalInvitationFailureReason.PEER_NO_RESPONSE) invitation.cancel();
  });
  invitation.send();
  return invitation;
}

/** Every method, with its options and what it answers. */
export async function useEverything(appId: string, token: string): Promise<string[]> {
  const client = AgoraRTM.createInstance(appId, { enableLogUpload: false });
  client.updateConfig({ logFilter: AgoraRTM.LOG_FILTER_ERROR });
  await client.login({ uid: 'alice', token });
  await client.renewToken(token);
  const rawMessage = Uint8Array.of(1, 2, 3);
  const raw = client.createMessage({ rawMessage, description: 'bytes' });
  const { hasPeerReceived } = await client.sendMessageToPeer(raw, 'bob');
  await client.sendMessageToPeer({ text: 'text', messageType: AgoraRTM.MessageType.TEXT }, 'bob');

  const channel: RtmChannel = client.createChannel('lobby');
  channel.on('MemberCountUpdated', (count) => count.toFixed());
  channel.on('AttributesUpdated', (attributes) => attributes['topic']?.value);
  await channel.join();
  const members: string[] = await channel.getMembers();
  await channel.sendMessage(raw);

  const online = await client.queryPeersOnlineStatus(['bob']);
  await client.subscribePeersOnlineStatus(['bob']);
  const peers = await client.queryPeersBySubscriptionOption(
    AgoraRTM.PeerSubscriptionOption.ONLINE_STATUS,
  );
  await client.unsubscribePeersOnlineStatus(peers);

  await client.setLocalUserAttributes({ mood: 'good' });
  await client.addOrUpdateLocalUserAttributes({ role: 'agent' });
  await client.deleteLocalUserAttributesByKeys(['role']);
  await client.clearLocalUserAttributes();
  const { mood } = await client.getUserAttributesByKeys('bob', ['mood']);
  const options = { enableNotificationToChannelMembers: true };
  await client.setChannelAttributes('lobby', { topic: 'all' }, options);
  await client.addOrUpdateChannelAttributes('lobby', { topic: 'some' }, options);
  await client.deleteChannelAttributesByKeys('lobby', ['topic'], options);
  const { topic } = await client.getChannelAttributes('lobby');
  const counts = await client.getChannelMemberCount(['lobby']);

  await channel.leave();
  await client.logout();
  const facts = [hasPeerReceived, online['bob'], mood, topic?.lastUpdateUserId, counts['lobby']];
  return [...members, facts.join()];
}
