import { ErrorHandler, inject, linkedSignal } from '@angular/core';
import { commandIn, filledIn, type Placeholder, placeholdersIn } from './command-text';
import { type ComposerCommand, type QuickText, RTM_COMPOSER_COMMANDS } from './composer-commands';
import type { ComposerPlace } from './composer-place';
import type { ComposerText } from './composer-text';
import type { TextRange } from './text-edit';

/** The commands and quick texts of one composer. Made in an injection context. */
export class CommandLine {
  readonly #commands = inject(RTM_COMPOSER_COMMANDS);
  readonly #errors = inject(ErrorHandler);
  readonly #text: ComposerText;
  /** Names of the placeholders that the user has to fill in, since a quick text brought them. */
  readonly #unfilled = linkedSignal<ComposerPlace, ReadonlySet<string>>({
    source: () => this.#text.place(),
    computation: () => new Set(),
  });

  constructor(text: ComposerText) {
    this.#text = text;
  }

  /** Runs the command that a text is. @returns Whether it is one. */
  runIn(text: string): boolean {
    const written = commandIn(text);
    const place = this.#text.place();
    if (!written || place.edits !== null) return false;
    const { commands = [] } = this.#commands(place);
    const name = written.name.toLowerCase();
    const command = commands.find((one) => one.name.toLowerCase() === name);
    if (command) void this.#run(command, written.args, text);
    return command !== undefined;
  }

  /** Runs a command that was picked from the list, or lets the user write what it needs. */
  pickCommand(command: ComposerCommand, range: TextRange): void {
    const insert = `/${command.name} `;
    const caret = range.start + insert.length;
    if (command.argument === undefined) void this.#run(command, '', insert.trimEnd());
    else this.#text.apply({ ...range, insert, select: { start: caret, end: caret } });
  }

  /** Puts a quick text in the place of its shortcut, with what is known filled in and the first of the rest selected. */
  pickQuickText({ text }: QuickText, range: TextRange): void {
    const { fill = () => undefined } = this.#commands(this.#text.place());
    const known = new Set<string>();
    const insert = filledIn(text, (name) => {
      const value = fill(name);
      if (value !== undefined) known.add(name);
      return value;
    });
    const names = placeholdersIn(text).map(({ name }) => name);
    const unfilled = new Set(names.filter((name) => !known.has(name)));
    const first = placeholdersIn(insert).find(({ name }) => unfilled.has(name));
    const end = range.start + insert.length;
    const select = first
      ? { start: range.start + first.start, end: range.start + first.end }
      : { start: end, end };
    this.#text.apply({ ...range, insert, select });
    this.#unfilled.set(unfilled);
  }

  /** The first placeholder behind a position that still has to be filled in; `null` for none. */
  unfilledIn(text: string, from = 0): Placeholder | null {
    const names = this.#unfilled();
    if (names.size === 0) return null;
    return placeholdersIn(text).find(({ name, start }) => start >= from && names.has(name)) ?? null;
  }

  async #run(command: ComposerCommand, args: string, text: string): Promise<void> {
    const place = this.#text.place();
    const insert = (words: string) => this.#text.insertAt(place, words);
    this.#text.replace('');
    try {
      await command.run({ ...place, args, insert });
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      const isBack = this.#text.giveBack(place, text, (words) =>
        words.commandFailed(command.name, reason),
      );
      if (!isBack) this.#errors.handleError(thrown);
    }
  }
}
