import type { AttributeLimits, CallRate, NameRules, RtmCapabilities } from 'ngx-agora-rtm/client';

/**
 * What 2.3.0 accepts as a user id and as a channel name: its own pattern, 1 to 64 of these characters. The vendor's
 * documentation also lists the backquote; the SDK refuses it.
 */
export const AGORA_V2_NAMES: NameRules = {
  maxBytes: 64,
  forbidden: /[^A-Za-z0-9 !#$%&()+,\-:;<=>?@[\]^_{|}~]/u,
  forbiddenFirst: /_/,
};

/**
 * How many calls of one kind the SDK takes in a second: its own limiter (read in the bundle of 2.3.0), whose clock reads
 * a little later than ours.
 */
export const CALL_RATE: CallRate = { calls: 20, perMs: 1_100 };

/** Most messages that one history call returns (the SDK clamps a larger number to it). */
export const MAX_HISTORY_PAGE = 100;

/** How many messages a history call returns unless told otherwise. */
export const DEFAULT_HISTORY_PAGE = 50;

/** The services that Agora has to switch on for a project, and that an application says it has. */
export interface AgoraV2Services {
  readonly history: boolean;
  readonly storage: boolean;
}

/**
 * What fits into the storage service whatever it looks like: 32 items (`METADATA_ITEM`), keys of 32 bytes, and 16,384
 * bytes for a whole set with the JSON around it, which is what is kept free here. The SDK would take one value of 16 KB,
 * but 1.x takes 8 KB, and so do we.
 */
const ATTRIBUTES: AttributeLimits = {
  maxAttributes: 32,
  maxNameBytes: 32,
  // The SDK holds metadata keys to the characters of channel names.
  nameRules: AGORA_V2_NAMES,
  maxValueBytes: 8_192,
  maxUserBytes: 15_000,
  maxChannelBytes: 15_000,
};

/** The capabilities of Agora RTM 2.x, with or without its history and storage services. */
export function agoraV2Capabilities({ history, storage }: AgoraV2Services): RtmCapabilities {
  return {
    channelEcho: true,
    customTypes: true,
    sendWithoutJoin: true,
    history,
    // MESSAGE_CHANNEL_COUNT of the SDK. Its d.ts says 100.
    maxChannels: 50,
    maxMessageBytes: 32_768,
    // The limiter inside the SDK: the 61st publish within a second is refused with -10021.
    sendRate: { messages: 60, perMs: 1_000 },
    userIds: AGORA_V2_NAMES,
    channelIds: AGORA_V2_NAMES,
    attributes: storage ? ATTRIBUTES : null,
    onlineStatus: null,
    invitations: null,
  };
}
