import { LOGOUT_TIMEOUT } from './agora-v1-session';
import { fate, FakeInvitation, settle } from './fake-sdk.spec';
import { alice, codeOf, type Harness, harness, pass, path, say } from './harness.spec';
import { LOGIN_INTERVAL } from './limits';

describe('AgoraV1Client, session', () => {
  let h: Harness;

  beforeEach(() => {
    jasmine.clock().install();
    h = harness();
  });

  afterEach(() => jasmine.clock().uninstall());

  describe('logout', () => {
    it('resolves when there is nothing to end', async () => {
      await h.client.logout();
      expect(path(h)).toEqual(['disconnected/initial']);
    });

    it('ends the session and takes its listeners away, those of channels too', async () => {
      await h.login();
      await h.client.join('room');
      expect(h.instance.listenerCount).toBe(6);
      expect(h.instance.channel('room').listenerCount).toBe(4);
      await h.client.logout();
      expect(h.connection).toBe('disconnected/logout');
      expect(h.instance.listenerCount).toBe(0);
      expect(h.instance.channel('room').listenerCount).toBe(0);
      expect(h.instance.state).toBe('DISCONNECTED');
    });

    it('lets no event of the session through any more', async () => {
      await h.login();
      await h.client.join('room');
      await settle();
      await h.client.onlineStatus.watch(['bob']);
      await h.client.logout();
      const { eventCount } = h;
      h.instance.emit('MessageFromPeer', { text: 'x' }, 'bob', {});
      h.instance.emit('PeersOnlineStatusChanged', { bob: 'ONLINE' });
      h.instance.emit('RemoteInvitationReceived', new FakeInvitation());
      h.instance.emit('TokenPrivilegeWillExpire');
      h.instance.emit('TokenExpired');
      h.instance.move('CONNECTED', 'LOGIN_SUCCESS');
      say(h, 'room');
      h.instance.channel('room').emit('MemberJoined', 'bob');
      h.instance.channel('room').emit('AttributesUpdated', {});
      expect(h.eventCount).toBe(eventCount);
    });

    it('drops also what the SDK says in the middle of telling others', async () => {
      await h.login();
      let told = 0;
      h.client.messages$.subscribe(() => told++);
      h.client.messages$.subscribe(() => void h.client.logout());
      h.instance.emit('MessageFromPeer', { text: 'x' }, 'bob', {});
      h.instance.emit('MessageFromPeer', { text: 'y' }, 'bob', {});
      expect(told).toBe(1);
    });

    it('resolves also when the SDK does not, or rejects', async () => {
      await h.login();
      h.instance.answers.set('logout', 'hang');
      const hanging = fate(h.client.logout());
      await pass(LOGOUT_TIMEOUT);
      expect(hanging.now).toBe('done');
      await h.login();
      h.instance.answers.set('logout', { code: 102 });
      await h.client.logout();
      expect(h.connection).toBe('disconnected/logout');
    });

    it('turns failed into disconnected', async () => {
      await h.login();
      h.instance.move('ABORTED', 'REMOTE_LOGIN');
      await h.client.logout();
      expect(h.connection).toBe('disconnected/logout');
    });

    it('does not take the channels of one session into the next', async () => {
      await h.login();
      await h.client.join('room');
      await h.client.logout();
      await pass(LOGIN_INTERVAL);
      await h.login();
      expect(await codeOf(h.client.sendToChannel('room', 'x'))).toBe('not-joined');
      await h.client.join('room');
      say(h, 'room');
      expect(h.messages.length).toBe(1);
    });
  });

  describe('connection', () => {
    beforeEach(() => h.login());

    it('follows the SDK through an outage', async () => {
      h.instance.move('RECONNECTING', 'INTERRUPTED');
      h.instance.move('CONNECTED', 'LOGIN_SUCCESS');
      await settle();
      expect(path(h).slice(3)).toEqual(['reconnecting/network', 'connected/reconnect']);
    });

    const endings = [
      ['ABORTED', 'REMOTE_LOGIN', 'failed/replaced'],
      ['ABORTED', 'TOKEN_EXPIRED', 'failed/token-expired'],
      ['ABORTED', 'BANNED_BY_SERVER', 'failed/banned'],
      ['ABORTED', 'INTERRUPTED', 'failed/server'],
      ['ABORTED', 'SOMETHING_NEW', 'failed/server'],
      ['DISCONNECTED', 'LOGOUT', 'disconnected/logout'],
    ] as const;
    for (const [state, reason, connection] of endings) {
      it(`ends with ${connection} on ${state} ${reason}`, async () => {
        h.instance.move(state, reason);
        if (reason === 'TOKEN_EXPIRED') h.instance.emit('TokenExpired');
        expect(h.connection).toBe(connection);
        await settle();
        expect(h.instance.listenerCount).toBe(0);
        expect(h.instance.state).withContext('reset').toBe('DISCONNECTED');
        expect(h.connection).toBe(connection);
        expect(await codeOf(h.client.sendToPeer('bob', 'x'))).toBe('not-logged-in');
      });
    }

    it('ends with token-expired when the token runs out during an outage, where the SDK would wait', async () => {
      h.instance.move('RECONNECTING', 'INTERRUPTED');
      h.instance.emit('TokenExpired');
      expect(h.connection).toBe('failed/token-expired');
      await pass(LOGIN_INTERVAL);
      await h.login();
      expect(h.connection).toBe('connected/login');
    });

    it('ignores what it does not know', () => {
      const before = path(h);
      for (const state of [null, undefined, 5, 'ORBIT', 'toString', '__proto__']) {
        h.instance.emit('ConnectionStateChanged', state, 'LOGIN');
      }
      expect(path(h)).toEqual(before);
    });

    it('lets a listener log in again as soon as it hears of the end', async () => {
      h.client.connection$.subscribe(({ state }) => {
        if (state === 'failed') h.client.login(alice).catch(() => undefined);
      });
      h.instance.move('ABORTED', 'REMOTE_LOGIN');
      await pass(LOGIN_INTERVAL);
      h.instance.accept();
      await settle();
      expect(path(h).slice(3)).toEqual(['failed/replaced', 'connecting/login', 'connected/login']);
    });
  });

  describe('tokenWillExpire$', () => {
    it('emits, and waits for the connection to come back', async () => {
      await h.login();
      h.instance.emit('TokenPrivilegeWillExpire');
      expect(h.expiries.count).toBe(1);
      h.instance.move('RECONNECTING', 'INTERRUPTED');
      h.instance.emit('TokenPrivilegeWillExpire');
      expect(h.expiries.count).toBe(1);
      h.instance.move('CONNECTED', 'LOGIN_SUCCESS');
      expect(h.expiries.count).toBe(2);
    });
  });

  describe('destroy', () => {
    it('logs out and completes all streams', async () => {
      await h.login();
      await h.client.destroy();
      expect(h.connection).toBe('disconnected/logout');
      expect([...h.completed].sort()).toEqual([
        'attributes',
        'connection',
        'incoming',
        'members',
        'messages',
        'statuses',
        'token',
      ]);
      expect(h.instance.state).toBe('DISCONNECTED');
    });

    it('can be called again', async () => {
      await Promise.all([h.client.destroy(), h.client.destroy()]);
      await h.client.destroy();
      expect(h.completed.length).toBe(7);
    });

    it('ends a login that is under way, and allows no other', async () => {
      const login = fate(h.client.login(alice));
      await settle();
      await h.client.destroy();
      await settle();
      expect(login.now).toBe('cancelled');
      expect(await codeOf(h.client.login(alice))).toBe('cancelled');
      h.instance.accept();
      await settle();
      expect(h.instance.state).toBe('DISCONNECTED');
    });
  });
});
