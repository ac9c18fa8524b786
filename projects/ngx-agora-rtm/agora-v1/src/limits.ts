import type { CallRate, NameRules, RtmCapabilities } from 'ngx-agora-rtm/client';

/** What 1.5.1 accepts as a user id and as a channel name: its own pattern, whose white space includes that of Unicode. */
export const AGORA_V1_NAMES: NameRules = {
  maxBytes: 64,
  forbidden: /[^\s\w!#$%&()+,\-.:;<=>?@[\]^{|}~]/u,
  reserved: ['null'],
};

/** How many channels the SDK takes in one question for member counts (code 5). */
export const MAX_COUNTED_CHANNELS = 32;

/** How many names of attributes the SDK takes in one question (read in the bundle). */
export const MAX_ATTRIBUTE_NAMES = 32;

/** Member counts: one call a second (d.ts), by the clock of the backend. */
export const MEMBER_COUNT_RATE: CallRate = { calls: 1, perMs: 1_100 };

/** Lists of members: five calls in two seconds (documented), by the clock of the backend. */
export const MEMBER_LIST_RATE: CallRate = { calls: 5, perMs: 2_100 };

/** How far apart logins must be. Within one instance the SDK refuses with code 10 what comes earlier. */
export const LOGIN_INTERVAL = 500;

/** The capabilities of Agora RTM 1.x. */
export const AGORA_V1_CAPABILITIES = {
  channelEcho: false,
  customTypes: false,
  sendWithoutJoin: false,
  history: false,
  maxChannels: 20,
  maxMessageBytes: 32_768,
  // The limiter inside the SDK, for messages to peers and to channels together.
  sendRate: { messages: 180, perMs: 3_000 },
  userIds: AGORA_V1_NAMES,
  channelIds: AGORA_V1_NAMES,
  attributes: {
    maxAttributes: 32,
    maxNameBytes: 32,
    maxValueBytes: 8_192,
    maxUserBytes: 16_384,
    maxChannelBytes: 32_768,
  },
  onlineStatus: { maxQueried: 256, maxWatched: 512 },
  invitations: { maxContentBytes: 8_192 },
} as const satisfies RtmCapabilities;
