import { isIP } from 'node:net';
import { isLoopbackHost } from './access-control.ts';
import { MAX_LIFETIME } from './issue-token.ts';
import type { OidcOptions } from './oidc.ts';
import { DEFAULT_HOST, DEFAULT_PORT } from './options.ts';
import type { TokenServerOptions } from './options.ts';

/** What can be wrong, by the name of its option. */
export type OptionName = Exclude<
  keyof TokenServerOptions | keyof OidcOptions,
  'callerLimit' | 'addressLimit' | 'requestTimeout' | 'log' | 'now'
>;

/** Options a token server cannot be started with; `problems` has a sentence for each. */
export class OptionsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Everything that is wrong, each with what to do; no problem quotes a secret.
 *
 * @param nameOf How the reader knows an option, such as the name of its environment variable.
 */
export function problemsOf(
  options: TokenServerOptions,
  nodeEnv: string | undefined,
  nameOf: (option: OptionName) => string = (option) => option,
): string[] {
  const { appId, appCertificate, authenticate, lifetime = MAX_LIFETIME } = options;
  const { port = DEFAULT_PORT, host = DEFAULT_HOST, trustedProxies = 0 } = options;
  const problems: string[] = [];
  const check = (isRight: boolean, option: OptionName, advice: string): void => {
    if (!isRight) problems.push(`${nameOf(option)} ${advice}`);
  };
  const hex = 'must be 32 hexadecimal digits: copy it from your project in the Agora Console.';
  check(isHex32(appId), 'appId', hex);
  check(isHex32(appCertificate), 'appCertificate', hex);
  check(
    appId !== appCertificate || !isHex32(appId),
    'appCertificate',
    'is the App ID: copy the primary certificate instead.',
  );
  check(
    isBetween(lifetime, 1, MAX_LIFETIME),
    'lifetime',
    `must be a whole number of seconds from 1 to ${MAX_LIFETIME}.`,
  );
  check(isBetween(port, 0, 65_535), 'port', 'must be a number from 0 to 65535.');
  check(isHost(host), 'host', 'must be an IP address or a host name, such as 127.0.0.1.');
  check(isBetween(trustedProxies, 0, 10), 'trustedProxies', 'must be a number from 0 to 10.');
  for (const origin of options.allowedOrigins ?? []) {
    check(isOrigin(origin), 'allowedOrigins', adviceFor(origin));
  }
  for (const name of options.allowedHosts ?? []) {
    check(isHost(name), 'allowedHosts', `must be host names without a port, not ${quote(name)}.`);
  }
  if (authenticate === 'development') {
    const sentence = '"development" believes every caller,';
    check(nodeEnv !== 'production', 'authenticate', `${sentence} and NODE_ENV is "production".`);
    check(
      isLoopbackHost(host),
      'authenticate',
      `${sentence} and ${quote(host)} can be reached from other machines: listen on 127.0.0.1.`,
    );
  } else if (typeof authenticate === 'object') {
    const { jwksUri, issuer, audience, userClaim = 'sub' } = authenticate;
    check(isSafeUrl(jwksUri), 'jwksUri', "must be the https URL of the identity provider's keys.");
    check(issuer !== '', 'issuer', 'must be what the provider writes into "iss".');
    check(audience !== '', 'audience', 'must be the identifier of this API at the provider.');
    check(userClaim !== '', 'userClaim', 'must be the name of a claim, such as sub.');
  }
  return problems;
}

function adviceFor(origin: string): string {
  return origin === '*'
    ? 'must not be "*", which would let every web page ask: name the origins one by one.'
    : `must be https origins without a path, as in https://desk.example.com, not ${quote(origin)}.`;
}

function isHex32(text: string): boolean {
  return /^[0-9a-f]{32}$/i.test(text);
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isHost(host: string): boolean {
  return isIP(host) !== 0 || /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/.test(host);
}

function isOrigin(text: string): boolean {
  // The URL parser takes a star in a host name; a list of exact origins has no use for one.
  return isSafeUrl(text) && new URL(text).origin === text && !text.includes('*');
}

/** Whether nobody on the way can change what is read there: https, or http that stays on this machine. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}

function quote(text: string): string {
  return JSON.stringify(text);
}
