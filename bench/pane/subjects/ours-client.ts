// The same, with messages that others publish on a network in memory: through the client, the decoding, the counting, the storage.
import { type ChatRecord, loadChatEngine } from 'ngx-agora-rtm/chat';
import type { RtmClient } from 'ngx-agora-rtm/client';
import { InMemoryRtm, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import { SENDERS } from '../messages.ts';
import { offer } from '../subject.ts';
import { bootChatApp, type ChatApp, IN_CHAT_PANE } from './chat-app.ts';
import { CHANNEL, ME, RecordWriter } from './chat-records.ts';

/** A message in both shapes: as it is in the past, and as it is sent. */
interface Prepared {
  readonly records: readonly ChatRecord[];
  readonly sends: readonly { readonly from: string; readonly payload: string }[];
}

// The pace of a burst is not that of 20 people.
const network = new InMemoryRtm({
  ...LIKE_SDK_2,
  sendRate: { messages: Number.MAX_SAFE_INTEGER, perMs: 1 },
});
const past = new RecordWriter();
const clients = new Map<string, RtmClient>();
const counts = new Map<string, number>();
let encode: Awaited<ReturnType<typeof loadChatEngine>>['encodeEnvelope'];
let app: ChatApp;
let isFilled = false;

offer<Prepared>({
  async start() {
    ({ encodeEnvelope: encode } = await loadChatEngine());
    app = await bootChatApp(network);
    for (const { id } of SENDERS.slice(1)) {
      const client = network.client();
      await client.login({ userId: id, token: null });
      clients.set(id, client);
    }
  },
  prepare: (messages) =>
    past
      .write(messages)
      .map((records) => ({ records, sends: isFilled ? records.map(sendOf) : [] })),
  fill(history) {
    app.fill(history.map(({ records }) => records));
    isFilled = true;
  },
  show: () => app.isShown.set(true),
  hide: () => app.isShown.set(false),
  push(arrived) {
    for (const { sends } of arrived) {
      for (const { from, payload } of sends) {
        void clients.get(from)?.sendToChannel(CHANNEL, payload);
      }
    }
  },
  ...IN_CHAT_PANE,
});

/** What the sender has to publish. Nobody else publishes as the user: what would be the user's own comes from another. */
function sendOf({ id, from, stream, content }: ChatRecord): Prepared['sends'][number] {
  const sender = from === ME ? (SENDERS[1]?.id ?? '') : from;
  // Streams that begin anew: the receiving side knows nothing of the past.
  const begun = `${(stream ?? '').slice(0, -2)}${sender === from ? 'ee' : 'ff'}`;
  const n = (counts.get(begun) ?? 0) + 1;
  counts.set(begun, n);
  return { from: sender, payload: encode({ id, stream: begun, n, content: content as never }) };
}
