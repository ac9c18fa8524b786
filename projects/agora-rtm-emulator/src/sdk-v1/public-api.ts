import { checkLegacyAreas, setArea } from './areas.ts';
import * as enumerations from './enumerations.ts';
import { CREATE } from './error-codes.ts';
import { END_CALL_PREFIX } from './messages.ts';
import { getParameter, setParameter } from './parameters.ts';
import { randomUuid } from './random-uuid.ts';
import { RtmClient } from './rtm-client.ts';
import { invalidArgument } from './rtm-error.ts';
import type * as RtmStatusCode from './status-codes.ts';
import type { LogFilterType, RtmConfig } from './types.ts';

/** The version of the vendor's SDK whose API and behaviour this module has. */
const VERSION = '1.5.1';

/** Observed: any 32 digits and letters. */
const APP_ID = /^[\dA-Za-z]{32}$/;

/** The options there are; the SDK refuses others. */
const CONFIG: Required<RtmConfig> = {
  enableLogUpload: false,
  logFilter: logFilter('error', 'warn', 'info'),
  enableCloudProxy: false,
};

/**
 * Creates a client; any number of them. Options and areas are checked, and without effect.
 *
 * @param appId 32 digits and letters.
 * @throws RtmInvalidArgumentError 1; without a code for areas. TypeError when `config` is `null`.
 */
function createInstance(
  appId: string,
  config: RtmConfig = {},
  areaCodes?: RtmStatusCode.AreaCode[],
): RtmClient {
  if (!APP_ID.test(appId)) {
    throw invalidArgument('The appId in the arguments is invalid', CREATE.INVALID_ARGUMENT);
  }
  const unknown = Object.keys(config).filter((name) => !Object.hasOwn(CONFIG, name));
  if (unknown.length > 0) {
    throw invalidArgument(`Invalid RTM config: ${unknown.join(', ')}`, CREATE.INVALID_ARGUMENT);
  }
  checkLegacyAreas(areaCodes);
  return new RtmClient(appId);
}

function logFilter(...levels: (keyof LogFilterType)[]): LogFilterType {
  const off = { error: false, warn: false, info: false, track: false, debug: false };
  return Object.assign(off, Object.fromEntries(levels.map((level) => [level, true])));
}

/** What the SDK makes unique for each page. */
const processId = randomUuid();

/**
 * The emulator's counterpart of the default export of `agora-rtm-sdk` 1.x. Swapping the import is all
 * it takes:
 *
 * @example
 * import AgoraRTM from 'agora-rtm-emulator/sdk-v1';
 *
 * const client = AgoraRTM.createInstance(appId);
 * client.on('MessageFromPeer', (message, peerId) => console.log(peerId, message.text));
 * await client.login({ uid: 'alice' });
 * const channel = client.createChannel('lobby');
 * await channel.join();
 * await channel.sendMessage({ text: 'Hello' });
 */
const AgoraRTM = withoutAreaCode({
  createInstance,
  BUILD: `v${VERSION}-emulator`,
  VERSION,
  END_CALL_PREFIX,
  processId,
  ...enumerations,
  LOG_FILTER_OFF: logFilter(),
  LOG_FILTER_ERROR: logFilter('error'),
  LOG_FILTER_WARNING: logFilter('error', 'warn'),
  LOG_FILTER_INFO: logFilter('error', 'warn', 'info'),
  LOG_FILTER_DEBUG: logFilter('error', 'warn', 'info', 'track', 'debug'),
  setParameter,
  getParameter,
  setArea,
});

/** The SDK's types promise `AreaCode`, and it is undefined when they run: use the plain strings. */
function withoutAreaCode<T>(module: T): T & { readonly AreaCode: typeof RtmStatusCode.AreaCode } {
  return module as T & { readonly AreaCode: typeof RtmStatusCode.AreaCode };
}

export default AgoraRTM;
export type { LocalInvitation } from './local-invitation.ts';
export type { RemoteInvitation } from './remote-invitation.ts';
export type { RtmChannel } from './rtm-channel.ts';
export type { RtmClient };
export type * as RtmEvents from './rtm-events.ts';
export type { RtmStatusCode };
export type { RtmMessage, RtmRawMessage, RtmTextMessage } from './types.ts';
export type { CancelTimer, Clock } from '../protocol/clock.ts';
