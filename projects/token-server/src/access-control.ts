const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Which web pages may ask, and by which names. */
export interface AccessRules {
  /** Origins of web pages; exact, as in `https://desk.example.com`. */
  readonly allowedOrigins: readonly string[];
  /** Whether pages of any port of `http://localhost` and `http://127.0.0.1` may ask too. */
  readonly allowsLocalPages: boolean;
  /** Host names this server is reached by, besides loopback ones; `null` lets every name through. */
  readonly allowedHosts: readonly string[] | null;
}

/** Whether `host` names this machine only. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOSTS.has(host) || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Whether a page of this origin may ask. `null` is the origin of sandboxed frames, and anyone's. */
export function isOriginAllowed(origin: string, rules: AccessRules): boolean {
  if (rules.allowedOrigins.includes(origin)) return true;
  return (
    rules.allowsLocalPages && /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/.test(origin)
  );
}

/**
 * Whether the request is addressed to this server. A page on the attacker's name that resolves to
 * 127.0.0.1 (DNS rebinding) is of the same origin to the browser, but carries that name here.
 */
export function isHostAllowed(host: string | undefined, rules: AccessRules): boolean {
  if (rules.allowedHosts === null) return true;
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return false;
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  return isLoopbackHost(hostname) || rules.allowedHosts.includes(hostname);
}
