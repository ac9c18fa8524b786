import type { ComposerCommand, ComposerCommands, QuickText } from './composer-commands';
import type { MentionCandidate } from './mention-search';

/** Something that can be picked instead of being written in full. */
export type Suggestion =
  | { readonly type: 'mention'; readonly key: string; readonly member: MentionCandidate }
  | { readonly type: 'command'; readonly key: string; readonly command: ComposerCommand }
  | { readonly type: 'quick-text'; readonly key: string; readonly quickText: QuickText };

export function mentionSuggestions(members: readonly MentionCandidate[]): readonly Suggestion[] {
  return members.map((member) => ({ type: 'mention', key: `@${member.id}`, member }));
}

/** Those whose names begin with what has been written: commands before quick texts. */
export function commandSuggestions(
  { commands = [], quickTexts = [] }: ComposerCommands,
  query: string,
): readonly Suggestion[] {
  const begins = (name: string) => name.toLowerCase().startsWith(query.toLowerCase());
  return [
    ...commands
      .filter(({ name }) => begins(name))
      .map((command) => ({ type: 'command', key: `/${command.name}`, command }) as const),
    ...quickTexts
      .filter(({ shortcut }) => begins(shortcut))
      .map(
        (quickText) => ({ type: 'quick-text', key: `"${quickText.shortcut}`, quickText }) as const,
      ),
  ];
}
