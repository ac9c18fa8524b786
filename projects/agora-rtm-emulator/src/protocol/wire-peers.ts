/** Whether a user can be reached: `UNREACHABLE` while the link is down and the session still there. */
export type OnlineStatus = 'ONLINE' | 'UNREACHABLE' | 'OFFLINE';

export interface OnlineStatusPush {
  readonly userId: string;
  readonly status: OnlineStatus;
}

/** Online status and member counts of the 1.x API. */
export interface PeerOperations {
  /** Whether each user has a session, in the order of the question. */
  queryOnline: { request: { userIds: readonly string[] }; response: { online: boolean[] } };
  watchOnline: { request: { userIds: readonly string[] }; response: object };
  unwatchOnline: { request: { userIds: readonly string[] }; response: object };
  getMembers: { request: { channelName: string }; response: { userIds: string[] } };
  /** Members of each channel, in the order of the question. */
  countMembers: { request: { channelNames: readonly string[] }; response: { counts: number[] } };
}

export interface PeerPushes {
  onlineStatus: OnlineStatusPush;
}
