import type { ChannelMessage } from 'ngx-agora-rtm/client';
import { codeOf, describeContract, heard, next, patiently, textOf, untilEnd } from './stage.spec';

describeContract('channels and their messages', ({ stage, can }) => {
  const lobby = (): string => stage().id('lobby');

  it('bring every message of a member to every other, with its sender', async () => {
    const [alice, bob] = [
      await stage().member('alice', 'lobby'),
      await stage().member('bob', 'lobby'),
    ];
    const carol = await stage().member('carol', 'lobby');
    const messages = [bob, carol].map(({ messages$ }) => next(messages$));
    const { sentAt } = await alice.sendToChannel(lobby(), 'hello 👋 all');
    expect(Math.abs(sentAt - Date.now())).toBeLessThan(60_000);
    for (const message of await Promise.all(messages)) {
      const { sentAt: arrivedAt, ...rest } = message as ChannelMessage;
      expect(Math.abs(arrivedAt - sentAt)).toBeLessThan(60_000);
      expect(rest).toEqual({
        type: 'channel',
        channelId: lobby(),
        from: stage().id('alice'),
        own: false,
        payload: 'hello 👋 all',
        customType: null,
      });
    }
  });

  if (can.channelEcho) {
    it('bring a member its own messages back, marked, once each', async () => {
      const alice = await stage().member('alice', 'lobby');
      const arrived = untilEnd(alice);
      await alice.sendToChannel(lobby(), 'me again');
      await alice.sendToChannel(lobby(), 'end');
      expect((await arrived).map(({ payload, own }) => [payload, own])).toEqual([
        ['me again', true],
      ]);
    });
  } else {
    it('bring a member none of its own messages back', async () => {
      const [alice, bob] = [
        await stage().member('alice', 'lobby'),
        await stage().member('bob', 'lobby'),
      ];
      const arrived = untilEnd(alice);
      await alice.sendToChannel(lobby(), 'me again');
      await bob.sendToChannel(lobby(), 'end');
      expect(await arrived).toEqual([]);
    });
  }

  if (can.sendWithoutJoin) {
    it('can be sent to without being in them', async () => {
      const [alice, bob] = [await stage().login('alice'), await stage().member('bob', 'lobby')];
      const message = next(bob.messages$);
      await alice.sendToChannel(lobby(), 'from outside');
      expect((await message).from).toBe(stage().id('alice'));
      await bob.leave(lobby());
      await bob.sendToChannel(lobby(), 'from outside again');
    });
  } else {
    it('can be sent to by members only, at the earliest with the join', async () => {
      const [alice, bob] = [await stage().login('alice'), await stage().member('bob', 'lobby')];
      const arrived = untilEnd(bob);
      expect(await codeOf(alice.sendToChannel(lobby(), 'from outside'))).toBe('not-joined');
      const join = alice.join(lobby());
      await alice.sendToChannel(lobby(), 'with the join');
      await join;
      await alice.leave(lobby());
      expect(await codeOf(alice.sendToChannel(lobby(), 'gone'))).toBe('not-joined');
      await alice.sendToPeer(stage().id('bob'), 'end');
      expect((await arrived).map(({ payload }) => payload)).toEqual(['with the join']);
    });
  }

  it('bring bytes as bytes, and labels where the backend has them', async () => {
    const [alice, bob] = [
      await stage().member('alice', 'lobby'),
      await stage().member('bob', 'lobby'),
    ];
    const message = next(bob.messages$);
    await alice.sendToChannel(lobby(), new Uint8Array([0, 255]), { customType: 'blob' });
    const { payload, customType } = await message;
    expect(payload instanceof Uint8Array && [...payload]).toEqual([0, 255]);
    expect(customType).toBe(can.customTypes ? 'blob' : null);
  });

  it('bring each message once, however often the channel was joined', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().member('bob', 'lobby')];
    await Promise.all([alice.join(lobby()), alice.join(lobby())]);
    await alice.join(lobby());
    const arrived = untilEnd(alice);
    await bob.sendToChannel(lobby(), 'once');
    await bob.sendToChannel(lobby(), 'end');
    expect((await arrived).length).toBe(1);
  });

  it('bring nothing before the join, after the leave, or of another channel', async () => {
    const bob = await stage().member('bob', 'lobby');
    const alice = await stage().login('alice');
    await bob.join(stage().id('other'));
    const arrived = heard(alice.messages$);
    await bob.sendToChannel(lobby(), 'before');
    await alice.join(lobby());
    await bob.sendToChannel(stage().id('other'), 'elsewhere');
    const during = next(alice.messages$, ({ payload }) => payload === 'during');
    await bob.sendToChannel(lobby(), 'during');
    await during;
    await alice.leave(lobby());
    await bob.sendToChannel(lobby(), 'after');
    const end = next(alice.messages$, ({ payload }) => payload === 'end');
    await bob.sendToPeer(stage().id('alice'), 'end');
    await end;
    expect(arrived.map(({ payload }) => payload)).toEqual(['during', 'end']);
  });

  it('bring nothing from the very call of leave on', async () => {
    const [alice, bob] = [
      await stage().member('alice', 'lobby'),
      await stage().member('bob', 'lobby'),
    ];
    const arrived = heard(alice.messages$);
    const sent = bob.sendToChannel(lobby(), 'crossing');
    const left = alice.leave(lobby());
    const count = arrived.length;
    await Promise.all([sent, left]);
    const end = next(alice.messages$, ({ payload }) => payload === 'end');
    await bob.sendToPeer(stage().id('alice'), 'end');
    await end;
    expect(arrived.length).toBe(count + 1);
  });

  it('can be joined again after a leave, also without waiting for it', async () => {
    const bob = await stage().member('bob', 'lobby');
    const alice = await stage().member('alice', 'lobby');
    const left = alice.leave(lobby());
    await patiently(() => alice.join(lobby()));
    await left;
    const message = next(alice.messages$);
    await bob.sendToChannel(lobby(), 'back again');
    expect((await message).payload).toBe('back again');
  });

  it('are left also by a join that is under way, which then settles', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().member('bob', 'lobby')];
    const join = codeOf(alice.join(lobby()));
    await alice.leave(lobby());
    expect(['no error', 'cancelled']).toContain(await join);
    const arrived = untilEnd(alice);
    await bob.sendToChannel(lobby(), 'anybody?');
    await bob.sendToPeer(stage().id('alice'), 'end');
    expect(await arrived).toEqual([]);
  });

  it('are left as often as it is asked, joined or not', async () => {
    const alice = await stage().member('alice', 'lobby');
    await Promise.all([alice.leave(lobby()), alice.leave(lobby())]);
    await alice.leave(lobby());
    await alice.leave(stage().id('never-joined'));
    await stage().client().leave(lobby());
    expect(await codeOf(alice.leave('a/b'))).toBe('invalid-channel-id');
  });

  it('need a login and a legal name, to be joined and to be written to', async () => {
    const client = stage().client();
    for (const channelId of ['', 'a/b', 'ü', 'x'.repeat(65), null, 5] as readonly string[]) {
      expect(await codeOf(client.join(channelId))).toBe('invalid-channel-id');
      expect(await codeOf(client.sendToChannel(channelId, 'x'))).toBe('invalid-channel-id');
    }
    for (const channelId of can.channelIds.reserved ?? []) {
      expect(await codeOf(client.join(channelId))).toBe('invalid-channel-id');
    }
    expect(await codeOf(client.join(lobby()))).toBe('not-logged-in');
    expect(await codeOf(client.sendToChannel(lobby(), 'x'))).toBe('not-logged-in');
  });

  it('may have the longest name, and no longer one', async () => {
    const alice = await stage().login('alice');
    const longest = lobby().padEnd(can.channelIds.maxBytes, 'x');
    expect(await codeOf(alice.join(longest))).toBe('no error');
    expect(await codeOf(alice.join(`${longest}x`))).toBe('invalid-channel-id');
  });

  it('are joined up to as many as the backend says, and another one when one is left', async () => {
    const alice = await stage().login('alice');
    const name = (i: number): string => stage().id(`c${i}`);
    for (let i = 0; i < can.maxChannels; i++) await patiently(() => alice.join(name(i)));
    const oneMore = (): Promise<void> => patiently(() => alice.join(name(can.maxChannels)));
    expect(await codeOf(oneMore())).toBe('channel-limit');
    await alice.join(name(0));
    await patiently(() => alice.leave(name(0)));
    expect(await codeOf(oneMore())).toBe('no error');
  }, 30_000);

  it('take messages as large as the backend says, to the byte of UTF-8', async () => {
    const [alice, bob] = [
      await stage().member('alice', 'lobby'),
      await stage().member('bob', 'lobby'),
    ];
    const message = next(bob.messages$);
    await alice.sendToChannel(lobby(), textOf(can.maxMessageBytes));
    expect((await message).payload === textOf(can.maxMessageBytes)).toBeTrue();
    for (const payload of [
      textOf(can.maxMessageBytes + 1),
      new Uint8Array(can.maxMessageBytes + 1),
    ]) {
      expect(await codeOf(alice.sendToChannel(lobby(), payload))).toBe('message-too-large');
    }
  });

  it('refuse messages that are empty, of a wrong type, or with a label that is too long', async () => {
    const alice = await stage().member('alice', 'lobby');
    for (const payload of ['', new Uint8Array(0), 5, null, {}]) {
      expect(await codeOf(alice.sendToChannel(lobby(), payload as string))).toBe('invalid-message');
    }
    const customType = 'x'.repeat(33);
    expect(await codeOf(alice.sendToChannel(lobby(), 'x', { customType }))).toBe(
      'invalid-argument',
    );
  });
});
