import { RtmError } from 'ngx-agora-rtm/client';
import { TokenSource } from './token-source';

describe('TokenSource', () => {
  it('asks once for questions that come together, and anew afterwards', async () => {
    let asked = 0;
    const tokens = new TokenSource(() => Promise.resolve(`token-${++asked}`), 1000);
    expect(await Promise.all([tokens.token('alice'), tokens.token('alice')])).toEqual([
      'token-1',
      'token-1',
    ]);
    expect(await tokens.token('alice')).toBe('token-2');
  });

  it('keeps users apart', async () => {
    const tokens = new TokenSource((userId) => Promise.resolve(`for-${userId}`), 1000);
    expect(await Promise.all([tokens.token('alice'), tokens.token('bob')])).toEqual([
      'for-alice',
      'for-bob',
    ]);
  });

  const failures: [string, () => Promise<string | null>][] = [
    ['rejects', () => Promise.reject(new Error('503'))],
    [
      'throws',
      () => {
        throw new Error('boom');
      },
    ],
    ['answers an empty string', () => Promise.resolve('')],
    ['answers something else', () => Promise.resolve({ token: 'x' } as unknown as string)],
    ['never answers', () => new Promise(() => undefined)],
  ];
  for (const [what, provider] of failures) {
    it(`is "token-unavailable" when the provider ${what}`, async () => {
      const tokens = new TokenSource(provider, 5);
      const error = await tokens.token('alice').catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RtmError);
      expect((error as RtmError).code).toBe('token-unavailable');
    });
  }
});
