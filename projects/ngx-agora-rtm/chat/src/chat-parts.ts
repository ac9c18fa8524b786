import type { ChatOptions } from './chat-options';
import type { ChatStorage } from './chat-storage';
import type { ChatTransport } from './chat-transport';
import type { Clock } from './clock';
import type { Schedule } from './event-batch';
import type { ChatStateHolder } from './state-holder';
import type { TabLinkFactory } from './tab-link';
import type { UserSession } from './user-session';

/** What a chat is made of. Everything that touches the platform comes in here, so that tests own it. */
export interface ChatParts {
  readonly transport: ChatTransport;
  readonly holder: ChatStateHolder;
  /** @param onDegraded Called when a storage that was durable keeps nothing any more. */
  readonly openStorage: (userId: string, onDegraded: () => void) => Promise<ChatStorage>;
  readonly tabs: TabLinkFactory;
  /** Whether a storage in memory is shared by all tabs, as in tests. Default false. */
  readonly sharesMemory?: boolean;
  readonly schedule: Schedule;
  readonly clock: Clock;
  readonly options: ChatOptions;
  /** The user has logged out in another tab. */
  readonly loggedOutElsewhere: (session: UserSession) => void;
}
