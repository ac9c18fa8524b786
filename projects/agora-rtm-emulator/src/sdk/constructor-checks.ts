import { isAppId, isName } from '../protocol/names.ts';
import { isParameterOn } from './parameters.ts';
import { rtmError } from './rtm-error.ts';
import type { PrivateConfig, RTMConfig, ServiceType } from './types.ts';

/** Name of the constructor in errors. */
const OPERATION = 'initRTM';

const ILLEGAL = 'illegal symbol or too long.';

const SERVICE_TYPES: readonly ServiceType[] = ['MESSAGE', 'STREAM'];

/** A domain with a dot and a top level of two letters, or an IPv4 address; `localhost` is neither. */
const HOST =
  /^(?:(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?$/i;

const MAX_SALT_BYTES = 32;

/** Pairs of App ID and user id ever constructed on this page; the SDK never forgets one. */
const constructed = new Set<string>();

/**
 * Checks the arguments of the constructor in the SDK's order. What it accepts silently is accepted
 * here too: unknown options, a timeout out of range, a salt of the wrong length.
 *
 * @throws RTMBaseError -10003, -10006, -10024, -10020 or -10027
 */
export function checkConstructor(appId: unknown, userId: unknown, config: RTMConfig): void {
  if (!isAppId(appId)) throw rtmError(-10003, OPERATION, ILLEGAL);
  const isNumeric = typeof userId === 'string' && /^\d+$/.test(userId);
  if (!isName(userId) || (config.useStringUserId === false && !isNumeric)) {
    throw rtmError(-10006, OPERATION, ILLEGAL);
  }
  if (config.privateConfig) checkPrivateConfig(config.privateConfig);
  checkEncryption(config);
  const pair = `${appId}\n${userId}`;
  if (constructed.has(pair) && !isParameterOn('IGNORE_DUPLICATE_USER_ID_ERR')) {
    throw rtmError(-10027, OPERATION);
  }
  constructed.add(pair);
}

/** A shorter salt is accepted, a longer one is not; without encryption nothing is looked at. Observed. */
function checkEncryption({ encryptionMode, cipherKey, salt }: RTMConfig): void {
  if (encryptionMode !== 'AES_128_GCM' && encryptionMode !== 'AES_256_GCM') return;
  if (typeof cipherKey !== 'string') {
    const detail = ' detail: not provide cipherKey but set encryptionMode.';
    throw rtmError(-10020, OPERATION, detail);
  }
  if ((salt?.byteLength ?? 0) > MAX_SALT_BYTES) {
    throw rtmError(-10020, OPERATION, ` detail: salt should be ${MAX_SALT_BYTES} bytes.`);
  }
}

/** Without service types nothing is looked at. Observed. */
function checkPrivateConfig(config: Partial<PrivateConfig>): void {
  const { serviceType = [], accessPointHosts = [] } = config;
  if (serviceType.length === 0) return;
  const isTypeLegal = SERVICE_TYPES.some((type) => serviceType.includes(type));
  const lists = [
    accessPointHosts,
    config.originDomains,
    config.eventUploadHosts,
    config.logUploadHosts,
  ];
  const areHostsLegal = !lists.some((hosts) => hosts?.some((host) => !HOST.test(host)));
  if (accessPointHosts.length > 0 && isTypeLegal && areHostsLegal) return;
  const types = isTypeLegal ? '' : ' ServiceType is illegal.';
  const domains = areHostsLegal ? '' : ' Hosts or domains is illegal.';
  throw rtmError(-10024, OPERATION, types + domains);
}
