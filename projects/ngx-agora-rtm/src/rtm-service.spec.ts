import {
  createEnvironmentInjector,
  DOCUMENT,
  EnvironmentInjector,
  inject,
  provideZonelessChangeDetection,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  provideRtm,
  RtmError,
  RtmModule,
  RtmService,
  withOptions,
  withTokenProvider,
} from 'ngx-agora-rtm';
import type { Connection, PeerMessage } from 'ngx-agora-rtm';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';

/** Lets everything happen that is only waiting for its microtask. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

describe('RtmService', () => {
  let network: InMemoryRtm;

  beforeEach(() => {
    network = new InMemoryRtm();
  });

  function setUp(
    ...features: Parameters<typeof provideRtm> extends [unknown, ...infer F] ? F : never
  ) {
    TestBed.configureTestingModule({
      providers: [provideZonelessChangeDetection(), provideRtm(network.client, ...features)],
    });
    return TestBed.inject(RtmService);
  }

  async function online(userId: string) {
    const client = network.client();
    await client.login({ userId, token: null });
    return client;
  }

  it('runs without zone.js', () => {
    expect('Zone' in globalThis).toBeFalse();
  });

  it('says what to add when no backend is configured', () => {
    expect(() => TestBed.inject(RtmService)).toThrowError(/add provideRtm\(/);
  });

  it('is provided by RtmModule.forRoot as well', async () => {
    TestBed.configureTestingModule({ imports: [RtmModule.forRoot(network.client)] });
    await TestBed.inject(RtmService).login('alice');
    expect(network.isOnline('alice')).toBeTrue();
  });

  describe('connection', () => {
    it('tells state and reason of every step, as Observable and as signal', async () => {
      const rtm = setUp();
      const seen: string[] = [];
      rtm.connection$.subscribe(({ state, reason }) => seen.push(`${state}/${reason}`));
      await rtm.login('alice');
      network.cut('alice');
      expect(rtm.connectionState()).toBe('reconnecting');
      network.restore('alice');
      await rtm.logout();
      expect(seen).toEqual([
        'disconnected/initial',
        'connecting/login',
        'connected/login',
        'reconnecting/network',
        'connected/reconnect',
        'disconnected/logout',
      ]);
      expect(rtm.connection().reason).toBe('logout');
    });

    it('replays the latest state to a late subscriber', async () => {
      const rtm = setUp();
      await rtm.login('alice');
      const seen: Connection[] = [];
      rtm.connection$.subscribe((connection) => seen.push(connection));
      expect(seen.map(({ state }) => state)).toEqual(['connected']);
      expect(Math.abs(Date.now() - (seen[0]?.since ?? 0))).toBeLessThan(60_000);
    });

    it('knows who is logged in, also while the network is away', async () => {
      const rtm = setUp();
      expect(rtm.userId()).toBeNull();
      await rtm.login('alice');
      network.cut('alice');
      expect(rtm.userId()).toBe('alice');
      network.restore('alice');
      await rtm.logout();
      expect(rtm.userId()).toBeNull();
    });

    it('is `failed` and `replaced` when the same user logs in elsewhere, and can take the session back', async () => {
      const rtm = setUp();
      await rtm.login('alice');
      const other = await online('alice');
      expect(rtm.connection().state).toBe('failed');
      expect(rtm.connection().reason).toBe('replaced');
      await rtm.login('alice');
      expect(rtm.connectionState()).toBe('connected');
      await other.destroy();
      expect(rtm.connectionState()).toBe('connected');
    });
  });

  describe('login', () => {
    it('refuses a user id before the network is asked, and says which rule it breaks', async () => {
      const rtm = setUp();
      await expectAsync(rtm.login('')).toBeRejectedWithError(RtmError, /must not be empty/);
      await expectAsync(rtm.login('x'.repeat(65))).toBeRejectedWithError(
        RtmError,
        /at most 64 bytes/,
      );
      await expectAsync(rtm.login('zoë')).toBeRejectedWithError(RtmError, /U\+00EB/);
      expect(rtm.connectionState()).toBe('disconnected');
    });

    it('tells why it failed and can be tried again', async () => {
      const rtm = setUp(withOptions({ loginRetries: 0 }));
      network.failNext('login', 'timeout');
      const error = await rtm.login('alice').catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RtmError);
      expect((error as RtmError).code).toBe('timeout');
      expect(rtm.connection().reason).toBe('login-timeout');
      await rtm.login('alice');
      expect(rtm.connectionState()).toBe('connected');
    });

    it('is the same login when the same user asks twice', async () => {
      const rtm = setUp();
      await Promise.all([rtm.login('alice'), rtm.login('alice')]);
      await rtm.login('alice');
      expect(rtm.userId()).toBe('alice');
    });

    it('refuses another user while one is logged in', async () => {
      const rtm = setUp();
      await rtm.login('alice');
      const error = await rtm.login('bob').catch((reason: unknown) => reason);
      expect((error as RtmError).code).toBe('already-logged-in');
      expect(rtm.userId()).toBe('alice');
    });

    it('asks the token provider for the user who logs in', async () => {
      const asked: string[] = [];
      const rtm = setUp(
        withTokenProvider((userId) => Promise.resolve((asked.push(userId), 'token'))),
      );
      await rtm.login('alice');
      expect(asked).toEqual(['alice']);
    });

    it('lets the token provider inject what it needs, at the login and at a renewal', async () => {
      const answers: string[] = [];
      const rtm = setUp(
        withTokenProvider(async (userId) => {
          answers.push(`${userId} in ${inject(DOCUMENT).nodeName}`);
          return 'token';
        }),
      );
      await rtm.login('alice');
      network.tokenWillExpire('alice');
      await settle();
      expect(answers).toEqual(['alice in #document', 'alice in #document']);
    });

    it('does not ask the token provider when it is given a token', async () => {
      const provider = jasmine.createSpy('provider');
      const rtm = setUp(withTokenProvider(provider));
      await rtm.login('alice', null);
      expect(provider).not.toHaveBeenCalled();
    });

    it('ends when the token provider never answers', async () => {
      const rtm = setUp(
        withTokenProvider(() => new Promise(() => undefined)),
        withOptions({ tokenTimeoutMs: 5, loginRetries: 0 }),
      );
      const error = await rtm.login('alice').catch((reason: unknown) => reason);
      expect((error as RtmError).code).toBe('token-unavailable');
      expect(rtm.connectionState()).toBe('disconnected');
    });

    it('is cancelled by a logout while the token provider is still thinking', async () => {
      const rtm = setUp(withTokenProvider(() => new Promise(() => undefined)));
      const login = rtm.login('alice').catch((reason: unknown) => reason);
      await settle();
      await rtm.logout();
      expect(((await login) as RtmError).code).toBe('cancelled');
    });
  });

  describe('peer messages', () => {
    it('come with their sender, once, and only to the one addressed', async () => {
      const rtm = setUp();
      await rtm.login('alice');
      const bob = await online('bob');
      const carol = await online('carol');
      const all: PeerMessage[] = [];
      const fromBob: unknown[] = [];
      const atCarol: unknown[] = [];
      rtm.peerMessages$.subscribe((message) => all.push(message));
      rtm.peerMessages('bob').subscribe(({ payload }) => fromBob.push(payload));
      carol.messages$.subscribe((message) => atCarol.push(message));
      await bob.sendToPeer('alice', 'from bob');
      await carol.sendToPeer('alice', 'from carol');
      expect(all.map(({ from, payload, own }) => [from, payload, own])).toEqual([
        ['bob', 'from bob', false],
        ['carol', 'from carol', false],
      ]);
      expect(fromBob).toEqual(['from bob']);
      expect(atCarol).toEqual([]);
    });

    it('tell the sender whether the peer received them', async () => {
      const rtm = setUp();
      await rtm.login('alice');
      expect((await rtm.sendToPeer('bob', 'are you there?')).hasPeerReceived).toBeFalse();
      await online('bob');
      expect((await rtm.peer('bob').send('and now?')).hasPeerReceived).toBeTrue();
    });

    it('tell timeout, refusal and lost connection apart when they fail', async () => {
      const rtm = setUp();
      await rtm.login('alice');
      const fate = async () => {
        const error = (await rtm.sendToPeer('bob', 'x').catch((e: unknown) => e)) as RtmError;
        return [error.code, error.outcome, error.retryable];
      };
      network.failNext('send-to-peer', 'timeout');
      expect(await fate()).toEqual(['timeout', 'unknown', true]);
      network.failNext('send-to-peer', 'refused');
      expect(await fate()).toEqual(['refused', 'not-done', false]);
      network.cut('alice');
      expect(await fate()).toEqual(['not-connected', 'not-done', true]);
    });

    it('are refused before login, empty, of a wrong type, and over 32 KB of UTF-8', async () => {
      const rtm = setUp();
      const code = async (payload: unknown) =>
        rtm.sendToPeer('bob', payload as string).then(
          () => 'sent',
          (error: unknown) => (error as RtmError).code,
        );
      expect(await code('early')).toBe('not-logged-in');
      await rtm.login('alice');
      expect(await code('')).toBe('invalid-message');
      expect(await code({ text: 'x' })).toBe('invalid-message');
      expect(await code('ü'.repeat(16_384))).toBe('sent');
      expect(await code('ü'.repeat(16_384) + 'x')).toBe('message-too-large');
    });
  });

  it('renews the token from the provider when it is about to expire, one question at a time', async () => {
    let answers = 0;
    const rtm = setUp(withTokenProvider(() => Promise.resolve(`token-${++answers}`)));
    await rtm.login('alice');
    const renewal = network.hold('renew-token');
    network.tokenWillExpire('alice');
    network.tokenWillExpire('alice');
    await settle();
    expect(answers).toBe(2);
    expect(renewal.waiting).toBe(1);
    renewal.release();
    await settle();
    network.tokenWillExpire('alice');
    await settle();
    expect(answers).toBe(3);
  });

  it('tries the renewal again when the provider fails', async () => {
    let asked = 0;
    const rtm = setUp(
      withTokenProvider(() =>
        ++asked === 2 ? Promise.reject(new Error('down')) : Promise.resolve('t'),
      ),
      withOptions({ retryBaseMs: 1 }),
    );
    await rtm.login('alice');
    const renewal = network.hold('renew-token');
    network.tokenWillExpire('alice');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toBe(3);
    expect(renewal.waiting).toBe(1);
  });

  it('logs out and ends every stream when its injector is destroyed', async () => {
    const injector = createEnvironmentInjector(
      [provideRtm(network.client)],
      TestBed.inject(EnvironmentInjector),
    );
    const rtm = injector.get(RtmService);
    await rtm.login('alice');
    const ended: string[] = [];
    const note = (name: string) => ({ complete: () => ended.push(name) });
    rtm.connection$.subscribe(note('connection'));
    rtm.peerMessages$.subscribe(note('peer messages'));
    rtm.channelMessages('lobby').subscribe(note('channel messages'));
    rtm.channel('lobby').members$.subscribe(note('members'));
    await settle();
    expect(network.membersOf('lobby')).toEqual(['alice']);
    injector.destroy();
    await settle();
    expect(ended.sort()).toEqual(['channel messages', 'connection', 'members', 'peer messages']);
    expect(network.isOnline('alice')).toBeFalse();
    expect(network.membersOf('lobby')).toEqual([]);
  });
});
