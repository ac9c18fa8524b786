import type AgoraRTM from 'agora-rtm-sdk';
import type {
  GetChannelMetadataResponse,
  GetOnlineUsersResponse,
  HistoryMessage,
  RTMEvents,
} from 'agora-rtm-sdk';
import type {
  AgoraV2HistoryAnswer,
  AgoraV2LinkReason,
  AgoraV2LinkState,
  AgoraV2LinkStateEvent,
  AgoraV2MessageEvent,
  AgoraV2OnlineUsersAnswer,
  AgoraV2PresenceEvent,
  AgoraV2Sdk,
  AgoraV2StorageData,
  AgoraV2StorageEvent,
  AgoraV2TokenEvent,
} from './agora-v2-sdk';

/** Compiles only where `Actual` can stand in for `Expected`. */
type Fits<Expected, Actual extends Expected> = Actual;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The vendor's types against what the adapter takes them for. A line that does not compile is a change of theirs. */
export type VendorChecks = [
  Fits<AgoraV2Sdk, typeof AgoraRTM>,
  Fits<AgoraV2LinkStateEvent, RTMEvents.LinkStateEvent>,
  Fits<AgoraV2MessageEvent, RTMEvents.MessageEvent>,
  Fits<AgoraV2PresenceEvent, RTMEvents.PresenceEvent>,
  Fits<AgoraV2StorageEvent, RTMEvents.StorageEvent>,
  Fits<AgoraV2StorageData, GetChannelMetadataResponse>,
  Fits<AgoraV2OnlineUsersAnswer, GetOnlineUsersResponse>,
  Fits<AgoraV2TokenEvent, RTMEvents.TokenEvent>,
  Fits<AgoraV2HistoryAnswer['messageList'][number], HistoryMessage>,
  Fits<true, Same<AgoraV2LinkState, RTMEvents.LinkState>>,
  Fits<true, Same<AgoraV2LinkReason, RTMEvents.LinkStateChangeReasonCode>>,
];

/** The checks can fail: none of these compiles. */
export type PlantedMistakes = [
  // @ts-expect-error It lacks setParameter, and its RTM is no constructor.
  Fits<AgoraV2Sdk, { RTM: () => void }>,
  // @ts-expect-error The vendor's constructor does not take a number.
  Fits<{ RTM: new (appId: number, userId: string) => object }, typeof AgoraRTM>,
  // @ts-expect-error The vendor's instance has no such method.
  Fits<{ RTM: new (appId: string, userId: string) => { fly(): void } }, typeof AgoraRTM>,
  // @ts-expect-error The vendor's event has no such field.
  Fits<{ colour: string }, RTMEvents.LinkStateEvent>,
];

describe('AgoraV2Sdk', () => {
  it('is met by the types of agora-rtm-sdk, or this file would not compile', () => {
    const checks: VendorChecks | null = null;
    expect(checks).toBeNull();
  });
});
