import type { AttributesPush, MessagePush, PresencePush } from '../protocol/wire.ts';
import type { Link } from './link.ts';
import type { Messages } from './messages.ts';

/** How a joined channel hears what happens. */
export interface JoinedChannel {
  /** The user logs out. */
  forget(): void;
  onMessage(push: MessagePush): void;
  onAttributes(push: AttributesPush): void;
  onPresence(push: PresencePush): void;
  /** Somebody asked how many members there are. */
  onCount(count: number): void;
}

/** What the parts of a client share. */
export interface ClientCore {
  readonly link: Link;
  readonly messages: Messages;
  readonly joinedChannels: Map<string, JoinedChannel>;
  /** Channels joined since the login, and those whose join failed: the SDK forgets to take them out. */
  readonly usedChannelIds: Set<string>;
}
