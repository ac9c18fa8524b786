import type { MembersEvent } from './rtm-client';

/** Who came and went in one step. */
export interface MemberChange {
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

/** The members after an event: user ids, each once, sorted. */
export function nextMembers(members: readonly string[], event: MembersEvent): readonly string[] {
  const next = new Set(event.type === 'snapshot' ? event.members : members);
  if (event.type === 'change') {
    for (const userId of event.joined) next.add(userId);
    for (const userId of event.left) next.delete(userId);
  }
  return [...next].sort();
}

/** What is new in one list of members over another; `null` if nothing is. */
export function memberChange(
  before: readonly string[],
  after: readonly string[],
): MemberChange | null {
  const was = new Set(before);
  const is = new Set(after);
  const joined = after.filter((userId) => !was.has(userId));
  const left = before.filter((userId) => !is.has(userId));
  return joined.length > 0 || left.length > 0 ? { joined, left } : null;
}
