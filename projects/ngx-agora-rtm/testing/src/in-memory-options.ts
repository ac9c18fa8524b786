import type { NameRules, RtmCapabilities } from 'ngx-agora-rtm/client';

/** How an {@link InMemoryRtm} behaves. See {@link LIKE_SDK_1} and {@link LIKE_SDK_2} for the two SDK generations. */
export interface InMemoryRtmOptions {
  /** Whether messages are kept, as on SDK 2.x with history switched on. Default true. */
  readonly history?: boolean;
  /** Whether channel members get their own messages back, as on SDK 2.x. Default true. */
  readonly channelEcho?: boolean;
  /** Whether messages have a `customType`, as on SDK 2.x. Default true. */
  readonly customTypes?: boolean;
  /** Whether a channel can be sent to without being in it, as on SDK 2.x. Default true. */
  readonly sendWithoutJoin?: boolean;
  /** How many channels a client can join. Default 50, as on SDK 2.x. */
  readonly maxChannels?: number;
  /** How many messages a client may send in how many milliseconds. Default: no limit. */
  readonly sendRate?: RtmCapabilities['sendRate'];
  /** How large attributes can be, or `null` for none. Default: what both SDKs take. */
  readonly attributes?: RtmCapabilities['attributes'];
  /** For how many users the online status can be had, or `null` for none. Default: as on SDK 1.x. */
  readonly onlineStatus?: RtmCapabilities['onlineStatus'];
  /** How large invitations can be, or `null` for none. Default: as on SDK 1.x. */
  readonly invitations?: RtmCapabilities['invitations'];
  /** The App ID that the clients tell. Default `in-memory`. */
  readonly appId?: string;
  /** Server clock, milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

/** Names that both SDK generations accept, so that a test does not pass on what production refuses. */
const PORTABLE_NAMES: NameRules = {
  maxBytes: 64,
  forbidden: /[^ -~]|["'*/\\`.]/u,
  forbiddenFirst: /_/,
  reserved: ['null'],
};

/** The limits of SDK 1.x, with the names that SDK 2.x takes: what passes here passes on both. */
const PORTABLE_ATTRIBUTES: RtmCapabilities['attributes'] = {
  maxAttributes: 32,
  maxNameBytes: 32,
  nameRules: { forbidden: PORTABLE_NAMES.forbidden, forbiddenFirst: /_/ },
  maxValueBytes: 8192,
  // SDK 2.x counts 16 KB with the JSON around names and values, for channels too.
  maxUserBytes: 15_000,
  maxChannelBytes: 15_000,
};

/** What holds where a test says nothing: everything that either generation can do. */
export const DEFAULT_IN_MEMORY_OPTIONS: Required<InMemoryRtmOptions> = {
  history: true,
  channelEcho: true,
  customTypes: true,
  sendWithoutJoin: true,
  maxChannels: 50,
  sendRate: { messages: Infinity, perMs: 1000 },
  attributes: PORTABLE_ATTRIBUTES,
  onlineStatus: { maxQueried: 256, maxWatched: 512 },
  invitations: { maxContentBytes: 8192 },
  appId: 'in-memory',
  now: Date.now,
};

/** A network that can do what Agora can with SDK 1.x. */
export const LIKE_SDK_1: InMemoryRtmOptions = {
  history: false,
  channelEcho: false,
  customTypes: false,
  sendWithoutJoin: false,
  maxChannels: 20,
  sendRate: { messages: 180, perMs: 3000 },
};

/** A network that can do what Agora can with SDK 2.x, history and storage switched on. */
export const LIKE_SDK_2: InMemoryRtmOptions = {
  sendRate: { messages: 60, perMs: 1000 },
  onlineStatus: null,
  invitations: null,
};

/** What the SDKs take at most, in bytes of UTF-8. */
const MAX_MESSAGE_BYTES = 32_768;

/** What a network with these options says it can do. */
export function capabilitiesOf(options: Required<InMemoryRtmOptions>): RtmCapabilities {
  const { now: _, appId: __, ...capabilities } = options;
  return {
    ...capabilities,
    maxMessageBytes: MAX_MESSAGE_BYTES,
    userIds: PORTABLE_NAMES,
    channelIds: PORTABLE_NAMES,
  };
}
