import { type EnvironmentProviders, InjectionToken, makeEnvironmentProviders } from '@angular/core';
import type { ComposerPlace } from './composer-place';

/** What a command is told, and can do. */
export interface CommandContext extends ComposerPlace {
  /** What was written behind the name, trimmed. */
  readonly args: string;
  /**
   * Puts a text where the caret is.
   *
   * @returns Whether it was put in: not where the user has gone to another conversation since.
   */
  readonly insert: (text: string) => boolean;
}

/** Something that is done instead of sending a text: `/assign ana`. */
export interface ComposerCommand {
  /** What is written behind the slash. Without spaces. */
  readonly name: string;
  /** What it does, for the list. */
  readonly description: string;
  /** What has to be written behind the name, for the list: "who". Left out: it takes nothing, and runs as soon as it is picked. */
  readonly argument?: string;
  /** @throws Error whose message says to the user what happened and what to do. What was written comes back then. */
  run(context: CommandContext): void | Promise<void>;
}

/** A text that is written often. */
export interface QuickText {
  /** What is written behind the slash. Without spaces. */
  readonly shortcut: string;
  /** With `{{placeholders}}`: those that are known are filled in, the others wait to be overwritten. */
  readonly text: string;
}

/** What a slash at the beginning of a text offers. */
export interface ComposerCommands {
  readonly commands?: readonly ComposerCommand[];
  readonly quickTexts?: readonly QuickText[];
  /** What a placeholder of a quick text stands for; `undefined` where that is not known. */
  readonly fill?: (placeholder: string) => string | undefined;
}

/** Tells what is offered in a place. Called as a slash is written, so it must be quick. */
export type RtmComposerCommands = (place: ComposerPlace) => ComposerCommands;

/** Commands and quick texts of all composers; by default there are none. */
export const RTM_COMPOSER_COMMANDS = new InjectionToken<RtmComposerCommands>(
  'RTM_COMPOSER_COMMANDS',
  { providedIn: 'root', factory: () => () => ({}) },
);

/**
 * Gives the composers commands and quick texts.
 *
 * @param commands A factory, called in an injection context.
 *
 * @example
 * provideRtmComposerCommands(() => {
 *   const desk = inject(Desk);
 *   return ({ conversation }) => ({
 *     commands: [
 *       {
 *         name: 'close',
 *         description: 'Close this conversation',
 *         run: () => desk.close(conversation),
 *       },
 *     ],
 *     quickTexts: [{ shortcut: 'hello', text: 'Hello {{customer}}, how can I help?' }],
 *     fill: (placeholder) => (placeholder === 'customer' ? desk.nameOf(conversation) : undefined),
 *   });
 * })
 */
export function provideRtmComposerCommands(
  commands: () => RtmComposerCommands,
): EnvironmentProviders {
  return makeEnvironmentProviders([{ provide: RTM_COMPOSER_COMMANDS, useFactory: commands }]);
}
