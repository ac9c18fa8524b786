import { RtmError } from 'ngx-agora-rtm/client';
import { agoraV2 } from './agora-v2';
import { DEFAULT_LOGIN_TIMEOUT } from './agora-v2-options';
import { CALL_TIMEOUT, LOGOUT_TIMEOUT, REFUSAL_GRACE } from './agora-v2-session';
import { APP_ID, fate, FakeRtmError, FakeSdk, settle } from './fake-sdk.spec';
import { type Harness, harness, path } from './harness.spec';
import { SDK_LOAD_TIMEOUT } from './sdk-loader';

describe('AgoraV2Client', () => {
  let h: Harness;
  const alice = { userId: 'alice', token: null };

  beforeEach(() => {
    jasmine.clock().install();
    h = harness();
  });

  afterEach(() => jasmine.clock().uninstall());

  const pass = async (ms: number): Promise<void> => {
    await settle();
    jasmine.clock().tick(ms);
    await settle();
  };

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
      void client.login(alice);
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

  describe('logout', () => {
    it('resolves when there is nothing to end', async () => {
      await h.client.logout();
      expect(path(h)).toEqual(['disconnected/initial']);
    });

    it('cancels a login at once', async () => {
      const login = fate(h.client.login(alice));
      await settle();
      const logout = fate(h.client.logout());
      await settle();
      expect(login.now).toBe('cancelled');
      expect(logout.now).toBe('done');
      expect(path(h).slice(1)).toEqual(['connecting/login', 'disconnected/logout']);
    });

    it('ends the session and takes its listeners away', async () => {
      await h.login();
      expect(h.instance.listenerCount).toBe(5);
      await h.client.logout();
      expect(h.connection).toBe('disconnected/logout');
      expect(h.instance.listenerCount).toBe(0);
      expect(h.instance.linkState).toBe('IDLE');
    });

    it('lets no event of the session through any more', async () => {
      await h.login();
      await h.client.join('room');
      await h.client.logout();
      h.instance.emit('message', { channelType: 'USER', publisher: 'bob', message: 'x' });
      h.instance.emit('message', channelMessage('room'));
      h.instance.emit('presence', joinOf('room', 'bob'));
      h.instance.emit('tokenPrivilegeWillExpire', '');
      h.instance.link('CONNECTED', 'RECONNECT_SUCCESS');
      expect(h.messages).toEqual([]);
      expect(h.members).toEqual([]);
      expect(h.expiries.count).toBe(0);
      expect(h.connection).toBe('disconnected/logout');
    });

    it('resolves also when the SDK does not, or rejects', async () => {
      await h.login();
      h.instance.answers.set('logout', 'hang');
      const hanging = fate(h.client.logout());
      await pass(LOGOUT_TIMEOUT);
      expect(hanging.now).toBe('done');
      await h.login();
      h.instance.answers.set('logout', { code: -11028 });
      await h.client.logout();
      expect(h.connection).toBe('disconnected/logout');
    });

    it('turns failed into disconnected', async () => {
      await h.login();
      h.instance.link('FAILED', 'SAME_UID_LOGIN');
      await h.client.logout();
      expect(h.connection).toBe('disconnected/logout');
    });

    it('does not take the channels of one session into the next', async () => {
      await h.login();
      await h.client.join('room');
      await h.client.logout();
      await h.login();
      h.instance.emit('message', channelMessage('room'));
      expect(h.messages).toEqual([]);
    });
  });

  describe('connection', () => {
    beforeEach(() => h.login());

    it('follows the link through an outage', () => {
      h.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
      h.instance.link('CONNECTING', 'AUTO_RECONNECT');
      h.instance.link('SUSPENDED', 'RECONNECT_TIMEOUT');
      h.instance.link('CONNECTING', 'AUTO_RECONNECT');
      h.instance.link('CONNECTED', 'RECONNECT_SUCCESS');
      expect(path(h).slice(3)).toEqual([
        'reconnecting/network',
        'reconnecting/reconnect',
        'suspended/network',
        'reconnecting/reconnect',
        'connected/reconnect',
      ]);
    });

    const endings = [
      ['SAME_UID_LOGIN', 'replaced'],
      ['TOKEN_EXPIRED', 'token-expired'],
      ['KICKED_OUT_BY_SERVER', 'banned'],
      ['LOGIN_TOO_FREQUENT', 'server'],
      ['SOMETHING_NEW', 'server'],
    ] as const;
    for (const [vendorReason, reason] of endings) {
      it(`ends with failed/${reason} on ${vendorReason}`, async () => {
        h.instance.link('FAILED', vendorReason);
        expect(h.connection).toBe(`failed/${reason}`);
        await settle();
        expect(h.instance.listenerCount).toBe(0);
        expect(h.instance.linkState).withContext('cleaned up for the next login').toBe('IDLE');
        expect(h.connection).toBe(`failed/${reason}`);
        expect(await codeOf(h.client.sendToPeer('bob', 'x'))).toBe('not-logged-in');
      });
    }

    it('ignores stream channels and malformed events', () => {
      const before = path(h);
      h.instance.link('FAILED', 'LEAVE', { serviceType: 'STREAM' });
      for (const event of [null, undefined, 5, 'x', [], {}, { currentState: 'ORBIT' }]) {
        h.instance.emit('linkState', event);
      }
      expect(path(h)).toEqual(before);
    });

    it('lets a listener log in again as soon as it hears of the end', async () => {
      h.client.connection$.subscribe(({ state }) => {
        if (state === 'failed') h.client.login(alice).catch(() => undefined);
      });
      h.instance.link('FAILED', 'SAME_UID_LOGIN');
      await settle();
      h.instance.accept();
      await settle();
      expect(path(h).slice(3)).toEqual(['failed/replaced', 'connecting/login', 'connected/login']);
    });
  });

  describe('destroy', () => {
    it('logs out and completes all streams', async () => {
      await h.login();
      await h.client.destroy();
      expect(h.connection).toBe('disconnected/logout');
      expect([...h.completed].sort()).toEqual(['connection', 'members', 'messages', 'token']);
      expect(h.instance.linkState).toBe('IDLE');
    });

    it('can be called again', async () => {
      await Promise.all([h.client.destroy(), h.client.destroy()]);
      await h.client.destroy();
      expect(h.completed.length).toBe(4);
    });

    it('ends a login that is under way, and allows no other', async () => {
      const login = fate(h.client.login(alice));
      await settle();
      await h.client.destroy();
      expect(login.now).toBe('cancelled');
      expect(await codeOf(h.client.login(alice))).toBe('cancelled');
    });

    it('leaves the user to the next client of the page', async () => {
      await h.login();
      void h.client.destroy();
      const second = harness({}, h.sdk);
      await second.login();
      expect(second.connection).toBe('connected/login');
      expect(h.sdk.instances.length).toBe(1);
    });
  });

  describe('messages$', () => {
    beforeEach(async () => {
      await h.login();
      await h.client.join('room');
    });

    it('emits peer messages with their sender', () => {
      h.instance.emit('message', {
        channelType: 'USER',
        channelName: 'alice',
        publisher: 'bob',
        message: 'Hello',
        messageType: 'STRING',
        customType: 'greeting',
        timestamp: 5_000,
      });
      expect(h.messages).toEqual([
        {
          type: 'peer',
          peerId: 'bob',
          from: 'bob',
          own: false,
          payload: 'Hello',
          customType: 'greeting',
          sentAt: 5_000,
        },
      ]);
    });

    it('names the other one of the two also where the user wrote', () => {
      const own = { channelType: 'USER', publisher: 'alice', message: 'Hello' };
      h.instance.emit('message', { ...own, channelName: 'bob' });
      h.instance.emit('message', { ...own, channelName: '' });
      const peers = h.messages.map((message) => message.type === 'peer' && message.peerId);
      expect(peers).toEqual(['bob', 'alice']);
      expect(h.messages.every(({ own: isOwn }) => isOwn)).toBeTrue();
    });

    it('emits channel messages, and knows its own', () => {
      h.instance.emit('message', channelMessage('room', { publisher: 'alice' }));
      expect(h.messages).toEqual([
        {
          type: 'channel',
          channelId: 'room',
          from: 'alice',
          own: true,
          payload: 'Hello',
          customType: null,
          sentAt: 5_000,
        },
      ]);
    });

    it('emits bytes as bytes', () => {
      const message = new Uint8Array([1, 2, 3]);
      h.instance.emit('message', channelMessage('room', { message, messageType: 'BINARY' }));
      expect(h.messages[0]?.payload).toBe(message);
    });

    it('lets nothing of a channel through that is not joined', async () => {
      h.instance.emit('message', channelMessage('other'));
      await h.client.leave('room');
      h.instance.emit('message', channelMessage('room'));
      expect(h.messages).toEqual([]);
    });

    it('ignores malformed events', () => {
      const bad = [
        null,
        5,
        {},
        channelMessage('room', { publisher: '' }),
        channelMessage('room', { publisher: 5 }),
        channelMessage('room', { message: { text: 'x' } }),
        channelMessage('room', { message: undefined }),
        channelMessage('room', { channelType: 'STREAM' }),
        channelMessage('', {}),
        channelMessage(5 as never, {}),
      ];
      for (const event of bad) h.instance.emit('message', event);
      expect(h.messages).toEqual([]);
    });

    it('takes the local time where there is none', () => {
      h.instance.emit('message', channelMessage('room', { timestamp: 0 }));
      h.instance.emit('message', channelMessage('room', { timestamp: 'soon' }));
      expect(h.messages.map(({ sentAt }) => sentAt)).toEqual([1_000, 1_000]);
    });
  });

  describe('members$', () => {
    beforeEach(async () => {
      await h.login();
      await h.client.join('room');
    });

    it('emits a snapshot', () => {
      h.instance.emit('presence', {
        eventType: 'SNAPSHOT',
        channelType: 'MESSAGE',
        channelName: 'room',
        publisher: '',
        snapshot: [
          { userId: 'alice', states: {} },
          { userId: 'bob', states: {} },
        ],
        interval: null,
      });
      expect(h.members).toEqual([
        { type: 'snapshot', channelId: 'room', members: ['alice', 'bob'] },
      ]);
    });

    it('emits those who come and those who go', () => {
      h.instance.emit('presence', joinOf('room', 'bob'));
      h.instance.emit('presence', { ...joinOf('room', 'bob'), eventType: 'REMOTE_LEAVE' });
      h.instance.emit('presence', { ...joinOf('room', 'eve'), eventType: 'REMOTE_TIMEOUT' });
      expect(h.members).toEqual([
        { type: 'change', channelId: 'room', joined: ['bob'], left: [] },
        { type: 'change', channelId: 'room', joined: [], left: ['bob'] },
        { type: 'change', channelId: 'room', joined: [], left: ['eve'] },
      ]);
    });

    it('emits the changes of an interval as one', () => {
      h.instance.emit('presence', {
        ...joinOf('room', ''),
        eventType: 'INTERVAL',
        interval: {
          join: { users: ['bob', 'eve'], userCount: 2 },
          leave: { users: ['dan'], userCount: 1 },
          timeout: { users: ['dan', 'zoe'], userCount: 2 },
          userStateList: [],
          totalOccupancy: 3,
        },
      });
      expect(h.members).toEqual([
        { type: 'change', channelId: 'room', joined: ['bob', 'eve'], left: ['dan', 'zoe'] },
      ]);
    });

    it('says nothing where nobody came or went, or the event is malformed', () => {
      const interval = { join: { users: [] }, leave: {}, timeout: null };
      const bad = [
        null,
        {},
        joinOf('other', 'bob'),
        { ...joinOf('room', 'bob'), channelType: 'STREAM' },
        { ...joinOf('room', 'bob'), eventType: 'REMOTE_STATE_CHANGED' },
        { ...joinOf('room', 'bob'), eventType: 'INTERVAL', interval },
        { ...joinOf('room', 'bob'), eventType: 'INTERVAL', interval: null },
        { ...joinOf('room', 'bob'), eventType: 'SNAPSHOT', snapshot: null },
        joinOf('room', ''),
      ];
      for (const event of bad) h.instance.emit('presence', event);
      expect(h.members).toEqual([]);
    });
  });

  describe('tokenWillExpire$', () => {
    beforeEach(() => h.login());

    it('emits once, though the SDK tells it twice', () => {
      h.instance.emit('tokenPrivilegeWillExpire', '');
      h.instance.emit('token', {
        eventType: 'WILL_EXPIRE',
        affectedResources: { messageChannels: [] },
      });
      expect(h.expiries.count).toBe(1);
    });

    it('leaves the token of a stream channel alone', () => {
      h.instance.emit('tokenPrivilegeWillExpire', 'stage');
      expect(h.expiries.count).toBe(0);
    });

    it('waits for the connection to come back', () => {
      h.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
      h.instance.emit('tokenPrivilegeWillExpire', '');
      expect(h.expiries.count).toBe(0);
      h.instance.link('CONNECTED', 'RECONNECT_SUCCESS');
      expect(h.expiries.count).toBe(1);
    });

    it('lets nothing of a channel through that the new token does not allow', async () => {
      await h.client.join('room');
      h.instance.emit('token', {
        eventType: 'READ_PERMISSION_REVOKED',
        affectedResources: { messageChannels: ['room'] },
      });
      h.instance.emit('message', channelMessage('room'));
      expect(h.messages).toEqual([]);
    });
  });

  describe('renewToken', () => {
    it('hands the token to the SDK', async () => {
      await h.login();
      await h.client.renewToken('new');
      expect(h.instance.callsOf('renewToken')[0]?.args).toEqual(['new']);
    });

    it('rejects what cannot work before it is sent', async () => {
      expect(await codeOf(h.client.renewToken('new'))).toBe('not-logged-in');
      await h.login();
      expect(await codeOf(h.client.renewToken(''))).toBe('token-invalid');
      expect(await codeOf(h.client.renewToken(null as never))).toBe('token-invalid');
      expect(h.instance.callsOf('renewToken')).toEqual([]);
    });

    it('maps a refusal', async () => {
      await h.login();
      h.instance.answers.set('renewToken', { code: -10005 });
      expect(await codeOf(h.client.renewToken('new'))).toBe('token-invalid');
    });
  });

  describe('sendToPeer', () => {
    beforeEach(() => h.login());

    it('publishes to the inbox of the peer', async () => {
      const receipt = await h.client.sendToPeer('bob', 'Hello', { customType: 'greeting' });
      expect(receipt).toEqual({ sentAt: 1_000, hasPeerReceived: true, stored: false });
      expect(h.instance.callsOf('publish')[0]?.args).toEqual([
        'bob',
        'Hello',
        { channelType: 'USER', customType: 'greeting' },
      ]);
    });

    const deliveries = [
      [-11033, false, false],
      [-11035, false, true],
      [-11036, false, false],
      [-11037, true, false],
    ] as const;
    for (const [code, hasPeerReceived, stored] of deliveries) {
      it(`resolves on ${code}, which is no failure`, async () => {
        h.instance.answers.set('publish', { code });
        const receipt = await h.client.sendToPeer('bob', 'Hello');
        expect(receipt).toEqual({ sentAt: 1_000, hasPeerReceived, stored });
      });
    }

    it('takes the time of the backend where it tells', async () => {
      h.instance.answers.set('publish', { value: { timestamp: 7_000 } });
      expect((await h.client.sendToPeer('bob', 'Hello')).sentAt).toBe(7_000);
    });

    it('keeps messages only where there is a history, and not against its will', async () => {
      await h.client.sendToPeer('bob', 'Hello', { keep: true });
      const kept = harness({ history: true });
      await kept.login();
      expect((await kept.client.sendToPeer('bob', 'Hello')).stored).toBeTrue();
      expect((await kept.client.sendToPeer('bob', 'Hello', { keep: false })).stored).toBeFalse();
      const stored = (one: Harness): unknown[] =>
        one.instance.callsOf('publish').map(({ args }) => args[2]);
      expect(stored(h)).toEqual([{ channelType: 'USER' }]);
      expect(stored(kept)).toEqual([
        { channelType: 'USER', storeInHistory: true },
        { channelType: 'USER' },
      ]);
    });

    const failures = [
      [-11026, 'timeout'],
      [-11024, 'server-error'],
      [-10025, 'not-connected'],
      [-10021, 'rate-limited'],
      [-11039, 'permission-denied'],
      [-10008, 'invalid-user-id'],
    ] as const;
    for (const [code, expected] of failures) {
      it(`rejects with ${expected} on ${code}`, async () => {
        h.instance.answers.set('publish', { code });
        expect(await codeOf(h.client.sendToPeer('bob', 'Hello'))).toBe(expected);
      });
    }

    it('rejects with timeout when the SDK forgets the call', async () => {
      h.instance.answers.set('publish', 'hang');
      const send = fate(h.client.sendToPeer('bob', 'Hello'));
      await pass(CALL_TIMEOUT);
      expect(send.now).toBe('timeout');
    });

    it('rejects with connection-lost when the session ends meanwhile: it may have been sent', async () => {
      h.instance.answers.set('publish', 'hang');
      const send = h.client.sendToPeer('bob', 'Hello');
      const result = fate(send);
      await settle();
      await h.client.logout();
      await settle();
      expect(result.now).toBe('connection-lost');
      await expectAsync(send).toBeRejectedWith(jasmine.objectContaining({ outcome: 'unknown' }));
    });

    it('wraps what the SDK throws', async () => {
      h.instance.answers.set('publish', { throws: new TypeError('null is not an object') });
      expect(await codeOf(h.client.sendToPeer('bob', 'Hello'))).toBe('unknown');
    });
  });

  describe('sendToChannel', () => {
    beforeEach(() => h.login());

    it('publishes to the channel', async () => {
      const payload = new Uint8Array([1]);
      expect(await h.client.sendToChannel('room', payload)).toEqual({ sentAt: 1_000 });
      expect(h.instance.callsOf('publish')[0]?.args).toEqual([
        'room',
        payload,
        { channelType: 'MESSAGE' },
      ]);
    });

    it('resolves when the message was delivered but not stored', async () => {
      h.instance.answers.set('publish', { code: -11037 });
      expect(await h.client.sendToChannel('room', 'Hello')).toEqual({ sentAt: 1_000 });
    });

    it('takes a code about peers for a failure', async () => {
      h.instance.answers.set('publish', { code: -11033 });
      expect(await codeOf(h.client.sendToChannel('room', 'Hello'))).toBe('server-error');
    });
  });

  describe('checks before the network', () => {
    const bad: readonly (readonly [string, string, (h: Harness) => Promise<unknown>])[] = [
      ['a bad peer', 'invalid-user-id', ({ client }) => client.sendToPeer('a/b', 'x')],
      [
        'a bad channel to send to',
        'invalid-channel-id',
        ({ client }) => client.sendToChannel('', 'x'),
      ],
      ['a bad channel to join', 'invalid-channel-id', ({ client }) => client.join('_room')],
      ['a bad channel to leave', 'invalid-channel-id', ({ client }) => client.leave('a.b')],
      ['an empty message', 'invalid-message', ({ client }) => client.sendToPeer('bob', '')],
      ['no message', 'invalid-message', ({ client }) => client.sendToPeer('bob', null as never)],
      [
        'a message that is too large',
        'message-too-large',
        ({ client }) => client.sendToChannel('room', '😀'.repeat(8_193)),
      ],
      [
        'a customType that is too long',
        'invalid-argument',
        ({ client }) => client.sendToPeer('bob', 'x', { customType: 'é'.repeat(17) }),
      ],
      [
        'a customType that is no text',
        'invalid-argument',
        ({ client }) => client.sendToPeer('bob', 'x', { customType: 5 as never }),
      ],
    ];
    for (const [what, code, run] of bad) {
      it(`rejects ${what}, connected or not`, async () => {
        expect(await codeOf(run(h))).toBe(code);
        await h.login();
        expect(await codeOf(run(h))).toBe(code);
        expect(h.instance.calls.map(({ method }) => method)).toEqual(['login']);
      });
    }

    const calls: readonly (readonly [string, (h: Harness) => Promise<unknown>])[] = [
      ['sendToPeer', ({ client }) => client.sendToPeer('bob', 'x')],
      ['sendToChannel', ({ client }) => client.sendToChannel('room', 'x')],
      ['join', ({ client }) => client.join('room')],
      ['renewToken', ({ client }) => client.renewToken('new')],
      ['history', ({ client }) => client.history({ type: 'channel', id: 'room' })],
    ];
    for (const [what, run] of calls) {
      it(`rejects ${what} without a connection, and says whether to wait or to log in`, async () => {
        const one = harness({ history: true });
        expect(await codeOf(run(one))).toBe('not-logged-in');
        void one.client.login(alice);
        expect(await codeOf(run(one))).toBe('not-logged-in');
        await settle();
        one.instance.accept();
        one.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
        expect(await codeOf(run(one))).toBe('not-connected');
        one.instance.link('SUSPENDED', 'RECONNECT_TIMEOUT');
        expect(await codeOf(run(one))).toBe('not-connected');
        expect(one.instance.calls.map(({ method }) => method)).toEqual(['login']);
      });
    }
  });
});

function channelMessage(channelName: string, more: object = {}): object {
  return {
    channelType: 'MESSAGE',
    channelName,
    publisher: 'bob',
    message: 'Hello',
    messageType: 'STRING',
    customType: '',
    timestamp: 5_000,
    ...more,
  };
}

function joinOf(channelName: string, publisher: string): object {
  return {
    eventType: 'REMOTE_JOIN',
    channelType: 'MESSAGE',
    channelName,
    publisher,
    snapshot: null,
    interval: null,
  };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return error instanceof RtmError ? error.code : `no RtmError: ${String(error)}`;
  }
}
