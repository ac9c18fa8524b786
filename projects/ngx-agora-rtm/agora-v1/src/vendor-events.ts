import {
  isText,
  type OnlineStatus,
  positive,
  type RtmAttribute,
  type RtmAttributes,
  type RtmPayload,
  unchecked,
} from 'ngx-agora-rtm/client';
import type {
  AgoraV1ChannelAttribute,
  AgoraV1IncomingMessage,
  AgoraV1MessageProperties,
  AgoraV1PeerState,
} from './agora-v1-sdk';

/** A message without its address. */
export interface MessageContent {
  readonly payload: RtmPayload;
  readonly from: string;
  readonly own: boolean;
  readonly sentAt: number;
  /** 1.x has no such thing. */
  readonly customType: null;
}

/** Reads the arguments of a message event; `null` if they are malformed. @param userId Who is logged in. */
export function contentOf(
  message: unknown,
  from: unknown,
  properties: unknown,
  { userId, now }: { readonly userId: string; readonly now: () => number },
): MessageContent | null {
  const { text, rawMessage } = unchecked<keyof AgoraV1IncomingMessage>(message);
  const payload = typeof text === 'string' ? text : rawMessage;
  if (!isText(from)) return null;
  if (typeof payload !== 'string' && !(payload instanceof Uint8Array)) return null;
  const { serverReceivedTs } = unchecked<keyof AgoraV1MessageProperties>(properties);
  const sentAt = positive(serverReceivedTs) ?? now();
  return { payload, from, own: from === userId, sentAt, customType: null };
}

/** Reads whether a peer has got a message from the answer to it. */
export function hasPeerReceived(answer: unknown): boolean {
  return unchecked<'hasPeerReceived'>(answer).hasPeerReceived === true;
}

/** Reads the attributes of a user. Malformed ones are left out. */
export function userAttributesOf(answer: unknown): RtmAttributes {
  return mapOf(answer, (value): RtmAttribute | null =>
    typeof value === 'string' ? { value, updatedBy: null, updatedAt: null } : null,
  );
}

/** Reads the attributes of a channel. Malformed ones are left out. */
export function channelAttributesOf(answer: unknown): RtmAttributes {
  return mapOf(answer, (item): RtmAttribute | null => {
    const raw = unchecked<keyof AgoraV1ChannelAttribute>(item);
    if (typeof raw.value !== 'string') return null;
    const updatedBy = isText(raw.lastUpdateUserId) ? raw.lastUpdateUserId : null;
    return { value: raw.value, updatedBy, updatedAt: positive(raw.lastUpdateTs) };
  });
}

/** Reads how many members channels have. */
export function memberCountsOf(answer: unknown): ReadonlyMap<string, number> {
  return mapOf(answer, positive);
}

/** Reads which users are online. */
export function onlineUsersOf(answer: unknown): ReadonlyMap<string, boolean> {
  return mapOf(answer, (isOnline) => (typeof isOnline === 'boolean' ? isOnline : null));
}

const STATUSES: Readonly<Record<AgoraV1PeerState, OnlineStatus>> = {
  ONLINE: 'online',
  UNREACHABLE: 'unreachable',
  OFFLINE: 'offline',
};

/** Reads the status of users. */
export function statusesOf(event: unknown): ReadonlyMap<string, OnlineStatus> {
  return mapOf(event, (state) =>
    typeof state === 'string' && Object.hasOwn(STATUSES, state)
      ? STATUSES[state as AgoraV1PeerState]
      : null,
  );
}

/** The entries of a record whose values can be read. */
function mapOf<T>(record: unknown, read: (value: unknown) => T | null): ReadonlyMap<string, T> {
  return new Map(
    Object.entries(unchecked(record)).flatMap(([name, raw]) => {
      const value = read(raw);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}
