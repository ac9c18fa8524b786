/** What sends a message: Enter, or Enter together with Ctrl (on Apple's systems Cmd), which breaks the line else. */
export type SendKey = 'enter' | 'ctrl-enter';

/** What a key does in a composer, beside writing. */
export type ComposerKey = 'send' | 'bold' | 'italic' | 'code';

/**
 * Whether an input method takes the key: it picks a word with Enter, and goes through words with arrows. Safari ends the
 * composition before it tells of the key, and marks that key by its code alone, which is why a deprecated field is read.
 */
export function isForInputMethod(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  return event.isComposing || event.keyCode === 229;
}

/** What a key does; `null` where it just writes. @param isApple Whether Cmd is what Ctrl is elsewhere. */
export function keyMeaning(
  event: KeyboardEvent,
  sendKey: SendKey,
  isApple: boolean,
): ComposerKey | null {
  const { key, altKey, shiftKey } = event;
  // Ctrl+B and Ctrl+E move the caret on Apple's systems.
  const isCommand = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (altKey || shiftKey) return null;
  if (key === 'Enter') {
    const isPlain = !event.ctrlKey && !event.metaKey;
    // Ctrl+Enter is known on Apple's systems as well, and writes nothing there.
    return (isPlain ? sendKey === 'enter' : isCommand || event.ctrlKey) ? 'send' : null;
  }
  return isCommand ? (SHORTCUTS.get(key.toLowerCase()) ?? null) : null;
}

const SHORTCUTS: ReadonlyMap<string, ComposerKey> = new Map<string, ComposerKey>([
  ['b', 'bold'],
  ['i', 'italic'],
  ['e', 'code'],
]);
