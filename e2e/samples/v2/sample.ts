// Peer and channel messages with agora-rtm-sdk 2.x. Runs on Agora, and on agora-rtm-emulator/sdk by another import.
import AgoraRTM from 'agora-rtm-sdk';
import { openPage } from '../page.ts';

const CHANNEL = 'lobby';

const { appId, userId, peerId, log, button } = openPage();
const client = new AgoraRTM.RTM(appId, userId, { presenceTimeout: 30 });

client.addEventListener('linkState', ({ previousState, currentState, reasonCode }) => {
  log(`${previousState} > ${currentState}: ${reasonCode}`);
});
client.addEventListener('message', ({ channelType, channelName, publisher, message }) => {
  const text = typeof message === 'string' ? message : new TextDecoder().decode(message);
  log(`${publisher} to ${channelType === 'USER' ? 'me' : channelName}: ${text}`);
});
client.addEventListener('presence', ({ eventType, publisher, snapshot }) => {
  const users = snapshot?.map((user) => user.userId) ?? [];
  log(`${eventType} ${eventType === 'SNAPSHOT' ? users.sort().join(', ') : publisher}`);
});

button('Log in', async () => {
  await client.login();
  await client.subscribe(CHANNEL);
  log('ready');
});
button('Tell the channel', async (text) => {
  const { channelName } = await client.publish(CHANNEL, text);
  log(`told ${channelName}`);
});
button('Tell the peer', async (text) => {
  await client.publish(peerId, text, { channelType: 'USER' });
  log(`told ${peerId}`);
});
button('Log out', async () => {
  await client.unsubscribe(CHANNEL);
  await client.logout();
  log('gone');
});
