/** An address in a message. */
export type MediaAddress =
  /** `isTrusted`: whether it may be loaded without being asked for. `host` is for people. */
  | {
      readonly isOpen: true;
      readonly href: string;
      readonly host: string;
      readonly isTrusted: boolean;
    }
  /** Not one to open, nor to link to. */
  | { readonly isOpen: false };

/**
 * Judges an address.
 *
 * @param trusted Origins that are loaded from unasked.
 * @param schemes Schemes that are opened besides those of the web, with their colon. They name nothing on the network, so they are trusted.
 */
export function mediaAddress(
  url: string,
  trusted: ReadonlySet<string>,
  schemes: ReadonlySet<string>,
): MediaAddress {
  if (!URL.canParse(url)) return REFUSED;
  const { protocol, hostname, host, href, origin, username, password } = new URL(url);
  if (schemes.has(protocol)) return { isOpen: true, href, host: '', isTrusted: true };
  const isWeb = protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
  // With a user name, an address looks as if it led to another host: https://bank.example@evil.example.
  if (!isWeb || username !== '' || password !== '') return REFUSED;
  return { isOpen: true, href, host, isTrusted: trusted.has(origin) };
}

const REFUSED: MediaAddress = { isOpen: false };

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
