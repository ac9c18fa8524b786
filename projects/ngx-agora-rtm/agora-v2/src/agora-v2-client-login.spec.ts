import { RtmError, SDK_LOAD_TIMEOUT } from 'ngx-agora-rtm/client';
import { agoraV2 } from './agora-v2';
import { DEFAULT_LOGIN_TIMEOUT } from './agora-v2-options';
import { LOGOUT_TIMEOUT, REFUSAL_GRACE } from './agora-v2-session';
import { APP_ID, fate, FakeRtmError, FakeSdk, settle } from './fake-sdk.spec';
import { alice, codeOf, type Harness, harness, pass, path } from './harness.spec';

describe('AgoraV2Client, login', () => {
  let h: Harness;

  beforeEach(() => {
    jasmine.clock().install();
    h = harness();
  });

  afterEach(() => jasmine.clock().uninstall());

  describe('login', () => {
    it('connects', async () => {
      await h.login();
      expect(path(h)).toEqual(['disconnected/initial', 'connecting/login', 'connected/login']);
      expect(h.instance.appId).toBe(APP_ID);
      expect(h.instance.userId).toBe('alice');
    });

    it('passes the token on, and none where there is none', async () => {
      void h.client.login({ userId: 'alice', token: 'tok' });
      const other = harness();
      void other.client.login(alice);
      await settle();
      expect(h.instance.callsOf('login')[0]?.args).toEqual([{ token: 'tok' }]);
      expect(other.instance.callsOf('login')[0]?.args).toEqual([{}]);
    });

    it('times out by itself, because the SDK never does, and stops the attempts', async () => {
      const login = fate(h.client.login(alice));
      await pass(DEFAULT_LOGIN_TIMEOUT - 1);
      expect(login.now).toBe('pending');
      await pass(1);
      expect(login.now).toBe('timeout');
      expect(h.connection).toBe('disconnected/login-timeout');
      expect(h.instance.callsOf('logout').length).toBe(1);
      expect(h.instance.linkState).toBe('IDLE');
    });

    it('shows the attempts of the SDK as connecting, with the reason', async () => {
      void h.client.login(alice);
      await settle();
      h.instance.link('DISCONNECTED', 'LOGIN_TIMEOUT');
      h.instance.link('CONNECTING', 'AUTO_RECONNECT');
      h.instance.link('SUSPENDED', 'RECONNECT_TIMEOUT');
      expect(path(h).slice(1)).toEqual([
        'connecting/login',
        'connecting/login-timeout',
        'connecting/reconnect',
        'connecting/network',
      ]);
    });

    it('can be tried again after a timeout, on the same instance', async () => {
      h.client.login(alice).catch(() => undefined);
      await pass(DEFAULT_LOGIN_TIMEOUT);
      await h.login();
      expect(h.connection).toBe('connected/login');
      expect(h.sdk.instances.length).toBe(1);
    });

    it('does not take the late rejection of one login for the failure of the next', async () => {
      void h.client.login(alice).catch(() => undefined);
      await settle();
      await h.client.logout();
      await h.login();
      h.instance.rejectLogin(new FakeRtmError(-10023));
      await settle();
      expect(h.connection).toBe('connected/login');
    });

    const refusals = [
      [-10005, 'INVALID_TOKEN', 'token-invalid', 'failed/token-invalid'],
      [-10009, 'TOKEN_EXPIRED', 'token-expired', 'failed/token-expired'],
      [-10016, 'INCONSISTENT_APP_ID', 'app-id-mismatch', 'failed/app-id-mismatch'],
      [-10015, 'LOGIN_NOT_AUTHORIZED', 'login-refused', 'failed/login-refused'],
      [-10012, 'LOGIN_REJECTED', 'login-refused', 'failed/login-refused'],
      [-10021, 'OPERATION_RATE_EXCEED_LIMITATION', 'rate-limited', 'disconnected/login-refused'],
      [-10013, 'LOGIN_REJECTED', 'server-error', 'disconnected/server'],
    ] as const;
    for (const [code, reason, expected, connection] of refusals) {
      it(`rejects with ${expected} when the SDK refuses with ${code}`, async () => {
        const login = h.client.login(alice);
        const result = fate(login);
        await settle();
        h.instance.refuse(code, reason);
        await settle();
        expect(result.now).toBe(expected);
        expect(h.connection).toBe(connection);
        await expectAsync(login).toBeRejectedWith(jasmine.objectContaining({ vendorCode: code }));
      });
    }

    it('can be called again after a refusal', async () => {
      h.client.login(alice).catch(() => undefined);
      await settle();
      h.instance.refuse(-10005, 'INVALID_TOKEN');
      await settle();
      await h.login();
      expect(h.connection).toBe('connected/login');
    });

    it('rejects also when the SDK tells FAILED and then leaves the login pending', async () => {
      const login = fate(h.client.login(alice));
      await settle();
      h.instance.link('FAILED', 'SAME_UID_LOGIN');
      await pass(REFUSAL_GRACE);
      expect(login.now).toBe('replaced');
      expect(h.connection).toBe('failed/replaced');
    });

    it('rejects when something else logs the instance out', async () => {
      const login = fate(h.client.login(alice));
      await settle();
      h.instance.link('IDLE', 'LOGOUT');
      await settle();
      expect(login.now).toBe('cancelled');
      expect(h.connection).toBe('disconnected/logout');
    });

    it('wraps an error that has no code', async () => {
      const login = h.client.login(alice);
      const result = fate(login);
      await settle();
      h.instance.rejectLogin(new TypeError('A.slice is not a function'));
      await settle();
      expect(result.now).toBe('unknown');
      expect(h.connection).toBe('disconnected/login-refused');
      await expectAsync(login).toBeRejectedWithError(RtmError, /A\.slice is not a function/);
    });

    it('rejects with already-logged-in while logging in, connected or reconnecting', async () => {
      void h.client.login(alice);
      expect(await codeOf(h.client.login(alice))).toBe('already-logged-in');
      await settle();
      h.instance.accept();
      expect(await codeOf(h.client.login({ userId: 'bob', token: null }))).toBe(
        'already-logged-in',
      );
      h.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
      expect(await codeOf(h.client.login(alice))).toBe('already-logged-in');
      expect(h.instance.callsOf('login').length).toBe(1);
    });

    it('rejects a bad user id or token before anything happens', async () => {
      const bad = [
        ['', null, 'invalid-user-id'],
        ['a.b', null, 'invalid-user-id'],
        ['_a', null, 'invalid-user-id'],
        ['é', null, 'invalid-user-id'],
        ['x'.repeat(65), null, 'invalid-user-id'],
        [5, null, 'invalid-user-id'],
        ['alice', 5, 'token-invalid'],
        ['alice', undefined, 'token-invalid'],
      ] as const;
      for (const [userId, token, code] of bad) {
        const login = h.client.login({ userId, token } as never);
        expect(await codeOf(login))
          .withContext(String(userId))
          .toBe(code);
      }
      expect(await codeOf(h.client.login(undefined as never))).toBe('invalid-user-id');
      expect(h.sdk.instances.length).toBe(0);
      expect(path(h)).toEqual(['disconnected/initial']);
    });

    it('rejects with user-in-use when another client of the page has the user', async () => {
      await h.login();
      const second = harness({}, h.sdk);
      expect(await codeOf(second.client.login(alice))).toBe('user-in-use');
      expect(second.connection).toBe('disconnected/login-refused');
      expect(h.connection).toBe('connected/login');
    });

    it('rejects with user-in-use when an instance is not ours', async () => {
      new h.sdk.RTM(APP_ID, 'alice');
      expect(await codeOf(h.client.login(alice))).toBe('user-in-use');
    });

    it('waits for another client of the page that is logging out', async () => {
      await h.login();
      h.instance.answers.set('logout', 'hang');
      const second = harness({}, h.sdk);
      const logout = fate(h.client.logout());
      const login = fate(second.client.login(alice));
      await pass(LOGOUT_TIMEOUT - 1);
      expect(second.connection).toBe('connecting/login');
      await pass(1);
      expect(logout.now).toBe('done');
      h.instance.accept();
      await settle();
      expect(login.now).toBe('done');
      expect(h.connection).toBe('disconnected/logout');
      expect(second.connection).toBe('connected/login');
    });

    it('does not go on with a login that was cancelled while it waited for the instance', async () => {
      await h.login();
      h.instance.answers.set('logout', 'hang');
      const logouts = [fate(h.client.logout())];
      const login = fate(h.client.login(alice));
      await settle();
      logouts.push(fate(h.client.logout()));
      await pass(LOGOUT_TIMEOUT);
      expect([login.now, ...logouts.map(({ now }) => now)]).toEqual(['cancelled', 'done', 'done']);
      expect(h.instance.callsOf('login').length).toBe(1);
      expect(h.instance.listenerCount).toBe(0);
      await harness({}, h.sdk).login();
    });

    it('rejects when a listener logs out as soon as it hears of the attempt', async () => {
      h.client.connection$.subscribe(({ state }) => {
        if (state === 'connecting') void h.client.logout();
      });
      expect(await codeOf(h.client.login(alice))).toBe('cancelled');
      expect(h.connection).toBe('disconnected/logout');
    });

    it('does not overlook that the link broke right after it was made', async () => {
      const login = fate(h.client.login(alice));
      await settle();
      h.instance.accept();
      h.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
      await settle();
      expect(login.now).toBe('done');
      expect(h.connection).toBe('reconnecting/network');
    });

    it('does not take a login that was made for refused, whatever its promise does', async () => {
      const login = fate(h.client.login(alice));
      await settle();
      h.instance.link('CONNECTED', 'LOGIN_SUCCESS');
      h.instance.rejectLogin(new FakeRtmError(-10012));
      await settle();
      expect(login.now).toBe('done');
      expect(h.connection).toBe('connected/login');
    });

    it('keeps different users of one page apart', async () => {
      await h.login('alice');
      const second = harness({}, h.sdk);
      await second.login('bob');
      expect(h.sdk.instances.map(({ userId }) => userId)).toEqual(['alice', 'bob']);
    });

    it('maps what the constructor throws', async () => {
      h.sdk.constructorError = new FakeRtmError(-10020);
      expect(await codeOf(h.client.login(alice))).toBe('invalid-argument');
      h.sdk.constructorError = new TypeError('no window');
      expect(await codeOf(h.client.login(alice))).toBe('unknown');
      h.sdk.constructorError = null;
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

    it('loads it once for all clients of a factory, and sets its parameters once', async () => {
      const sdk = new FakeSdk();
      const load = jasmine.createSpy('sdk').and.resolveTo(sdk);
      const setParameter = spyOn(sdk, 'setParameter').and.callThrough();
      const create = agoraV2({ appId: APP_ID, sdk: load, parameters: { X: 1 } });
      for (const userId of ['alice', 'bob']) {
        const login = create().login({ userId, token: null });
        await settle();
        sdk.instance.accept();
        await login;
      }
      expect(load).toHaveBeenCalledTimes(1);
      expect(setParameter.calls.allArgs()).toEqual([['X', 1]]);
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
      expect(other.connection).toBe('disconnected/logout');
      const sdk = new FakeSdk();
      arrive(sdk);
      await settle();
      expect(sdk.instances.length).toBe(0);
    });
  });
});
