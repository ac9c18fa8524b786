// stream-chat-angular as its guide shows it, where it is installed: its client asks no server, and events come in where its socket
// would bring them. Without its input, which asks for `ComponentFactoryResolver` and so ends at Angular 21. Neither checked
// nor linted, for where it is not installed its types are missing.
import {
  ChangeDetectionStrategy,
  Component,
  importProvidersFrom,
  inject,
  provideZoneChangeDetection,
  signal,
} from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { TranslateModule } from '@ngx-translate/core';
import { type Channel, type Event, StreamChat, type MessageResponse } from 'stream-chat';
import {
  ChannelService,
  ChatClientService,
  StreamChatModule,
  StreamI18nService,
} from 'stream-chat-angular';
import { type PaneMessage, SENDERS } from '../messages.ts';
import { offer } from '../subject.ts';

const KEY = 'bench';
const PAGE = 25;
const ROOM = { channel_type: 'messaging', channel_id: 'bench', cid: 'messaging:bench' } as const;

@Component({
  selector: 'bench-app',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [StreamChatModule],
  template: `
    @if (isShown()) {
      <stream-channel>
        <stream-message-list />
        <textarea aria-label="Message"></textarea>
      </stream-channel>
    }
  `,
})
class App {
  readonly isShown = signal(false);
  readonly clients = inject(ChatClientService);
  readonly channels = inject(ChannelService);

  constructor() {
    inject(StreamI18nService).setTranslation();
  }
}

let app: App;
let client: StreamChat;
let channel: Channel;

/** A client that has its user at once, and is answered nothing. */
function offlineClient(): StreamChat {
  const offline = StreamChat.getInstance(KEY);
  return Object.assign(offline, {
    connectUser(user: { id: string }) {
      Object.assign(offline, { userID: user.id, user, _user: user, wsPromise: Promise.resolve() });
      return Promise.resolve();
    },
    doAxiosRequest: () => Promise.resolve({}),
  });
}

offer<MessageResponse>({
  async start() {
    client = offlineClient();
    const { components } = await bootstrapApplication(App, {
      providers: [provideZoneChangeDetection(), importProvidersFrom(TranslateModule.forRoot())],
    });
    app = components[0]?.instance as App;
    await app.clients.init(KEY, SENDERS[0]!, 'token');
    const nothing = () => Promise.resolve({ channels: [], hasMorePage: false });
    await app.channels.initWithCustomQuery(nothing, {
      shouldSetActiveChannel: false,
      messagePageSize: PAGE,
    });
    channel = client.channel(ROOM.channel_type, ROOM.channel_id);
    channel.initialized = true;
    channel.data = { own_capabilities: ['send-message', 'read-events', 'typing-events'] };
  },

  prepare: (messages) => messages.map(asResponse),

  fill: (history) => channel.state.addMessagesSorted([...history], false, true, true, 'latest'),

  show() {
    const all = channel.state.latestMessages;
    // Of what is there it takes the newest 50. The whole history is put back as if somebody had paged through it.
    app.channels.setAsActiveChannel(channel);
    channel.state.latestMessages = all;
    app.isShown.set(true);
  },

  hide() {
    app.isShown.set(false);
    app.channels.deselectActiveChannel();
  },

  push(arrived) {
    for (const message of arrived) {
      const { user, created_at } = message;
      client.dispatchEvent({ type: 'message.new', ...ROOM, message, user, created_at } as Event);
    }
  },

  row: '.str-chat__li',
  scroller: () => document.querySelector('.str-chat__list'),
  composer: () => document.querySelector('textarea'),
});

function asResponse({ id, sender, at, text }: PaneMessage): MessageResponse {
  const time = new Date(at).toISOString();
  return {
    ...{ id, text, cid: ROOM.cid, type: 'regular', user: SENDERS[sender] ?? null },
    ...{ attachments: [], mentioned_users: [], latest_reactions: [], own_reactions: [] },
    ...{ reaction_groups: {}, reply_count: 0, created_at: time, updated_at: time },
  } as unknown as MessageResponse;
}
