import { nameProblem, RtmError } from 'ngx-agora-rtm/client';
import { agoraV1 } from './agora-v1';
import type { AgoraV1Options } from './agora-v1-options';
import { APP_ID, FakeRtmError, FakeSdk } from './fake-sdk.spec';
import { alice, harness } from './harness.spec';
import { AGORA_V1_NAMES } from './limits';

describe('agoraV1', () => {
  const sdk = (): Promise<FakeSdk> => Promise.resolve(new FakeSdk());
  const codeFor = (options: Partial<Record<keyof AgoraV1Options, unknown>>): string | null => {
    try {
      agoraV1({ appId: APP_ID, sdk, ...options } as AgoraV1Options);
      return null;
    } catch (error) {
      return error instanceof RtmError ? `${error.operation}/${error.code}` : 'no RtmError';
    }
  };

  it('makes a new client each time', () => {
    const create = agoraV1({ appId: APP_ID, sdk });
    expect(create()).not.toBe(create());
  });

  it('refuses a bad App ID when it is configured, not at the first login', () => {
    for (const appId of ['', 'a'.repeat(31), 'é'.repeat(32), `${'a'.repeat(32)}\n`, null, 5]) {
      expect(codeFor({ appId })).withContext(String(appId)).toBe('configure/invalid-app-id');
    }
    expect(codeFor({ appId: 'Z'.repeat(32) })).toBeNull();
  });

  it('refuses what cannot work', () => {
    const bad: readonly Partial<Record<keyof AgoraV1Options, unknown>>[] = [
      { sdk: new FakeSdk() },
      { sdk: undefined },
      { loginTimeout: 0 },
      { loginTimeout: Infinity },
      { loginTimeout: '5' },
      { areas: [] },
      { areas: 'GLOBAL' },
      { areas: ['GLOB'] },
      { logLevel: 'loud' },
    ];
    for (const options of bad) {
      const context = JSON.stringify(options);
      expect(codeFor(options)).withContext(context).toBe('configure/invalid-argument');
    }
  });

  it('hands its options to the SDK, which is quiet unless told otherwise', async () => {
    const plain = harness();
    await plain.login();
    const quiet = { error: true, warn: false, info: false, track: false, debug: false };
    expect(plain.instance.config).toEqual({ logFilter: quiet });
    const full = harness({ logLevel: 'debug', logUpload: true, cloudProxy: true });
    await full.login();
    expect(full.instance.config).toEqual({
      logFilter: { error: true, warn: true, info: true, track: true, debug: true },
      enableLogUpload: true,
      enableCloudProxy: true,
    });
    const silent = harness({ logLevel: 'none' });
    await silent.login();
    expect(Object.values(silent.instance.config?.logFilter ?? {})).not.toContain(true);
  });

  it('sets parameters before the first instance', async () => {
    const h = harness({ parameters: { EMULATOR_URL: 'http://localhost:1', X: 2 } });
    await h.login();
    expect(h.sdk.parameters).toEqual({ EMULATOR_URL: 'http://localhost:1', X: 2 });
  });

  it('says which parameter the SDK ignores, as it does without a word', async () => {
    const h = harness({ parameters: { NO_SUCH_KEY: 1 } });
    await expectAsync(h.client.login(alice)).toBeRejectedWithError(RtmError, /NO_SUCH_KEY/);
    expect(h.sdk.instances).toEqual([]);
  });

  it('maps a refusal of the areas', async () => {
    const h = harness({ areas: ['ASIA'] });
    spyOn(h.sdk, 'setArea').and.throwError(
      Object.assign(new FakeRtmError(0, 'RtmInvalidArgumentError'), { code: undefined }),
    );
    await expectAsync(h.client.login(alice)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'invalid-argument', operation: 'configure' }),
    );
  });

  it('finds the SDK in whatever a bundler makes of it', async () => {
    const modules = (one: FakeSdk): readonly unknown[] => [
      one,
      { default: one },
      { default: { default: one } },
    ];
    for (const i of [0, 1, 2]) {
      const one = new FakeSdk();
      const h = harness({ sdk: () => Promise.resolve(modules(one)[i] as FakeSdk) }, one);
      await h.login();
      expect(h.connection).toBe('connected/login');
    }
  });

  it('says what is wrong with a module that is no SDK 1.x', async () => {
    const wrong = [
      [{ default: { RTM: FakeSdk } }, /version 2\.x, and agoraV1\(\) needs 1\.x/],
      [{ RTM: FakeSdk }, /version 2\.x/],
      [{}, /no createInstance/],
      [null, /no createInstance/],
    ] as const;
    for (const [module, message] of wrong) {
      const { client } = harness({ sdk: () => Promise.resolve(module as never) });
      await expectAsync(client.login(alice)).toBeRejectedWithError(RtmError, message);
    }
  });

  it('says what 1.x can do', () => {
    const { capabilities } = agoraV1({ appId: APP_ID, sdk })();
    expect(capabilities).toEqual({
      channelEcho: false,
      customTypes: false,
      sendWithoutJoin: false,
      history: false,
      maxChannels: 20,
      maxMessageBytes: 32_768,
      sendRate: { messages: 180, perMs: 3_000 },
      userIds: AGORA_V1_NAMES,
      channelIds: AGORA_V1_NAMES,
      attributes: {
        maxAttributes: 32,
        maxNameBytes: 32,
        maxValueBytes: 8_192,
        maxUserBytes: 16_384,
        maxChannelBytes: 32_768,
      },
      onlineStatus: { maxQueried: 256, maxWatched: 512 },
      invitations: { maxContentBytes: 8_192 },
    });
  });
});

describe('AGORA_V1_NAMES', () => {
  it('refuses the printable characters that 1.5.1 was seen to refuse, and no others', () => {
    const printable = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i));
    const inside = printable.filter((c) => nameProblem(`a${c}b`, AGORA_V1_NAMES) !== null);
    const first = printable.filter((c) => nameProblem(`${c}b`, AGORA_V1_NAMES) !== null);
    expect(inside).toEqual(['"', "'", '*', '/', '\\', '`']);
    expect(first).toEqual(inside);
  });

  it('takes white space, as 1.5.1 does, and no letter outside of ASCII', () => {
    for (const c of ['\t', '\n', '\v', '\f', '\r', '\u00a0']) {
      expect(nameProblem(`a${c}b`, AGORA_V1_NAMES))
        .withContext(JSON.stringify(c))
        .toBeNull();
    }
    for (const name of ['é', '漢字', 'a😀', 'a\u0000b']) {
      expect(nameProblem(name, AGORA_V1_NAMES)).withContext(name).not.toBeNull();
    }
  });

  it('allows 64 bytes, and not the word null', () => {
    expect(nameProblem('x'.repeat(64), AGORA_V1_NAMES)).toBeNull();
    expect(nameProblem('x'.repeat(65), AGORA_V1_NAMES)).not.toBeNull();
    expect(nameProblem('null', AGORA_V1_NAMES)).not.toBeNull();
    expect(nameProblem('nullable', AGORA_V1_NAMES)).toBeNull();
  });
});
