import { RtmError, SDK_LOAD_TIMEOUT } from 'ngx-agora-rtm/client';
import { agoraV1 } from './agora-v1';
import { DEFAULT_LOGIN_TIMEOUT } from './agora-v1-options';
import { LOGIN_END_TIMEOUT, REFUSAL_GRACE } from './agora-v1-session';
import { APP_ID, fate, FakeRtmError, FakeSdk, settle } from './fake-sdk.spec';
import { alice, codeOf, type Harness, harness, pass, path } from './harness.spec';
import { LOGIN_INTERVAL } from './limits';

describe('AgoraV1Client, login', () => {
  let h: Harness;

  beforeEach(() => {
    jasmine.clock().install();
    h = harness();
  });

  afterEach(() => jasmine.clock().uninstall());

  it('connects', async () => {
    await h.login();
    expect(path(h)).toEqual(['disconnected/initial', 'connecting/login', 'connected/login']);
    expect(h.instance.appId).toBe(APP_ID);
    expect(h.instance.userId).toBe('alice');
  });

  it('passes the token on, and none where there is none', async () => {
    h.client.login({ userId: 'alice', token: 'tok' }).catch(() => undefined);
    const other = harness();
    other.client.login(alice).catch(() => undefined);
    await settle();
    expect(h.instance.callsOf('login')[0]?.args).toEqual([{ uid: 'alice', token: 'tok' }]);
    expect(other.instance.callsOf('login')[0]?.args).toEqual([{ uid: 'alice' }]);
  });

  it('rejects with timeout when the SDK gives up, and does not try again', async () => {
    const login = h.client.login(alice);
    const result = fate(login);
    await settle();
    h.instance.timeOut();
    await settle();
    expect(result.now).toBe('timeout');
    expect(h.connection).toBe('disconnected/login-timeout');
    await expectAsync(login).toBeRejectedWith(jasmine.objectContaining({ vendorCode: 9 }));
    await pass(60_000);
    expect(h.sdk.instances.length).toBe(1);
    expect(h.instance.callsOf('login').length).toBe(1);
  });

  it('times out by itself where the SDK does not', async () => {
    const login = fate(h.client.login(alice));
    await pass(DEFAULT_LOGIN_TIMEOUT - 1);
    expect(login.now).toBe('pending');
    await pass(1);
    expect(login.now).toBe('timeout');
    expect(h.connection).toBe('disconnected/login-timeout');
  });

  const refusals = [
    [1, 'server-error', 'disconnected/server'],
    [2, 'login-refused', 'failed/login-refused'],
    [4, 'invalid-app-id', 'disconnected/login-refused'],
    [5, 'token-invalid', 'failed/token-invalid'],
    [6, 'token-expired', 'failed/token-expired'],
    [7, 'login-refused', 'failed/login-refused'],
    [10, 'rate-limited', 'disconnected/login-refused'],
  ] as const;
  for (const [code, expected, connection] of refusals) {
    it(`rejects with ${expected} when the SDK refuses with ${code}`, async () => {
      const login = h.client.login(alice);
      const result = fate(login);
      await settle();
      h.instance.refuse(code);
      await settle();
      expect(result.now).toBe(expected);
      expect(h.connection).toBe(connection);
      expect(h.instance.listenerCount).toBe(0);
      await expectAsync(login).toBeRejectedWith(jasmine.objectContaining({ vendorCode: code }));
    });
  }

  it('rejects also when the SDK tells of the end and then leaves the login pending', async () => {
    const login = fate(h.client.login(alice));
    await settle();
    h.instance.move('ABORTED', 'BANNED_BY_SERVER');
    await pass(REFUSAL_GRACE);
    expect(login.now).toBe('banned');
    expect(h.connection).toBe('failed/banned');
  });

  it('wraps an error that has no code', async () => {
    const login = h.client.login(alice);
    const result = fate(login);
    await settle();
    h.instance.rejectLogin(new TypeError("reading 'token'"));
    await settle();
    expect(result.now).toBe('unknown');
    await expectAsync(login).toBeRejectedWithError(RtmError, /reading 'token'/);
  });

  it('rejects with already-logged-in while logging in, connected or reconnecting', async () => {
    h.client.login(alice).catch(() => undefined);
    expect(await codeOf(h.client.login(alice))).toBe('already-logged-in');
    await settle();
    h.instance.accept();
    expect(await codeOf(h.client.login({ userId: 'bob', token: null }))).toBe('already-logged-in');
    h.instance.move('RECONNECTING', 'INTERRUPTED');
    expect(await codeOf(h.client.login(alice))).toBe('already-logged-in');
    expect(h.sdk.instances.length).toBe(1);
  });

  it('rejects a bad user id or token before anything happens', async () => {
    const bad = [
      ['', null, 'invalid-user-id'],
      ['null', null, 'invalid-user-id'],
      ['a/b', null, 'invalid-user-id'],
      ['é', null, 'invalid-user-id'],
      ['x'.repeat(65), null, 'invalid-user-id'],
      [5, null, 'invalid-user-id'],
      ['alice', 5, 'token-invalid'],
      ['alice', undefined, 'token-invalid'],
    ] as const;
    for (const [userId, token, code] of bad) {
      expect(await codeOf(h.client.login({ userId, token } as never)))
        .withContext(String(userId))
        .toBe(code);
    }
    expect(await codeOf(h.client.login(undefined as never))).toBe('invalid-user-id');
    expect(h.sdk.instances.length).toBe(0);
    expect(path(h)).toEqual(['disconnected/initial']);
  });

  it('maps what createInstance throws', async () => {
    h.sdk.instanceError = new FakeRtmError(1, 'RtmInvalidArgumentError');
    expect(await codeOf(h.client.login(alice))).toBe('invalid-app-id');
    await pass(LOGIN_INTERVAL);
    h.sdk.instanceError = new TypeError('no window');
    const login = fate(h.client.login(alice));
    await settle();
    expect(login.now).toBe('unknown');
    h.sdk.instanceError = null;
    await pass(LOGIN_INTERVAL);
    await h.login();
    expect(h.connection).toBe('connected/login');
  });

  it('does not take a login that was made for refused, whatever its promise does', async () => {
    const login = fate(h.client.login(alice));
    await settle();
    h.instance.move('CONNECTED', 'LOGIN_SUCCESS');
    h.instance.rejectLogin(new FakeRtmError(1));
    await settle();
    expect(login.now).toBe('done');
    expect(h.connection).toBe('connected/login');
  });

  it('rejects when a listener logs out as soon as it hears of the attempt', async () => {
    h.client.connection$.subscribe(({ state }) => {
      if (state === 'connecting') void h.client.logout();
    });
    expect(await codeOf(h.client.login(alice))).toBe('cancelled');
    expect(h.sdk.instances.length).toBe(0);
  });

  it('takes the instance out when a listener logs out while the SDK still begins the login', async () => {
    const create = h.sdk.createInstance.bind(h.sdk);
    spyOn(h.sdk, 'createInstance').and.callFake((...args) => {
      const instance = create(...args);
      const login = instance.login.bind(instance);
      instance.login = (options) => {
        const promise = login(options);
        instance.emit('MessageFromPeer', { text: 'x' }, 'bob', {});
        return promise;
      };
      return instance;
    });
    h.client.messages$.subscribe(() => void h.client.logout());
    const login = fate(h.client.login(alice));
    await settle();
    expect(login.now).toBe('cancelled');
    expect(h.instance.listenerCount).toBe(0);
    h.instance.accept();
    await settle();
    expect(h.instance.state).toBe('DISCONNECTED');
  });

  describe('a logout meanwhile, which the SDK cannot do', () => {
    it('rejects the login with cancelled at once, and resolves at once', async () => {
      const login = fate(h.client.login(alice));
      await settle();
      const logout = fate(h.client.logout());
      await settle();
      expect([login.now, logout.now]).toEqual(['cancelled', 'done']);
      expect(path(h).slice(1)).toEqual(['connecting/login', 'disconnected/logout']);
      expect(h.instance.listenerCount).toBe(0);
    });

    it('logs an instance out that logs in after all, and lets nothing of it through', async () => {
      h.client.login(alice).catch(() => undefined);
      await settle();
      await h.client.logout();
      const { instance, eventCount } = h;
      instance.accept();
      instance.emit('MessageFromPeer', { text: 'x' }, 'bob', { serverReceivedTs: 1 });
      await settle();
      expect(instance.state).toBe('DISCONNECTED');
      expect(instance.callsOf('logout').length).toBe(1);
      expect(h.eventCount).toBe(eventCount);
    });

    it('lets the same user log in only when the first instance is out', async () => {
      h.client.login(alice).catch(() => undefined);
      await settle();
      await h.client.logout();
      const again = fate(h.client.login(alice));
      await pass(5_000);
      expect(h.sdk.instances.length).withContext('it would be kicked by the first').toBe(1);
      expect(h.connection).toBe('connecting/login');
      h.instance.timeOut();
      await settle();
      expect(h.sdk.instances.length).toBe(2);
      h.instance.accept();
      await settle();
      expect(again.now).toBe('done');
      expect(h.connection).toBe('connected/login');
    });

    it('holds up no other user', async () => {
      h.client.login(alice).catch(() => undefined);
      await settle();
      await h.client.logout();
      await h.login('bob');
      expect(h.connection).toBe('connected/login');
    });

    it('does not hold up the same user for ever', async () => {
      h.client.login(alice).catch(() => undefined);
      await settle();
      await h.client.logout();
      h.instance.answers.set('logout', 'hang');
      const again = fate(h.client.login(alice));
      await pass(LOGIN_END_TIMEOUT);
      await pass(10_000);
      h.instance.accept();
      await settle();
      expect(again.now).toBe('done');
    });

    it('cancels a login that waits for the first instance, which then never comes to be', async () => {
      h.client.login(alice).catch(() => undefined);
      await settle();
      await h.client.logout();
      const again = fate(h.client.login(alice));
      await settle();
      await h.client.logout();
      await settle();
      expect(again.now).toBe('cancelled');
      h.instance.timeOut();
      await pass(LOGIN_INTERVAL);
      expect(h.sdk.instances.length).toBe(1);
      await h.login();
      expect(h.connection).toBe('connected/login');
    });

    it('does not take the late failure of one login for that of the next', async () => {
      h.client.login(alice).catch(() => undefined);
      await settle();
      await h.client.logout();
      await h.login('bob');
      h.sdk.instances[0]?.timeOut();
      await settle();
      expect(h.connection).toBe('connected/login');
    });
  });

  describe('several in a row', () => {
    it('keeps logins of one user 500 ms apart', async () => {
      await h.login();
      await h.client.logout();
      const again = fate(h.client.login(alice));
      await pass(LOGIN_INTERVAL - 1);
      expect(h.sdk.instances.length).toBe(1);
      await pass(1);
      expect(h.sdk.instances.length).toBe(2);
      h.instance.accept();
      await settle();
      expect(again.now).toBe('done');
    });

    it('lets those of two clients of a page pass one after the other', async () => {
      const second = harness({}, h.sdk);
      const both = [fate(h.client.login(alice)), fate(second.client.login(alice))];
      await settle();
      expect(h.sdk.instances.length).toBe(1);
      h.instance.accept();
      await pass(LOGIN_INTERVAL);
      expect(h.sdk.instances.length).toBe(2);
      h.instance.accept();
      await settle();
      expect(both.map(({ now }) => now)).toEqual(['done', 'done']);
    });

    it('can be called again after a refusal', async () => {
      h.client.login(alice).catch(() => undefined);
      await settle();
      h.instance.refuse(5);
      await pass(LOGIN_INTERVAL);
      await h.login();
      expect(h.connection).toBe('connected/login');
    });
  });

  describe('loading the SDK', () => {
    it('does not load it before the first login', async () => {
      const load = jasmine.createSpy('sdk').and.resolveTo(new FakeSdk());
      const { client } = harness({ sdk: load });
      await settle();
      expect(load).not.toHaveBeenCalled();
      // What becomes of it is after the test, on a real clock.
      client.login(alice).catch(() => undefined);
      expect(load).toHaveBeenCalledTimes(1);
    });

    it('loads it once for all clients of a factory, and prepares it once', async () => {
      const sdk = new FakeSdk();
      const load = jasmine.createSpy('sdk').and.resolveTo(sdk);
      const setParameter = spyOn(sdk, 'setParameter').and.callThrough();
      const options = {
        appId: APP_ID,
        sdk: load,
        parameters: { X: 1 },
        areas: ['EUROPE'],
      } as const;
      const create = agoraV1(options);
      for (const userId of ['alice', 'bob']) {
        const login = create().login({ userId, token: null });
        await settle();
        sdk.instance.accept();
        await login;
      }
      expect(load).toHaveBeenCalledTimes(1);
      expect(setParameter.calls.allArgs()).toEqual([['X', 1]]);
      expect(sdk.areas).toEqual([{ areaCodes: ['EUROPE'] }]);
    });

    it('rejects with sdk-unavailable, and tries afresh the next time', async () => {
      const sdk = new FakeSdk();
      const load = jasmine
        .createSpy('sdk')
        .and.returnValues(Promise.reject(new TypeError('Failed to fetch')), Promise.resolve(sdk));
      const other = harness({ sdk: load }, sdk);
      expect(await codeOf(other.client.login(alice))).toBe('sdk-unavailable');
      expect(other.connection).toBe('disconnected/network');
      await other.login();
      expect(other.connection).toBe('connected/login');
    });

    it('does not wait for it for ever', async () => {
      const other = harness({ sdk: () => new Promise(() => undefined) });
      const login = fate(other.client.login(alice));
      await pass(SDK_LOAD_TIMEOUT);
      expect(login.now).toBe('sdk-unavailable');
    });

    it('lets a logout cancel the login meanwhile', async () => {
      let arrive!: (sdk: FakeSdk) => void;
      const other = harness({ sdk: () => new Promise<FakeSdk>((resolve) => (arrive = resolve)) });
      const login = fate(other.client.login(alice));
      await other.client.logout();
      await settle();
      expect(login.now).toBe('cancelled');
      const sdk = new FakeSdk();
      arrive(sdk);
      await settle();
      expect(sdk.instances.length).toBe(0);
    });
  });
});
