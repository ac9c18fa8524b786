import type { PeerMessage } from 'ngx-agora-rtm/client';
import { codeOf, describeContract, heard, next, textOf, untilEnd } from './stage.spec';

describeContract('peer messages', ({ stage, can, hasStrangers }) => {
  it('arrive with their sender, the time at which they were taken, and all their characters', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    const payload = 'hello 👋\n\u0000 "quoted" \\ é e\u0301 漢字';
    const message = next(bob.messages$);
    const { sentAt, hasPeerReceived } = await alice.sendToPeer(stage().id('bob'), payload);
    expect(hasPeerReceived).toBeTrue();
    expect(Math.abs(sentAt - Date.now())).toBeLessThan(60_000);
    const { sentAt: arrivedAt, ...rest } = (await message) as PeerMessage;
    expect(Math.abs(arrivedAt - sentAt)).toBeLessThan(60_000);
    expect(rest).toEqual({
      type: 'peer',
      peerId: stage().id('alice'),
      from: stage().id('alice'),
      own: false,
      payload,
      customType: null,
    });
  });

  it('arrive as bytes when sent as bytes, those of the view only', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    const message = next(bob.messages$);
    const buffer = new Uint8Array([9, 0, 127, 255, 9]);
    await alice.sendToPeer(stage().id('bob'), buffer.subarray(1, 4));
    const { payload } = await message;
    expect(payload instanceof Uint8Array && [...payload]).toEqual([0, 127, 255]);
  });

  it('arrive once each, at the one they are addressed to and at nobody else', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    const carol = await stage().login('carol');
    const [atBob, atCarol] = [untilEnd(bob), untilEnd(carol)];
    const texts = Array.from({ length: 20 }, (_, i) => `m${i}`);
    await Promise.all(texts.map((text) => alice.sendToPeer(stage().id('bob'), text)));
    for (const id of ['bob', 'carol']) await alice.sendToPeer(stage().id(id), 'end');
    expect((await atBob).map(({ payload }) => String(payload)).sort()).toEqual([...texts].sort());
    expect(await atCarol).toEqual([]);
  });

  if (hasStrangers) {
    it('reach clients of the same project only', async () => {
      const alice = await stage().login('alice');
      await stage().login('bob', stage().backend.stranger ?? undefined);
      const receipt = await alice.sendToPeer(stage().id('bob'), 'for our bob', { keep: false });
      expect(receipt.hasPeerReceived).toBeFalse();
    });
  }

  it('tell that an offline peer has not received them, which is no error', async () => {
    const alice = await stage().login('alice');
    const send = () => alice.sendToPeer(stage().id('bob'), 'anybody?', { keep: false });
    expect(await send()).toEqual(
      jasmine.objectContaining({ hasPeerReceived: false, stored: false }),
    );
    const bob = await stage().login('bob');
    expect((await send()).hasPeerReceived).toBeTrue();
    await bob.logout();
    expect((await send()).hasPeerReceived).toBeFalse();
  });

  it('are kept exactly where there is a history, unless told otherwise', async () => {
    const alice = await stage().login('alice');
    await stage().login('bob');
    for (const id of ['bob', 'nobody']) {
      const kept = await alice.sendToPeer(stage().id(id), 'x');
      expect(kept.stored).withContext(id).toBe(can.history);
      const { stored } = await alice.sendToPeer(stage().id(id), 'x', { keep: false });
      expect(stored).withContext(id).toBeFalse();
    }
  });

  it('have the label that they were sent with, or none where the backend has no labels', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    const message = next(bob.messages$);
    await alice.sendToPeer(stage().id('bob'), 'x', { customType: 'note' });
    expect((await message).customType).toBe(can.customTypes ? 'note' : null);
  });

  it('take a label of 32 bytes, and no longer one', async () => {
    const [alice] = [await stage().login('alice'), await stage().login('bob')];
    const codeFor = (customType: unknown): Promise<string> =>
      codeOf(alice.sendToPeer(stage().id('bob'), 'x', { customType: customType as string }));
    expect(await codeFor('x'.repeat(32))).toBe('no error');
    expect(await codeFor('x'.repeat(33))).toBe('invalid-argument');
    expect(await codeFor('ü'.repeat(17))).toBe('invalid-argument');
    expect(await codeFor(5)).toBe('invalid-argument');
  });

  it('are refused when empty or of a wrong type, before anything else is looked at', async () => {
    const client = stage().client();
    const loggedIn = await stage().login('alice');
    for (const payload of ['', new Uint8Array(0), 5, null, undefined, {}, ['x'], true]) {
      for (const each of [client, loggedIn]) {
        const code = await codeOf(each.sendToPeer(stage().id('bob'), payload as string));
        expect(code)
          .withContext(typeof payload)
          .toBe('invalid-message');
      }
    }
  });

  it('may be as large as the backend says, to the byte of UTF-8', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    const { maxMessageBytes } = can;
    for (const text of [textOf(maxMessageBytes), 'x'.repeat(maxMessageBytes)]) {
      const message = next(bob.messages$);
      await alice.sendToPeer(stage().id('bob'), text);
      expect((await message).payload === text).toBeTrue();
    }
    const bytes = new Uint8Array(maxMessageBytes).fill(7);
    const message = next(bob.messages$);
    await alice.sendToPeer(stage().id('bob'), bytes);
    expect((await message).payload.length).toBe(maxMessageBytes);
    const tooLarge = [
      textOf(maxMessageBytes + 1),
      'x'.repeat(maxMessageBytes + 1),
      new Uint8Array(maxMessageBytes + 1),
    ];
    for (const payload of tooLarge) {
      expect(await codeOf(alice.sendToPeer(stage().id('bob'), payload))).toBe('message-too-large');
    }
    expect((await alice.sendToPeer(stage().id('bob'), 'still here')).hasPeerReceived).toBeTrue();
  });

  it('need a peer with a legal name, and a login', async () => {
    const client = stage().client();
    for (const peerId of ['', 'a/b', 'ü', null] as readonly string[]) {
      expect(await codeOf(client.sendToPeer(peerId, 'x'))).toBe('invalid-user-id');
    }
    expect(await codeOf(client.sendToPeer(stage().id('bob'), 'x'))).toBe('not-logged-in');
  });

  it('sent too fast are refused, as not sent and worth another try', async () => {
    const { messages } = can.sendRate;
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    const arrived = heard(bob.messages$);
    const sends = Array.from({ length: 2 * messages }, (_, i) =>
      alice.sendToPeer(stage().id('bob'), `m${i}`, { keep: false }),
    );
    const results = await Promise.allSettled(sends);
    const errors = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    expect(errors.length).toBe(messages);
    for (const error of errors) {
      expect(error).toEqual(
        jasmine.objectContaining({ code: 'rate-limited', retryable: true, outcome: 'not-done' }),
      );
    }
    if (arrived.length < messages) await next(bob.messages$, () => arrived.length === messages);
    expect(arrived.length).toBe(messages);
  });
});
