import type { HistoryQuery } from 'ngx-agora-rtm/client';
import { codeOf, describeContract } from './stage.spec';

describeContract('history', ({ stage, can }) => {
  const lobby = () => ({ type: 'channel', id: stage().id('lobby') }) as const;
  const from = (word: string) => ({ type: 'peer', id: stage().id(word) }) as const;

  if (!can.history) {
    it('is unsupported, logged in or not', async () => {
      const alice = await stage().login('alice');
      for (const client of [alice, stage().client()]) {
        expect(await codeOf(client.history(lobby()))).toBe('unsupported');
        expect(await codeOf(client.history(from('bob'), { limit: 1 }))).toBe('unsupported');
      }
    });
    return;
  }

  it('keeps what was said in a channel, page by page, oldest first, and who said it', async () => {
    const [alice, bob] = [
      await stage().member('alice', 'lobby'),
      await stage().member('bob', 'lobby'),
    ];
    for (let i = 0; i < 3; i++) await alice.sendToChannel(lobby().id, `a${i}`);
    await bob.sendToChannel(lobby().id, 'b0', { customType: 'note' });
    const newest = await bob.history(lobby(), { limit: 2 });
    expect(newest.messages.map(({ payload, own, from }) => [payload, own, from])).toEqual([
      ['a2', false, stage().id('alice')],
      ['b0', true, stage().id('bob')],
    ]);
    expect(newest.messages.at(-1)?.customType).toBe(can.customTypes ? 'note' : null);
    const older = await bob.history(lobby(), { limit: 10, before: newest.before ?? 1 });
    expect(older.messages.map(({ payload }) => payload)).toEqual(['a0', 'a1']);
    expect(older.before).toBeNull();
  });

  it('can be read by one who is not in the channel, and knows other channels apart', async () => {
    const alice = await stage().member('alice', 'lobby');
    await alice.join(stage().id('other'));
    await alice.sendToChannel(lobby().id, new Uint8Array([1, 2]));
    await alice.sendToChannel(stage().id('other'), 'elsewhere');
    const { messages } = await (await stage().login('bob')).history(lobby());
    expect(messages.length).toBe(1);
    const payload = messages[0]?.payload;
    expect(payload instanceof Uint8Array && [...payload]).toEqual([1, 2]);
  });

  it('leaves out what was not to be kept', async () => {
    const alice = await stage().member('alice', 'lobby');
    await alice.sendToChannel(lobby().id, 'secret', { keep: false });
    await alice.sendToChannel(lobby().id, 'public');
    const { messages } = await alice.history(lobby());
    expect(messages.map(({ payload }) => payload)).toEqual(['public']);
  });

  it('keeps what a peer has sent, also while the user was away', async () => {
    const alice = await stage().login('alice');
    const receipt = await alice.sendToPeer(stage().id('bob'), 'while you were away');
    expect([receipt.hasPeerReceived, receipt.stored]).toEqual([false, true]);
    const bob = await stage().login('bob');
    await alice.sendToPeer(stage().id('bob'), 'and now');
    await (await stage().login('carol')).sendToPeer(stage().id('bob'), 'from somebody else');
    const { messages } = await bob.history(from('alice'));
    expect(messages.map(({ payload, from, own }) => [payload, from, own])).toEqual([
      ['while you were away', stage().id('alice'), false],
      ['and now', stage().id('alice'), false],
    ]);
  });

  it('is empty where nothing was said', async () => {
    const alice = await stage().login('alice');
    expect(await alice.history(lobby())).toEqual({ messages: [], before: null });
    expect(await alice.history(from('bob'))).toEqual({ messages: [], before: null });
  });

  it('refuses a query that makes no sense, and a bad name', async () => {
    const alice = await stage().login('alice');
    const queries: readonly HistoryQuery[] = [
      { limit: 0 },
      { limit: 101 },
      { limit: 1.5 },
      { limit: -1 },
      { before: -5 },
      { before: NaN },
    ];
    for (const query of queries) {
      const code = await codeOf(alice.history(lobby(), query));
      expect(code).withContext(JSON.stringify(query)).toBe('invalid-argument');
    }
    expect(await codeOf(alice.history({ type: 'channel', id: 'a/b' }))).toBe('invalid-channel-id');
    expect(await codeOf(alice.history({ type: 'peer', id: '' }))).toBe('invalid-user-id');
  });

  it('needs a login', async () => {
    expect(await codeOf(stage().client().history(lobby()))).toBe('not-logged-in');
  });
});
