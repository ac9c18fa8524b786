import { tokenize } from 'linkifyjs';
import type { Atom } from './inline-text';
import type { LinkFinder } from './link-finder';
import { safeLink } from './safe-link';

/** Finds links as linkifyjs does, and keeps those that are safe. */
export const findLinks: LinkFinder = (text) => {
  const found: Atom[] = [];
  for (const token of tokenize(text)) {
    if (!token.isLink) continue;
    // linkifyjs takes every character that an address can have; at its end these belong to the formatting around it.
    const shown = token.v.replace(/[*_`~]+$/, '');
    const href = token.toHref('https').replace(/[*_`~]+$/, '');
    const node = safeLink(shown, href);
    const start = token.startIndex();
    if (node) found.push({ start, end: start + shown.length, node });
  }
  return found;
};
