import fc from 'fast-check';
import {
  canMove,
  type Connection,
  nameProblem,
  type RtmClient,
  RtmError,
  type RtmMessage,
} from 'ngx-agora-rtm/client';
import { codeOf, describeContract, heard, inState, next, patiently } from './stage.spec';

describeContract('login and logout', ({ stage, can }) => {
  const names = can.userIds;
  const printable = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i));
  const others = ['\t', '\n', '\u0000', '\u007f', '\u00a0', 'ü', '漢', '😀'];
  const codeFor = (userId: unknown): Promise<string> =>
    codeOf(
      stage()
        .client()
        .login({ userId: userId as string, token: null }),
    );

  it('takes every character that a user id may have, and the longest one', async () => {
    const legal = printable.filter((c) => nameProblem(`a${c}`, names) === null);
    expect(legal.length).toBeGreaterThan(60);
    const prefix = stage().id('a');
    for (
      let rest = legal.join('');
      rest !== '';
      rest = rest.slice(names.maxBytes - prefix.length)
    ) {
      const userId = (prefix + rest).slice(0, names.maxBytes);
      const client = stage().client();
      await stage().logIn(client, userId);
      await client.logout();
    }
    const longest = prefix.padEnd(names.maxBytes, 'x');
    await stage().logIn(stage().client(), longest);
    expect(await codeFor(`${longest}x`)).toBe('invalid-user-id');
  });

  it('refuses every other character, alone, inside and first where it may not be first', async () => {
    for (const c of [...printable, ...others]) {
      for (const userId of [`a${c}b`, `${c}b`]) {
        if (nameProblem(userId, names) === null) continue;
        expect(await codeFor(userId))
          .withContext(JSON.stringify(userId))
          .toBe('invalid-user-id');
      }
    }
  });

  it('refuses what is no name at all, and words that are reserved', async () => {
    for (const userId of ['', null, undefined, 5, {}, ['a'], ...(names.reserved ?? [])]) {
      expect(await codeFor(userId))
        .withContext(typeof userId)
        .toBe('invalid-user-id');
    }
  });

  it('counts the bytes of a name, not its characters', () => {
    expect(nameProblem('x'.repeat(names.maxBytes), names)).toBeNull();
    expect(nameProblem('ü'.repeat(names.maxBytes / 2 + 1), names)).not.toBeNull();
  });

  it('refuses a token that is neither text nor null', async () => {
    for (const token of [5, {}, true] as const) {
      const login = stage()
        .client()
        .login({ userId: stage().id('alice'), token: token as unknown as string });
      expect(await codeOf(login))
        .withContext(JSON.stringify(token))
        .toBe('token-invalid');
    }
  });

  it('can be tried again after a refusal', async () => {
    const client = stage().client();
    expect(await codeOf(client.login({ userId: '', token: null }))).toBe('invalid-user-id');
    await stage().logIn(client, stage().id('alice'));
    expect((await next(client.connection$)).state).toBe('connected');
  });

  it('is refused while another one is under way or done, which goes on', async () => {
    const client = stage().client();
    const token = await stage().backend.token(stage().id('alice'));
    const first = client.login({ userId: stage().id('alice'), token });
    const second = client.login({ userId: stage().id('bob'), token: null });
    expect(await codeOf(second)).toBe('already-logged-in');
    await first;
    for (const userId of [stage().id('alice'), stage().id('bob')]) {
      expect(await codeOf(client.login({ userId, token: null }))).toBe('already-logged-in');
    }
    expect((await next(client.connection$)).state).toBe('connected');
  });

  it('is cancelled by a logout, and the next one is not', async () => {
    const client = stage().client();
    const token = await stage().backend.token(stage().id('alice'));
    const login = codeOf(client.login({ userId: stage().id('alice'), token }));
    await client.logout();
    expect(await login).toBe('cancelled');
    expect((await next(client.connection$)).state).toBe('disconnected');
    await stage().logIn(client, stage().id('alice'));
    expect((await next(client.connection$)).state).toBe('connected');
  });

  it('follows a logout that nobody has waited for', async () => {
    const client = await stage().login('alice');
    const out = client.logout();
    await stage().logIn(client, stage().id('alice'));
    await out;
    expect((await next(client.connection$)).state).toBe('connected');
  });

  it('lets a client log in as one user after the other', async () => {
    const client = await stage().login('alice');
    await client.logout();
    await stage().logIn(client, stage().id('carol'));
    const bob = await stage().login('bob');
    const message = next(bob.messages$);
    await client.sendToPeer(stage().id('bob'), 'hello');
    expect((await message).from).toBe(stage().id('carol'));
    const receipt = await bob.sendToPeer(stage().id('alice'), 'still there?', { keep: false });
    expect(receipt.hasPeerReceived).toBeFalse();
  });

  it('logs out also when nobody is logged in, and as often as it is asked', async () => {
    const client = stage().client();
    await client.logout();
    await stage().logIn(client, stage().id('alice'));
    await Promise.all([client.logout(), client.logout()]);
    await client.logout();
    expect((await next(client.connection$)).state).toBe('disconnected');
  });

  it('hears nothing of the old session once logged out', async () => {
    const [alice, bob] = [
      await stage().member('alice', 'lobby'),
      await stage().member('bob', 'lobby'),
    ];
    const arrived = heard<unknown>(alice.messages$);
    alice.members$.subscribe((event) => arrived.push(event));
    await alice.logout();
    const count = arrived.length;
    const seen = next(bob.messages$, ({ payload }) => payload === 'echo');
    const carol = await stage().member('carol', 'lobby');
    await carol.sendToPeer(stage().id('alice'), 'gone?', { keep: false });
    await carol.sendToChannel(stage().id('lobby'), 'echo');
    await seen;
    expect(arrived.length).toBe(count);
  });

  it('is in no channel after the next login', async () => {
    const alice = await stage().member('alice', 'lobby');
    await alice.logout();
    await stage().logIn(alice, stage().id('alice'));
    const bob = await stage().member('bob', 'lobby');
    const arrived: RtmMessage[] = heard(alice.messages$);
    await bob.sendToChannel(stage().id('lobby'), 'anybody?');
    const end = next(alice.messages$, ({ payload }) => payload === 'end');
    await bob.sendToPeer(stage().id('alice'), 'end');
    await end;
    expect(arrived.map(({ payload }) => payload)).toEqual(['end']);
  });

  it('settles every call that it cuts short, with a receipt or an RtmError', async () => {
    const alice = await stage().member('alice', 'lobby');
    const calls: readonly Promise<unknown>[] = [
      alice.sendToPeer(stage().id('bob'), 'x', { keep: false }),
      alice.sendToChannel(stage().id('lobby'), 'x'),
      alice.join(stage().id('other')),
      alice.leave(stage().id('lobby')),
      alice.memberCounts([stage().id('lobby')]),
    ];
    const fates = calls.map(codeOf);
    await alice.logout();
    for (const fate of await Promise.all(fates)) expect(fate).not.toContain('not an RtmError');
  });

  it('needs a login to renew a token, and a token that is text', async () => {
    const client = stage().client();
    expect(await codeOf(client.renewToken('token'))).toBe('not-logged-in');
    for (const token of ['', null, 5] as unknown as readonly string[]) {
      expect(await codeOf(client.renewToken(token))).toBe('token-invalid');
    }
  });

  it('settles every promise and makes legal moves only, whatever the order of calls', async () => {
    const steps = {
      login: (client: RtmClient) => client.login({ userId: stage().id('alice'), token: null }),
      'login as bob': (client: RtmClient) =>
        client.login({ userId: stage().id('bob'), token: null }),
      logout: (client: RtmClient) => client.logout(),
      join: (client: RtmClient) => client.join(stage().id('lobby')),
      leave: (client: RtmClient) => client.leave(stage().id('lobby')),
      send: (client: RtmClient) => client.sendToChannel(stage().id('lobby'), 'x'),
      wait: () => new Promise((resolve) => setTimeout(resolve)),
      destroy: (client: RtmClient) => client.destroy(),
    } as const;
    const anyStep = fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[]));
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 8 }), async (names) => {
        const client = stage().client();
        const told: Connection[] = heard(client.connection$);
        const fates: Promise<unknown>[] = [];
        for (const name of names) {
          const result: Promise<unknown> = steps[name](client);
          if (name === 'wait') await result;
          else fates.push(result.catch((error: unknown) => error));
        }
        const results = await Promise.all(fates);
        await client.destroy();
        expect(results.every((r) => !(r instanceof Error) || r instanceof RtmError)).toBeTrue();
        const states = told.map(({ state }) => state);
        expect(states.every((state, i) => canMove(states[i - 1] ?? state, state))).toBeTrue();
      }),
      { numRuns: 15 },
    );
  });

  it('waits in `connecting` for an answer, and nowhere else', async () => {
    const client = stage().client();
    const told = heard(client.connection$);
    await patiently(() => stage().logIn(client, stage().id('alice')));
    await inState(client, 'connected');
    expect(told.map(({ state }) => state)).toEqual(['disconnected', 'connecting', 'connected']);
  });
});
