import type { StoredConversation, StoredUser } from './chat-storage';
import type { ConversationKey } from './conversation-ref';

/** For how many users it is kept when they were last seen. */
const MAX_LAST_SEEN = 1_000;

/** A conversation of which nothing is known yet. */
export function newConversation(key: ConversationKey): StoredConversation {
  return {
    key,
    isOpen: false,
    marker: null,
    isMarkedUnread: false,
    isMuted: false,
    isPlainText: false,
    drafts: {},
    streams: [],
    historyUpTo: null,
    receipts: [],
    activeAt: 0,
    gaps: [],
  };
}

/** What is known of a user at first. */
export const NEW_USER: StoredUser = { blocked: [], saved: [], lastSeen: [] };

/** A conversation with changes; it keeps its key. */
export function patchedConversation(
  conversation: StoredConversation,
  changes: Partial<StoredConversation>,
): StoredConversation {
  return { ...conversation, ...defined(changes), key: conversation.key };
}

/** A user with changes, and not more of them than is kept: of `lastSeen` the latest. */
export function patchedUser(user: StoredUser, changes: Partial<StoredUser>): StoredUser {
  const patched = { ...user, ...defined(changes) };
  if (patched.lastSeen.length <= MAX_LAST_SEEN) {
    return patched;
  }
  const lastSeen = [...patched.lastSeen].sort(([, a], [, b]) => b - a).slice(0, MAX_LAST_SEEN);
  return { ...patched, lastSeen };
}

/** Without what is `undefined`: JavaScript callers hand that in for "no change". */
function defined<T extends object>(changes: T): T {
  return Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as T;
}
