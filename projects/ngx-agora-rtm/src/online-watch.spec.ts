import { Subject } from 'rxjs';
import { type RtmClient, RtmError } from 'ngx-agora-rtm/client';
import { InMemoryRtm, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import { OnlineWatch } from './online-watch';
import { DEFAULT_RTM_OPTIONS } from './rtm-options';

/** Lets everything run that waits for no timer. */
async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

describe('OnlineWatch', () => {
  let network: InMemoryRtm;
  let client: RtmClient;
  let calls: string[];
  let watch: OnlineWatch;
  let destroyed: Subject<void>;

  beforeEach(() => {
    jasmine.clock().install();
    setUp(new InMemoryRtm());
  });

  afterEach(() => jasmine.clock().uninstall());

  function setUp(on: InMemoryRtm): void {
    network = on;
    client = network.client();
    calls = [];
    for (const name of ['watch', 'unwatch'] as const) {
      const call = client.onlineStatus[name].bind(client.onlineStatus);
      client.onlineStatus[name] = (userIds) => {
        calls.push(`${name} ${[...userIds].sort().join(' ')}`);
        return call(userIds);
      };
    }
    destroyed = new Subject<void>();
    const options = { ...DEFAULT_RTM_OPTIONS, retryBaseMs: 500, retries: 2 };
    watch = new OnlineWatch(client, options, destroyed);
  }

  const login = async (userId = 'alice', on = client): Promise<RtmClient> => {
    await on.login({ userId, token: null });
    await settle();
    return on;
  };

  const pass = async (ms: number): Promise<void> => {
    await settle();
    jasmine.clock().tick(ms);
    await settle();
  };

  /** All that a subscriber hears about a user. */
  function follow(userId: string) {
    const heard: string[] = [];
    const subscription = watch.status(userId).subscribe({
      next: (status) => heard.push(status),
      error: (error: unknown) => heard.push(error instanceof RtmError ? error.code : String(error)),
      complete: () => heard.push('complete'),
    });
    return { heard, stop: () => subscription.unsubscribe() };
  }

  it('watches from the first subscriber to the last', async () => {
    await login();
    const [first, second] = [follow('bob'), follow('bob')];
    await settle();
    const bob = await login('bob', network.client());
    first.stop();
    await bob.logout();
    await settle();
    expect(calls).toEqual(['watch bob']);
    expect(second.heard).toEqual(['offline', 'online', 'offline']);
    second.stop();
    await settle();
    expect(calls).toEqual(['watch bob', 'unwatch bob']);
  });

  it('watches all who are wanted at the same time by one call', async () => {
    await login();
    const all = ['bob', 'carol', 'dave'].map(follow);
    await settle();
    for (const each of all) each.stop();
    await settle();
    expect(calls).toEqual(['watch bob carol dave', 'unwatch bob carol dave']);
  });

  it('tells a late subscriber what is known, and asks nothing again', async () => {
    await login();
    follow('bob');
    await settle();
    expect(follow('bob').heard).toEqual(['offline']);
    await settle();
    expect(calls.length).toBe(1);
  });

  it('asks nothing when the last subscriber is followed by another at once', async () => {
    await login();
    const first = follow('bob');
    await settle();
    first.stop();
    const second = follow('bob');
    await settle();
    expect(calls).toEqual(['watch bob']);
    expect(second.heard).toEqual(['offline']);
    await login('bob', network.client());
    expect(second.heard).toEqual(['offline', 'online']);
  });

  it('waits for the login, and watches again at the next one', async () => {
    const { heard } = follow('bob');
    await settle();
    expect(calls).toEqual([]);
    await login();
    await client.logout();
    await login('bob', network.client());
    await login();
    expect(calls).toEqual(['watch bob', 'watch bob']);
    expect(heard).toEqual(['offline', 'online']);
  });

  it('watches again after a reconnect, those who are still wanted', async () => {
    await login();
    const [bob, carol] = [follow('bob'), follow('carol')];
    await settle();
    network.cut('alice');
    bob.stop();
    await login('carol', network.client());
    network.restore('alice');
    await settle();
    expect(calls).toEqual(['watch bob carol', 'watch carol']);
    expect(carol.heard).toEqual(['offline', 'online']);
  });

  it('tries again when a watch fails for the moment', async () => {
    await login();
    network.failNext('online-status', 'rate-limited', 2);
    const { heard } = follow('bob');
    await pass(500);
    expect(heard).toEqual([]);
    await pass(1000);
    expect(heard).toEqual(['offline']);
    expect(calls.length).toBe(3);
  });

  it('tells everybody when it fails for good, and starts anew for the next subscriber', async () => {
    await login();
    network.failNext('online-status', 'rate-limited', 3);
    const [bob, carol] = [follow('bob'), follow('carol')];
    for (const ms of [500, 1000]) await pass(ms);
    expect([bob.heard, carol.heard]).toEqual([['rate-limited'], ['rate-limited']]);
    network.failNext('online-status', 'permission-denied');
    const refused = follow('bob');
    await settle();
    expect(refused.heard).toEqual(['permission-denied']);
    const again = follow('bob');
    await settle();
    expect(again.heard).toEqual(['offline']);
  });

  it('does not wait with a new connection for the end of an old pause', async () => {
    await login();
    network.failNext('online-status', 'rate-limited');
    const { heard } = follow('bob');
    await settle();
    network.cut('alice');
    network.restore('alice');
    await settle();
    expect(heard).toEqual(['offline']);
  });

  it('says to those for whom there is no room, and makes room before it fills it', async () => {
    setUp(new InMemoryRtm({ onlineStatus: { maxQueried: 2, maxWatched: 2 } }));
    await login();
    const [bob, carol, dave] = ['bob', 'carol', 'dave'].map(follow);
    await settle();
    expect([bob?.heard, carol?.heard]).toEqual([['offline'], ['offline']]);
    expect(dave?.heard).toEqual(['limit-exceeded']);
    bob?.stop();
    const again = follow('dave');
    await settle();
    expect(again.heard).toEqual(['offline']);
    expect(calls).toEqual(['watch bob carol', 'unwatch bob', 'watch dave']);
  });

  it('errors where the backend cannot tell', () => {
    setUp(new InMemoryRtm(LIKE_SDK_2));
    expect(follow('bob').heard).toEqual(['unsupported']);
  });

  it('ends with its owner, and leaves no timer behind', async () => {
    await login();
    network.failNext('online-status', 'rate-limited');
    const { heard } = follow('bob');
    await settle();
    destroyed.next();
    await client.destroy();
    await pass(60_000);
    expect(heard).toEqual(['complete']);
    expect(calls.length).toBe(1);
  });
});
