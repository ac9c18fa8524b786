import { codeOf, type Harness, harness } from './harness.spec';

describe('history', () => {
  let h: Harness;
  const room = { type: 'channel', id: 'room' } as const;
  const bob = { type: 'peer', id: 'bob' } as const;

  beforeEach(async () => {
    h = harness({ history: true });
    await h.login();
  });

  const answer = (messageList: readonly object[], newStart = 0): void => {
    h.instance.answers.set('getMessages', {
      value: { messageList, count: messageList.length, newStart, timestamp: 0 },
    });
  };
  const asked = (): readonly unknown[] => h.instance.callsOf('getMessages').map(({ args }) => args);

  it('is unsupported unless it is switched on', async () => {
    const off = harness();
    await off.login();
    expect(off.client.capabilities.history).toBeFalse();
    expect(await codeOf(off.client.history(room))).toBe('unsupported');
    expect(off.instance.callsOf('getMessages')).toEqual([]);
  });

  it('reads the newest messages of a channel, oldest first', async () => {
    answer([
      { message: 'two', messageType: 'STRING', customType: 'x', publisher: 'alice', timestamp: 20 },
      { message: 'one', messageType: 'STRING', customType: '', publisher: 'bob', timestamp: 10 },
    ]);
    expect(await h.client.history(room)).toEqual({
      messages: [
        {
          type: 'channel',
          channelId: 'room',
          payload: 'one',
          from: 'bob',
          own: false,
          customType: null,
          sentAt: 10,
        },
        {
          type: 'channel',
          channelId: 'room',
          payload: 'two',
          from: 'alice',
          own: true,
          customType: 'x',
          sentAt: 20,
        },
      ],
      before: null,
    });
    expect(asked()).toEqual([['room', 'MESSAGE', { messageCount: 50 }]]);
  });

  it('keeps the order of one millisecond, whichever way the SDK lists it', async () => {
    answer([text('a', 10), text('b', 10), text('c', 20)]);
    expect(await payloads(h.client.history(room))).toEqual(['a', 'b', 'c']);
    answer([text('c', 20), text('b', 10), text('a', 10)]);
    expect(await payloads(h.client.history(room))).toEqual(['a', 'b', 'c']);
  });

  it('leads to the page before, and from there on', async () => {
    answer([text('c', 300), text('b', 200)], 100);
    const { before } = await h.client.history(room, { limit: 2 });
    expect(before).toBe(101);
    await h.client.history(room, { limit: 2, before: before ?? 0 });
    expect(asked().at(-1)).toEqual(['room', 'MESSAGE', { messageCount: 2, start: 100 }]);
  });

  it('never leads to the same page again', async () => {
    answer([text('c', 100)], 100);
    expect((await h.client.history(room, { limit: 1, before: 101 })).before).toBe(100);
    expect((await h.client.history(room, { limit: 1, before: 100 })).before).toBe(99);
  });

  it('is empty before the first millisecond, which the SDK would take for now', async () => {
    answer([text('c', 100)], 50);
    expect(await h.client.history(room, { before: 1 })).toEqual({ messages: [], before: null });
    expect(asked()).toEqual([]);
  });

  it("reads a peer's messages from the user's own inbox, which is the only one that may be read", async () => {
    answer([text('x', 30, 'eve'), text('y', 20, 'bob')]);
    const page = await h.client.history(bob);
    expect(page.messages).toEqual([
      {
        type: 'peer',
        peerId: 'bob',
        payload: 'y',
        from: 'bob',
        own: false,
        customType: null,
        sentAt: 20,
      },
    ]);
    expect(asked()).toEqual([['alice', 'USER', { messageCount: 50 }]]);
  });

  it('looks through several pages of the inbox for a peer, but not through all at once', async () => {
    answer([text('x', 900, 'eve')], 800);
    const page = await h.client.history(bob);
    expect(page.messages).toEqual([]);
    expect(page.before).not.toBeNull();
    expect(asked().length).toBe(5);
  });

  it('leaves malformed messages out, and survives a malformed answer', async () => {
    answer([null as never, {}, text('a', 10), { ...text('b', 20), message: 5 }]);
    expect(await payloads(h.client.history(room))).toEqual(['a']);
    for (const value of [null, undefined, 5, {}, { messageList: 'x', newStart: 'y' }]) {
      h.instance.answers.set('getMessages', { value });
      expect(await h.client.history(room)).toEqual({ messages: [], before: null });
    }
  });

  it('refuses a query that makes no sense', async () => {
    const bad = [
      { limit: 0 },
      { limit: 101 },
      { limit: 1.5 },
      { before: 0 },
      { before: -1 },
      { before: NaN },
    ];
    for (const query of bad) {
      expect(await codeOf(h.client.history(room, query)))
        .withContext(JSON.stringify(query))
        .toBe('invalid-argument');
    }
    expect(await codeOf(h.client.history({ type: 'peer', id: '' }))).toBe('invalid-user-id');
    expect(await codeOf(h.client.history({ type: 'channel', id: '' }))).toBe('invalid-channel-id');
    expect(asked()).toEqual([]);
  });

  it('says so when the project has no history after all', async () => {
    h.instance.answers.set('getMessages', { code: -15005 });
    expect(await codeOf(h.client.history(room))).toBe('unsupported');
  });
});

function text(message: string, timestamp: number, publisher = 'bob'): object {
  return { message, messageType: 'STRING', customType: '', publisher, timestamp };
}

async function payloads(page: Promise<{ messages: readonly { payload: unknown }[] }>) {
  return (await page).messages.map(({ payload }) => payload);
}
