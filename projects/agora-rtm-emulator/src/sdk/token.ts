import { rtmError } from './rtm-error.ts';

/** Start of every token Agora issues today (AccessToken2). */
const VERSION = '007';

/** Whether there is a token to look at: without one the App ID stands in, and may be given as one. */
export function needsInspection(token: string | null, appId: string): token is string {
  return token !== null && token !== '' && token !== appId;
}

/**
 * Checks a token as the SDK does before it connects: is it one at all, and for this App ID? Whose it
 * is, for what and until when is for the server to say.
 *
 * @throws RTMBaseError -10005 or -10016
 */
export async function checkToken(token: string, appId: string, operation: string): Promise<void> {
  const tokenAppId = await readAppId(token);
  if (tokenAppId === null) throw rtmError(-10005, operation);
  if (tokenAppId !== appId) throw rtmError(-10016, operation);
}

/** The App ID inside a token, `null` when it is none. Layout: signature and App ID, each a length and bytes. */
async function readAppId(token: string): Promise<string | null> {
  if (!token.startsWith(VERSION)) return null;
  try {
    const packed = Uint8Array.from(atob(token.slice(VERSION.length)), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
    const content = new Uint8Array(await new Response(stream).arrayBuffer());
    const view = new DataView(content.buffer);
    const signatureLength = view.getUint16(0, true);
    const at = 2 + signatureLength;
    const appIdLength = view.getUint16(at, true);
    if (appIdLength !== 32) return null;
    return new TextDecoder().decode(content.subarray(at + 2, at + 2 + appIdLength));
  } catch {
    return null;
  }
}
