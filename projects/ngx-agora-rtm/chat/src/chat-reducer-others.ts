import type { ChatDraft, Reducers } from './chat-reducer-draft';
import type { Presence, UserKey } from './chat-state';
import { isSameList, withAttendance, withMembers, withReceipt } from './conversation-state-others';
import { allChunks, countUnread } from './conversation-state-unread';

export const OTHERS_REDUCERS: Reducers<'Others'> = {
  '[RTM Others] Receipt Arrived'(draft, { key, userId, delivered, read }) {
    const own = draft.state.userId;
    if (own === null || userId === own) return;
    draft.update(key, (conversation) =>
      withReceipt(conversation, userId, { delivered, read }, own),
    );
  },

  '[RTM Others] Typing Changed'(draft, { key, userIds }) {
    draft.update(key, (conversation) =>
      isSameList(conversation.typing, userIds)
        ? conversation
        : { ...conversation, typing: userIds },
    );
  },

  '[RTM Others] Members Changed'(draft, { key, members }) {
    draft.update(key, (conversation) => withMembers(conversation, members));
  },

  '[RTM Others] Members Came Or Went'(draft, event) {
    draft.update(event.key, (conversation) => withAttendance(conversation, event));
  },

  '[RTM Others] Membership Changed'(draft, { key, membership }) {
    draft.update(key, (conversation) => {
      const known = conversation.membership;
      const isSame =
        known?.state === membership.state &&
        JSON.stringify(known.error) === JSON.stringify(membership.error);
      return isSame ? conversation : { ...conversation, membership };
    });
  },

  '[RTM Others] Presence Changed'(draft, event) {
    const known = draft.state.presence;
    let presence: Record<UserKey, Presence> | null = null;
    for (const [userId, next] of event.presence) {
      const earlier = (presence ?? known)[`user:${userId}`];
      if (earlier?.status === next.status && earlier.lastSeen === next.lastSeen) continue;
      presence ??= { ...known };
      presence[`user:${userId}`] = next;
    }
    if (presence) draft.patch({ presence });
  },

  '[RTM Others] Blocked Changed'(draft, { blocked }) {
    if (isSameList(draft.state.blocked, blocked)) return;
    draft.patch({ blocked });
    countAllAnew(draft);
  },

  '[RTM Others] Saved Changed'(draft, { saved }) {
    if (JSON.stringify(draft.state.saved) !== JSON.stringify(saved)) draft.patch({ saved });
  },
};

/** Messages of blocked users do not count. */
function countAllAnew({ table, reader }: ChatDraft): void {
  if (!reader) return;
  for (const conversation of table.all()) {
    const counts = countUnread(allChunks(conversation), conversation.marker, reader);
    if (counts.unread !== conversation.unread || counts.mentions !== conversation.mentions) {
      table.put({ ...conversation, ...counts });
    }
  }
}
