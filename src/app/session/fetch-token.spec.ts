import { RtmError } from 'ngx-agora-rtm';
import { fetchToken } from './fetch-token';

const URL = 'https://example.com/token';

describe('fetchToken', () => {
  const request = { url: URL, userId: 'alice', accessToken: null };

  it('asks for the token of one user', async () => {
    let asked: RequestInit | undefined;
    const token = await fetchToken(request, (_, init) => {
      asked = init;
      return Promise.resolve(Response.json({ token: 't' }));
    });
    expect(token).toBe('t');
    expect([asked?.method, asked?.body]).toEqual(['POST', '{"userId":"alice"}']);
    expect(new Headers(asked?.headers).has('authorization')).toBeFalse();
  });

  it('proves who asks with an access token', async () => {
    let headers = new Headers();
    await fetchToken({ ...request, accessToken: 'abc.def' }, (_, init) => {
      headers = new Headers(init?.headers);
      return Promise.resolve(Response.json({ token: 't' }));
    });
    expect(headers.get('authorization')).toBe('Bearer abc.def');
  });

  const refusal = { error: { code: 'other_user', message: 'You are signed in as someone else.' } };
  for (const [name, answer, words] of [
    ['refuses', () => Response.json({}, { status: 403 }), 'answers 403.'],
    [
      'refuses with words',
      () => Response.json(refusal, { status: 403 }),
      'answers 403: You are signed in as someone else.',
    ],
    [
      'refuses with no words',
      () => Response.json({ error: { message: 5 } }, { status: 500 }),
      'answers 500.',
    ],
    ['refuses with a page', () => new Response('<html>', { status: 502 }), 'answers 502.'],
    ['answers nonsense', () => new Response('<html>'), 'answers without a token.'],
    ['answers an empty token', () => Response.json({ token: '' }), 'answers without a token.'],
    ['answers null', () => Response.json(null), 'answers without a token.'],
    ['does not answer', () => Promise.reject(new TypeError('no')), 'does not answer.'],
  ] as const) {
    it(`says in words that the server ${name}`, async () => {
      const error: unknown = await fetchToken(request, async () => answer()).catch(
        (e: unknown) => e,
      );
      expect(error).toBeInstanceOf(RtmError);
      expect((error as RtmError).code).toBe('token-unavailable');
      expect((error as RtmError).message).toContain(`The token server at ${URL} ${words} `);
    });
  }

  it('shows a bounded part of what the server says', async () => {
    const long = { error: { message: 'x'.repeat(100_000) } };
    const error: unknown = await fetchToken(request, async () =>
      Response.json(long, { status: 500 }),
    ).catch((e: unknown) => e);
    expect((error as RtmError).message.length).toBeLessThan(500);
  });
});
