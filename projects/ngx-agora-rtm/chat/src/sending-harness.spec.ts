import type { RtmClient } from 'ngx-agora-rtm/client';
import { InMemoryRtm, type InMemoryRtmOptions } from 'ngx-agora-rtm/testing';
import type { ChatContext } from './chat-context';
import type { ChatEvent } from './chat-event';
import { type ChatOptions, DEFAULT_CHAT_OPTIONS } from './chat-options';
import type { ChatState, ConversationState } from './chat-state';
import type { ChatTransport } from './chat-transport';
import { clientTransport } from './client-transport';
import { type ConversationKey, conversationKey } from './conversation-ref';
import { decodePayload } from './envelope-codec';
import { ManualClock } from './manual-clock';
import { MemoryChatStorage } from './memory-chat-storage';
import { PacedQueryBudget } from './query-budget';
import type { RetryWaits } from './retry-wait';
import { PacedSendBudget } from './send-budget';

/** Waits of a known length: the whole of what they may be. */
export const FULL_WAITS: RetryWaits = { baseMs: 1000, maxMs: 30_000, random: () => 0.999_999 };

/** What a part of the sending side works with, on a network in memory. */
export interface SendingHarness {
  readonly clock: ManualClock;
  readonly network: InMemoryRtm;
  readonly client: RtmClient;
  readonly transport: ChatTransport;
  readonly storage: MemoryChatStorage;
  readonly ctx: ChatContext;
  readonly events: ChatEvent[];
  /** What the state says, as far as the sending side looks at it. */
  readonly state: {
    blocked: string[];
    conversations: Map<ConversationKey, Partial<ConversationState>>;
  };
  /** Events of one type, in order. */
  of<T extends ChatEvent['type']>(type: T): Extract<ChatEvent, { type: T }>[];
}

export interface HarnessOptions {
  readonly userId?: string;
  readonly clock?: ManualClock;
  readonly network?: InMemoryRtm;
  readonly storage?: MemoryChatStorage;
  readonly options?: Partial<ChatOptions>;
  /** Changes the transport, to make it fail. */
  readonly wrap?: (transport: ChatTransport) => ChatTransport;
}

/** A network whose clock is the test's. */
export function networkOf(clock: ManualClock, options: InMemoryRtmOptions): InMemoryRtm {
  return new InMemoryRtm({ ...options, now: () => clock.now() });
}

/** Puts together what a part needs. Nobody is logged in yet. */
export function sendingHarness(
  rtm: InMemoryRtmOptions,
  {
    userId = 'alice',
    clock = new ManualClock(),
    network = networkOf(clock, rtm),
    storage = new MemoryChatStorage(),
    options = {},
    wrap = (transport) => transport,
  }: HarnessOptions = {},
): SendingHarness {
  const client = network.client();
  const transport = wrap(clientTransport(client));
  const events: ChatEvent[] = [];
  const state: SendingHarness['state'] = { blocked: [], conversations: new Map() };
  const ctx: ChatContext = {
    ...{ userId, transport, storage, clock },
    options: { ...DEFAULT_CHAT_OPTIONS, ...options },
    sends: new PacedSendBudget(transport.capabilities.sendRate, clock),
    queries: new PacedQueryBudget(clock),
    emit: (event) => events.push(event),
    state: () => stateOf(state),
  };
  const of = <T extends ChatEvent['type']>(type: T) =>
    events.filter((event): event is Extract<ChatEvent, { type: T }> => event.type === type);
  return { clock, network, client, transport, storage, ctx, events, state, of };
}

/** The parts of a state that the sending side reads: the rest is not there. */
function stateOf({ blocked, conversations }: SendingHarness['state']): ChatState {
  const items = [...conversations].map(
    ([key, one]) =>
      ({ key, pending: [], uncertainChanges: [], ...one }) as unknown as ConversationState,
  );
  const slots = Object.fromEntries([...conversations.keys()].map((key, slot) => [key, slot]));
  return { blocked, conversations: { slots, items, recent: [] } } as unknown as ChatState;
}

/** What the network has taken, as `<conversation> <id or text>`, in order. */
export function takenBy({ messages }: InMemoryRtm): string[] {
  return messages.map(({ target, payload }) => {
    const decoded = decodePayload(payload);
    const what =
      decoded.type === 'envelope'
        ? decoded.envelope.id
        : decoded.type === 'text'
          ? decoded.text
          : '?';
    return `${conversationKey(target)} ${what}`;
  });
}
