// Peer and channel messages with agora-rtm-sdk 1.x. Runs on Agora, and on agora-rtm-emulator/sdk-v1 by another import.
import AgoraRTM from 'agora-rtm-sdk';
import { openPage } from '../page.ts';

const CHANNEL = 'lobby';

const { appId, userId, peerId, log, button } = openPage();
const client = AgoraRTM.createInstance(appId, { logFilter: AgoraRTM.LOG_FILTER_OFF });
const channel = client.createChannel(CHANNEL);

client.on('ConnectionStateChanged', (newState, reason) => log(`${newState}: ${reason}`));
client.on('MessageFromPeer', (message, sender) => {
  if (message.messageType === AgoraRTM.MessageType.TEXT) log(`${sender} to me: ${message.text}`);
});
channel.on('ChannelMessage', (message, sender) => {
  if (message.messageType === AgoraRTM.MessageType.TEXT) {
    log(`${sender} to ${channel.channelId}: ${message.text}`);
  }
});
channel.on('MemberJoined', (member) => log(`joined ${member}`));
channel.on('MemberLeft', (member) => log(`left ${member}`));

button('Log in', async () => {
  await client.login({ uid: userId });
  await channel.join();
  log(`ready with ${(await channel.getMembers()).sort().join(', ')}`);
});
button('Tell the channel', async (text) => {
  await channel.sendMessage({ text });
  log(`told ${channel.channelId}`);
});
button('Tell the peer', async (text) => {
  const { hasPeerReceived } = await client.sendMessageToPeer({ text }, peerId);
  log(hasPeerReceived ? `told ${peerId}` : `${peerId} is away`);
});
button('Log out', async () => {
  await channel.leave();
  await client.logout();
  log('gone');
});
