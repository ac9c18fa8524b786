// Our pane with the real store behind it. What arrives takes the way of live messages from where they have been decoded: an event
// for each, and one action a frame.
import { type ChatEvent, type ChatRecord, nextFrame } from 'ngx-agora-rtm/chat';
import { InMemoryRtm, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import { offer } from '../subject.ts';
import { bootChatApp, type ChatApp, IN_CHAT_PANE } from './chat-app.ts';
import { asLiveEvents, RecordWriter } from './chat-records.ts';

const writer = new RecordWriter();
let app: ChatApp;
let waiting: ChatEvent[] = [];

function flush(): void {
  const events = waiting;
  waiting = [];
  app.apply(events);
}

offer<ChatRecord[]>({
  async start() {
    app = await bootChatApp(new InMemoryRtm(LIKE_SDK_2));
  },
  prepare: (messages) => writer.write(messages),
  fill: (history) => app.fill(history),
  show: () => app.isShown.set(true),
  hide: () => app.isShown.set(false),
  push(arrived) {
    if (waiting.length === 0) nextFrame(flush);
    for (const records of arrived) waiting.push(...asLiveEvents(records));
  },
  ...IN_CHAT_PANE,
});
