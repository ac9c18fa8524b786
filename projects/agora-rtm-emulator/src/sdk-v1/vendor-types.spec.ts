/**
 * Compared by the compiler, not at run time: does code written for the vendor's types compile against
 * the twin, and the other way round? `tsc --noEmit` fails here when a member drifts.
 *
 * Enums of the same name and members stand for each other, and no string stands for one.
 */
import type * as Vendor from 'agora-rtm-sdk-v1';
import type TwinSdk from './public-api.ts';
import type * as Twin from './public-api.ts';

/** A type without its methods' bivariance: parameters are compared strictly. */
type Strict<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => R : T[K];
};

type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Whether each can stand for the other, with the same members: an optional one may not be missing. */
type Same<A, B> = Mutual<A, B> extends true ? Mutual<keyof A, keyof B> : false;

type Covers<A, B> = [Strict<A>] extends [Strict<B>] ? true : false;

/** Compiles when everything in the list is `true`. */
type Check<List extends readonly true[]> = List;

/**
 * Members of an emitter: generic over the events, which no two types share. What they take and give is
 * compared by the events below.
 */
type EmitterKeys =
  'on' | 'once' | 'off' | 'removeAllListeners' | 'listeners' | 'rawListeners' | 'listenerCount';

/** Methods of a client that give emitters; compared by what they take, and the emitters by themselves. */
type FactoryKeys = 'createChannel' | 'createLocalInvitation';

type Own<T> = Omit<T, EmitterKeys | FactoryKeys>;

type Both<TwinClass, VendorClass> = [
  Covers<Own<TwinClass>, Own<VendorClass>>,
  Covers<Own<VendorClass>, Pick<TwinClass, keyof Own<VendorClass> & keyof TwinClass>>,
  Mutual<keyof VendorClass, keyof VendorClass & keyof TwinClass>,
];

type Classes = [
  ...Both<Twin.RtmClient, Vendor.RtmClient>,
  ...Both<Twin.RtmChannel, Vendor.RtmChannel>,
  ...Both<Twin.LocalInvitation, Vendor.LocalInvitation>,
  ...Both<Twin.RemoteInvitation, Vendor.RemoteInvitation>,
  Same<Parameters<Twin.RtmClient['createChannel']>, Parameters<Vendor.RtmClient['createChannel']>>,
  Same<
    Parameters<Twin.RtmClient['createLocalInvitation']>,
    Parameters<Vendor.RtmClient['createLocalInvitation']>
  >,
  // An emitter takes listeners of the events it has, and no others.
  Same<
    Parameters<typeof _onMessage>,
    [message: Vendor.RtmMessage, peerId: string, messageProps: { serverReceivedTs: number }]
  >,
];

declare const _onMessage: Parameters<typeof Twin.RtmClient.prototype.on<'MessageFromPeer'>>[1];

type Data = [
  Same<Twin.RtmMessage, Vendor.RtmMessage>,
  Same<Twin.RtmTextMessage, Vendor.RtmTextMessage>,
  Same<Twin.RtmRawMessage, Vendor.RtmRawMessage>,
];

/** Compared without the one event that brings an emitter. */
type Plain<T> = Omit<T, 'RemoteInvitationReceived'>;

type EventsOf<TwinEvents, VendorEvents> = [
  Same<keyof TwinEvents, keyof VendorEvents>,
  Covers<Plain<TwinEvents>, Plain<VendorEvents>>,
  Covers<Plain<VendorEvents>, Plain<TwinEvents>>,
];

type Events = [
  ...EventsOf<Twin.RtmEvents.RtmClientEvents, Vendor.RtmEvents.RtmClientEvents>,
  ...EventsOf<Twin.RtmEvents.RtmChannelEvents, Vendor.RtmEvents.RtmChannelEvents>,
  ...EventsOf<Twin.RtmEvents.LocalInvitationEvents, Vendor.RtmEvents.LocalInvitationEvents>,
  ...EventsOf<Twin.RtmEvents.RemoteInvitationEvents, Vendor.RtmEvents.RemoteInvitationEvents>,
];

/** The enums, compared by name and by value. */
type Enums = [
  SameEnum<Twin.RtmStatusCode.ConnectionState, Vendor.RtmStatusCode.ConnectionState>,
  SameEnum<Twin.RtmStatusCode.ConnectionChangeReason, Vendor.RtmStatusCode.ConnectionChangeReason>,
  SameEnum<Twin.RtmStatusCode.LocalInvitationState, Vendor.RtmStatusCode.LocalInvitationState>,
  SameEnum<Twin.RtmStatusCode.RemoteInvitationState, Vendor.RtmStatusCode.RemoteInvitationState>,
  SameEnum<
    Twin.RtmStatusCode.LocalInvitationFailureReason,
    Vendor.RtmStatusCode.LocalInvitationFailureReason
  >,
  SameEnum<
    Twin.RtmStatusCode.RemoteInvitationFailureReason,
    Vendor.RtmStatusCode.RemoteInvitationFailureReason
  >,
  SameEnum<Twin.RtmStatusCode.PeerOnlineState, Vendor.RtmStatusCode.PeerOnlineState>,
  SameEnum<Twin.RtmStatusCode.PeerSubscriptionOption, Vendor.RtmStatusCode.PeerSubscriptionOption>,
  SameEnum<Twin.RtmStatusCode.MessageType, Vendor.RtmStatusCode.MessageType>,
  SameEnum<Twin.RtmStatusCode.LegacyAreaCode, Vendor.RtmStatusCode.LegacyAreaCode>,
  SameEnum<Twin.RtmStatusCode.AreaCode, Vendor.RtmStatusCode.AreaCode>,
];

type SameEnum<A extends string, B extends string> =
  Mutual<A, B> extends true ? Mutual<`${A}`, `${B}`> : false;

// Under nodenext the first `default` of a CommonJS module is the module itself.
type VendorDefault = typeof Vendor.default.default;
type TwinDefault = typeof TwinSdk;

/** The default export. The twin has more: what the SDK has when it runs, and its types leave out. */
type Exports = [
  Mutual<keyof VendorDefault, keyof VendorDefault & keyof TwinDefault>,
  Covers<
    Pick<TwinDefault, Exclude<keyof VendorDefault, 'createInstance'>>,
    Omit<VendorDefault, 'createInstance'>
  >,
  Covers<
    Omit<VendorDefault, 'createInstance'>,
    Pick<TwinDefault, Exclude<keyof VendorDefault, 'createInstance'>>
  >,
  Same<Parameters<TwinDefault['createInstance']>, Parameters<VendorDefault['createInstance']>>,
];

export type Checks = Check<[...Classes, ...Data, ...Events, ...Enums, ...Exports]>;
