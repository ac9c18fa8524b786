/** Limits of agora-rtm-sdk 1.5.1, read in its bundle; where the bundle sets none, in its type definitions. */

/** Channels a client may be in. */
export const MAX_JOINED_CHANNELS = 20;

/** Peers of one status query, and peers whose status one client may subscribe to. */
export const MAX_QUERIED_PEERS = 256;
export const MAX_WATCHED_PEERS = 512;

/** Channels of one question for member counts. */
export const MAX_COUNTED_CHANNELS = 32;

/** Attributes a user or a channel may have. Sizes are in bytes of UTF-8; a total counts keys and values. */
export const MAX_ATTRIBUTES = 32;
export const MAX_ATTRIBUTE_KEY_BYTES = 32;
export const MAX_ATTRIBUTE_VALUE_BYTES = 8_192;
export const MAX_USER_ATTRIBUTES_BYTES = 16_384;
export const MAX_CHANNEL_ATTRIBUTES_BYTES = 32_768;

/** Content of an invitation, and the answer to it, in bytes of UTF-8. */
export const MAX_INVITATION_BYTES = 8_192;

/** Members above which a channel does not announce who comes and goes. */
export const MAX_ANNOUNCED_MEMBERS = 512;

/** Members `getMembers` lists at most: the SDK asks for one page, and for no further one. */
export const MAX_LISTED_MEMBERS = 200;

/** Seconds a user stays in channels after the link dropped. */
export const PRESENCE_TIMEOUT_S = 30;

/** Channel messages a reconnect brings: those of so many milliseconds, and no more than so many. */
export const RESENT_CHANNEL_MS = 30_000;
export const RESENT_CHANNEL_MESSAGES = 32;
