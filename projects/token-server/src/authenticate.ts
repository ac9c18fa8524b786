import type { IncomingHttpHeaders } from 'node:http';

/** Who is calling. */
export interface Identity {
  /** The caller's own user id, as Agora RTM shall know it. */
  readonly userId: string;
}

/**
 * Finds out who is calling from the headers of a request: `null` when they prove nobody's identity
 * (answered 401). Rejects when that cannot be told right now (answered 503); its message is logged.
 *
 * @example
 * const authenticate: Authenticate = async ({ cookie }) => {
 *   const session = await sessions.find(cookie);
 *   return session && { userId: session.userId };
 * };
 */
export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Identity | null>;

/** The credential of `Authorization: Bearer ...` (RFC 6750), `null` without one. */
export function bearerOf({ authorization = '' }: IncomingHttpHeaders): string | null {
  return /^Bearer +([\w\-.~+/]+=*)$/i.exec(authorization)?.[1] ?? null;
}
