import type { TextRange } from './text-edit';

/** A command as it was written: `/assign ana`. */
export interface WrittenCommand {
  readonly name: string;
  /** What follows the name, trimmed. */
  readonly args: string;
}

/** The command that a text may be; `null` where it does not look like one. */
export function commandIn(text: string): WrittenCommand | null {
  const match = /^\/([^\s/]+)(?:\s+([\s\S]*))?$/.exec(text.trimEnd());
  const name = match?.[1];
  return name === undefined ? null : { name, args: match?.[2] ?? '' };
}

/** What has been written of the name of a command, where the caret is in it; else `null`. */
export function commandQuery(text: string, caret: number): string | null {
  if (caret > MAX_NAME + 1) return null;
  return /^\/([^\s/]*)$/.exec(text.slice(0, caret))?.[1] ?? null;
}

/** Longest name that is looked for, so that a huge text is never gone through. In UTF-16 units. */
const MAX_NAME = 40;

/** A `{{name}}` in a text, for something that is not known before. */
export interface Placeholder extends TextRange {
  readonly name: string;
}

/** The placeholders of a text, in their order. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  return Array.from(text.matchAll(PLACEHOLDER), ({ 0: all, 1: name = '', index }) => ({
    name,
    start: index,
    end: index + all.length,
  }));
}

/** Puts in what is known. What is put in is not looked through again. @param fill Gives `undefined` for what is not known. */
export function filledIn(text: string, fill: (name: string) => string | undefined): string {
  return text.replace(PLACEHOLDER, (all, name: string) => fill(name) ?? all);
}

const PLACEHOLDER = /\{\{[ \t]*([^{}\s](?:[^{}\n]{0,38}[^{}\s])?)[ \t]*\}\}/g;
