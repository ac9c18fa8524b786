import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Who may talk to the server. */
export interface AccessRules {
  /** Origins of web pages, besides those on loopback; exact, as in `https://desk.example.com`. */
  readonly allowedOrigins: readonly string[];
  /** Names this server is reached by, besides loopback ones and IP addresses; without a port. */
  readonly allowedHosts: readonly string[];
}

/** Whether `host` names this machine only. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOSTS.has(host) || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/**
 * Whether a page of this origin may connect. Browsers do not apply CORS to WebSockets, so the server
 * has to look: otherwise every page the developer visits could read along. `null` is the origin of
 * sandboxed frames and local files, and anyone's.
 */
export function isOriginAllowed(origin: string, rules: AccessRules): boolean {
  if (rules.allowedOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, origin: normalized } = new URL(origin);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return isWeb && normalized === origin && LOOPBACK_HOSTS.has(hostname);
}

/**
 * Whether the request is addressed to this server. A page on the attacker's name that resolves to
 * 127.0.0.1 (DNS rebinding) carries that name here. IP addresses cannot be rebound.
 */
export function isHostAllowed(host: string | undefined, rules: AccessRules): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const url = new URL(`http://${host}`);
  if (url.username !== '' || url.password !== '' || url.pathname !== '/') return false;
  const { hostname } = url;
  if (isLoopbackHost(hostname) || rules.allowedHosts.includes(hostname)) return true;
  return isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/** Why a request is refused, `null` when it is not. */
export function refusalOf(request: IncomingMessage, rules: AccessRules): string | null {
  const { host, origin } = request.headers;
  if (!isHostAllowed(host, rules)) return 'This host name is not allowed.';
  // Only browsers send an origin; another program on this machine needs none.
  if (origin === undefined) {
    return isLoopbackAddress(request.socket.remoteAddress) ? null : 'An origin is required.';
  }
  return isOriginAllowed(origin, rules) ? null : 'This origin is not allowed.';
}

function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  return isLoopbackHost(address.replace(/^::ffff:/, ''));
}
