/** What the presence of a user is called. */
export interface PresenceWords {
  readonly online: string;
  readonly unreachable: string;
  readonly offline: string;
  /** @param ago As in "5 minutes ago", "yesterday". */
  readonly lastSeen: (ago: string) => string;
}

export function englishPresenceWords(): PresenceWords {
  return {
    online: 'Online',
    unreachable: 'Connection lost',
    offline: 'Offline',
    lastSeen: (ago) => `Last seen ${ago}`,
  };
}
