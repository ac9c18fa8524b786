import { map, take, toArray } from 'rxjs';
import { canMove, type Connection, type RtmClient } from 'ngx-agora-rtm/client';
import { codeOf, describeContract, heard, inState, next, patiently } from './stage.spec';

describeContract('connection', ({ stage, canCut }) => {
  const steps = (connections: readonly Connection[]): string[] =>
    connections.map(({ state, reason }) => `${state}/${reason}`);

  it('is disconnected and initial before anything is asked for', async () => {
    const { state, reason, since } = await next(stage().client().connection$);
    expect([state, reason]).toEqual(['disconnected', 'initial']);
    expect(Math.abs(Date.now() - since)).toBeLessThan(60_000);
  });

  it('tells every step of a login and a logout, with its reason', async () => {
    const client = stage().client();
    const told = next(
      client.connection$.pipe(
        map((connection) => connection),
        take(4),
        toArray(),
      ),
    );
    await stage().logIn(client, stage().id('alice'));
    await client.logout();
    expect(steps(await told)).toEqual([
      'disconnected/initial',
      'connecting/login',
      'connected/login',
      'disconnected/logout',
    ]);
  });

  it('is connected when a login has resolved, and disconnected when a logout has', async () => {
    const alice = await stage().login('alice');
    expect((await next(alice.connection$)).state).toBe('connected');
    await alice.logout();
    expect((await next(alice.connection$)).state).toBe('disconnected');
  });

  it('replays the latest to one who comes late, with when it was entered', async () => {
    const before = Date.now();
    const alice = await stage().login('alice');
    const late = heard(alice.connection$);
    expect(steps(late)).toEqual(['connected/login']);
    expect(late[0]?.since).toBeGreaterThanOrEqual(before);
    expect(late[0]?.since).toBeLessThanOrEqual(Date.now());
  });

  it('fails as replaced when the same user logs in elsewhere, whose session goes on', async () => {
    const alice = await stage().login('alice');
    const ended = inState(alice, 'failed');
    const elsewhere = await stage().login('alice', stage().backend.elsewhere);
    expect((await ended).reason).toBe('replaced');
    expect(await codeOf(alice.sendToPeer(stage().id('bob'), 'x'))).toBe('not-logged-in');
    expect((await next(elsewhere.connection$)).state).toBe('connected');
  });

  it('can be taken back after that', async () => {
    const alice = await stage().login('alice');
    const ended = inState(alice, 'failed');
    const elsewhere = await stage().login('alice', stage().backend.elsewhere);
    await ended;
    const other = inState(elsewhere, 'failed');
    await stage().logIn(alice, stage().id('alice'));
    expect((await other).reason).toBe('replaced');
    expect((await next(alice.connection$)).state).toBe('connected');
  });

  it('is disconnected by a logout after it has failed', async () => {
    const alice = await stage().login('alice');
    const ended = inState(alice, 'failed');
    await stage().login('alice', stage().backend.elsewhere);
    await ended;
    await alice.logout();
    expect(steps([await next(alice.connection$)])).toEqual(['disconnected/logout']);
  });

  if (!canCut) return;

  /** A logged-in client that has just been cut off. */
  async function cutOff(): Promise<RtmClient> {
    const alice = await stage().login('alice');
    const away = inState(alice, 'reconnecting');
    stage().cut('alice');
    await away;
    return alice;
  }

  it('is reconnecting while the network is away, and connected when it is back', async () => {
    const alice = await stage().login('alice');
    const told = heard(alice.connection$);
    const away = inState(alice, 'reconnecting');
    stage().cut('alice');
    expect((await away).reason).toBe('network');
    const back = next(
      alice.connection$,
      ({ state, reason }) => state === 'connected' && reason === 'reconnect',
    );
    stage().restore('alice');
    await back;
    const states = told.map(({ state }) => state);
    expect(states.every((state, i) => canMove(states[i - 1] ?? state, state))).toBeTrue();
    expect(states).not.toContain('disconnected');
  });

  it('rejects every call while it is away, as not done and worth another try', async () => {
    const alice = await cutOff();
    const [bob, lobby] = [stage().id('bob'), stage().id('lobby')];
    const { attributes, history, onlineStatus, invitations } = alice.capabilities;
    const owner = { type: 'channel', id: lobby } as const;
    const calls: readonly Promise<unknown>[] = [
      alice.sendToPeer(bob, 'x'),
      alice.sendToChannel(lobby, 'x'),
      alice.join(lobby),
      alice.memberCounts([lobby]),
      alice.renewToken('token'),
      ...(history ? [alice.history(owner)] : []),
      ...(attributes ? [alice.attributes.get(owner), alice.attributes.remove(owner)] : []),
      ...(attributes ? [alice.attributes.set(owner, new Map([['a', 'x']]))] : []),
      ...(onlineStatus ? [alice.onlineStatus.query([bob]), alice.onlineStatus.watch([bob])] : []),
      ...(invitations ? [alice.invitations.invite(bob)] : []),
    ];
    const errors = await Promise.all(
      calls.map((call) =>
        call.then(
          () => null,
          (error: unknown) => error,
        ),
      ),
    );
    for (const error of errors) {
      expect(error).toEqual(
        jasmine.objectContaining({ code: 'not-connected', retryable: true, outcome: 'not-done' }),
      );
    }
  });

  it('refuses another login while it is away', async () => {
    const alice = await cutOff();
    const login = alice.login({ userId: stage().id('bob'), token: null });
    expect(await codeOf(login)).toBe('already-logged-in');
  });

  it('is ended by a logout while it is away, and can log in again when the network is back', async () => {
    const alice = await cutOff();
    await alice.logout();
    expect(steps([await next(alice.connection$)])).toEqual(['disconnected/logout']);
    stage().restore('alice');
    await stage().logIn(alice, stage().id('alice'));
    expect((await next(alice.connection$)).state).toBe('connected');
  });

  it('hears again from peers, and from the channels it makes sure to be in, each message once', async () => {
    const bob = await stage().member('bob', 'lobby');
    const alice = await stage().member('alice', 'lobby');
    const arrived = heard(alice.messages$);
    const away = inState(alice, 'reconnecting');
    stage().cut('alice');
    await away;
    stage().restore('alice');
    await inState(alice, 'connected');
    await patiently(() => alice.join(stage().id('lobby')));
    await bob.sendToChannel(stage().id('lobby'), 'welcome back');
    const last = next(alice.messages$, ({ payload }) => payload === 'end');
    await bob.sendToPeer(stage().id('alice'), 'end');
    await last;
    expect(arrived.map(({ payload }) => payload)).toEqual(['welcome back', 'end']);
  });

  it('knows who is in a channel again when it is back', async () => {
    const bob = await stage().member('bob', 'lobby');
    const alice = await stage().member('alice', 'lobby');
    const away = inState(alice, 'reconnecting');
    stage().cut('alice');
    await away;
    const members = new Set([stage().id('alice'), stage().id('bob')]);
    alice.members$.subscribe((event) => {
      if (event.type === 'snapshot') members.clear();
      for (const id of event.type === 'snapshot' ? event.members : event.joined) members.add(id);
      for (const id of event.type === 'change' ? event.left : []) members.delete(id);
    });
    await bob.leave(stage().id('lobby'));
    stage().restore('alice');
    await inState(alice, 'connected');
    await patiently(() => alice.join(stage().id('lobby')));
    if (members.has(stage().id('bob'))) {
      await next(alice.members$, () => !members.has(stage().id('bob')));
    }
    expect([...members]).toEqual([stage().id('alice')]);
  });
});
