import type { Observable } from 'rxjs';
import type { RtmClient } from 'ngx-agora-rtm/client';
import { codeOf, describeContract, heard, isComplete, next } from './stage.spec';

describeContract('destroy', ({ stage, can }) => {
  const streamsOf = (client: RtmClient): Record<string, Observable<unknown>> => ({
    connection: client.connection$,
    messages: client.messages$,
    members: client.members$,
    tokenWillExpire: client.tokenWillExpire$,
    attributes: client.attributes.changes$,
    onlineStatus: client.onlineStatus.changes$,
    invitations: client.invitations.incoming$,
  });

  it('completes every stream, and so does what this backend has nothing for', async () => {
    const alice = await stage().member('alice', 'lobby');
    const streams = Object.entries(streamsOf(alice));
    const openOnes = streams.filter(([, stream]) => !isComplete(stream)).map(([name]) => name);
    expect(openOnes).toEqual([
      'connection',
      'messages',
      'members',
      'tokenWillExpire',
      ...(can.attributes ? ['attributes'] : []),
      ...(can.onlineStatus ? ['onlineStatus'] : []),
      ...(can.invitations ? ['invitations'] : []),
    ]);
    const completed: string[] = [];
    for (const [name, stream] of streams) {
      stream.subscribe({ complete: () => completed.push(name) });
    }
    await alice.destroy();
    expect(completed.sort()).toEqual(streams.map(([name]) => name).sort());
  });

  it('leaves the channels and makes the user offline', async () => {
    const bob = await stage().member('bob', 'lobby');
    const alice = await stage().member('alice', 'lobby');
    const left = next(
      bob.members$,
      (event) => event.type === 'change' && event.left.includes(stage().id('alice')),
    );
    await alice.destroy();
    await left;
    const receipt = await bob.sendToPeer(stage().id('alice'), 'gone?', { keep: false });
    expect(receipt.hasPeerReceived).toBeFalse();
  });

  it('lets nothing be done afterwards, and says so', async () => {
    const alice = await stage().member('alice', 'lobby');
    await alice.destroy();
    const login = alice.login({ userId: stage().id('alice'), token: null });
    expect(await codeOf(login)).toBe('cancelled');
    const calls = [
      alice.sendToPeer(stage().id('bob'), 'x'),
      alice.sendToChannel(stage().id('lobby'), 'x'),
      alice.join(stage().id('lobby')),
      alice.renewToken('token'),
    ];
    for (const call of calls) expect(await codeOf(call)).toBe('not-logged-in');
    await alice.logout();
    await alice.leave(stage().id('lobby'));
  });

  it('can be called twice, at once, and on a client that never logged in', async () => {
    const alice = await stage().login('alice');
    await Promise.all([alice.destroy(), alice.destroy()]);
    await alice.destroy();
    await stage().client().destroy();
  });

  it('cancels a login that is under way', async () => {
    const client = stage().client();
    const token = await stage().backend.token(stage().id('alice'));
    const told = heard(client.connection$);
    const login = codeOf(client.login({ userId: stage().id('alice'), token }));
    await client.destroy();
    expect(await login).toBe('cancelled');
    expect(told.at(-1)?.state).not.toBe('connected');
  });

  it('does not stand in the way of the next client of the same user', async () => {
    const first = await stage().login('alice');
    await first.destroy();
    const second = await stage().login('alice');
    expect((await next(second.connection$)).state).toBe('connected');
  });
});
