import { codeOf, describeContract, inState, next, untilEnd } from './stage.spec';

// One test for each row of Agora's quick-start guide for peer and channel messaging, on every backend. The other files
// look closer, subject by subject.
describeContract('the quick-start guide', ({ stage, can }) => {
  const [aliceId, bobId, lobby] = ['alice', 'bob', 'lobby'].map(
    (word) => () => stage().id(word),
  ) as [() => string, () => string, () => string];

  it('creates a client for an App ID', async () => {
    const client = stage().client();
    expect((await next(client.connection$)).reason).toBe('initial');
  });

  it('listens to connection state changes with their reason', async () => {
    const client = stage().client();
    const connected = inState(client, 'connected');
    await stage().logIn(client, aliceId());
    expect((await connected).reason).toBe('login');
  });

  it('logs in with a user id and a token, and tells why that failed', async () => {
    const client = stage().client();
    expect(await codeOf(client.login({ userId: '', token: null }))).toBe('invalid-user-id');
    await stage().logIn(client, aliceId());
    expect((await next(client.connection$)).state).toBe('connected');
  });

  it('logs out', async () => {
    const alice = await stage().login('alice');
    await alice.logout();
    expect(await codeOf(alice.sendToPeer(bobId(), 'x'))).toBe('not-logged-in');
  });

  it('sends a peer message and learns whether the peer received it', async () => {
    const alice = await stage().login('alice');
    const early = await alice.sendToPeer(bobId(), 'anybody?', { keep: false });
    expect(early.hasPeerReceived).toBeFalse();
    await stage().login('bob');
    expect((await alice.sendToPeer(bobId(), 'hello')).hasPeerReceived).toBeTrue();
  });

  it('receives a peer message with its sender', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    const message = next(bob.messages$);
    await alice.sendToPeer(bobId(), 'hello');
    expect(await message).toEqual(
      jasmine.objectContaining({ type: 'peer', from: aliceId(), payload: 'hello' }),
    );
  });

  it('creates and joins a channel, and tells why that failed', async () => {
    const alice = await stage().login('alice');
    expect(await codeOf(alice.join('a/b'))).toBe('invalid-channel-id');
    expect(await codeOf(alice.join(lobby()))).toBe('no error');
  });

  it('sends a channel message', async () => {
    const alice = await stage().member('alice', 'lobby');
    const { sentAt } = await alice.sendToChannel(lobby(), 'hello all');
    expect(Math.abs(sentAt - Date.now())).toBeLessThan(60_000);
  });

  it('receives a channel message with its sender', async () => {
    const alice = await stage().member('alice', 'lobby');
    const bob = await stage().member('bob', 'lobby');
    const message = next(bob.messages$);
    await alice.sendToChannel(lobby(), 'hello all');
    expect(await message).toEqual(
      jasmine.objectContaining({ type: 'channel', channelId: lobby(), from: aliceId() }),
    );
  });

  it('learns who joins and who leaves a channel', async () => {
    const alice = await stage().member('alice', 'lobby');
    const came = next(alice.members$, (event) => event.type === 'change');
    const bob = await stage().member('bob', 'lobby');
    expect(await came).toEqual(jasmine.objectContaining({ joined: [bobId()] }));
    const went = next(alice.members$, (event) => event.type === 'change');
    await bob.leave(lobby());
    expect(await went).toEqual(jasmine.objectContaining({ left: [bobId()] }));
  });

  it('leaves a channel', async () => {
    const alice = await stage().member('alice', 'lobby');
    const bob = await stage().member('bob', 'lobby');
    await bob.leave(lobby());
    const arrived = untilEnd(bob);
    await alice.sendToChannel(lobby(), 'gone?');
    await alice.sendToPeer(bobId(), 'end');
    expect(await arrived).toEqual([]);
  });

  it('holds to the limits of names and messages', async () => {
    const alice = await stage().login('alice');
    const client = stage().client();
    const name = 'x'.repeat(can.userIds.maxBytes + 1);
    expect(await codeOf(client.login({ userId: name, token: null }))).toBe('invalid-user-id');
    const text = 'x'.repeat(can.maxMessageBytes + 1);
    expect(await codeOf(alice.sendToPeer(bobId(), text))).toBe('message-too-large');
  });

  it('is told when the same user logs in elsewhere', async () => {
    const alice = await stage().login('alice');
    const ended = inState(alice, 'failed');
    await stage().login('alice', stage().backend.elsewhere);
    expect((await ended).reason).toBe('replaced');
  });
});
