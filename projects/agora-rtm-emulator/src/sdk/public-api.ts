import { setArea } from './areas.ts';
import { constantsType } from './constants-type.ts';
import { getParameter, setParameter } from './parameters.ts';
import { RTMClient } from './rtm-client.ts';
import { RTMBaseError } from './rtm-error.ts';

/** The version of the vendor's SDK whose API and behaviour this module has. */
const VERSION = '2.3.0';

/**
 * The emulator's counterpart of the default export of `agora-rtm-sdk` 2.x. Swapping the import is
 * all it takes:
 *
 * @example
 * import AgoraRTM from 'agora-rtm-emulator/sdk';
 *
 * const client = new AgoraRTM.RTM(appId, userId);
 * client.addEventListener('message', (event) => console.log(event.message));
 * await client.login();
 * await client.subscribe('lobby');
 * await client.publish('lobby', 'Hello');
 */
const AgoraRTM = {
  BUILD: `v${VERSION}-emulator`,
  VERSION,
  RTM: RTMClient,
  getParameter,
  setArea,
  setParameter,
  constantsType,
  RTMBaseError,
};

export default AgoraRTM;
export { RTMBaseError, RTMClient };
export { constantsType as ConstantsType } from './constants-type.ts';
export { RTMHistory } from './rtm-history.ts';
export { RTMLock } from './rtm-lock.ts';
export { RTMPresence } from './rtm-presence.ts';
export { RTMStorage } from './rtm-storage.ts';
export type { AreaOptions } from './areas.ts';
export type * as RTMEvents from './rtm-events.ts';
export type { ErrorInfo, IErrorInfo } from './rtm-error.ts';
export type * from './lock-types.ts';
export type * from './storage-types.ts';
export type * from './types.ts';
export type { CancelTimer, Clock } from '../protocol/clock.ts';
