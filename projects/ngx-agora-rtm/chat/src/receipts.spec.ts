import { type InMemoryRtmOptions, LIKE_SDK_1, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import type { ChatTransport } from './chat-transport';
import type { Position, ReceiptContent } from './content';
import { decodePayload } from './envelope-codec';
import { settled } from './manual-clock';
import { Receipts } from './receipts';
import { type HarnessOptions, type SendingHarness, sendingHarness } from './sending-harness.spec';

interface Sent {
  readonly to: string;
  readonly keep: boolean | undefined;
  readonly delivered: string[];
  readonly read: string[];
}

describe('Receipts', () => {
  let h: SendingHarness;
  let receipts: Receipts;
  let sent: Sent[];

  const text = ({ from, stream, n }: Position): string => `${from}/${stream}/${n}`;

  function recorded(transport: ChatTransport): ChatTransport {
    return {
      ...transport,
      send(ref, payload, options) {
        const decoded = decodePayload(payload);
        if (decoded.type !== 'envelope') throw new Error('No envelope');
        expect([decoded.envelope.stream, decoded.envelope.n]).toEqual([null, null]);
        const { delivered, read } = decoded.envelope.content as ReceiptContent;
        sent.push({
          ...{ to: `${ref.type}:${ref.id}`, keep: options?.keep },
          ...{ delivered: delivered.map(text), read: read.map(text) },
        });
        return transport.send(ref, payload, options);
      },
    };
  }

  async function begin(
    rtm: InMemoryRtmOptions = LIKE_SDK_2,
    options: HarnessOptions = {},
  ): Promise<void> {
    sent = [];
    h = sendingHarness(rtm, { ...options, wrap: recorded });
    await h.transport.login('alice');
    receipts = new Receipts(h.ctx);
  }

  const at = (n: number, from = 'bob', stream = 's1'): Position => ({ from, stream, n });

  it('gathers what has arrived for 2 s, and tells the highest of each stream in one message', async () => {
    await begin();
    receipts.delivered('peer:bob', [at(1)]);
    await h.clock.pass(1000);
    receipts.delivered('peer:bob', [at(3), at(7, 'bob', 's2'), at(2)]);
    await h.clock.pass(999);
    expect(sent).toEqual([]);
    await h.clock.pass(1);
    expect(sent).toEqual([
      { to: 'peer:bob', keep: true, delivered: ['bob/s1/3', 'bob/s2/7'], read: [] },
    ]);
  });

  it('tells what was read within 500 ms, with what has arrived beside it', async () => {
    await begin();
    receipts.delivered('peer:bob', [at(4, 'bob', 's2'), at(2)]);
    receipts.read('peer:bob', [at(2)]);
    await h.clock.pass(500);
    expect(sent.map(({ delivered, read }) => [delivered, read])).toEqual([
      [['bob/s2/4'], ['bob/s1/2']],
    ]);
    await h.clock.pass(60_000);
    expect(sent.length).toBe(1);
  });

  it('tells no position twice, and none that is lower', async () => {
    await begin();
    for (const n of [5, 5, 3]) {
      receipts.delivered('peer:bob', [at(n)]);
      receipts.read('peer:bob', [at(n)]);
      await h.clock.pass(5000);
    }
    receipts.delivered('peer:bob', [at(5)]);
    await h.clock.pass(5000);
    expect(sent.map(({ read }) => read)).toEqual([['bob/s1/5']]);
  });

  it('keeps conversations apart', async () => {
    await begin();
    receipts.delivered('peer:bob', [at(1)]);
    receipts.delivered('peer:carol', [at(2, 'carol')]);
    await h.clock.pass(2000);
    expect(sent.map(({ to, delivered }) => [to, delivered])).toEqual([
      ['peer:bob', ['bob/s1/1']],
      ['peer:carol', ['carol/s1/2']],
    ]);
  });

  it('says nothing of the user’s own messages, nor of those who are blocked', async () => {
    await begin();
    h.state.blocked.push('mallory');
    h.state.conversations.set('channel:lobby', { members: ['alice', 'bob', 'mallory'] });
    receipts.delivered('channel:lobby', [at(1, 'alice'), at(2, 'mallory'), at(3)]);
    receipts.delivered('peer:mallory', [at(2, 'mallory')]);
    await h.clock.pass(5000);
    expect(sent.map(({ delivered }) => delivered)).toEqual([['bob/s1/3']]);
  });

  it('goes to channels with few members only, and is not kept there', async () => {
    await begin(LIKE_SDK_2, { options: { maxReceiptMembers: 3 } });
    h.state.conversations.set('channel:small', { members: ['alice', 'bob', 'carol'] });
    h.state.conversations.set('channel:large', { members: ['alice', 'bob', 'carol', 'dave'] });
    h.state.conversations.set('channel:parked', { members: [] });
    for (const name of ['small', 'large', 'parked', 'closed']) {
      receipts.delivered(`channel:${name}`, [at(1)]);
    }
    await h.clock.pass(2000);
    expect(sent.map(({ to, keep }) => [to, keep])).toEqual([['channel:small', false]]);
  });

  it('says nothing where the application does not want it, or others would see it as text', async () => {
    await begin(LIKE_SDK_2, { options: { receipts: false } });
    receipts.delivered('peer:bob', [at(1)]);
    await h.clock.pass(5000);
    expect(sent).toEqual([]);
    await begin();
    h.state.conversations.set('peer:bob', { isPlainText: true });
    receipts.read('peer:bob', [at(1)]);
    await h.clock.pass(5000);
    expect(sent).toEqual([]);
  });

  it('tries once more after a failure, and then leaves it to the next one', async () => {
    await begin();
    h.network.failNext('send-to-peer', 'timeout', 2);
    receipts.delivered('peer:bob', [at(1)]);
    await h.clock.pass(2000);
    expect(sent.length).toBe(1);
    await h.clock.pass(5000);
    expect(sent.length).toBe(2);
    await h.clock.pass(60_000);
    expect(sent.length).toBe(2);
    receipts.delivered('peer:bob', [at(2)]);
    await h.clock.pass(2000);
    expect(sent.map(({ delivered }) => delivered)).toEqual([
      ['bob/s1/1'],
      ['bob/s1/1'],
      ['bob/s1/2'],
    ]);
  });

  it('gives each receipt its second try, whatever became of the one before', async () => {
    await begin();
    h.network.failNext('send-to-peer', 'timeout', 3);
    receipts.delivered('peer:bob', [at(1)]);
    await h.clock.pass(60_000);
    receipts.delivered('peer:bob', [at(2)]);
    await h.clock.pass(60_000);
    expect(sent.flatMap(({ delivered }) => delivered)).toEqual([
      ...['bob/s1/1', 'bob/s1/1'],
      ...['bob/s1/2', 'bob/s1/2'],
    ]);
  });

  it('gathers anew after what was read has gone out early', async () => {
    await begin();
    receipts.delivered('peer:bob', [at(1)]);
    receipts.read('peer:bob', [at(1)]);
    await h.clock.pass(1900);
    receipts.delivered('peer:bob', [at(2)]);
    await h.clock.pass(1999);
    expect(sent.length).toBe(1);
    await h.clock.pass(1);
    expect(sent.length).toBe(2);
  });

  it('tells what came while one was under way', async () => {
    await begin();
    const held = h.network.hold('send-to-peer');
    receipts.delivered('peer:bob', [at(1)]);
    await h.clock.pass(2000);
    receipts.delivered('peer:bob', [at(2)]);
    await h.clock.pass(2000);
    expect(sent.length).toBe(1);
    held.release();
    await h.clock.pass(2000);
    expect(sent.map(({ delivered }) => delivered)).toEqual([['bob/s1/1'], ['bob/s1/2']]);
  });

  it('waits for the connection', async () => {
    await begin();
    receipts.delivered('peer:bob', [at(1)]);
    h.network.cut('alice');
    await h.clock.pass(5000);
    receipts.read('peer:bob', [at(1)]);
    await h.clock.pass(5000);
    expect(sent).toEqual([]);
    h.network.restore('alice');
    await h.clock.pass(2000);
    expect(sent.map(({ delivered, read }) => [delivered, read])).toEqual([[[], ['bob/s1/1']]]);
  });

  it('puts many positions into several messages', async () => {
    await begin();
    const many = Array.from({ length: 120 }, (_, i) => at(i + 1, 'bob', `s${i}`));
    receipts.read('peer:bob', many);
    await h.clock.pass(10_000);
    expect(sent.map(({ read }) => read.length)).toEqual([50, 50, 20]);
    expect(new Set(sent.flatMap(({ read }) => read)).size).toBe(120);
  });

  it('comes after messages, and is not in their way', async () => {
    await begin({ ...LIKE_SDK_1, sendRate: { messages: 1, perMs: 5000 } });
    const order: string[] = [];
    void h.ctx.sends.run('message', () => Promise.resolve(order.push('first')));
    receipts.read('peer:bob', [at(1)]);
    await h.clock.pass(1000);
    void h.ctx.sends.run('message', () => Promise.resolve(order.push('second')));
    await h.clock.pass(5000);
    expect([order, sent.length]).toEqual([['first', 'second'], 0]);
    await h.clock.pass(5000);
    expect(sent.length).toBe(1);
  });

  it('says nothing more when closed', async () => {
    await begin();
    receipts.read('peer:bob', [at(1)]);
    receipts.close();
    receipts.read('peer:bob', [at(2)]);
    await h.clock.pass(5000);
    await settled();
    expect(sent).toEqual([]);
    expect(h.clock.pending).toBe(0);
  });

  it('holds a user named __proto__ apart like any other', async () => {
    await begin();
    h.state.conversations.set('channel:lobby', { members: ['__proto__', 'alice', 'constructor'] });
    receipts.read('channel:lobby', [at(1, '__proto__'), at(2, 'constructor')]);
    await h.clock.pass(500);
    expect(sent[0]?.read).toEqual(['__proto__/s1/1', 'constructor/s1/2']);
  });
});
