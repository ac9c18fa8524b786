// The package is CommonJS, and Node finds only some of its names as named exports.
import agoraToken from 'agora-token';

/** The longest life of a token here, in seconds. Agora allows 24 h; a token cannot be called back. */
export const MAX_LIFETIME = 3600;

/** The Agora project tokens are for. */
export interface Project {
  /** App ID, 32 hexadecimal digits. */
  readonly appId: string;
  /** App Certificate, 32 hexadecimal digits: the key that signs, never to leave this server. */
  readonly appCertificate: string;
}

/** An RTM token that lets `userId`, and nobody else, log in for `lifetime` seconds. */
export function issueToken(project: Project, userId: string, lifetime: number): string {
  const { appId, appCertificate } = project;
  const token = agoraToken.RtmTokenBuilder.buildToken(appId, appCertificate, userId, lifetime);
  // The vendor's answer to an App ID or certificate it does not like is an empty string.
  if (token === '') throw new Error('agora-token made no token of this App ID and certificate.');
  return token;
}
