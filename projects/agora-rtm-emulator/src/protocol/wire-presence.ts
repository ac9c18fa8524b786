/** A user's temporary state in one channel. */
export type States = Readonly<Record<string, string>>;

export interface OnlineUsersRequest {
  readonly channelName: string;
  readonly channelType: 'MESSAGE' | 'STREAM';
  readonly includedUserId: boolean;
  readonly includedState: boolean;
  readonly page: string;
}

/** One key set to a value, or removed. */
export interface StateChange {
  readonly key: string;
  readonly value: string | null;
}

/** A change of the caller's own state. One that does not fit a frame comes in parts. */
export interface SetStateRequest {
  readonly channelName: string;
  /** Whether everything set before goes first. */
  readonly replace: boolean;
  readonly changes: readonly StateChange[];
  /** Whether another part follows; others hear of the change with the last one. */
  readonly more: boolean;
}

export interface PresencePush {
  readonly eventType:
    'SNAPSHOT' | 'REMOTE_JOIN' | 'REMOTE_LEAVE' | 'REMOTE_TIMEOUT' | 'REMOTE_STATE_CHANGED';
  readonly channelName: string;
  readonly publisher: string;
  /** Members of the channel, for SNAPSHOT only. */
  readonly userIds: readonly string[] | null;
  /** States by user: of the members in a SNAPSHOT that have any, of the publisher after a change. */
  readonly states: Readonly<Record<string, States>>;
  readonly timestamp: number;
}

/** Who is where, and in what state. */
export interface PresenceOperations {
  getOnlineUsers: {
    request: OnlineUsersRequest;
    response: {
      userIds: string[];
      /** States of those users that have any. */
      states: Record<string, States>;
      total: number;
      nextPage: string;
    };
  };
  getUserChannels: { request: { userId: string }; response: { channelNames: string[] } };
  setState: { request: SetStateRequest; response: object };
  /** Empty for a user without state, and for one who is not there. */
  getState: {
    request: { userId: string; channelName: string };
    response: { states: States };
  };
}

export interface PresencePushes {
  presence: PresencePush;
}
