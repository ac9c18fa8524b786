import type { Signal } from '@angular/core';
import type { PageEntry, PageStatus } from './fault-page-api';

/** One conversation of the chat that is tested. */
export interface DriverConversation {
  readonly channel: string;
  /** All entries in order, in blocks: one in which nothing has changed stays the same array. */
  readonly blocks: Signal<readonly (readonly PageEntry[])[]>;
  /** @returns The id, once the message is kept safe. */
  send(text: string): Promise<string>;
  /** Loads one more page of older messages. @returns Whether there may be more. */
  loadOlder(): Promise<boolean>;
}

/** The chat that is tested, as far as the page needs it. */
export abstract class ChatDriver {
  abstract readonly status: Signal<PageStatus>;
  /** Whether messages can be written, with or without a connection. */
  abstract readonly isReady: Signal<boolean>;
  abstract login(userId: string): Promise<void>;
  abstract logout(): Promise<void>;
  /** Opens the conversation in a channel. */
  abstract open(channel: string): DriverConversation;
}
