import {
  type AttributesEvent,
  type ChannelMessage,
  isText,
  type RtmOperation,
} from 'ngx-agora-rtm/client';
import type { AgoraV1Channel, AgoraV1ChannelEvent, AgoraV1Instance } from './agora-v1-sdk';
import { attach, type Listeners } from './attach';
import { toRtmError, vendorCodeOf } from './error-table';
import { channelAttributesOf, contentOf } from './vendor-events';

/** Codes of `leave` that say there is nothing to leave: NOT_IN_CHANNEL, and USER_NOT_LOGGED_IN. */
const NOTHING_TO_LEAVE: readonly (number | null)[] = [3, 102];

/** What {@link VendorChannels} needs of its session. */
export interface ChannelsHost {
  readonly userId: string;
  readonly now: () => number;
  /** Calls the SDK within bounds. */
  call<T>(operation: RtmOperation, run: (instance: AgoraV1Instance) => Promise<T>): Promise<T>;
  /** Whether events of a channel are wanted. */
  wants(channelId: string): boolean;
  /** The SDK is in a channel. */
  entered(channelId: string): void;
  message(message: ChannelMessage): void;
  attributes(event: AttributesEvent): void;
  member(channelId: string, userId: string, isIn: boolean): void;
}

interface OpenChannel {
  readonly channel: AgoraV1Channel;
  /** Takes the listeners away. */
  readonly detach: () => void;
}

/**
 * The SDK's own objects for the channels of a session: one is made for each join, and kept until the SDK has left. The
 * SDK joins them again after a reconnect by itself.
 */
export class VendorChannels {
  readonly #open = new Map<string, OpenChannel>();

  constructor(private readonly host: ChannelsHost) {}

  /** The channels that the SDK is in or entering. */
  get ids(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** The SDK's object of a channel that it is in. */
  get(channelId: string): AgoraV1Channel | undefined {
    return this.#open.get(channelId)?.channel;
  }

  /** Joins. One that the SDK could not leave is still joined. */
  async join(channelId: string): Promise<void> {
    if (!this.#open.has(channelId)) {
      let open: OpenChannel | undefined;
      try {
        // In one go: a leave or the end of the session can come at any time, and has to find it.
        await this.host.call('join', (instance) => {
          open = this.#create(channelId, instance);
          return open.channel.join();
        });
      } catch (error) {
        if (open) this.#close(channelId, open);
        throw error;
      }
    }
    if (this.#open.has(channelId)) this.host.entered(channelId);
  }

  /** Leaves. Resolves also where there is nothing to leave. During a join, the SDK waits for that. */
  async leave(channelId: string): Promise<void> {
    const open = this.#open.get(channelId);
    if (!open) return;
    await this.host.call('leave', async () => {
      try {
        await open.channel.leave();
      } catch (error) {
        if (!NOTHING_TO_LEAVE.includes(vendorCodeOf(error))) throw error;
      }
      this.#close(channelId, open);
    });
  }

  /** The session is over. */
  detach(): void {
    for (const { detach } of this.#open.values()) detach();
    this.#open.clear();
  }

  #close(channelId: string, open: OpenChannel): void {
    open.detach();
    if (this.#open.get(channelId) === open) this.#open.delete(channelId);
  }

  #create(channelId: string, instance: AgoraV1Instance): OpenChannel {
    const { host } = this;
    const channel = createChannel(channelId, instance);
    const listeners: Listeners<AgoraV1ChannelEvent> = {
      ChannelMessage: (message, from, properties) => {
        const content = contentOf(message, from, properties, host);
        if (content) host.message({ type: 'channel', channelId, ...content });
      },
      AttributesUpdated: (attributes) =>
        host.attributes({ channelId, attributes: channelAttributesOf(attributes) }),
      MemberJoined: (userId) => isText(userId) && host.member(channelId, userId, true),
      MemberLeft: (userId) => isText(userId) && host.member(channelId, userId, false),
    };
    const detach = attach(channel, listeners, () => host.wants(channelId));
    const open = { channel, detach };
    this.#open.set(channelId, open);
    return open;
  }
}

function createChannel(channelId: string, instance: AgoraV1Instance): AgoraV1Channel {
  try {
    return instance.createChannel(channelId);
  } catch (error) {
    throw toRtmError(error, 'join', 'CREATE_CHANNEL');
  }
}
