/** Longest user id or channel name, in bytes. Source: agora-rtm-sdk 2.3.0, observed at 64 and 65. */
export const MAX_NAME_BYTES = 64;

/** Largest message payload, in bytes of UTF-8 or of the binary array. Source: Agora's limits page. */
export const MAX_MESSAGE_BYTES = 32_768;

/** What sealing adds to a message, in bytes: 12 for the nonce, 16 for the authentication tag. */
export const SEAL_BYTES = 28;

/** Longest `customType`, in bytes of UTF-8. Source: Agora's limits page. */
export const MAX_CUSTOM_TYPE_BYTES = 32;

/** Message channels one client may subscribe. Source: `MESSAGE_CHANNEL_COUNT` of 2.3.0 and the limits page. */
export const MAX_CHANNELS = 50;

/** Messages one history call returns at most. Source: `HISTORY_MSG_COUNT_LIMIT` of 2.3.0. */
export const MAX_HISTORY_PAGE = 100;

/** Pairs in the state of one user in one channel. Source: `MAX_STATE_COUNT` of 2.3.0. */
export const MAX_STATES = 32;

/** Longest key of a state, in bytes. Source: agora-rtm-sdk 2.3.0, observed at 32 and 33. */
export const MAX_STATE_KEY_BYTES = 32;

/** Longest value of a state, in bytes of UTF-8. Source: agora-rtm-sdk 2.3.0, observed at 16384 and 16385. */
export const MAX_STATE_VALUE_BYTES = 16_384;

/** Channels a client may keep a state for, subscribed or not. Source: 2.3.0, observed: the 102nd is refused. */
export const MAX_STATE_CHANNELS = 101;

/** Items one set of metadata holds. Source: the SDK's bundle. */
export const MAX_METADATA_ITEMS = 32;

/** Longest key of a metadata item; keys are ASCII, so characters are bytes. Source: bundle and limits page. */
export const MAX_METADATA_KEY_BYTES = 32;

/** Largest value of a metadata item in bytes of UTF-8, and largest set. Source: bundle and limits page. */
export const MAX_METADATA_VALUE_BYTES = 16_384;
export const MAX_METADATA_BYTES = 16_384;

/** Users whose metadata one client may subscribe. Source: the SDK's bundle. */
export const MAX_METADATA_USERS = 50;

/** Locks one channel holds. Source: Agora's limits page. */
export const MAX_LOCKS = 32;

/** Range of a lock's ttl in seconds. Source: `LOCK_TTL` of 2.3.0, which is the default too, and its bundle. */
export const MIN_LOCK_TTL_S = 10;
export const MAX_LOCK_TTL_S = 300;

/**
 * Largest frame the server reads, in bytes. The largest honest one is a 32 KiB message, which
 * takes 44 KB in base64, or a state of 16 KiB full of characters that JSON has to escape (98 KB).
 */
export const MAX_FRAME_BYTES = 100_000;

/** Range of `presenceTimeout` in seconds. Source: the vendor's type definitions and configuration page. */
export const MIN_PRESENCE_TIMEOUT_S = 5;
export const MAX_PRESENCE_TIMEOUT_S = 300;
export const DEFAULT_PRESENCE_TIMEOUT_S = 300;

/** The server asks every 5 s whether a client is there. Source: the SDK's default `heartbeatInterval`. */
export const HEARTBEAT_INTERVAL_MS = 5_000;

/** A link that was silent for 5 s more is gone: 10 s in all. Source: `RTM_LINK_KEEP_ALIVE_TIMEOUT` of 2.3.0. */
export const HEARTBEAT_TIMEOUT_MS = 5_000;

/** Port of the server, and the port a twin looks at, when nothing is configured. */
export const DEFAULT_PORT = 9700;
