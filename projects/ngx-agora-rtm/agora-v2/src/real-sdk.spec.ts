import { RtmError } from 'ngx-agora-rtm/client';
import { firstValueFrom } from 'rxjs';
import { agoraV2 } from './agora-v2';

declare const __karma__: { readonly config: { readonly agora: unknown } };

// The vendor's own SDK, in a browser that finds no network (karma.conf.cjs maps every host to NOTFOUND).
describe('agoraV2 on agora-rtm-sdk, offline', () => {
  if (__karma__.config.agora) {
    it('is skipped: unset AGORA_APP_ID to run it', () => pending());
    return;
  }
  const appId = 'f'.repeat(32);
  const create = agoraV2({
    appId,
    sdk: () => import('agora-rtm-sdk'),
    loginTimeout: 500,
    logLevel: 'none',
  });
  const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'no error',
      (error: unknown) => (error instanceof RtmError ? error.code : error),
    );

  it('has a login that times out, though that of the SDK never settles', async () => {
    const client = create();
    expect(await codeOf(client.login({ userId: 'times-out', token: null }))).toBe('timeout');
    expect((await firstValueFrom(client.connection$)).reason).toBe('login-timeout');
    await client.destroy();
  });

  it('lets a logout cancel the login', async () => {
    const client = create();
    const login = codeOf(client.login({ userId: 'logs-out', token: null }));
    await client.logout();
    expect(await login).toBe('cancelled');
    expect((await firstValueFrom(client.connection$)).reason).toBe('logout');
    await client.destroy();
  });

  it('refuses a token of another App ID, as the SDK does', async () => {
    const client = create();
    const login = codeOf(client.login({ userId: 'bad-token', token: `006${'e'.repeat(32)}abc` }));
    expect(await login).toBe('app-id-mismatch');
    const { state, reason } = await firstValueFrom(client.connection$);
    expect(`${state}/${reason}`).toBe('failed/app-id-mismatch');
    await client.destroy();
  });

  it('refuses a token that is none', async () => {
    const client = create();
    expect(await codeOf(client.login({ userId: 'no-token', token: 'garbage' }))).toBe(
      'token-invalid',
    );
    await client.destroy();
  });

  it('gives a user to a second client of the page when the first is done, which the SDK would not', async () => {
    // The first login is under way only when the SDK is loaded, which on a busy machine takes as long as it likes.
    await import('agora-rtm-sdk');
    const first = create();
    const second = create();
    const one = codeOf(first.login({ userId: 'handed-over', token: null }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await codeOf(second.login({ userId: 'handed-over', token: null }))).toBe('user-in-use');
    void first.destroy();
    expect(await one).toBe('cancelled');
    expect(await codeOf(second.login({ userId: 'handed-over', token: null }))).toBe('timeout');
    await second.destroy();
  });

  it('says which parameter the SDK does not take', async () => {
    const client = agoraV2({
      appId,
      sdk: () => import('agora-rtm-sdk'),
      parameters: { EMULATOR_URL: 'http://localhost:9700' },
    })();
    await expectAsync(client.login({ userId: 'alice', token: null })).toBeRejectedWithError(
      RtmError,
      /EMULATOR_URL/,
    );
    await client.destroy();
  });
});
