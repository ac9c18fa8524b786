import {
  type AttributesEvent,
  isText,
  type MembersEvent,
  positive,
  type RtmAttribute,
  type RtmAttributes,
  type RtmMessage,
  type RtmPayload,
  textsIn,
  type Unchecked,
  unchecked,
} from 'ngx-agora-rtm/client';
import type {
  AgoraV2HistoryAnswer,
  AgoraV2LinkStateEvent,
  AgoraV2MessageEvent,
  AgoraV2OnlineUsersAnswer,
  AgoraV2PresenceEvent,
  AgoraV2StorageData,
  AgoraV2StorageEvent,
  AgoraV2TokenEvent,
} from './agora-v2-sdk';

/** What the adapter takes from a `linkState` event. */
export interface LinkStateNews {
  readonly vendorState: unknown;
  readonly vendorReason: unknown;
  readonly unrestored: readonly string[];
  readonly isResumed: boolean;
}

/** Reads a `linkState` event; `null` for one that is malformed or about a stream channel. */
export function linkStateNews(event: unknown): LinkStateNews | null {
  const raw = unchecked<keyof AgoraV2LinkStateEvent>(event);
  if (typeof raw.currentState !== 'string' || raw.serviceType === 'STREAM') return null;
  return {
    vendorState: raw.currentState,
    vendorReason: raw.reasonCode,
    unrestored: textsIn(raw.unrestoredChannels),
    isResumed: raw.isResumed !== false,
  };
}

/** Reads a `message` event; `null` for one that is malformed or from a stream channel. */
export function messageOf(event: unknown, userId: string, now: () => number): RtmMessage | null {
  const raw = unchecked<keyof AgoraV2MessageEvent>(event);
  const content = contentOf(raw, userId, now);
  if (!content) return null;
  const { channelType, channelName } = raw;
  if (channelType === 'USER') {
    const peerId = content.own && isText(channelName) ? channelName : content.from;
    return { type: 'peer', peerId, ...content };
  }
  if (channelType !== 'MESSAGE' || !isText(channelName)) return null;
  return { type: 'channel', channelId: channelName, ...content };
}

/** Reads a `presence` event; `null` for one that is malformed or says nothing about members. */
export function membersEventOf(event: unknown): MembersEvent | null {
  const raw = unchecked<keyof AgoraV2PresenceEvent>(event);
  const channelId = raw.channelName;
  if (raw.channelType !== 'MESSAGE' || !isText(channelId)) return null;
  const who = isText(raw.publisher) ? [raw.publisher] : [];
  switch (raw.eventType) {
    case 'SNAPSHOT': {
      if (!Array.isArray(raw.snapshot)) return null;
      const members = textsIn(raw.snapshot.map((user) => unchecked<'userId'>(user).userId));
      return { type: 'snapshot', channelId, members };
    }
    case 'REMOTE_JOIN':
      return change(channelId, who, []);
    case 'REMOTE_LEAVE':
    case 'REMOTE_TIMEOUT':
      return change(channelId, [], who);
    case 'INTERVAL': {
      const { join, leave, timeout } = unchecked<
        keyof NonNullable<AgoraV2PresenceEvent['interval']>
      >(raw.interval);
      const gone = textsIn([...users(leave), ...users(timeout)]);
      return change(channelId, users(join), gone);
    }
    default:
      return null;
  }
}

/** Reads a `storage` event; `null` for one that is malformed or not about a channel. */
export function attributesEventOf(event: unknown): AttributesEvent | null {
  const raw = unchecked<keyof AgoraV2StorageEvent>(event);
  const { channelName: channelId, data } = raw;
  if (raw.storageType !== 'CHANNEL' || raw.channelType !== 'MESSAGE') return null;
  if (!isText(channelId) || typeof data !== 'object' || data === null) return null;
  return { channelId, attributes: attributesOf(data) };
}

/** Reads the attributes in a storage answer or event. Malformed ones are left out. */
export function attributesOf(data: unknown): RtmAttributes {
  const { metadata } = unchecked<keyof AgoraV2StorageData>(data);
  return new Map(
    Object.entries(unchecked(metadata)).flatMap(([name, item]) => {
      const { value, updated, authorUid } =
        unchecked<keyof AgoraV2StorageData['metadata'][string]>(item);
      if (typeof value !== 'string') return [];
      const attribute: RtmAttribute = {
        value,
        updatedBy: isText(authorUid) ? authorUid : null,
        updatedAt: positive(updated),
      };
      return [[name, attribute] as const];
    }),
  );
}

/** Reads how many users are in a channel from an answer of `getOnlineUsers`. */
export function occupancyOf(answer: unknown): number {
  return positive(unchecked<keyof AgoraV2OnlineUsersAnswer>(answer).totalOccupancy) ?? 0;
}

/** Channels that a new token does not allow to read any more, from a `token` event. */
export function revokedChannels(event: unknown): readonly string[] {
  const raw = unchecked<keyof AgoraV2TokenEvent>(event);
  if (raw.eventType !== 'READ_PERMISSION_REVOKED') return [];
  return textsIn(
    unchecked<keyof AgoraV2TokenEvent['affectedResources']>(raw.affectedResources).messageChannels,
  );
}

/** What the adapter takes from a history answer. */
export interface HistoryNews {
  /** Oldest first; each one still to be addressed to its channel or peer. */
  readonly contents: readonly MessageContent[];
  readonly newStart: number;
}

/** Reads a history answer. Malformed messages are left out. */
export function historyNews(answer: unknown, userId: string, now: () => number): HistoryNews {
  const raw = unchecked<keyof AgoraV2HistoryAnswer>(answer);
  const list = Array.isArray(raw.messageList) ? raw.messageList : [];
  const contents = list.flatMap((item) => contentOf(unchecked(item), userId, now) ?? []);
  // Reversing first keeps messages of the same millisecond in their order when the list is newest first.
  if ((contents[0]?.sentAt ?? 0) > (contents.at(-1)?.sentAt ?? 0)) contents.reverse();
  contents.sort((a, b) => a.sentAt - b.sentAt);
  return { contents, newStart: positive(raw.newStart) ?? 0 };
}

/** The time that an answer of the SDK carries, or the local one: 2.3.0 answers `publish` with 0. */
export function timestampOf(answer: unknown, now: () => number): number {
  return positive(unchecked<'timestamp'>(answer).timestamp) ?? now();
}

/** A message without its address. */
export interface MessageContent {
  readonly payload: RtmPayload;
  readonly from: string;
  readonly own: boolean;
  readonly sentAt: number;
  readonly customType: string | null;
}

function contentOf(
  raw: Unchecked<keyof AgoraV2HistoryAnswer['messageList'][number]>,
  userId: string,
  now: () => number,
): MessageContent | null {
  const { message: payload, publisher: from, customType } = raw;
  if (!isText(from)) return null;
  if (typeof payload !== 'string' && !(payload instanceof Uint8Array)) return null;
  return {
    payload,
    from,
    own: from === userId,
    sentAt: positive(raw.timestamp) ?? now(),
    customType: isText(customType) ? customType : null,
  };
}

function change(
  channelId: string,
  joined: readonly string[],
  left: readonly string[],
): MembersEvent | null {
  return joined.length + left.length > 0 ? { type: 'change', channelId, joined, left } : null;
}

function users(list: unknown): string[] {
  return textsIn(unchecked<'users'>(list).users);
}
