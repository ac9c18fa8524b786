import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';

/**
 * The address of the caller: of the connection, or, behind `trustedProxies` proxies, the entry that
 * the outermost of them added to `X-Forwarded-For`. Entries before it are the caller's own invention.
 */
export function callerAddress(request: IncomingMessage, trustedProxies: number): string {
  const connection = request.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return connection;
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const address = forwarded.at(-trustedProxies)?.trim() ?? '';
  return isIP(address) === 0 ? connection : address;
}
