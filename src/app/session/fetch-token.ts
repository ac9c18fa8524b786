import { RtmError } from 'ngx-agora-rtm';

/** How much of an explanation is shown, in characters: it comes from outside. */
const MAX_MESSAGE = 300;

/** How a token is asked for. */
export interface TokenRequest {
  readonly url: string;
  readonly userId: string;
  /** Proves who asks, or `null` where the server asks for no proof. */
  readonly accessToken: string | null;
}

/**
 * Gets a token from a token server: POST `{ userId }` with the access token as its bearer, answered with `{ token }`.
 *
 * @throws RtmError of code `token-unavailable` that says what the server did, in its own words where it has some.
 */
export async function fetchToken(
  { url, userId, accessToken }: TokenRequest,
  fetchUrl: typeof fetch = fetch,
): Promise<string> {
  let response: Response;
  try {
    response = await fetchUrl(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }),
      },
      body: JSON.stringify({ userId }),
    });
  } catch (cause) {
    throw unavailable(`The token server at ${url} does not answer`, cause);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const explanation = text(property(property(answer, 'error'), 'message'));
    const words = explanation === null ? '' : `: ${explanation}`;
    throw unavailable(`The token server at ${url} answers ${response.status}${words}`);
  }
  const token = text(property(answer, 'token'));
  if (token !== null) return token;
  throw unavailable(`The token server at ${url} answers without a token`);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function unavailable(message: string, cause?: unknown): RtmError {
  return new RtmError({
    code: 'token-unavailable',
    operation: 'get-token',
    // An RtmError's message ends with its advice, so this one brings no full stop of its own.
    message: message.slice(0, MAX_MESSAGE).replace(/\.\s*$/, ''),
    cause,
  });
}
