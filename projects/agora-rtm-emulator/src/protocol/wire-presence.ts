export interface OnlineUsersRequest {
  readonly channelName: string;
  readonly channelType: 'MESSAGE' | 'STREAM';
  readonly includedUserId: boolean;
  readonly page: string;
}

export interface PresencePush {
  readonly eventType: 'SNAPSHOT' | 'REMOTE_JOIN' | 'REMOTE_LEAVE' | 'REMOTE_TIMEOUT';
  readonly channelName: string;
  readonly publisher: string;
  /** Members of the channel, for SNAPSHOT only. */
  readonly userIds: readonly string[] | null;
  readonly timestamp: number;
}

/** Who is where. */
export interface PresenceOperations {
  getOnlineUsers: {
    request: OnlineUsersRequest;
    response: { userIds: string[]; total: number; nextPage: string };
  };
  getUserChannels: { request: { userId: string }; response: { channelNames: string[] } };
}

export interface PresencePushes {
  presence: PresencePush;
}
