import type { Attendance } from 'ngx-agora-rtm/chat';
import type { MessageListWords } from './message-list-words';

/** How many are named before they are counted. */
const NAMED = 3;

/**
 * Who came and who went, in as few words as it takes. Who did both within these changes is where they were before, and not spoken
 * of.
 */
export function attendanceText(
  changes: readonly Attendance[],
  words: Pick<MessageListWords, 'joined' | 'left'>,
  nameOf: (userId: string) => string,
): string {
  const [joined, left] = [new Set<string>(), new Set<string>()];
  for (const change of changes) {
    for (const user of change.joined) if (!left.delete(user)) joined.add(user);
    for (const user of change.left) if (!joined.delete(user)) left.add(user);
  }
  return [say(joined, words.joined, nameOf), say(left, words.left, nameOf)]
    .filter((text) => text !== '')
    .join(' · ');
}

function say(
  users: ReadonlySet<string>,
  words: MessageListWords['joined'],
  nameOf: (userId: string) => string,
): string {
  if (users.size === 0) return '';
  // One too many is named as quickly as counted.
  const named = users.size <= NAMED + 1 ? users.size : NAMED;
  return words([...users].slice(0, named).map(nameOf), users.size - named);
}
