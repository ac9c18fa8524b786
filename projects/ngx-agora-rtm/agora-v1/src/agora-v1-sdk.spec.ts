import type EmulatorRTM from 'agora-rtm-emulator/sdk-v1';
import type AgoraRTM from 'agora-rtm-sdk-v1';
import type {
  LocalInvitation,
  RemoteInvitation,
  RtmChannel,
  RtmEvents,
  RtmStatusCode,
} from 'agora-rtm-sdk-v1';
import type {
  AgoraV1Channel,
  AgoraV1ChannelAttribute,
  AgoraV1ChannelEvent,
  AgoraV1ClientEvent,
  AgoraV1IncomingMessage,
  AgoraV1InvitationFailure,
  AgoraV1LocalInvitation,
  AgoraV1LocalInvitationEvent,
  AgoraV1MessageProperties,
  AgoraV1PeerState,
  AgoraV1Reason,
  AgoraV1RemoteInvitation,
  AgoraV1RemoteInvitationEvent,
  AgoraV1Sdk,
  AgoraV1State,
} from './agora-v1-sdk';

/** Compiles only where `Actual` can stand in for `Expected`. */
type Fits<Expected, Actual extends Expected> = Actual;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Arguments<Events, Name extends keyof Events> = Events[Name] extends (
  ...args: infer Args
) => void
  ? Args
  : never;
type ChannelMessage = Arguments<RtmEvents.RtmChannelEvents, 'ChannelMessage'>;

/** The vendor's types against what the adapter takes them for. A line that does not compile is a change of theirs. */
export type VendorChecks = [
  Fits<AgoraV1Sdk, typeof AgoraRTM>,
  Fits<AgoraV1Sdk, typeof EmulatorRTM>,
  Fits<AgoraV1Channel, RtmChannel>,
  Fits<AgoraV1LocalInvitation, LocalInvitation>,
  Fits<AgoraV1RemoteInvitation, RemoteInvitation>,
  Fits<keyof RtmEvents.RtmClientEvents, AgoraV1ClientEvent>,
  Fits<keyof RtmEvents.RtmChannelEvents, AgoraV1ChannelEvent>,
  Fits<true, Same<AgoraV1LocalInvitationEvent, keyof RtmEvents.LocalInvitationEvents>>,
  Fits<true, Same<AgoraV1RemoteInvitationEvent, keyof RtmEvents.RemoteInvitationEvents>>,
  Fits<AgoraV1IncomingMessage, ChannelMessage[0]>,
  Fits<string, ChannelMessage[1]>,
  Fits<AgoraV1MessageProperties, ChannelMessage[2]>,
  Fits<
    Readonly<Record<string, AgoraV1ChannelAttribute>>,
    Arguments<RtmEvents.RtmChannelEvents, 'AttributesUpdated'>[0]
  >,
  Fits<true, Same<AgoraV1State, `${RtmStatusCode.ConnectionState}`>>,
  Fits<true, Same<AgoraV1Reason, `${RtmStatusCode.ConnectionChangeReason}`>>,
  Fits<true, Same<AgoraV1PeerState, `${RtmStatusCode.PeerOnlineState}`>>,
  Fits<
    true,
    Same<
      AgoraV1InvitationFailure,
      | `${RtmStatusCode.LocalInvitationFailureReason}`
      | `${RtmStatusCode.RemoteInvitationFailureReason}`
    >
  >,
];

/** The checks can fail: none of these compiles. */
export type PlantedMistakes = [
  // @ts-expect-error It lacks setArea, and its createInstance gives nothing.
  Fits<AgoraV1Sdk, { createInstance: () => void }>,
  // @ts-expect-error The vendor's createInstance does not take a number.
  Fits<{ createInstance: (appId: number) => object }, typeof AgoraRTM>,
  // @ts-expect-error The vendor's channel has no such method.
  Fits<{ fly(): void }, RtmChannel>,
  // @ts-expect-error The vendor's client has no such event: it was renamed.
  Fits<keyof RtmEvents.RtmClientEvents, 'ConnectionStateChange'>,
];

describe('AgoraV1Sdk', () => {
  it('is met by the types of agora-rtm-sdk 1.5.1 and of its twin, or this file would not compile', () => {
    const checks: VendorChecks | null = null;
    expect(checks).toBeNull();
  });
});
