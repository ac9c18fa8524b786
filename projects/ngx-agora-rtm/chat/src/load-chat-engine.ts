/** What runs while somebody is logged in: `Chat`, and what it is made of. */
export type ChatEngineModule = typeof import('./engine');

/**
 * Loads what runs while somebody is logged in. It comes in a file of its own: what shows conversations does not need it.
 *
 * @throws TypeError where the file cannot be fetched.
 * @example
 * const { Chat, openChatStorage, browserTabLink } = await loadChatEngine();
 */
export function loadChatEngine(): Promise<ChatEngineModule> {
  return import('./engine');
}
