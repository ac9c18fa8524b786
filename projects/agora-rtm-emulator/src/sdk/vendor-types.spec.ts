/**
 * Compared by the compiler, not at run time: does code written for the vendor's types compile against
 * the twin, and the other way round? `tsc --noEmit` fails here when a member drifts.
 */
import type * as Vendor from 'agora-rtm-sdk';
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

/** Members of the vendor's client an application uses; the rest is its logging and emitter machinery. */
type ClientKeys =
  | 'login'
  | 'logout'
  | 'renewToken'
  | 'publish'
  | 'subscribe'
  | 'unsubscribe'
  | 'addEventListener'
  | 'removeEventListener';

/** Calls of the client and of its API objects, each able to stand for the vendor's. */
type Calls = [
  Covers<Pick<Twin.RTMClient, ClientKeys>, Pick<Vendor.RTMClient, ClientKeys>>,
  Covers<Pick<Vendor.RTMClient, ClientKeys>, Pick<Twin.RTMClient, ClientKeys>>,
  Covers<Twin.RTMPresence, Vendor.RTMPresence>,
  Covers<
    Pick<Vendor.RTMPresence, keyof Twin.RTMPresence>,
    Pick<Twin.RTMPresence, keyof Twin.RTMPresence>
  >,
  Covers<Twin.RTMHistory, Vendor.RTMHistory>,
  Covers<
    Pick<Vendor.RTMHistory, keyof Twin.RTMHistory>,
    Pick<Twin.RTMHistory, keyof Twin.RTMHistory>
  >,
  Covers<Twin.RTMStorage, Vendor.RTMStorage>,
  Covers<
    Pick<Vendor.RTMStorage, keyof Twin.RTMStorage>,
    Pick<Twin.RTMStorage, keyof Twin.RTMStorage>
  >,
  Covers<Twin.RTMLock, Vendor.RTMLock>,
  Covers<Pick<Vendor.RTMLock, keyof Twin.RTMLock>, Pick<Twin.RTMLock, keyof Twin.RTMLock>>,
  Same<keyof Twin.RTMPresence, keyof Vendor.RTMPresence>,
  Same<keyof Twin.RTMHistory, keyof Vendor.RTMHistory>,
  Same<keyof Twin.RTMStorage, keyof Vendor.RTMStorage>,
  Same<keyof Twin.RTMLock, keyof Vendor.RTMLock>,
  Same<
    ConstructorParameters<typeof Twin.RTMClient>,
    ConstructorParameters<typeof Vendor.RTMClient>
  >,
  Same<Parameters<Twin.RTMClient['createStreamChannel']>, [channelName: string]>,
  Covers<Pick<Twin.RTMClient, 'presence'>['presence'], Vendor.RTMClient['presence']>,
  Covers<Twin.RTMClient['history'], Vendor.RTMClient['history']>,
];

/** Options and answers, which travel in both directions. */
type Data = [
  Same<Twin.RTMConfig, Vendor.RTMConfig>,
  Same<Twin.PrivateConfig, Vendor.PrivateConfig>,
  Same<Twin.PublishOptions, Vendor.PublishOptions>,
  Same<Twin.SubscribeOptions, Vendor.SubscribeOptions>,
  Same<Twin.RenewTokenOptions, Vendor.RenewTokenOptions>,
  Same<Twin.WhoNowOptions, Vendor.WhoNowOptions>,
  Same<Twin.GetOnlineUsersOptions, Vendor.GetOnlineUsersOptions>,
  Same<Twin.RemoveStateOptions, Vendor.RemoveStateOptions>,
  Mutual<Twin.StateDetail, Vendor.StateDetail>,
  Same<Twin.GetHistoryMessageOptions, Vendor.GetHistoryMessageOptions>,
  Same<Twin.ChannelType, Vendor.ChannelType>,
  Same<Twin.HistoryChannelType, Vendor.HistoryChannelType>,
  Same<Twin.LoginResponse, Vendor.LoginResponse>,
  Same<Twin.LogoutResponse, Vendor.LogoutResponse>,
  Same<Twin.PublishResponse, Vendor.PublishResponse>,
  Same<Twin.SubscribeResponse, Vendor.SubscribeResponse>,
  Same<Twin.UnsubscribeResponse, Vendor.UnsubscribeResponse>,
  Same<Twin.RenewTokenResponse, Vendor.RenewTokenResponse>,
  Same<Twin.OccupancyDetail, Vendor.OccupancyDetail>,
  Same<Twin.SetStateResponse, Vendor.SetStateResponse>,
  Same<Twin.GetStateResponse, Vendor.GetStateResponse>,
  Same<Twin.RemoveStateResponse, Vendor.RemoveStateResponse>,
  Same<Twin.GetOnlineUsersResponse, Vendor.GetOnlineUsersResponse>,
  Same<Twin.GetUserChannelsResponse, Vendor.GetUserChannelsResponse>,
  Same<Twin.WhoNowResponse, Vendor.WhoNowResponse>,
  Same<Twin.WhereNowResponse, Vendor.WhereNowResponse>,
  Same<Twin.GetMessagesResponse, Vendor.GetMessagesResponse>,
  Same<Twin.HistoryMessage, Vendor.HistoryMessage>,
  Same<Twin.MetadataItem, Vendor.MetadataItem>,
  Same<Twin.MetaDataDetail, Vendor.MetaDataDetail>,
  Same<Twin.SetOrUpdateUserMetadataOptions, Vendor.SetOrUpdateUserMetadataOptions>,
  Covers<Twin.RemoveUserMetadataOptions, Vendor.RemoveUserMetadataOptions>,
  Covers<Vendor.RemoveUserMetadataOptions, Twin.RemoveUserMetadataOptions>,
  Same<Twin.RemoveChannelMetadataOptions, Vendor.RemoveChannelMetadataOptions>,
  Same<Twin.GetUserMetadataOptions, Vendor.GetUserMetadataOptions>,
  Same<Twin.SetChannelMetadataResponse, Vendor.SetChannelMetadataResponse>,
  Same<Twin.UpdateChannelMetadataResponse, Vendor.UpdateChannelMetadataResponse>,
  Same<Twin.RemoveChannelMetadataResponse, Vendor.RemoveChannelMetadataResponse>,
  Same<Twin.GetChannelMetadataResponse, Vendor.GetChannelMetadataResponse>,
  Same<Twin.SetUserMetadataResponse, Vendor.SetUserMetadataResponse>,
  Same<Twin.UpdateUserMetadataResponse, Vendor.UpdateUserMetadataResponse>,
  Same<Twin.RemoveUserMetadataResponse, Vendor.RemoveUserMetadataResponse>,
  Same<Twin.GetUserMetadataResponse, Vendor.GetUserMetadataResponse>,
  Same<Twin.SubscribeUserMetaResponse, Vendor.SubscribeUserMetaResponse>,
  Same<Twin.UnsubscribeUserMetaResponse, Vendor.UnsubscribeUserMetaResponse>,
  Same<Twin.SetLockOptions, Vendor.SetLockOptions>,
  Same<Twin.AcquireLockOptions, Vendor.AcquireLockOptions>,
  Same<Twin.SetLockResponse, Vendor.SetLockResponse>,
  Same<Twin.AcquireLockResponse, Vendor.AcquireLockResponse>,
  Same<Twin.ReleaseLockResponse, Vendor.ReleaseLockResponse>,
  Same<Twin.RemoveLockResponse, Vendor.RemoveLockResponse>,
  Same<Twin.RevokeLockResponse, Vendor.RevokeLockResponse>,
  Same<Twin.GetLockResponse, Vendor.GetLockResponse>,
  Same<Twin.MetadataOptions, Vendor.MetadataOptions>,
  Same<Twin.StorageData, Vendor.StorageData>,
  Same<Twin.LockDetail, Vendor.LockDetail>,
];

