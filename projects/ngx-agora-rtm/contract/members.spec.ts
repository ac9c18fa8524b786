import type { MembersEvent, RtmClient } from 'ngx-agora-rtm/client';
import { codeOf, describeContract, heard, next, patiently } from './stage.spec';

describeContract('members of channels', ({ stage }) => {
  const lobby = (): string => stage().id('lobby');
  const snapshotOf = (client: RtmClient): Promise<readonly string[]> =>
    next(client.members$, ({ type }) => type === 'snapshot').then((event) =>
      event.type === 'snapshot' ? event.members : [],
    );

  it('are told by a snapshot after each join, oneself among them', async () => {
    await stage().member('bob', 'lobby');
    const alice = await stage().login('alice');
    for (let i = 0; i < 2; i++) {
      const snapshot = snapshotOf(alice);
      await patiently(() => alice.join(lobby()));
      expect([...(await snapshot)].sort()).toEqual([stage().id('alice'), stage().id('bob')]);
      await alice.leave(lobby());
    }
  });

  it('are told as they come and go, by a leave, a logout and a destroy', async () => {
    const alice = await stage().member('alice', 'lobby');
    for (const end of ['leave', 'logout', 'destroy'] as const) {
      const id = stage().id(end);
      const change = (who: 'joined' | 'left'): Promise<MembersEvent> =>
        next(alice.members$, (event) => event.type === 'change' && event[who].includes(id));
      const came = change('joined');
      const bob = await stage().member(end, 'lobby');
      expect(await came).toEqual({ type: 'change', channelId: lobby(), joined: [id], left: [] });
      const went = change('left');
      await bob[end](lobby());
      expect(await went).toEqual({ type: 'change', channelId: lobby(), joined: [], left: [id] });
    }
  });

  it('are told of joined channels only, and not of oneself', async () => {
    const bob = await stage().member('bob', 'other');
    const alice = await stage().login('alice');
    const told = heard(alice.members$);
    await alice.join(lobby());
    await alice.join(stage().id('other'));
    await alice.leave(stage().id('other'));
    await bob.leave(stage().id('other'));
    const came = next(alice.members$, ({ type }) => type === 'change');
    await stage().member('carol', 'lobby');
    await came;
    const changes = told.filter(({ type }) => type === 'change');
    expect(changes.map(({ channelId }) => channelId)).toEqual([lobby()]);
  });

  it('are counted in any channel, joined or not, and an unknown one has none', async () => {
    const alice = await stage().member('alice', 'lobby');
    const bob = await stage().member('bob', 'lobby');
    await bob.join(stage().id('other'));
    const [other, nowhere] = [stage().id('other'), stage().id('nowhere')];
    const counts = await patiently(() => alice.memberCounts([lobby(), other, nowhere, lobby()]));
    expect([...counts].sort()).toEqual(
      [
        [lobby(), 2],
        [nowhere, 0],
        [other, 1],
      ].sort() as [string, number][],
    );
    await bob.logout();
    const later = await patiently(() => alice.memberCounts([lobby()]));
    expect(later.get(lobby())).toBe(1);
  });

  it('are counted in no channel at no cost, and not without a login or a legal name', async () => {
    const client = stage().client();
    expect(await codeOf(client.memberCounts([lobby(), 'a/b']))).toBe('invalid-channel-id');
    expect(await codeOf(client.memberCounts([lobby()]))).toBe('not-logged-in');
    const alice = await stage().login('alice');
    expect((await alice.memberCounts([])).size).toBe(0);
  });
});
