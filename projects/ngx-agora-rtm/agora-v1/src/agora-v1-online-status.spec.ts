import { codeOf, type Harness, harness, pass } from './harness.spec';
import { LOGIN_INTERVAL } from './limits';

describe('AgoraV1OnlineStatus', () => {
  let h: Harness;
  const told = (): unknown[] => h.statuses.map((news) => Object.fromEntries(news));
  const people = (count: number, name = 'u'): string[] =>
    Array.from({ length: count }, (_, i) => `${name}${i}`);

  beforeEach(async () => {
    jasmine.clock().install();
    h = harness();
    await h.login();
  });

  afterEach(() => jasmine.clock().uninstall());

  it('says who is online', async () => {
    h.instance.answers.set('queryPeersOnlineStatus', { value: { bob: true, eve: 'yes', x: true } });
    const online = await h.client.onlineStatus.query(['bob', 'eve', 'bob']);
    expect([...online]).toEqual([
      ['bob', true],
      ['eve', false],
    ]);
    expect(h.instance.callsOf('queryPeersOnlineStatus')[0]?.args).toEqual([['bob', 'eve']]);
  });

  it('reads the codes of a query, not those of a subscription', async () => {
    h.instance.answers.set('queryPeersOnlineStatus', { code: 2 });
    expect(await codeOf(h.client.onlineStatus.query(['bob']))).toBe('invalid-argument');
    h.instance.answers.set('subscribePeersOnlineStatus', { code: 6 });
    expect(await codeOf(h.client.onlineStatus.watch(['bob']))).toBe('limit-exceeded');
  });

  it('tells the status of those who are watched, and of no others', async () => {
    await h.client.onlineStatus.watch(['bob', 'eve']);
    h.instance.emit('PeersOnlineStatusChanged', {
      bob: 'ONLINE',
      eve: 'UNREACHABLE',
      dan: 'ONLINE',
    });
    h.instance.emit('PeersOnlineStatusChanged', { dan: 'OFFLINE' });
    h.instance.emit('PeersOnlineStatusChanged', { bob: 'ASLEEP', eve: 5 });
    h.instance.emit('PeersOnlineStatusChanged', null);
    h.instance.emit('PeersOnlineStatusChanged', { bob: 'OFFLINE' });
    expect(told()).toEqual([{ bob: 'online', eve: 'unreachable' }, { bob: 'offline' }]);
  });

  it('tells once more who is watched again, of which the SDK would say nothing', async () => {
    await h.client.onlineStatus.watch(['bob']);
    h.instance.emit('PeersOnlineStatusChanged', { bob: 'ONLINE' });
    await h.client.onlineStatus.watch(['bob', 'eve']);
    expect(told()).toEqual([{ bob: 'online' }, { bob: 'online' }]);
    expect(h.instance.callsOf('subscribePeersOnlineStatus').map(({ args }) => args)).toEqual([
      [['bob']],
      [['eve']],
    ]);
  });

  it('stops with unwatch, also for those who are not watched', async () => {
    await h.client.onlineStatus.watch(['bob']);
    await h.client.onlineStatus.unwatch(['bob', 'eve']);
    await h.client.onlineStatus.unwatch(['bob']);
    h.instance.emit('PeersOnlineStatusChanged', { bob: 'ONLINE' });
    expect(told()).toEqual([]);
    expect(h.instance.callsOf('unsubscribePeersOnlineStatus').map(({ args }) => args)).toEqual([
      [['bob']],
    ]);
  });

  it('forgets a watch that fails', async () => {
    h.instance.answers.set('subscribePeersOnlineStatus', { code: 4 });
    expect(await codeOf(h.client.onlineStatus.watch(['bob']))).toBe('timeout');
    h.instance.answers.clear();
    await h.client.onlineStatus.watch(['bob']);
    expect(h.instance.callsOf('subscribePeersOnlineStatus').length).toBe(2);
  });

  it('forgets all with the session', async () => {
    await h.client.onlineStatus.watch(['bob']);
    await h.client.logout();
    await pass(LOGIN_INTERVAL);
    await h.login();
    h.instance.emit('PeersOnlineStatusChanged', { bob: 'ONLINE' });
    expect(told()).toEqual([]);
    await h.client.onlineStatus.watch(['bob']);
    expect(h.instance.callsOf('subscribePeersOnlineStatus').length).toBe(1);
  });

  it('asks about 256 and watches 512 at most', async () => {
    await h.client.onlineStatus.query(people(256));
    expect(await codeOf(h.client.onlineStatus.query(people(257)))).toBe('limit-exceeded');
    await h.client.onlineStatus.watch(people(512));
    expect(await codeOf(h.client.onlineStatus.watch(['bob']))).toBe('limit-exceeded');
    await h.client.onlineStatus.watch(people(512));
    await h.client.onlineStatus.unwatch(['u0']);
    await h.client.onlineStatus.watch(['bob']);
  });

  it('refuses a bad user id, and asks nothing about nobody', async () => {
    expect(await codeOf(h.client.onlineStatus.query(['']))).toBe('invalid-user-id');
    expect(await codeOf(h.client.onlineStatus.watch(['a/b']))).toBe('invalid-user-id');
    expect(await codeOf(h.client.onlineStatus.unwatch(['null']))).toBe('invalid-user-id');
    expect((await h.client.onlineStatus.query([])).size).toBe(0);
    await h.client.onlineStatus.watch([]);
    expect(h.instance.calls.length).withContext('the login').toBe(1);
  });
});
