import { type RtmClientFactory, RtmError } from 'ngx-agora-rtm/client';
import { firstValueFrom } from 'rxjs';
import { agoraV1, type AgoraV1Module } from './public-api';

// The vendor's own SDK, in a browser that finds no network (karma.conf.cjs maps every host to NOTFOUND).
describe('agoraV1 on agora-rtm-sdk 1.5.1, offline', () => {
  const appId = 'f'.repeat(32);
  const sdk = (): Promise<AgoraV1Module> => import('agora-rtm-sdk-v1');
  const make = (loginTimeout?: number): RtmClientFactory =>
    agoraV1({ appId, sdk, logLevel: 'none', ...(loginTimeout ? { loginTimeout } : {}) });
  const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'no error',
      (error: unknown) => (error instanceof RtmError ? error.code : error),
    );

  it('connects, and times out when it is told to', async () => {
    const client = make(500)();
    const states: string[] = [];
    client.connection$.subscribe(({ state, reason }) => states.push(`${state}/${reason}`));
    expect(await codeOf(client.login({ userId: 'times-out', token: null }))).toBe('timeout');
    expect(states).toEqual([
      'disconnected/initial',
      'connecting/login',
      'disconnected/login-timeout',
    ]);
    await client.destroy();
  });

  it('lets a logout cancel the login at once, which the SDK cannot', async () => {
    const client = make()();
    const login = codeOf(client.login({ userId: 'logs-out', token: null }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await firstValueFrom(client.connection$)).state).toBe('connecting');
    const before = Date.now();
    await client.logout();
    expect(await login).toBe('cancelled');
    expect(Date.now() - before)
      .withContext('the SDK takes 12 s')
      .toBeLessThan(5_000);
    expect((await firstValueFrom(client.connection$)).reason).toBe('logout');
    const another = codeOf(client.login({ userId: 'somebody-else', token: null }));
    await client.destroy();
    expect(await another).toBe('cancelled');
  });

  it('accepts a name exactly when the SDK does', async () => {
    const loaded = (await sdk()) as { default?: unknown };
    const vendor = (loaded.default ?? loaded) as {
      createInstance(appId: string, config: object): { createChannel(name: string): unknown };
    };
    const logFilter = { error: false, warn: false, info: false, track: false, debug: false };
    const instance = vendor.createInstance(appId, { logFilter });
    const client = make()();
    const names = Array.from({ length: 0x180 }, (_, i) => `a${String.fromCharCode(i)}b`);
    for (const name of [...names, '', 'null', '_', '.', ' ', 'x'.repeat(64), 'x'.repeat(65)]) {
      const isTaken = (): boolean => {
        try {
          return instance.createChannel(name) !== null;
        } catch {
          return false;
        }
      };
      const code = await codeOf(client.join(name));
      expect(code)
        .withContext(JSON.stringify(name))
        .toBe(isTaken() ? 'not-logged-in' : 'invalid-channel-id');
    }
    await client.destroy();
  });

  it('says which parameter the SDK does not take', async () => {
    const parameters = { EMULATOR_URL: 'http://localhost:9700' };
    const client = agoraV1({ appId, sdk, parameters })();
    await expectAsync(client.login({ userId: 'alice', token: null })).toBeRejectedWithError(
      RtmError,
      /EMULATOR_URL/,
    );
    await client.destroy();
  });

  it('takes the areas that the SDK takes', async () => {
    const areas = ['GLOBAL', 'INDIA', 'JAPAN', 'ASIA', 'EUROPE', 'CHINA', 'NORTH_AMERICA'] as const;
    for (const area of areas) {
      const client = agoraV1({ appId, sdk, areas: [area], logLevel: 'none', loginTimeout: 50 })();
      expect(await codeOf(client.login({ userId: `in-${area}`, token: null })))
        .withContext(area)
        .toBe('timeout');
      await client.destroy();
    }
  });

  it('says that SDK 2.x is not what it needs', async () => {
    const client = agoraV1({ appId, sdk: () => import('agora-rtm-sdk') as never })();
    await expectAsync(client.login({ userId: 'alice', token: null })).toBeRejectedWithError(
      RtmError,
      /version 2\.x/,
    );
    await client.destroy();
  });
});
