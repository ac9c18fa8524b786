/** Whose metadata: that of a message channel, or that of a user. */
export type MetadataTarget = 'CHANNEL' | 'USER';

/** Names one set of metadata; `name` is the channel or the user id. */
export interface MetadataAddress {
  readonly target: MetadataTarget;
  readonly name: string;
}

/** What is to happen to one item. */
export interface MetadataItemChange {
  readonly key: string;
  /** Empty for `REMOVE`. */
  readonly value: string;
  /** -1: whatever the item's revision is. 0: only when it is new. Above: only when it is the current one. */
  readonly revision: number;
}

export interface MetadataWriteRequest extends MetadataAddress {
  /** `UPDATE` and `REMOVE` need the items to be there. */
  readonly action: 'SET' | 'UPDATE' | 'REMOVE';
  /** Each key once. None with `REMOVE` means all there are. */
  readonly items: readonly MetadataItemChange[];
  /** -1: whatever the set's revision is. Else only when it is the current one; 0 is a set never written. */
  readonly majorRevision: number;
  /** A lock of the channel that the caller must hold; empty for none. */
  readonly lockName: string;
  readonly addTimeStamp: boolean;
  readonly addUserId: boolean;
}

export interface MetadataItemState {
  readonly key: string;
  readonly value: string;
  readonly revision: number;
  /** Milliseconds since 1970; 0 when the writer did not ask for it. */
  readonly updated: number;
  /** Empty when the writer did not ask for it. */
  readonly authorUid: string;
}

/** A whole set. */
export interface MetadataState {
  /** Revision of the newest write, 0 when there was none. No two writes of a set share one. */
  readonly majorRevision: number;
  readonly items: readonly MetadataItemState[];
}

export interface MetadataPush extends MetadataAddress, MetadataState {
  /** Whether a subscription begins with this, rather than goes on. */
  readonly isFirst: boolean;
  readonly timestamp: number;
}

/** Metadata of channels and users. */
export interface StorageOperations {
  writeMetadata: { request: MetadataWriteRequest; response: object };
  getMetadata: { request: MetadataAddress; response: MetadataState };
  subscribeUserMetadata: {
    /** `isResumed`: whether the client had it before its link broke. */
    request: { readonly userId: string; readonly isResumed: boolean };
    response: object;
  };
  unsubscribeUserMetadata: { request: { readonly userId: string }; response: object };
}

export interface StoragePushes {
  metadata: MetadataPush;
}
