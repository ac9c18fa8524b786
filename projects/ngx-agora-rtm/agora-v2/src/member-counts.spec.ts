import { CALL_RATE } from './limits';
import { fate, settle } from './fake-sdk.spec';
import { codeOf, type Harness, harness, pass } from './harness.spec';

describe('memberCounts', () => {
  let h: Harness;

  beforeEach(async () => {
    jasmine.clock().install();
    h = harness();
    await h.login();
  });

  afterEach(() => jasmine.clock().uninstall());

  const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}`);
  const asked = (): number => h.instance.callsOf('getOnlineUsers').length;

  it('asks presence, one call for each channel, without the list of users', async () => {
    h.instance.answers.set('getOnlineUsers', { value: { totalOccupancy: 3 } });
    expect(await h.client.memberCounts(['a', 'b', 'a'])).toEqual(
      new Map([
        ['a', 3],
        ['b', 3],
      ]),
    );
    expect(h.instance.callsOf('getOnlineUsers').map(({ args }) => args)).toEqual([
      ['a', 'MESSAGE', { includedUserId: false }],
      ['b', 'MESSAGE', { includedUserId: false }],
    ]);
  });

  it('has nobody where the answer makes no sense', async () => {
    h.instance.answers.set('getOnlineUsers', { value: { totalOccupancy: 'many' } });
    expect((await h.client.memberCounts(['a'])).get('a')).toBe(0);
  });

  it('asks no faster than the SDK takes it, however many callers there are', async () => {
    const first = fate(h.client.memberCounts(names(CALL_RATE.calls + 5)));
    const second = fate(h.client.memberCounts(names(CALL_RATE.calls)));
    await settle();
    expect(asked()).toBe(CALL_RATE.calls);
    await pass(CALL_RATE.perMs - 1);
    expect(asked()).toBe(CALL_RATE.calls);
    await pass(1);
    expect(asked()).toBe(2 * CALL_RATE.calls);
    expect([first.now instanceof Map, second.now]).toEqual([true, 'pending']);
    await pass(CALL_RATE.perMs);
    expect(asked()).toBe(2 * CALL_RATE.calls + 5);
    expect(second.now instanceof Map).toBeTrue();
  });

  it('ends at once with the session, and asks nothing more', async () => {
    const counting = fate(h.client.memberCounts(names(CALL_RATE.calls + 5)));
    h.instance.answers.set('getOnlineUsers', 'hang');
    await settle();
    await h.client.logout();
    await settle();
    expect(counting.now).toBe('cancelled');
    expect(asked()).toBe(CALL_RATE.calls);
  });

  it('refuses a bad name and a missing connection before anything is asked', async () => {
    expect(await codeOf(h.client.memberCounts(['a', 'a/b']))).toBe('invalid-channel-id');
    await h.client.logout();
    expect(await codeOf(h.client.memberCounts(['a']))).toBe('not-logged-in');
    expect(asked()).toBe(0);
  });

  it('says so where presence is not enabled', async () => {
    h.instance.answers.set('getOnlineUsers', { code: -13014 });
    expect(await codeOf(h.client.memberCounts(['a']))).toBe('unsupported');
  });
});
