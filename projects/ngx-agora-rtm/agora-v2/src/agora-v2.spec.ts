import { nameProblem, RtmError } from 'ngx-agora-rtm/client';
import { agoraV2 } from './agora-v2';
import type { AgoraV2Options } from './agora-v2-options';
import { APP_ID, FakeSdk, settle } from './fake-sdk.spec';
import { harness } from './harness.spec';
import { AGORA_V2_NAMES } from './limits';

describe('agoraV2', () => {
  const sdk = (): Promise<FakeSdk> => Promise.resolve(new FakeSdk());
  const codeFor = (options: Partial<Record<keyof AgoraV2Options, unknown>>): string | null => {
    try {
      agoraV2({ appId: APP_ID, sdk, ...options } as AgoraV2Options);
      return null;
    } catch (error) {
      return error instanceof RtmError ? `${error.operation}/${error.code}` : 'no RtmError';
    }
  };

  it('makes a new client each time', () => {
    const create = agoraV2({ appId: APP_ID, sdk });
    expect(create()).not.toBe(create());
  });

  it('refuses a bad App ID when it is configured, not at the first login', () => {
    const bad = [
      '',
      'a'.repeat(31),
      'a'.repeat(33),
      'é'.repeat(32),
      ' '.repeat(32),
      `${'a'.repeat(31)}-`,
      `${'a'.repeat(32)}\n`,
      null,
      undefined,
      5,
    ];
    for (const appId of bad) {
      expect(codeFor({ appId })).withContext(String(appId)).toBe('configure/invalid-app-id');
    }
    for (const appId of ['z'.repeat(32), 'Z'.repeat(32), '0'.repeat(32)]) {
      expect(codeFor({ appId })).withContext(appId).toBeNull();
    }
  });

  it('refuses what the SDK would take without a word', () => {
    const salt = new Uint8Array(32);
    const bad: readonly Partial<Record<keyof AgoraV2Options, unknown>>[] = [
      { sdk: new FakeSdk() },
      { sdk: undefined },
      { loginTimeout: 0 },
      { loginTimeout: -1 },
      { loginTimeout: NaN },
      { loginTimeout: Infinity },
      { loginTimeout: '5' },
      { presenceTimeout: 4 },
      { presenceTimeout: 301 },
      { presenceTimeout: '20' },
      { heartbeatInterval: 4 },
      { heartbeatInterval: 1801 },
      { encryption: { mode: 'ROT13', key: 'k', salt } },
      { encryption: { mode: 'AES_256_GCM', key: '', salt } },
      { encryption: { mode: 'AES_256_GCM', key: 'k', salt: new Uint8Array(16) } },
    ];
    for (const options of bad) {
      const context = Object.keys(options).join();
      expect(codeFor(options)).withContext(context).toBe('configure/invalid-argument');
    }
  });

  it('hands its options to the SDK, and only those that are given', async () => {
    const plain = harness();
    await plain.login();
    expect(plain.instance.config).toEqual({});
    const salt = new Uint8Array(32);
    const full = harness({
      presenceTimeout: 30,
      heartbeatInterval: 10,
      logLevel: 'warn',
      logUpload: true,
      cloudProxy: true,
      encryption: { mode: 'AES_256_GCM', key: 'secret', salt },
    });
    await full.login();
    expect(full.instance.config).toEqual({
      presenceTimeout: 30,
      heartbeatInterval: 10,
      logLevel: 'warn',
      logUpload: true,
      cloudProxy: true,
      encryptionMode: 'AES_256_GCM',
      cipherKey: 'secret',
      salt,
    });
  });

  it('sets parameters before the first instance', async () => {
    const h = harness({ parameters: { EMULATOR_URL: 'http://localhost:1', X: 2 } });
    await h.login();
    expect(h.sdk.parameters).toEqual({ EMULATOR_URL: 'http://localhost:1', X: 2 });
  });

  it('says which parameter the SDK does not know', async () => {
    const h = harness({ parameters: { NO_SUCH_KEY: 1 } });
    await expectAsync(h.client.login({ userId: 'alice', token: null })).toBeRejectedWithError(
      RtmError,
      /NO_SUCH_KEY/,
    );
    expect(h.sdk.instances).toEqual([]);
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

  it('says what is wrong with a module that is no SDK 2.x', async () => {
    const wrong = [
      [{ default: { createInstance: () => null } }, /version 1\.x/],
      [{ createInstance: () => null }, /version 1\.x/],
      [{}, /no RTM class/],
      [null, /no RTM class/],
      [{ default: { RTM: 5 } }, /no RTM class/],
    ] as const;
    for (const [module, message] of wrong) {
      const { client } = harness({ sdk: () => Promise.resolve(module as never) });
      await expectAsync(client.login({ userId: 'a', token: null })).toBeRejectedWithError(
        RtmError,
        message,
      );
    }
  });

  it('survives a loader that throws', async () => {
    const { client } = harness({
      sdk: () => {
        throw new Error('no network');
      },
    });
    await expectAsync(client.login({ userId: 'a', token: null })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'sdk-unavailable' }),
    );
  });

  it('keeps its promise about the login timeout', async () => {
    jasmine.clock().install();
    const h = harness({ loginTimeout: 3_000 });
    const login = h.client.login({ userId: 'alice', token: null });
    login.catch(() => undefined);
    await settle();
    jasmine.clock().tick(3_000);
    jasmine.clock().uninstall();
    await expectAsync(login).toBeRejectedWith(jasmine.objectContaining({ code: 'timeout' }));
  });

  it('says what 2.x can do', () => {
    const { capabilities } = agoraV2({ appId: APP_ID, sdk, history: true })();
    expect(capabilities).toEqual({
      channelEcho: true,
      customTypes: true,
      sendWithoutJoin: true,
      history: true,
      maxChannels: 50,
      maxMessageBytes: 32_768,
      sendRate: { messages: 60, perMs: 1_000 },
      userIds: AGORA_V2_NAMES,
      channelIds: AGORA_V2_NAMES,
      attributes: null,
      onlineStatus: null,
      invitations: null,
    });
  });
});

describe('AGORA_V2_NAMES', () => {
  it('refuses the printable characters that 2.3.0 was seen to refuse, and no others', () => {
    const printable = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i));
    const inside = printable.filter((c) => nameProblem(`a${c}b`, AGORA_V2_NAMES) !== null);
    const first = printable.filter((c) => nameProblem(`${c}b`, AGORA_V2_NAMES) !== null);
    expect(inside).toEqual(['"', "'", '*', '.', '/', '\\', '`']);
    expect(first).toEqual(['"', "'", '*', '.', '/', '\\', '_', '`']);
  });

  it('refuses everything else', () => {
    for (let code = 0; code < 0x300; code++) {
      if (code >= 0x20 && code < 0x7f) continue;
      const name = `a${String.fromCharCode(code)}b`;
      expect(nameProblem(name, AGORA_V2_NAMES)).withContext(String(code)).not.toBeNull();
    }
    expect(nameProblem('漢字', AGORA_V2_NAMES)).not.toBeNull();
    expect(nameProblem('a😀', AGORA_V2_NAMES)).toBe('must not contain the character U+1F600');
  });

  it('allows 64 bytes, spaces at the ends, and the word null', () => {
    expect(nameProblem('x'.repeat(64), AGORA_V2_NAMES)).toBeNull();
    expect(nameProblem('x'.repeat(65), AGORA_V2_NAMES)).not.toBeNull();
    expect(nameProblem(' a ', AGORA_V2_NAMES)).toBeNull();
    expect(nameProblem('null', AGORA_V2_NAMES)).toBeNull();
  });
});
