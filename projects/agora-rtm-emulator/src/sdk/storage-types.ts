import type { BaseResponse, ChannelType } from './types.ts';

export type StorageType = 'NONE' | 'USER' | 'CHANNEL';

export interface MetadataItem {
  key: string;
  value: string;
  /** -1 (default): last writer wins. 0: only when new. Above: only when it is the current one. */
  revision?: number;
}

export interface MetaDataDetail {
  value: string;
  revision: number;
  /** Milliseconds since 1970. */
  updated: number;
  authorUid: string;
}

export interface StorageData {
  totalCount: number;
  majorRevision: number;
  metadata: Record<string, MetaDataDetail>;
}

export interface MetadataOptions {
  majorRevision?: number;
  /** Only whoever holds this lock may write. */
  lockName?: string;
  addTimeStamp?: boolean;
  addUserId?: boolean;
}

export interface SetOrUpdateUserMetadataOptions extends MetadataOptions {
  /** Default: oneself. */
  userId?: string;
}

export interface RemoveUserMetadataOptions extends SetOrUpdateUserMetadataOptions {
  /** Default: everything. */
  data?: MetadataItem[];
}

export interface RemoveChannelMetadataOptions extends MetadataOptions {
  /** Default: everything. */
  data?: MetadataItem[];
}

export interface GetUserMetadataOptions {
  userId?: string;
}

export interface ChannelMetadataOperationResponse extends BaseResponse {
  channelName: string;
  channelType: ChannelType;
}

export interface UserMetadataOperationResponse extends BaseResponse {
  userId: string;
}

export interface SetChannelMetadataResponse extends ChannelMetadataOperationResponse {
  totalCount: number;
}
export type UpdateChannelMetadataResponse = SetChannelMetadataResponse;
export type RemoveChannelMetadataResponse = SetChannelMetadataResponse;

export interface SetUserMetadataResponse extends UserMetadataOperationResponse {
  totalCount: number;
}
export type UpdateUserMetadataResponse = SetUserMetadataResponse;
export type RemoveUserMetadataResponse = SetUserMetadataResponse;

export interface GetChannelMetadataResponse extends StorageData, ChannelMetadataOperationResponse {}
export interface GetUserMetadataResponse extends StorageData, UserMetadataOperationResponse {}
export type SubscribeUserMetaResponse = UserMetadataOperationResponse;
export type UnsubscribeUserMetaResponse = UserMetadataOperationResponse;
