/** Takes one line of the log, without a line break. */
export type Log = (line: string) => void;

/** JSON Web Tokens, Agora tokens, and what has the form of an App Certificate. */
const SECRETS = /\beyJ[\w-]+\.[\w-]*(?:\.[\w-]*)?|\b007[\w+/=]{20,}|\b[0-9a-f]{32}\b/gi;

/**
 * Makes a text fit for a line of the log: control characters, which could forge lines or drive a
 * terminal, are escaped, and so are the invisible characters that reorder text. Nothing here hands
 * secrets to the log; should a message of somebody else's code hold one, it is taken out.
 */
export function logText(text: string): string {
  return text
    .replace(SECRETS, '[secret]')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
      return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
    })
    .slice(0, 500);
}
