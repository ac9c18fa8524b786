import type { LinkNode } from './rich-text';

/**
 * A link, if it is one that can be followed without harm and says where it leads.
 *
 * @param text What is written.
 * @param href The address that it stands for.
 * @returns `null` for any other address: scripts and data, local files, one with invisible characters in it.
 */
export function safeLink(text: string, href: string): LinkNode | null {
  if (INVISIBLE.test(text)) return null;
  const url = parsed(href);
  if (!url || !PROTOCOLS.has(url.protocol)) return null;
  const host = hostOf(url);
  const said = saidHost(text, url.protocol);
  const isSaid = said.startsWith(host) && !/^[\w.@-]/.test(said.slice(host.length));
  return { type: 'link', text, href: url.href, realHost: isSaid ? null : host };
}

/** The host as the network knows it: in ASCII. */
function hostOf({ protocol, hostname, pathname }: URL): string {
  if (protocol !== 'mailto:') return hostname;
  const domain = pathname.slice(pathname.lastIndexOf('@') + 1);
  return parsed(`https://${domain}`)?.hostname ?? domain;
}

function parsed(href: string): URL | null {
  try {
    return new URL(href);
  } catch {
    return null;
  }
}

/** What a reader takes for the host, and what follows it. */
function saidHost(text: string, protocol: string): string {
  const said = text.toLowerCase();
  if (protocol === 'mailto:') return said.slice(said.lastIndexOf('@') + 1);
  return said.replace(/^https?:\/\//, '');
}

const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** Control and format characters: they turn a text around, or hide a part of it. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u115F\u1160\u3164\uFFA0]/u;
