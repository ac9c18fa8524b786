import { DOCUMENT } from '@angular/common';
import { inject, Injectable, InjectionToken, type Provider, signal } from '@angular/core';
import { type MediaAddress, mediaAddress } from './media-address';
import { RTM_UPLOADER } from './rtm-uploader';

/** Which addresses in messages are opened, and which of them unasked. Whoever can write a message can put any address in. */
export interface RtmMediaUrls {
  /**
   * Origins that pictures are loaded from as soon as they are on the screen, as in `https://files.example.com`; `self` stands for the
   * page's own. Those of the uploader come on top. Anything else on the web waits for a click: loading it tells its owner who reads
   * the message, when, and from where.
   */
  readonly origins: readonly string[];
  /** Schemes besides `https:` (and `http:` on this machine) that are opened, as in `blob:`. */
  readonly schemes: readonly string[];
}

/** Which addresses in messages are opened. By default those of the web, and unasked those of the page's own origin and the uploader's. */
export const RTM_MEDIA_URLS = new InjectionToken<RtmMediaUrls>('RTM_MEDIA_URLS', {
  providedIn: 'root',
  factory: () => ({ origins: ['self'], schemes: [] }),
});

/**
 * Says which addresses in messages are opened. What is left out is none: the page's own origin, too, has to be named.
 *
 * @example
 * provideRtmMediaUrls({ origins: ['self', 'https://files.example.com'] })
 */
export function provideRtmMediaUrls(urls: Partial<RtmMediaUrls>): Provider {
  return { provide: RTM_MEDIA_URLS, useValue: { origins: [], schemes: [], ...urls } };
}

/** What readers have asked to see, for as long as the page lives. So that a picture that was scrolled away need not be asked for again. */
@Injectable({ providedIn: 'root' })
export class AskedMedia {
  readonly #hrefs = signal<ReadonlySet<string>>(new Set());

  has(href: string): boolean {
    return this.#hrefs().has(href);
  }

  add(href: string): void {
    this.#hrefs.update((hrefs) => new Set(hrefs).add(href));
  }
}

/** Judges addresses by the rules in force. Call it in an injection context. */
export function injectMediaAddresses(): (url: string) => MediaAddress {
  const { origins, schemes } = inject(RTM_MEDIA_URLS);
  const own = inject(DOCUMENT).location.origin;
  const trusted = new Set(origins.map((origin) => (origin === 'self' ? own : origin)));
  for (const origin of inject(RTM_UPLOADER)?.origins ?? []) trusted.add(origin);
  return (url) => mediaAddress(url, trusted, new Set(schemes));
}
