import { type ChatMessage, entriesBetween, type Timeline } from 'ngx-agora-rtm/chat';
import type { MessageAbilities } from 'ngx-agora-rtm/material';

/** How far back the message can be that "edit the latest" means: what is further up is not what the writer has in mind. */
const REACH = 50;

/** The latest message that its writer can still change; `null` for none. */
export function latestEditable(
  timeline: Timeline,
  abilities: MessageAbilities,
): ChatMessage | null {
  const latest = entriesBetween(timeline, timeline.length - REACH, timeline.length);
  const found = latest.findLast(
    (entry) => entry.type === 'message' && abilities(entry).has('edit'),
  );
  return found?.type === 'message' ? found : null;
}
