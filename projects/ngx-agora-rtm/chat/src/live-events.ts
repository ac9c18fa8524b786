import type { ChatEvent } from './chat-event';
import type { ChatState, Presence } from './chat-state';

/** What of a state is not on disk, as events that bring another tab to it. */
export function liveEvents(state: ChatState): ChatEvent[] {
  const events: ChatEvent[] = [
    { type: '[RTM Session] Connection Changed', connection: state.connection },
    { type: '[RTM Others] Presence Changed', presence: presenceOf(state) },
  ];
  for (const conversation of state.conversations.items) {
    if (!conversation) continue;
    const { key, members, membership, typing, timeline } = conversation;
    events.push({ type: '[RTM Conversation] Opened', key });
    if (membership) events.push({ type: '[RTM Others] Membership Changed', key, membership });
    if (members.length > 0) events.push({ type: '[RTM Others] Members Changed', key, members });
    if (typing.length > 0) {
      events.push({ type: '[RTM Others] Typing Changed', key, userIds: typing });
    }
    for (const chunk of timeline.chunks) {
      for (const entry of chunk) {
        if (entry.type === 'gap')
          events.push({ type: '[RTM Messages] Gap Found', key, gap: entry });
      }
    }
  }
  return events;
}

function presenceOf({ presence }: ChatState): (readonly [string, Presence])[] {
  return Object.entries(presence).map(([key, value]) => [key.slice('user:'.length), value]);
}
