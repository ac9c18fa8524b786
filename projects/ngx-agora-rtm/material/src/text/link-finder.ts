import type { Atom } from './inline-text';

/** Finds the links of a text that has no line breaks: in their order. */
export type LinkFinder = (text: string) => readonly Atom[];
