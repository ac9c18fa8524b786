import type { ChatRecord } from 'ngx-agora-rtm/chat';
import { byConversation, type Way } from './way.ts';

/** What we call of stream-chat, which is no dependency of this workspace: who wants it in the table installs it. */
interface StreamChat {
  userID: string;
  user: unknown;
  _user: unknown;
  channel(type: string, id: string): Channel;
}

interface Channel {
  initialized: boolean;
  readonly state: {
    messages: unknown[];
    initMessages(): void;
    formatMessage(message: unknown): unknown;
    addMessageSorted(message: unknown): void;
  };
}

/** Medians of another run at 1,000, 10,000 and 100,000 messages in one conversation, in us: stream-chat 9.53.0, Node 20.20. */
export const STREAM_CHAT_ELSEWHERE = [165, 444, 3_921] as const;

/** The client state of stream-chat, one message at a time as its own handler of new ones does it. `null` where it is not installed. */
export async function streamChat(): Promise<Way | null> {
  // Not a literal: it need not be there.
  const name = 'stream-chat';
  const loaded = (await import(name).catch(() => null)) as {
    StreamChat: new (key: string) => StreamChat;
  } | null;
  if (loaded === null) return null;
  return {
    name: 'stream-chat',
    title: "stream-chat's client state, 1 at a time",
    batch: 1,
    works: ['append', 'insert', 'duplicate'],
    open() {
      const client = new loaded.StreamChat('key');
      client.userID = 'user-0';
      client.user = client._user = { id: 'user-0' };
      const channels = new Map<string, Channel>();
      const shaped = new Map<ChatRecord, unknown>();
      const open = (key: string) => {
        const known = channels.get(key);
        if (known !== undefined) return known;
        const channel = client.channel('messaging', key.replace(':', '-'));
        channel.initialized = true;
        channel.state.initMessages();
        channels.set(key, channel);
        return channel;
      };
      return {
        // Its own call for many costs as much for each as one alone: the past is put in place directly.
        seed: (records) => {
          for (const [key, group] of byConversation(records)) {
            const { state } = open(key);
            state.messages = group.map((record) => state.formatMessage(shape(record)));
          }
        },
        prepare: (records) => {
          for (const record of records) shaped.set(record, shape(record));
        },
        take: (records) => {
          for (const record of records) open(record.key).state.addMessageSorted(shaped.get(record));
        },
        count: () =>
          [...channels.values()].reduce((sum, { state }) => sum + state.messages.length, 0),
      };
    },
  };
}

function shape({ id, from, at, content }: ChatRecord) {
  const time = new Date(at).toISOString();
  const text = content.kind === 'text' ? content.text : '';
  return {
    id,
    type: 'regular',
    text,
    html: '',
    user: { id: from, name: from },
    attachments: [],
    created_at: time,
    updated_at: time,
  };
}
