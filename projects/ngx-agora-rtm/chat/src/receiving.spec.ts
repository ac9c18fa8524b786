import {
  InMemoryRtm,
  type InMemoryRtmOptions,
  LIKE_SDK_1,
  LIKE_SDK_2,
} from 'ngx-agora-rtm/testing';
import { settled } from './manual-clock';
import { type ReceivingUser, ReceivingWorld } from './receiving-world';

const LOBBY = 'channel:lobby';

const BACKENDS: readonly [name: string, options: InMemoryRtmOptions][] = [
  ['SDK 2.x with history', LIKE_SDK_2],
  ['SDK 2.x without history', { ...LIKE_SDK_2, history: false }],
  ['SDK 1.x', LIKE_SDK_1],
];

async function inLobby(
  world: ReceivingWorld,
  ...names: readonly string[]
): Promise<readonly ReceivingUser[]> {
  const users: ReceivingUser[] = [];
  for (const name of names) {
    const user = await world.user(name);
    await user.open(LOBBY);
    users.push(user);
  }
  return users;
}

/** Long enough for every attempt to have had its end. */
const LONG = 120_000;

for (const [name, options] of BACKENDS) {
  describe(`Receiving on ${name}`, () => {
    let world: ReceivingWorld<InMemoryRtm>;

    beforeEach(() => {
      const sendRate = { messages: Infinity, perMs: 1000 };
      world = new ReceivingWorld((now) => new InMemoryRtm({ ...options, sendRate, now }));
    });

    it('shows, keeps and counts what arrives', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      await bob.say(LOBBY, 'one');
      await bob.say(LOBBY, 'two');
      expect(ann.shown(LOBBY)).toEqual(['one', 'two']);
      expect(await ann.storage.readBefore(LOBBY, null, 10)).toHaveSize(2);
      expect(ann.receiving.positions(LOBBY).delivered).toEqual([
        { from: 'bob', stream: bob.storage.stream, n: 2 },
      ]);
      await ann.close();
      const [kept] = await ann.storage.conversations();
      expect(kept?.streams).toEqual([
        { from: 'bob', stream: bob.storage.stream, since: 1, upTo: 2, beyond: [] },
      ]);
    });

    it('opens the conversation of a peer who writes', async () => {
      const ann = await world.user('ann');
      const bob = await world.user('bob');
      await bob.say('peer:ann', 'hi');
      expect(ann.shown('peer:bob')).toEqual(['hi']);
      expect((await ann.storage.conversations())[0]?.isOpen).toBeTrue();
      expect(ann.events.filter(({ type }) => type === '[RTM Conversation] Opened')).toHaveSize(1);
    });

    it('misses the first words of a peer who wrote while nobody was there, and gets them where it can', async () => {
      const bob = await world.user('bob');
      const ann = await world.user('ann');
      await bob.say('peer:ann', 'first', { isLost: true });
      await bob.say('peer:ann', 'second');
      await world.pass(LONG);
      const words = ann.shown('peer:bob').filter((word) => word !== 'second');
      expect(words).toEqual(options.history === false ? ['first'] : []);
    });

    it('tells a burst in one event', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      ann.events.length = 0;
      await Promise.all(
        Array.from({ length: 200 }, (_, n) => bob.say(LOBBY, `m${n}`, { isLost: false })),
      );
      await world.pass(100);
      expect(ann.messages(LOBBY)).toHaveSize(200);
      const arrived = ann.events.filter(({ type }) => type === '[RTM Messages] Arrived');
      expect(arrived.length).toBeLessThan(20);
    });

    it('shows a hole within a second, fills it from the sender or the history, and puts it in its place', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      await bob.say(LOBBY, 'one');
      await bob.say(LOBBY, 'two', { isLost: true });
      await world.pass(10);
      await bob.say(LOBBY, 'three');
      expect(ann.shown(LOBBY)).toEqual(['one', 'three']);
      await world.pass(600);
      expect(ann.events).toContain(
        jasmine.objectContaining({
          type: '[RTM Messages] Gap Found',
          gap: jasmine.objectContaining({
            id: `gap:bob:${bob.storage.stream}:2`,
            first: 2,
            last: 2,
            status: 'searching',
          }),
        }),
      );
      await world.pass(LONG);
      expect(ann.shown(LOBBY)).toEqual(['one', 'two', 'three']);
      expect(ann.messages(LOBBY).map(({ from }) => from)).toEqual(['bob', 'bob', 'bob']);
    });

    it('marks as lost what nobody has any more, and goes on', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      await bob.say(LOBBY, 'one');
      await bob.say(LOBBY, 'two', { isLost: true });
      await bob.say(LOBBY, 'three');
      await bob.close();
      await world.pass(LONG);
      expect(ann.shown(LOBBY)).toEqual(['one', '[lost 2-2]', 'three']);
    });

    it('does not take messages that overtake each other for a gap', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      const envelope = (n: number) =>
        `{"v":1,"id":"01890a5d-ac96-774b-bcce-b302099a805${n}","s":"x","n":${n},"kind":"text","body":{"text":"m${n}"}}`;
      for (const n of [1, 3, 2, 5, 4]) await bob.raw(LOBBY, envelope(n));
      await world.pass(LONG);
      expect(ann.messages(LOBBY)).toHaveSize(5);
      expect(ann.events.some(({ type }) => type === '[RTM Messages] Gap Found')).toBeFalse();
    });

    it('gets what was missed while the connection was lost', async () => {
      const [ann, bob, cid] = (await inLobby(world, 'ann', 'bob', 'cid')) as [
        ReceivingUser,
        ReceivingUser,
        ReceivingUser,
      ];
      await bob.say(LOBBY, 'b1');
      await cid.say(LOBBY, 'c1');
      await world.pass(1000);
      ann.cut();
      await world.pass(1000);
      for (let n = 2; n <= 130; n++) await bob.say(LOBBY, `b${n}`);
      await cid.say(LOBBY, 'c2');
      await world.pass(1000);
      const back = ann.restore(LOBBY);
      await bob.say(LOBBY, 'b131');
      await back;
      await world.pass(LONG);
      const texts = ann.shown(LOBBY);
      expect(texts).toHaveSize(133);
      expect(texts.filter((text) => text.startsWith('['))).toEqual([]);
      expect(texts.filter((text) => text.startsWith('b'))).toEqual(
        Array.from({ length: 131 }, (_, n) => `b${n + 1}`),
      );
      expect(texts).toContain('c2');
    });

    it('gets what was missed while the tab was closed', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      await bob.say(LOBBY, 'b1');
      await ann.close();
      await world.pass(5000);
      await bob.say(LOBBY, 'b2');
      await bob.say(LOBBY, 'b3');
      const again = await world.user('ann', {}, ann.data);
      await again.enter(LOBBY);
      await world.pass(LONG);
      expect(again.shown(LOBBY)).toEqual(jasmine.arrayContaining(['b2', 'b3']));
      expect(again.gaps(LOBBY)).toEqual([]);
      const kept = await again.storage.readBefore(LOBBY, null, 10);
      expect(kept.map(({ content }) => (content.kind === 'text' ? content.text : ''))).toEqual([
        'b1',
        'b2',
        'b3',
      ]);
    });

    it('gets what was missed of a conversation in which nothing had been said before', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      await world.pass(1000);
      ann.cut();
      await world.pass(1000);
      await bob.say(LOBBY, 'b1');
      await bob.say(LOBBY, 'b2');
      await ann.restore(LOBBY);
      await world.pass(LONG);
      expect(ann.shown(LOBBY)).toEqual(['b1', 'b2']);
    });

    it('gets the first words of a conversation that were said while the tab was closed', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      // As a crash would: nothing is kept that was not kept at once.
      await ann.client.destroy();
      await world.pass(1000);
      await bob.say(LOBBY, 'b1');
      await bob.say(LOBBY, 'b2');
      const again = await world.user('ann', {}, ann.data);
      await again.enter(LOBBY);
      await world.pass(LONG);
      expect(again.shown(LOBBY)).toEqual(['b1', 'b2']);
    });

    it('asks those who turn up after the search had nobody to ask', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      ann.cut();
      await world.pass(1000);
      await bob.say(LOBBY, 'b1');
      await bob.close();
      await world.pass(1000);
      await ann.restore(LOBBY);
      await world.pass(LONG);
      const again = await world.user('bob', {}, bob.data);
      await again.enter(LOBBY);
      await world.pass(LONG);
      expect(ann.shown(LOBBY)).toEqual(['b1']);
    });

    it('gets the first words of somebody whose later ones came before anybody could be asked', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      await world.pass(1000);
      ann.cut();
      await bob.say(LOBBY, 'b1');
      await bob.say(LOBBY, 'b2');
      await world.pass(1000);
      const back = ann.restore(LOBBY);
      await bob.say(LOBBY, 'b3');
      await back;
      await world.pass(LONG);
      expect(ann.shown(LOBBY)).toEqual(['b1', 'b2', 'b3']);
    });

    it('asks again after a reconnect, though the question from before it has not been given up yet', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      await world.pass(1000);
      ann.cut();
      await bob.say(LOBBY, 'b1');
      bob.cut();
      await ann.restore(LOBBY);
      await world.pass(20_000);
      ann.cut();
      await ann.restore(LOBBY);
      await world.pass(14_000);
      await bob.restore(LOBBY);
      await world.pass(LONG);
      expect(ann.shown(LOBBY)).toEqual(['b1']);
    });

    it('says that something may be missing of a silent conversation when nobody can tell', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      const { history } = ann.context.transport.capabilities;
      await ann.client.destroy();
      await world.pass(1000);
      await bob.say(LOBBY, 'b1');
      await bob.close();
      const again = await world.user('ann', {}, ann.data);
      await again.enter(LOBBY);
      await world.pass(LONG);
      expect(again.shown(LOBBY)).toEqual([history ? 'b1' : '[lost away]']);
    });

    it('keeps that something is missing beyond the end of the tab', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      await bob.say(LOBBY, 'one');
      await bob.say(LOBBY, 'two', { isLost: true });
      await bob.say(LOBBY, 'three');
      await bob.close();
      await world.pass(LONG);
      await ann.close();
      const again = await world.user('ann', {}, ann.data);
      await again.enter(LOBBY);
      await world.pass(LONG);
      expect(again.gaps(LOBBY).filter(({ reason }) => reason === 'counter')).toEqual([
        jasmine.objectContaining({ first: 2, last: 2, status: 'lost' }),
      ]);
    });

    it('counts what blocked users write, and shows nothing of it', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      ann.context.emit({ type: '[RTM Others] Blocked Changed', blocked: ['bob'] });
      await bob.say(LOBBY, 'one');
      await bob.say('peer:ann', 'psst');
      await bob.passing(LOBBY, { kind: 'typing', on: true });
      expect(ann.shown(LOBBY)).toEqual([]);
      expect(ann.typing).toEqual([]);
      expect(ann.context.state().conversations.slots['peer:bob']).toBeUndefined();
      expect(await ann.storage.readBefore(LOBBY, null, 10)).toHaveSize(1);
      expect(ann.receiving.positions(LOBBY).delivered).toHaveSize(1);
    });

    it('hands on who is writing, and keeps how far others have read', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      const { stream } = ann.storage;
      await bob.passing(LOBBY, { kind: 'typing', on: true });
      expect(ann.typing).toEqual([[LOBBY, 'bob', true]]);
      const at = (n: number) => ({ from: 'ann', stream, n });
      await bob.passing(LOBBY, {
        kind: 'receipt',
        delivered: [at(4), { from: 'cid', stream: 'x', n: 9 }],
        read: [at(2)],
      });
      await bob.passing(LOBBY, { kind: 'receipt', delivered: [at(3)], read: [at(1)] });
      await bob.passing(LOBBY, { kind: 'receipt', delivered: [at(3)], read: [at(4)] });
      const receipts = ann.events.filter(({ type }) => type === '[RTM Others] Receipt Arrived');
      expect(receipts).toEqual([
        jasmine.objectContaining({ userId: 'bob', delivered: [at(4)], read: [at(2)] }),
        jasmine.objectContaining({ userId: 'bob', delivered: [], read: [at(4)] }),
      ]);
      await ann.close();
      expect((await ann.storage.conversations())[0]?.receipts).toEqual([
        { userId: 'bob', delivered: [at(4)], read: [at(4)] },
      ]);
    });

    it('answers members only, and nobody about what was never written to them', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      const eve = await world.user('eve');
      await bob.say(LOBBY, 'secret');
      await bob.say('peer:ann', 'for ann');
      const { stream } = bob.storage;
      const before = world.network.messages.length;
      const ask = (conversation: string) =>
        eve.passing('peer:bob', {
          kind: 'repair',
          conversation,
          missing: [{ stream, after: 0, upTo: 0 }],
        });
      const heard: string[] = [];
      eve.client.messages$.subscribe(({ payload }) => heard.push(String(payload)));
      for (const conversation of [LOBBY, 'peer:ann', 'peer:eve', 'channel:', 'peer:bob', 'x']) {
        await ask(conversation);
      }
      await world.pass(1000);
      expect(heard.join()).not.toContain('secret');
      expect(heard.join()).not.toContain('for ann');
      expect(world.network.messages.length).toBeGreaterThanOrEqual(before);
      expect(ann.shown(LOBBY)).toEqual(['secret']);
    });

    it('believes nobody who sends again what was not asked for', async () => {
      const [ann, bob, eve] = (await inLobby(world, 'ann', 'bob', 'eve')) as [
        ReceivingUser,
        ReceivingUser,
        ReceivingUser,
      ];
      await bob.say(LOBBY, 'one');
      const id = '01890a5d-ac96-774b-bcce-b302099a8051';
      const { stream } = bob.storage;
      const text = `{"v":1,"id":"${id}","s":"${stream}","n":2,"kind":"text","body":{"text":"forged"}}`;
      await eve.passing('peer:ann', {
        kind: 'resend',
        conversation: LOBBY,
        envelopes: [{ text, at: 1 }],
        gone: [],
        last: [{ stream, n: 2 }],
      });
      await world.pass(LONG);
      expect(ann.shown(LOBBY)).toEqual(['one']);
    });

    it('ends every wait when it is closed', async () => {
      const [ann, bob] = (await inLobby(world, 'ann', 'bob')) as [ReceivingUser, ReceivingUser];
      await bob.say(LOBBY, 'one');
      await bob.say(LOBBY, 'two', { isLost: true });
      await bob.say(LOBBY, 'three');
      await bob.close();
      await world.pass(700);
      await ann.close();
      await settled();
      expect(world.clock.pending).toBe(0);
    });
  });
}
