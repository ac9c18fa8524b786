/** How the chat behaves. Every number has a default that fits both SDKs. */
export interface ChatOptions {
  /** For how long after sending an own message can be edited or taken back, in ms. `Infinity`: always; 0: never. */
  readonly editWindow: number;
  /** Whether others are told what has reached the user, and what was read. */
  readonly receipts: boolean;
  /** In channels with more members than this, no receipts are sent: each would be heard by all of them. */
  readonly maxReceiptMembers: number;
  /** Whether others are told that the user is writing. */
  readonly typing: boolean;
  /** What becomes of the local copy when the user logs out. What waits to be sent is kept with `keep` only. */
  readonly onLogout: 'keep' | 'clear';
  /** How many records of one conversation are kept in this browser. The oldest go first. */
  readonly maxCachedPerConversation: number;
  /** How many records are kept in this browser in all. The least recently active conversations go first. */
  readonly maxCached: number;
  /** Messages in one page of a conversation, from the cache as from the history. */
  readonly pageSize: number;
  /** Pages of history that are read for one conversation after a reconnect. What is beyond becomes a gap that can be loaded. */
  readonly maxCatchUpPages: number;
}

/** What holds where an application says nothing. */
export const DEFAULT_CHAT_OPTIONS: ChatOptions = {
  editWindow: 15 * 60_000,
  receipts: true,
  maxReceiptMembers: 20,
  typing: true,
  onLogout: 'keep',
  maxCachedPerConversation: 20_000,
  maxCached: 200_000,
  pageSize: 100,
  maxCatchUpPages: 20,
};
