import { InMemoryRtm, LIKE_SDK_1 } from 'ngx-agora-rtm/testing';
import type { RtmMessage } from 'ngx-agora-rtm/client';
import type { RepairContent, ResendContent } from './content';
import { decodePayload, encodeEnvelope } from './envelope-codec';
import { settled } from './manual-clock';
import { newMessageId } from './message-id';
import { type ReceivingUser, ReceivingWorld } from './receiving-world';

const LOBBY = 'channel:lobby';
const LONG = 300_000;

function contentsOf(
  messages: readonly RtmMessage[],
  kind: 'repair' | 'resend',
): readonly unknown[] {
  return messages.flatMap(({ payload }) => {
    const decoded = decodePayload(payload);
    const isIt = decoded.type === 'envelope' && decoded.envelope.content.kind === kind;
    return isIt ? [decoded.envelope.content] : [];
  });
}

describe('Repair by asking the sender', () => {
  let world: ReceivingWorld<InMemoryRtm>;
  let ann: ReceivingUser;
  let bob: ReceivingUser;
  let toAnn: RtmMessage[];
  let toBob: RtmMessage[];

  const requests = () => contentsOf(toBob, 'repair') as readonly RepairContent[];
  const answers = () => contentsOf(toAnn, 'resend') as readonly ResendContent[];

  beforeEach(async () => {
    const sendRate = { messages: Infinity, perMs: 1000 };
    world = new ReceivingWorld((now) => new InMemoryRtm({ ...LIKE_SDK_1, sendRate, now }));
    ann = await world.user('ann');
    bob = await world.user('bob');
    await ann.open(LOBBY);
    await bob.open(LOBBY);
    toAnn = [];
    toBob = [];
    ann.client.messages$.subscribe((message) => toAnn.push(message));
    bob.client.messages$.subscribe((message) => toBob.push(message));
  });

  async function lose(count: number, text = (n: number) => `lost ${n}`): Promise<void> {
    for (let n = 1; n <= count; n++) await bob.say(LOBBY, text(n), { isLost: true });
  }

  it('asks for at most a hundred numbers at a time, and not more often than every five seconds', async () => {
    await bob.say(LOBBY, 'first');
    await lose(350);
    await bob.say(LOBBY, 'last');
    await world.pass(1000);
    expect(requests()).toEqual([
      jasmine.objectContaining({
        conversation: LOBBY,
        missing: [{ stream: bob.storage.stream, after: 1, upTo: 101 }],
      }),
    ]);
    await world.pass(4000);
    expect(requests()).toHaveSize(1);
    await world.pass(1000);
    expect(requests()).toHaveSize(2);
    const [gap] = ann.gaps(LOBBY);
    expect(gap?.first).toBe(202);
    expect(gap?.id).toBe(`gap:bob:${bob.storage.stream}:2`);
    await world.pass(LONG);
    expect(ann.messages(LOBBY)).toHaveSize(352);
    expect(ann.gaps(LOBBY)).toEqual([]);
    expect(ann.shown(LOBBY).slice(0, 3)).toEqual(['first', 'lost 1', 'lost 2']);
  });

  it('gives each hole its time to fill by itself', async () => {
    const say = (n: number) => {
      const content = { kind: 'text', text: `m${n}` } as const;
      return bob.raw(LOBBY, encodeEnvelope({ id: newMessageId(), stream: 'x', n, content }));
    };
    for (const n of [1, 3]) await say(n);
    await world.pass(400);
    await say(5);
    await world.pass(110);
    expect(ann.gaps(LOBBY).map(({ first }) => first)).toEqual([2]);
    await say(4);
    await world.pass(1000);
    expect(ann.gaps(LOBBY).map(({ first }) => first)).toEqual([2]);
  });

  it('sends what is large in several messages, each of which the backend takes', async () => {
    await bob.say(LOBBY, 'first');
    await lose(12, (n) => `${n}${'"'.repeat(5000)}`);
    await bob.say(LOBBY, 'last');
    await world.pass(LONG);
    expect(answers().length).toBeGreaterThan(5);
    expect(answers().filter(({ last }) => last.length > 0)).toHaveSize(1);
    expect(ann.messages(LOBBY)).toHaveSize(14);
  });

  it('shows as lost what does not fit an answer, and gets the rest', async () => {
    await bob.say(LOBBY, 'first');
    await lose(1);
    await bob.say(LOBBY, '"'.repeat(14_000), { isLost: true });
    await lose(1);
    await world.pass(1000);
    await bob.say(LOBBY, 'last');
    await world.pass(LONG);
    expect(ann.shown(LOBBY)).toEqual(['first', 'lost 1', '[lost 3-3]', 'lost 1', 'last']);
  });

  it('closes what was never sent, without a trace', async () => {
    await bob.say(LOBBY, 'first');
    const id = newMessageId();
    const content = { kind: 'text', text: 'cancelled' } as const;
    await bob.storage.enqueue({ id, key: LOBBY, content, isPlain: false, createdAt: 0 });
    await bob.storage.beginAttempt(id);
    await bob.say(LOBBY, 'last');
    await world.pass(600);
    expect(ann.shown(LOBBY)).toEqual(['first', '[searching 2-2]', 'last']);
    expect(answers()[0]?.gone).toEqual([]);
    await bob.storage.endAttempt(id, { status: 'failed', error: null }, false);
    await bob.storage.cancel(id);
    await world.pass(LONG);
    expect(answers().at(-1)?.gone).toEqual([{ stream: bob.storage.stream, n: 2 }]);
    expect(ann.shown(LOBBY)).toEqual(['first', 'last']);
  });

  it('asks again for what was given up, on request', async () => {
    await bob.say(LOBBY, 'first');
    await lose(1);
    await bob.say(LOBBY, 'last');
    world.network.failNext('send-to-peer', 'timeout', 3);
    await world.pass(LONG);
    expect(ann.shown(LOBBY)).toEqual(['first', '[lost 2-2]', 'last']);
    expect(requests()).toEqual([]);
    await ann.receiving.loadGap(LOBBY, ann.gaps(LOBBY)[0]?.id ?? '');
    await world.pass(1000);
    expect(ann.shown(LOBBY)).toEqual(['first', 'lost 1', 'last']);
  });

  it('answers one user at most five times a second', async () => {
    await bob.say(LOBBY, 'first');
    const { stream } = bob.storage;
    const missing = [{ stream, after: 0, upTo: 0 }];
    for (let times = 0; times < 20; times++) {
      await ann.passing('peer:bob', { kind: 'repair', conversation: LOBBY, missing });
    }
    await world.pass(10);
    expect(answers()).toHaveSize(5);
    await world.pass(1000);
    await ann.passing('peer:bob', { kind: 'repair', conversation: LOBBY, missing });
    expect(answers()).toHaveSize(6);
  });

  it('keeps what is sent again between its neighbours, whatever time it claims', async () => {
    await bob.client.destroy();
    const forger = world.network.client();
    await forger.login({ userId: 'bob', token: null });
    await forger.join('lobby');
    const envelope = (n: number, text: string) =>
      encodeEnvelope({
        id: `01890a5d-ac96-774b-bcce-b302099a805${n}`,
        stream: 'x',
        n,
        content: { kind: 'text', text },
      });
    forger.messages$.subscribe(({ payload }) => {
      const decoded = decodePayload(payload);
      if (decoded.type !== 'envelope' || decoded.envelope.content.kind !== 'repair') return;
      const envelopes = [
        { text: envelope(3, 'three'), at: 1 },
        { text: envelope(2, 'two'), at: Number.MAX_SAFE_INTEGER },
        { text: envelope(9, 'not asked for'), at: 5 },
        { text: envelope(4, 'other stream').replace('"x"', '"y"'), at: 5 },
        { text: 'plain', at: 5 },
        { text: '{"v":1', at: 5 },
      ];
      const last = [{ stream: 'x', n: 4 }];
      const content = { kind: 'resend', conversation: LOBBY, envelopes, gone: [], last } as const;
      const text = encodeEnvelope({ id: newMessageId(), stream: null, n: null, content });
      void forger.sendToPeer('ann', text);
    });
    await forger.sendToChannel('lobby', envelope(1, 'one'));
    await world.pass(5000);
    await forger.sendToChannel('lobby', envelope(4, 'four'));
    await world.pass(LONG);
    expect(ann.shown(LOBBY)).toEqual(['one', 'two', 'three', 'four']);
    const times = ann.messages(LOBBY).map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[1]).toBe(times[3] ?? 0);
  });

  /** Somebody who says and answers what the test wants, in the name of bob. */
  async function puppet() {
    await bob.client.destroy();
    const client = world.network.client();
    await client.login({ userId: 'bob', token: null });
    await client.join('lobby');
    const asked: { readonly id: string; readonly content: RepairContent }[] = [];
    client.messages$.subscribe(({ payload }) => {
      const decoded = decodePayload(payload);
      if (decoded.type !== 'envelope' || decoded.envelope.content.kind !== 'repair') return;
      const { id, content } = decoded.envelope;
      if (content.conversation === LOBBY) asked.push({ id, content });
    });
    const envelope = (n: number) =>
      encodeEnvelope({
        id: `01890a5d-ac96-774b-bcce-b302099a805${n}`,
        ...{ stream: 'x', n, content: { kind: 'text', text: `${n}` } },
      });
    const say = (n: number) => client.sendToChannel('lobby', envelope(n));
    const answer = async (request: string, numbers: readonly number[], at: number) => {
      const envelopes = numbers.map((n) => ({ text: envelope(n), at }));
      const last = [{ stream: 'x', n: 9 }];
      const rest = { conversation: LOBBY, envelopes, gone: [], last };
      const content: ResendContent = { kind: 'resend', request, ...rest };
      await client.sendToPeer(
        'ann',
        encodeEnvelope({ id: newMessageId(), stream: null, n: null, content }),
      );
      await settled();
    };
    return { asked, say, answer };
  }

  it('puts what came before the first that was heard of a stream before it', async () => {
    const { asked, say, answer } = await puppet();
    ann.cut();
    await say(7);
    await say(8);
    await ann.restore(LOBBY);
    await world.pass(1000);
    await say(9);
    await world.pass(LONG);
    const times = ann.messages(LOBBY).map(({ at }) => at);
    expect(ann.shown(LOBBY).at(-1)).toBe('9');
    await ann.receiving.loadGap(LOBBY, ann.gaps(LOBBY)[0]?.id ?? '');
    await world.pass(6000);
    // However late they claim to be.
    await answer(asked.at(-1)?.id ?? '', [7, 8], world.clock.now() + 1000);
    await world.pass(LONG);
    expect(ann.shown(LOBBY).filter((text) => !text.startsWith('['))).toEqual(['7', '8', '9']);
    expect(ann.messages(LOBBY).at(-1)?.at).toBe(times[0] ?? 0);
  });

  it('takes a late answer for that to what was asked before, and waits for its own', async () => {
    const { asked, say, answer } = await puppet();
    ann.cut();
    await say(8);
    await ann.restore(LOBBY);
    await world.pass(1000);
    const early = asked.at(-1);
    expect(early?.content.missing).toEqual([]);
    await say(9);
    await world.pass(LONG);
    await ann.receiving.loadGap(LOBBY, ann.gaps(LOBBY)[0]?.id ?? '');
    await world.pass(6000);
    const late = asked.at(-1);
    expect(late?.content.missing.length).toBe(1);
    await answer(early?.id ?? '', [], 0);
    await world.pass(10);
    expect(ann.gaps(LOBBY).map(({ reason }) => reason)).toEqual(['away']);
    await answer(late?.id ?? '', [8], world.clock.now());
    await world.pass(LONG);
    expect(ann.shown(LOBBY).filter((text) => !text.startsWith('['))).toEqual(['8', '9']);
  });

  it('has at most five requests under way', async () => {
    for (let n = 0; n < 8; n++) {
      const user = await world.user(`u${n}`);
      await user.say('peer:ann', 'first');
      await user.say('peer:ann', 'lost', { isLost: true });
      await user.say('peer:ann', 'last');
    }
    const held = world.network.hold('send-to-peer');
    await world.pass(700);
    expect(held.waiting).toBe(5);
    held.release();
    await world.pass(LONG);
    for (let n = 0; n < 8; n++) {
      expect(ann.shown(`peer:u${n}`)).toEqual(['first', 'lost', 'last']);
    }
  });
});
