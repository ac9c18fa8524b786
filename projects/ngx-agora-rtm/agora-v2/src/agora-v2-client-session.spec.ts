import { LOGOUT_TIMEOUT } from './agora-v2-session';
import { fate, settle } from './fake-sdk.spec';
import {
  alice,
  channelMessage,
  codeOf,
  type Harness,
  harness,
  joinOf,
  pass,
  path,
} from './harness.spec';

describe('AgoraV2Client, session', () => {
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
      expect(h.instance.listenerCount).toBe(6);
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
});
