import { RtmError } from 'ngx-agora-rtm';
import { fetchToken } from './fetch-token';

const URL = 'https://example.com/token';

describe('fetchToken', () => {
  it('asks for the token of one user', async () => {
    let asked: RequestInit | undefined;
    const token = await fetchToken(URL, 'alice', (_, init) => {
      asked = init;
      return Promise.resolve(Response.json({ token: 't' }));
    });
    expect(token).toBe('t');
    expect([asked?.method, asked?.body]).toEqual(['POST', '{"userId":"alice"}']);
  });

  for (const [name, answer, words] of [
    ['refuses', () => Response.json({}, { status: 403 }), 'answers 403'],
    ['answers nonsense', () => new Response('<html>'), 'answers without a token'],
    ['answers an empty token', () => Response.json({ token: '' }), 'answers without a token'],
    ['answers null', () => Response.json(null), 'answers without a token'],
    ['does not answer', () => Promise.reject(new TypeError('no')), 'does not answer'],
  ] as const) {
    it(`says in words that the server ${name}`, async () => {
      const error: unknown = await fetchToken(URL, 'alice', async () => answer()).catch(
        (e: unknown) => e,
      );
      expect(error).toBeInstanceOf(RtmError);
      expect((error as RtmError).code).toBe('token-unavailable');
      expect((error as RtmError).message).toContain(`The token server at ${URL} ${words}.`);
    });
  }
});
