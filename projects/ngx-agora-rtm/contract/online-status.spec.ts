import type { OnlineStatus, RtmClient } from 'ngx-agora-rtm/client';
import {
  codeOf,
  describeContract,
  heard,
  inState,
  isComplete,
  next,
  patiently,
} from './stage.spec';

describeContract('online status', ({ stage, can, canCut }) => {
  const limits = can.onlineStatus;
  const bobId = (): string => stage().id('bob');

  if (!limits) {
    it('is unsupported, logged in or not, and never changes', async () => {
      const alice = await stage().login('alice');
      for (const { onlineStatus } of [alice, stage().client()]) {
        expect(await codeOf(onlineStatus.query([bobId()]))).toBe('unsupported');
        expect(await codeOf(onlineStatus.watch([bobId()]))).toBe('unsupported');
        expect(await codeOf(onlineStatus.unwatch([bobId()]))).toBe('unsupported');
        expect(isComplete(onlineStatus.changes$)).toBeTrue();
      }
    });
    return;
  }

  const statusOfBob = (client: RtmClient, wanted: OnlineStatus) =>
    next(client.onlineStatus.changes$, (statuses) => statuses.get(bobId()) === wanted);
  const query = (client: RtmClient, ids: readonly string[]) =>
    patiently(() => client.onlineStatus.query(ids));
  const watch = (client: RtmClient, ids: readonly string[]) =>
    patiently(() => client.onlineStatus.watch(ids));
  const ids = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => stage().id(`u${i}`));

  it('can be asked for, of several users at once, oneself among them', async () => {
    const alice = await stage().login('alice');
    const bob = await stage().login('bob');
    const [aliceId, nobody] = [stage().id('alice'), stage().id('nobody')];
    const statuses = await query(alice, [aliceId, bobId(), nobody]);
    expect([...statuses].sort()).toEqual(
      [
        [aliceId, true],
        [bobId(), true],
        [nobody, false],
      ].sort() as [string, boolean][],
    );
    await bob.logout();
    expect((await query(alice, [bobId()])).get(bobId())).toBeFalse();
    expect((await query(alice, [])).size).toBe(0);
  });

  it('of watched users is told once after the watch, online or not', async () => {
    const alice = await stage().login('alice');
    const offline = statusOfBob(alice, 'offline');
    await watch(alice, [bobId()]);
    await offline;
    await stage().login('bob');
    const carol = await stage().login('carol');
    const online = statusOfBob(carol, 'online');
    await watch(carol, [bobId()]);
    await online;
  });

  it('of watched users is told whenever it changes', async () => {
    const alice = await stage().login('alice');
    await watch(alice, [bobId()]);
    for (let i = 0; i < 2; i++) {
      const online = statusOfBob(alice, 'online');
      const bob = await stage().login('bob');
      await online;
      const offline = statusOfBob(alice, 'offline');
      await bob.destroy();
      await offline;
    }
  });

  it('is told of watched users only, and no more after an unwatch', async () => {
    const alice = await stage().login('alice');
    const told = heard(alice.onlineStatus.changes$);
    await watch(alice, [bobId(), stage().id('carol')]);
    await patiently(() => alice.onlineStatus.unwatch([bobId(), stage().id('never-watched')]));
    const before = told.length;
    await stage().login('bob');
    await stage().login('dave');
    const carol = next(
      alice.onlineStatus.changes$,
      (statuses) => statuses.get(stage().id('carol')) === 'online',
    );
    await stage().login('carol');
    await carol;
    const later = told.slice(before).flatMap((statuses) => [...statuses.keys()]);
    expect(later.filter((id) => id !== stage().id('carol'))).toEqual([]);
  });

  it('is watched to the end of the login, and not by the next one', async () => {
    const alice = await stage().login('alice');
    await watch(alice, [bobId()]);
    await alice.logout();
    const told = heard(alice.onlineStatus.changes$);
    await stage().logIn(alice, stage().id('alice'));
    const bob = await stage().login('bob');
    const end = next(alice.messages$);
    await bob.sendToPeer(stage().id('alice'), 'end');
    await end;
    expect(told).toEqual([]);
  });

  it('can be had for as many users as the backend says', async () => {
    const alice = await stage().login('alice');
    const { maxQueried, maxWatched } = limits;
    expect((await query(alice, ids(maxQueried))).size).toBe(maxQueried);
    expect(await codeOf(query(alice, ids(maxQueried + 1)))).toBe('limit-exceeded');
    expect(await codeOf(watch(alice, ids(maxWatched + 1)))).toBe('limit-exceeded');
    await watch(alice, ids(maxWatched));
    await watch(alice, ids(2));
    expect(await codeOf(watch(alice, [bobId()]))).toBe('limit-exceeded');
    await patiently(() => alice.onlineStatus.unwatch(ids(1)));
    expect(await codeOf(watch(alice, [bobId()]))).toBe('no error');
  });

  it('needs legal names, and a login', async () => {
    const { onlineStatus } = stage().client();
    for (const call of ['query', 'watch', 'unwatch'] as const) {
      expect(await codeOf(onlineStatus[call]([bobId(), 'a/b']))).toBe('invalid-user-id');
      expect(await codeOf(onlineStatus[call]([bobId()]))).toBe('not-logged-in');
    }
  });

  if (!canCut) return;

  it('goes on being told when the watcher is back, with what was missed', async () => {
    const bob = await stage().login('bob');
    const alice = await stage().login('alice');
    await watch(alice, [bobId()]);
    const away = inState(alice, 'reconnecting');
    stage().cut('alice');
    await away;
    await bob.destroy();
    const offline = statusOfBob(alice, 'offline');
    stage().restore('alice');
    await inState(alice, 'connected');
    await offline;
  });
});
