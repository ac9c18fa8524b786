import type { ChatEvent } from './chat-event';
import type { ChatOptions } from './chat-options';
import type { ChatState } from './chat-state';
import type { ChatStorage } from './chat-storage';
import type { ChatTransport } from './chat-transport';
import type { Clock } from './clock';

/** What goes first when there is not enough for all. */
export type SendPriority = 'message' | 'receipt' | 'typing';

/** Spreads sends so that the backend never refuses one for its rate, the more important ones first. */
export interface SendBudget {
  /** Runs a send in its turn. Rejects as the send does, and with `cancelled` when the budget is closed before its turn. */
  run<T>(priority: SendPriority, send: () => Promise<T>): Promise<T>;
}

/** Spreads queries such as those for history, in the order in which they were asked for. */
export interface QueryBudget {
  run<T>(query: () => Promise<T>): Promise<T>;
}

/** What the parts of the chat share while this tab has the connection. */
export interface ChatContext {
  readonly userId: string;
  readonly transport: ChatTransport;
  readonly storage: ChatStorage;
  readonly clock: Clock;
  readonly options: ChatOptions;
  readonly sends: SendBudget;
  readonly queries: QueryBudget;
  /** Tells all tabs what happened, this one included, in order. */
  emit(event: ChatEvent): void;
  /** The state of this tab, with everything that was emitted. */
  state(): ChatState;
}
