import { RtmError } from 'ngx-agora-rtm';

/**
 * Gets a token from a token server: POST `{ userId }`, answered with `{ token }`.
 *
 * @throws RtmError of code `token-unavailable` that says what the server did.
 */
export async function fetchToken(
  url: string,
  userId: string,
  fetchUrl: typeof fetch = fetch,
): Promise<string> {
  let response: Response;
  try {
    response = await fetchUrl(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userId }),
    });
  } catch (cause) {
    throw unavailable(`The token server at ${url} does not answer`, cause);
  }
  if (!response.ok) throw unavailable(`The token server at ${url} answers ${response.status}`);
  const answer: unknown = await response.json().catch(() => null);
  const token = typeof answer === 'object' && answer !== null && 'token' in answer && answer.token;
  if (typeof token === 'string' && token !== '') return token;
  throw unavailable(`The token server at ${url} answers without a token`);
}

function unavailable(message: string, cause?: unknown): RtmError {
  return new RtmError({ code: 'token-unavailable', operation: 'get-token', message, cause });
}