/** Events, and everything they can say. */
type Events = [
  Same<keyof Twin.RTMEvents.RTMClientEventMap, keyof Vendor.RTMEvents.RTMClientEventMap>,
  Same<Twin.RTMEvents.MessageEvent, Vendor.RTMEvents.MessageEvent>,
  Same<Twin.RTMEvents.PresenceEvent, Vendor.RTMEvents.PresenceEvent>,
  Same<Twin.RTMEvents.IntervalDetail, Vendor.RTMEvents.IntervalDetail>,
  Same<Twin.RTMEvents.UserList, Vendor.RTMEvents.UserList>,
  Same<Twin.RTMEvents.UserState, Vendor.RTMEvents.UserState>,
  Same<Twin.RTMEvents.LinkStateEvent, Vendor.RTMEvents.LinkStateEvent>,
  Same<Twin.RTMEvents.TokenEvent, Vendor.RTMEvents.TokenEvent>,
  Same<Twin.RTMEvents.StorageEvent, Vendor.RTMEvents.StorageEvent>,
  Same<Twin.RTMEvents.LockEvent, Vendor.RTMEvents.LockEvent>,
  Same<Twin.RTMEvents.TopicEvent, Vendor.RTMEvents.TopicEvent>,
  Same<Twin.RTMEvents.RTMClientEventMap, Vendor.RTMEvents.RTMClientEventMap>,
];

// Under nodenext the first `default` of a CommonJS module is the module itself.
type VendorDefault = typeof Vendor.default.default;
type TwinDefault = typeof TwinSdk;

/** The default export. Constants are compared by name: the vendor's are enums, which nothing else equals. */
type Exports = [
  Same<keyof TwinDefault, keyof VendorDefault>,
  Same<keyof TwinDefault['constantsType'], keyof VendorDefault['constantsType']>,
  Same<
    keyof TwinDefault['constantsType']['AreaCode'],
    keyof VendorDefault['constantsType']['AreaCode']
  >,
  Same<
    TwinDefault['constantsType']['AreaCode'][keyof TwinDefault['constantsType']['AreaCode']],
    `${Vendor.ConstantsType.AreaCode}`
  >,
  Same<
    keyof TwinDefault['constantsType']['LinkStateChangeReasonDescription'],
    Vendor.RTMEvents.LinkStateChangeReasonCode
  >,
  Covers<
    Pick<TwinDefault, 'BUILD' | 'VERSION' | 'getParameter' | 'setParameter'>,
    Pick<VendorDefault, 'BUILD' | 'VERSION' | 'getParameter' | 'setParameter'>
  >,
  [Parameters<VendorDefault['setArea']>] extends [Parameters<TwinDefault['setArea']>]
    ? true
    : false,
  Same<
    ConstructorParameters<typeof Twin.RTMBaseError>,
    ConstructorParameters<typeof Vendor.RTMBaseError>
  >,
  Same<Twin.RTMBaseError, Vendor.RTMBaseError>,
  Same<Twin.ErrorInfo, Vendor.ErrorInfo>,
];

export type Checks = Check<[...Calls, ...Data, ...Events, ...Exports]>;
