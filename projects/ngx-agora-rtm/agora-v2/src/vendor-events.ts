import type {
  AttributesEvent,
  MembersEvent,
  RtmAttribute,
  RtmAttributes,
  RtmMessage,
  RtmPayload,
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

/** Something that should have these fields, and of which nothing has been checked yet. */
type Raw<Field extends string> = Readonly<Partial<Record<Field, unknown>>>;

/** What the adapter takes from a `linkState` event. */
export interface LinkStateNews {
  readonly vendorState: unknown;
  readonly vendorReason: unknown;
  readonly unrestored: readonly string[];
  readonly isResumed: boolean;
}

/** Reads a `linkState` event; `null` for one that is malformed or about a stream channel. */
export function linkStateNews(event: unknown): LinkStateNews | null {
  const raw = read<keyof AgoraV2LinkStateEvent>(event);
  if (typeof raw.currentState !== 'string' || raw.serviceType === 'STREAM') return null;
  return {
    vendorState: raw.currentState,
    vendorReason: raw.reasonCode,
    unrestored: strings(raw.unrestoredChannels),
    isResumed: raw.isResumed !== false,
  };
}

/** Reads a `message` event; `null` for one that is malformed or from a stream channel. */
export function messageOf(event: unknown, userId: string, now: () => number): RtmMessage | null {
  const raw = read<keyof AgoraV2MessageEvent>(event);
  const content = contentOf(raw, userId, now);
  if (!content) return null;
  const { channelType, channelName } = raw;
  if (channelType === 'USER') {
    const peerId = content.own && isName(channelName) ? channelName : content.from;
    return { type: 'peer', peerId, ...content };
  }
  if (channelType !== 'MESSAGE' || !isName(channelName)) return null;
  return { type: 'channel', channelId: channelName, ...content };
}

/** Reads a `presence` event; `null` for one that is malformed or says nothing about members. */
export function membersEventOf(event: unknown): MembersEvent | null {
  const raw = read<keyof AgoraV2PresenceEvent>(event);
  const channelId = raw.channelName;
  if (raw.channelType !== 'MESSAGE' || !isName(channelId)) return null;
  const who = isName(raw.publisher) ? [raw.publisher] : [];
  switch (raw.eventType) {
    case 'SNAPSHOT': {
      if (!Array.isArray(raw.snapshot)) return null;
      const members = strings(raw.snapshot.map((user) => read<'userId'>(user).userId));
      return { type: 'snapshot', channelId, members };
    }
    case 'REMOTE_JOIN':
      return change(channelId, who, []);
    case 'REMOTE_LEAVE':
    case 'REMOTE_TIMEOUT':
      return change(channelId, [], who);
    case 'INTERVAL': {
      const { join, leave, timeout } = read<keyof NonNullable<AgoraV2PresenceEvent['interval']>>(
        raw.interval,
      );
      const gone = strings([...users(leave), ...users(timeout)]);
      return change(channelId, users(join), gone);
    }
    default:
      return null;
  }
}

/** Reads a `storage` event; `null` for one that is malformed or not about a channel. */
export function attributesEventOf(event: unknown): AttributesEvent | null {
  const raw = read<keyof AgoraV2StorageEvent>(event);
  const { channelName: channelId, data } = raw;
  if (raw.storageType !== 'CHANNEL' || raw.channelType !== 'MESSAGE') return null;
  if (!isName(channelId) || typeof data !== 'object' || data === null) return null;
  return { channelId, attributes: attributesOf(data) };
}

/** Reads the attributes in a storage answer or event. Malformed ones are left out. */
export function attributesOf(data: unknown): RtmAttributes {
  const { metadata } = read<keyof AgoraV2StorageData>(data);
  return new Map(
    Object.entries(read(metadata)).flatMap(([name, item]) => {
      const { value, updated, authorUid } =
        read<keyof AgoraV2StorageData['metadata'][string]>(item);
      if (typeof value !== 'string') return [];
      const attribute: RtmAttribute = {
        value,
        updatedBy: isName(authorUid) ? authorUid : null,
        updatedAt: positive(updated),
      };
      return [[name, attribute] as const];
    }),
  );
}

/** Reads how many users are in a channel from an answer of `getOnlineUsers`. */
export function occupancyOf(answer: unknown): number {
  return positive(read<keyof AgoraV2OnlineUsersAnswer>(answer).totalOccupancy) ?? 0;
}

/** Channels that a new token does not allow to read any more, from a `token` event. */
export function revokedChannels(event: unknown): readonly string[] {
  const raw = read<keyof AgoraV2TokenEvent>(event);
  if (raw.eventType !== 'READ_PERMISSION_REVOKED') return [];
  return strings(
    read<keyof AgoraV2TokenEvent['affectedResources']>(raw.affectedResources).messageChannels,
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
  const raw = read<keyof AgoraV2HistoryAnswer>(answer);
  const list = Array.isArray(raw.messageList) ? raw.messageList : [];
  const contents = list.flatMap((item) => contentOf(read(item), userId, now) ?? []);
  // Reversing first keeps messages of the same millisecond in their order when the list is newest first.
  if ((contents[0]?.sentAt ?? 0) > (contents.at(-1)?.sentAt ?? 0)) contents.reverse();
  contents.sort((a, b) => a.sentAt - b.sentAt);
  return { contents, newStart: positive(raw.newStart) ?? 0 };
}

/** The time that an answer of the SDK carries, or the local one: 2.3.0 answers `publish` with 0. */
export function timestampOf(answer: unknown, now: () => number): number {
  return positive(read<'timestamp'>(answer).timestamp) ?? now();
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
  raw: Raw<keyof AgoraV2HistoryAnswer['messageList'][number]>,
  userId: string,
  now: () => number,
): MessageContent | null {
  const { message: payload, publisher: from, customType } = raw;
  if (!isName(from)) return null;
  if (typeof payload !== 'string' && !(payload instanceof Uint8Array)) return null;
  return {
    payload,
    from,
    own: from === userId,
    sentAt: positive(raw.timestamp) ?? now(),
    customType: isName(customType) ? customType : null,
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
  return strings(read<'users'>(list).users);
}

/** The non-empty strings of a list, each once. */
function strings(list: unknown): string[] {
  return Array.isArray(list) ? [...new Set(list.filter(isName))] : [];
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}

function read<Field extends string>(value: unknown): Raw<Field> {
  return (typeof value === 'object' && value !== null ? value : {}) as Raw<Field>;
}
