import { RtmError, type RtmErrorCode } from 'ngx-agora-rtm/client';
import { type InMemoryRtmOptions, LIKE_SDK_1, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import { ChannelBudget } from './channel-budget';
import type { ChatEvent } from './chat-event';
import type { ChatMessage } from './chat-message';
import type { ChatTransport } from './chat-transport';
import type { ChangeContent, DurableContent } from './content';
import type { ConversationKey } from './conversation-ref';
import { decodePayload } from './envelope-codec';
import { ManualClock, settled } from './manual-clock';
import { MemoryChatStorage, newMemoryChatData } from './memory-chat-storage';
import { newMessageId } from './message-id';
import { Outbox } from './outbox';
import { LOOK_EVERY } from './outbox-reads';
import type { OutboxItem } from './outbox-item';
import { sentRecord } from './pending-message';
import {
  FULL_WAITS,
  type HarnessOptions,
  type SendingHarness,
  sendingHarness,
  takenBy,
} from './sending-harness.spec';

/** What becomes of the answers to sends: by turn, `ok` after the last. */
type Fate = 'ok' | 'unanswered' | 'silent' | RtmErrorCode;

const errorOf = (code: RtmErrorCode): RtmError =>
  new RtmError({ code, operation: 'send-to-peer', message: 'The test made it fail' });

/** A transport that the test makes fail, attempt by attempt. */
function fated(transport: ChatTransport, fates: Fate[]): ChatTransport {
  return {
    ...transport,
    async send(...args) {
      const fate = fates.shift() ?? 'ok';
      if (fate === 'silent') return new Promise(() => undefined);
      if (fate !== 'ok' && fate !== 'unanswered') throw errorOf(fate);
      const receipt = await transport.send(...args);
      if (fate === 'unanswered') throw errorOf('timeout');
      return receipt;
    },
  };
}

describe('Outbox', () => {
  let h: SendingHarness;
  let fates: Fate[];
  let outbox: Outbox;
  let channels: ChannelBudget;

  beforeEach(() => {
    fates = [];
  });

  /** Logs in and starts. */
  async function begin(
    rtm: InMemoryRtmOptions = LIKE_SDK_2,
    options: HarnessOptions = {},
  ): Promise<void> {
    h = sendingHarness(rtm, { ...options, wrap: (transport) => fated(transport, fates) });
    channels = new ChannelBudget(h.ctx, { onPage: () => undefined, waits: FULL_WAITS });
    outbox = new Outbox(h.ctx, { channels, waits: FULL_WAITS });
    await h.transport.login('alice');
    channels.start();
    await outbox.start();
    outbox.resume();
    await settled();
  }

  async function write(
    content: DurableContent | string,
    key: ConversationKey = 'peer:bob',
    isPlain = false,
  ): Promise<string> {
    const id = newMessageId();
    await h.storage.enqueue({
      ...{ id, key, isPlain },
      content: typeof content === 'string' ? { kind: 'text', text: content } : content,
      createdAt: h.clock.now(),
    });
    return id;
  }

  /** Writes something and lets the outbox know. */
  async function send(...args: Parameters<typeof write>): Promise<string> {
    const id = await write(...args);
    outbox.wake();
    await settled();
    return id;
  }

  /** What was told of an item, in order. */
  const toldOf = (id: string): string[] =>
    h.events.flatMap((event: ChatEvent) => {
      if (event.type === '[RTM Outbox] Message Changed') {
        const { message } = event;
        return message.id === id ? [message.status] : [];
      }
      if (event.type === '[RTM Messages] Arrived') {
        return event.records.some((record) => record.id === id) ? ['arrived'] : [];
      }
      if (event.type === '[RTM Outbox] Message Sent') {
        return event.id === id ? [`sent ${event.delivery ?? ''}`.trim()] : [];
      }
      if (event.type === '[RTM Outbox] Message Cancelled') {
        return event.id === id ? ['cancelled'] : [];
      }
      if (event.type === '[RTM Outbox] Change Failed') {
        return event.id === id ? [`failed ${event.error.code}`] : [];
      }
      return [];
    });

  const lastError = (id: string) =>
    h
      .of('[RTM Outbox] Message Changed')
      .filter(({ message }) => message.id === id)
      .at(-1)?.message.error;

  /** Numbers of what the network has taken. */
  const numbers = (): (number | null)[] =>
    h.network.messages.map(({ payload }) => {
      const decoded = decodePayload(payload);
      return decoded.type === 'envelope' ? decoded.envelope.n : null;
    });

  const taken = (): string[] => takenBy(h.network);

  describe('sends', () => {
    it('in order, and tells how far each has come', async () => {
      await begin();
      const ids = [await write('One'), await write('Two')];
      outbox.wake();
      await settled();
      expect(taken()).toEqual(ids.map((id) => `peer:bob ${id}`));
      for (const id of ids) {
        expect(toldOf(id)).toEqual(['queued', 'sending', 'arrived', 'sent stored']);
      }
      expect(await h.storage.outbox()).toEqual([]);
      expect(outbox.size).toBe(0);
    });

    it('with the record that is kept, at the time that the backend tells', async () => {
      await begin();
      const id = await send('Hello');
      const [{ records, source, key }] = h.of('[RTM Messages] Arrived') as [
        Extract<ChatEvent, { type: '[RTM Messages] Arrived' }>,
      ];
      expect([key, source]).toEqual(['peer:bob', 'live']);
      expect(records).toEqual([
        {
          ...{ id, key: 'peer:bob', from: 'alice', own: true, isTimed: false, n: 1 },
          at: h.network.messages[0]!.sentAt,
          stream: h.storage.stream,
          content: { kind: 'text', text: 'Hello' },
        },
      ]);
      expect(await h.storage.readBefore('peer:bob', null, 10)).toEqual(records);
    });

    it('at the local time where the backend tells none that makes sense', async () => {
      for (const sentAt of [0, NaN, -5, 1e18]) {
        await begin(LIKE_SDK_2);
        const { send: sendOn } = h.transport;
        h.transport.send = async (...args) => ({ ...(await sendOn(...args)), sentAt });
        await send('Hello');
        expect(h.of('[RTM Messages] Arrived')[0]?.records[0]?.at).toBe(h.clock.now());
      }
    });

    it('says of a peer what the backend said, and of a channel nothing', async () => {
      await begin(LIKE_SDK_1);
      const missed = await send('Anyone?');
      const bob = h.network.client();
      await bob.login({ userId: 'bob', token: null });
      const delivered = await send('Hello');
      const inChannel = await send('Hello all', 'channel:lobby');
      expect([missed, delivered, inChannel].map((id) => toldOf(id).at(-1))).toEqual([
        'sent missed',
        'sent delivered',
        'sent',
      ]);
    });

    it('notes every attempt before the network hears of it', async () => {
      await begin();
      const { send: sendOn } = h.transport;
      const noted: unknown[] = [];
      h.transport.send = async (...args) => {
        noted.push(...(await h.storage.outbox()).map(({ status, n }) => [status, n]));
        return sendOn(...args);
      };
      await send('Hello');
      expect(noted).toEqual([['sending', 1]]);
    });

    it('one at a time in a conversation, and conversations beside each other', async () => {
      await begin();
      fates.push('silent');
      const [stuck, behind] = [await write('One', 'peer:bob'), await write('Two', 'peer:bob')];
      const other = await write('Three', 'peer:carol');
      outbox.wake();
      await settled();
      expect(taken()).toEqual([`peer:carol ${other}`]);
      expect([toldOf(stuck).at(-1), toldOf(behind).at(-1)]).toEqual(['sending', 'queued']);
    });

    it('lets the backend keep what is sent, and numbers it in each conversation', async () => {
      await begin();
      for (const key of ['peer:bob', 'peer:carol', 'peer:bob'] as const) await send('Hi', key);
      expect(h.network.messages.length).toBe(3);
      expect(numbers()).toEqual([1, 1, 2]);
    });

    it('bare text to those whose software knows no envelopes', async () => {
      await begin();
      const file = { url: 'https://a.example/a.png', name: 'a.png', type: 'image/png', size: 1 };
      await send('Hello', 'peer:bob', true);
      await send({ kind: 'file', text: '', files: [file] }, 'peer:bob', true);
      await send({ kind: 'file', text: 'See', files: [file] }, 'peer:bob', true);
      expect(taken()).toEqual([
        'peer:bob Hello',
        'peer:bob a.png: https://a.example/a.png',
        'peer:bob See\na.png: https://a.example/a.png',
      ]);
      expect(h.of('[RTM Messages] Arrived')[0]?.records[0]).toEqual(
        jasmine.objectContaining({ stream: null, n: null }),
      );
      const edit: DurableContent = { kind: 'edit', target: newMessageId(), text: 'No' };
      expect(toldOf(await send(edit, 'peer:bob', true))).toEqual(['arrived', 'failed unsupported']);
    });

    it('to a user named __proto__', async () => {
      await begin();
      const { send: sendOn } = h.transport;
      const refs: unknown[] = [];
      // The network in memory is stricter with names than a backend may be.
      h.transport.send = (ref, payload, options) => {
        refs.push(ref);
        return sendOn({ type: 'peer', id: 'proto' }, payload, options);
      };
      const id = await send('Hi', 'peer:__proto__');
      expect(refs).toEqual([{ type: 'peer', id: '__proto__' }]);
      expect(toldOf(id).at(-1)).toBe('sent stored');
    });
  });

  describe('after an attempt without an answer', () => {
    it('tries again with the same id and number', async () => {
      await begin();
      fates.push('timeout', 'unanswered');
      const id = await send('Hello');
      expect(toldOf(id)).toEqual(['queued', 'sending', 'queued']);
      await clock(1000);
      await clock(2000);
      expect(taken()).toEqual([`peer:bob ${id}`, `peer:bob ${id}`]);
      expect(numbers()).toEqual([1, 1]);
      expect(toldOf(id).slice(-2)).toEqual(['arrived', 'sent stored']);
    });

    it('waits longer each time, 30 s at most', async () => {
      await begin();
      fates.push(...Array<Fate>(8).fill('timeout'));
      await send('Hello');
      for (const seconds of [1, 2, 4, 8, 16, 30, 30, 30]) {
        const left = fates.length;
        await clock(seconds * 1000 - 2);
        expect(fates.length).toBe(left);
        await clock(2);
        expect(fates.length).toBe(Math.max(0, left - 1));
      }
      expect(taken().length).toBe(1);
    });

    it('waits for the connection where it is lost, and goes on at once when it is back', async () => {
      await begin();
      fates.push('connection-lost');
      const held = h.network.hold('send-to-peer');
      outbox.pause();
      const id = await write('Hello');
      outbox.wake();
      await clock(600_000);
      expect(toldOf(id)).toEqual(['queued']);
      outbox.resume();
      await settled();
      held.release();
      await clock(1000);
      expect(taken()).toEqual([`peer:bob ${id}`]);
    });

    it('fails after 10 of them while connected, keeps the id for another try, and the rest moves on', async () => {
      await begin();
      fates.push(...Array<Fate>(10).fill('timeout'));
      const [id, next] = [await write('One'), await write('Two')];
      outbox.wake();
      await clock(300_000);
      expect(toldOf(id).at(-1)).toBe('failed');
      expect(lastError(id)).toEqual(jasmine.objectContaining({ code: 'timeout', retryable: true }));
      expect(taken()).toEqual([`peer:bob ${next}`]);
      expect(numbers()).toEqual([2]);
      expect(await outbox.retry(id)).toBeTrue();
      await settled();
      expect(taken()).toEqual([`peer:bob ${next}`, `peer:bob ${id}`]);
      expect(numbers()).toEqual([2, 1]);
    });

    it('has all its tries again when it is tried again by hand', async () => {
      await begin();
      fates.push(...Array<Fate>(19).fill('timeout'));
      const id = await send('One');
      await clock(300_000);
      expect(toldOf(id).at(-1)).toBe('failed');
      await outbox.retry(id);
      await clock(300_000);
      expect(taken()).toEqual([`peer:bob ${id}`]);
    });

    it('goes at once when it is tried again by hand while it waits', async () => {
      await begin();
      fates.push('timeout');
      const id = await send('One');
      expect(await outbox.retry(id)).toBeTrue();
      await settled();
      expect(taken()).toEqual([`peer:bob ${id}`]);
    });

    it('fails after 30 of them however the connection is, lest one message holds up all others', async () => {
      await begin();
      const { send: sendOn } = h.transport;
      let cuts = 0;
      h.transport.send = async (...args) => {
        if (++cuts > 30) return sendOn(...args);
        outbox.pause();
        throw errorOf('connection-lost');
      };
      const [poison, next] = [await write('Poison'), await write('Fine')];
      outbox.wake();
      for (let i = 0; i < 30; i++) {
        await settled();
        expect(toldOf(poison).at(-1)).toBe(i < 29 ? 'queued' : 'failed');
        outbox.resume();
      }
      await settled();
      expect(taken()).toEqual([`peer:bob ${next}`]);
    });

    it('shows nothing as being sent for more than 25 s, and takes a late answer all the same', async () => {
      await begin();
      const { send: sendOn } = h.transport;
      let answer!: () => void;
      h.transport.send = async (...args) => {
        h.transport.send = sendOn;
        const receipt = await sendOn(...args);
        await new Promise<void>((resolve) => (answer = resolve));
        return receipt;
      };
      fates.push('ok', 'silent');
      const [id, next] = [await write('One'), await write('Two')];
      outbox.wake();
      await clock(24_999);
      expect(toldOf(id).at(-1)).toBe('sending');
      await clock(1);
      expect(toldOf(id).at(-1)).toBe('queued');
      await clock(1000);
      expect(toldOf(id).at(-1)).toBe('sending');
      answer();
      await settled();
      expect(toldOf(id).slice(-2)).toEqual(['arrived', 'sent stored']);
      await clock(25_000);
      expect(taken()).toEqual([`peer:bob ${id}`, `peer:bob ${next}`]);
      expect(toldOf(id).filter((told) => told === 'arrived').length).toBe(1);
    });

    it('tells of a message that was cancelled, when a late answer says that it was sent', async () => {
      await begin();
      let answer!: (receipt: { sentAt: number }) => void;
      const { send: sendOn } = h.transport;
      h.transport.send = () => new Promise((resolve) => (answer = resolve));
      const id = await send('One', 'channel:lobby');
      await clock(25_000);
      h.transport.send = sendOn;
      expect(await outbox.cancel(id)).toBeTrue();
      answer({ sentAt: h.clock.now() });
      await settled();
      expect(toldOf(id).slice(-3)).toEqual(['cancelled', 'arrived', 'sent']);
      expect((await h.storage.readBefore('channel:lobby', null, 10)).map((r) => r.id)).toEqual([
        id,
      ]);
    });

    it('tells once of what both the echo and the answer tell', async () => {
      await begin();
      const held = h.network.hold('send-to-channel');
      const id = await send('One', 'channel:a');
      await outbox.taken(id, h.clock.now());
      held.release();
      await clock(1000);
      expect(toldOf(id)).toEqual(['queued', 'sending', 'arrived', 'sent']);
    });

    it('needs no answer when the echo is there', async () => {
      await begin();
      fates.push('silent');
      const [id, next] = [await write('One', 'channel:a'), await write('Two', 'channel:a')];
      outbox.wake();
      await settled();
      await outbox.taken(id, h.clock.now());
      await settled();
      expect(toldOf(id).slice(-2)).toEqual(['arrived', 'sent']);
      expect(taken()).toEqual([`channel:a ${next}`]);
    });
  });

  describe('where the backend says no', () => {
    it('waits for the connection without counting, when it says that there is none', async () => {
      await begin();
      fates.push(...Array<Fate>(40).fill('not-connected'));
      const id = await send('Hello');
      for (let i = 0; i < 40; i++) await clock(30_001);
      expect(taken()).toEqual([`peer:bob ${id}`]);
      expect(toldOf(id)).not.toContain('failed');
    });

    it('keeps everything that outlives the end of a session', async () => {
      const ends = ['cancelled', 'replaced', 'token-expired', 'not-logged-in'] as const;
      await begin();
      fates.push(...ends);
      const id = await send('Hello');
      for (const _ of ends) await clock(30_001);
      expect(toldOf(id)).not.toContain('failed');
      expect(taken()).toEqual([`peer:bob ${id}`]);
    });

    it('begins nothing that waits for its turn when the connection goes', async () => {
      await begin({ ...LIKE_SDK_2, sendRate: { messages: 1, perMs: 1000 } });
      const [id, other] = [await send('One', 'peer:bob'), await send('Two', 'peer:carol')];
      outbox.pause();
      await clock(10_000);
      expect([toldOf(id).at(-1), toldOf(other)]).toEqual(['sent stored', ['queued']]);
      outbox.resume();
      await clock(1000);
      expect(toldOf(other).at(-1)).toBe('sent stored');
    });

    it('gives a refused message up at once, gives its number to the next, and goes on', async () => {
      await begin();
      fates.push('message-too-large');
      const [id, next] = [await write('Big'), await write('Small')];
      outbox.wake();
      await settled();
      expect(toldOf(id)).toEqual(['queued', 'sending', 'failed']);
      expect(lastError(id)).toEqual(
        jasmine.objectContaining({ code: 'message-too-large', retryable: false }),
      );
      expect(taken()).toEqual([`peer:bob ${next}`]);
      expect(numbers()).toEqual([1]);
    });

    it('keeps the number of a refused message that may have arrived before', async () => {
      await begin();
      fates.push('timeout', 'refused');
      const [id, next] = [await write('One'), await write('Two')];
      outbox.wake();
      await clock(1000);
      expect(toldOf(id).at(-1)).toBe('failed');
      expect(taken()).toEqual([`peer:bob ${next}`]);
      expect(numbers()).toEqual([2]);
    });

    it('waits and tries again where it went too fast', async () => {
      await begin();
      fates.push(...Array<Fate>(12).fill('rate-limited'));
      const id = await send('Hello');
      await clock(400_000);
      expect(taken()).toEqual([`peer:bob ${id}`]);
    });

    it('sends a message that is too large to nobody', async () => {
      await begin();
      const id = await send('x'.repeat(40_000));
      expect(lastError(id)?.code).toBe('message-too-large');
      expect(taken()).toEqual([]);
    });
  });

  describe('in a channel that has to be joined first', () => {
    it('joins it, sends, and leaves it again if nobody has it open', async () => {
      await begin(LIKE_SDK_1);
      const id = await send('Hello', 'channel:lobby');
      await clock(1000);
      expect(toldOf(id).at(-1)).toBe('sent');
      expect(h.network.membersOf('lobby')).toEqual([]);
      expect(h.of('[RTM Others] Membership Changed')).toEqual([]);
    });

    it('joins again where the backend has lost it', async () => {
      await begin(LIKE_SDK_1);
      channels.open('channel:lobby');
      await settled();
      await h.client.leave('lobby');
      const id = await send('Hello', 'channel:lobby');
      await clock(1000);
      expect(toldOf(id).at(-1)).toBe('sent');
      expect(h.network.membersOf('lobby')).toEqual(['alice']);
    });

    it('gives the number of a refused message to the next, though joining was not answered', async () => {
      await begin(LIKE_SDK_1);
      h.network.failNext('join', 'timeout', 5);
      fates.push('refused');
      const [id, next] = [await write('One', 'channel:a'), await write('Two', 'channel:a')];
      outbox.wake();
      const storage = spyOn(h.storage, 'endAttempt').and.callThrough();
      await clock(120_000);
      expect([toldOf(id), toldOf(next).at(-1)]).toEqual([['queued', 'sending', 'failed'], 'sent']);
      expect((await h.storage.readBefore('channel:a', null, 5)).map(({ n }) => n)).toEqual([1]);
      expect(storage).toHaveBeenCalledTimes(1);
    });

    it('fails where the user may not join, and uses up no number', async () => {
      await begin(LIKE_SDK_1);
      h.network.failNext('join', 'permission-denied');
      const id = await send('Hello', 'channel:secret');
      expect(toldOf(id)).toEqual(['queued', 'failed']);
      expect(lastError(id)?.code).toBe('permission-denied');
      expect((await h.storage.outbox())[0]).toEqual(
        jasmine.objectContaining({ n: null, status: 'failed', attempts: 0 }),
      );
    });
  });

  describe('cancel', () => {
    it('takes out what waits', async () => {
      await begin();
      outbox.pause();
      const id = await send('Hello');
      expect(await outbox.cancel(id)).toBeTrue();
      outbox.resume();
      await clock(60_000);
      expect(toldOf(id)).toEqual(['queued', 'cancelled']);
      expect(taken()).toEqual([]);
      expect(await h.storage.outbox()).toEqual([]);
    });

    it('takes out what waits for its next attempt, and lets the next one go', async () => {
      await begin();
      fates.push('timeout');
      const [id, next] = [await write('One'), await write('Two')];
      outbox.wake();
      await settled();
      expect(await outbox.cancel(id)).toBeTrue();
      await settled();
      expect(taken()).toEqual([`peer:bob ${next}`]);
    });

    it('takes out what has failed', async () => {
      await begin();
      fates.push('refused');
      const id = await send('Hello');
      expect(await outbox.cancel(id)).toBeTrue();
      expect(toldOf(id).at(-1)).toBe('cancelled');
      expect(await outbox.retry(id)).toBeFalse();
    });

    it('waits for what is under way, and says no where it was sent', async () => {
      await begin();
      const held = h.network.hold('send-to-peer');
      const id = await send('Hello');
      const answers = Promise.all([outbox.cancel(id), outbox.cancel(id)]);
      held.release();
      expect(await answers).toEqual([false, false]);
      expect(toldOf(id).at(-1)).toBe('sent stored');
    });

    it('waits for what is under way, and takes it out where it was not sent', async () => {
      await begin();
      fates.push('silent');
      const id = await send('Hello');
      const answer = outbox.cancel(id);
      await clock(25_000);
      expect(await answer).toBeTrue();
      await clock(60_000);
      expect(toldOf(id).at(-1)).toBe('cancelled');
      expect(taken()).toEqual([]);
    });

    it('finds what another tab has written a moment ago, and says no to what is not there', async () => {
      await begin();
      outbox.pause();
      const id = await write('Hello');
      expect(await outbox.cancel(id)).toBeTrue();
      expect(await outbox.cancel(id)).toBeFalse();
      expect(await outbox.cancel(newMessageId())).toBeFalse();
    });

    /** Lets a call to the storage take effect at once, and answer when the test says so. */
    function slowAnswer(method: 'cancel' | 'settle'): () => void {
      let answer!: () => void;
      const waits = new Promise<void>((resolve) => (answer = resolve));
      const call = h.storage[method].bind(h.storage) as (...args: unknown[]) => Promise<unknown>;
      spyOn(h.storage, method).and.callFake((async (...args: unknown[]) => {
        const result = await call(...args);
        await waits;
        return result;
      }) as never);
      return answer;
    }

    it('says no where a late answer comes while the storage takes it out, and tells it sent', async () => {
      await begin();
      let receive!: (receipt: { sentAt: number }) => void;
      h.transport.send = () => new Promise((resolve) => (receive = resolve));
      const id = await send('Hello', 'channel:a');
      await clock(25_000);
      const answer = slowAnswer('cancel');
      const cancelled = outbox.cancel(id);
      await settled();
      receive({ sentAt: h.clock.now() });
      await settled();
      answer();
      expect(await cancelled).toBeFalse();
      expect(toldOf(id)).toEqual(['queued', 'sending', 'queued', 'arrived', 'sent']);
    });

    it('says yes though the storage is read in the meantime', async () => {
      await begin();
      outbox.pause();
      const id = await send('Hello');
      const answer = slowAnswer('cancel');
      const cancelled = outbox.cancel(id);
      await settled();
      outbox.wake();
      await settled();
      answer();
      expect(await cancelled).toBeTrue();
      expect(toldOf(id)).toEqual(['queued', 'cancelled']);
    });

    it('tells a message sent, though the storage is read before that is told', async () => {
      await begin();
      const answer = slowAnswer('settle');
      const id = await send('Hello');
      outbox.wake();
      await settled();
      answer();
      await settled();
      expect(toldOf(id)).toEqual(['queued', 'sending', 'arrived', 'sent stored']);
    });

    it('says no where another tab was faster, and tells it cancelled', async () => {
      const data = newMemoryChatData();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }) });
      outbox.pause();
      const id = await send('Hello');
      await new MemoryChatStorage({ data }).cancel(id);
      expect(await outbox.cancel(id)).toBeFalse();
      await settled();
      expect(toldOf(id)).toEqual(['queued', 'cancelled']);
    });

    it('rejects where the storage fails, and goes on to send', async () => {
      await begin();
      outbox.pause();
      const id = await send('Hello');
      spyOn(h.storage, 'cancel').and.rejectWith(new Error('broken'));
      await expectAsync(outbox.cancel(id)).toBeRejectedWithError('broken');
      outbox.resume();
      await settled();
      expect(taken()).toEqual([`peer:bob ${id}`]);
    });
  });

  describe('of a change', () => {
    const reaction: ChangeContent = {
      ...{ kind: 'reaction', emoji: '👍', on: true },
      target: newMessageId(),
    };

    it('shows it at once, and again with its place when it is sent', async () => {
      await begin();
      outbox.pause();
      const id = await send(reaction);
      outbox.resume();
      await settled();
      expect(toldOf(id)).toEqual(['arrived', 'arrived', 'sent stored']);
      const records = h.of('[RTM Messages] Arrived').flatMap((event) => event.records);
      const { stream } = h.storage;
      expect(records.map((record) => [record.stream, record.n, record.content])).toEqual([
        [stream, null, reaction],
        [stream, 1, reaction],
      ]);
    });

    it('takes it back where it cannot be sent, and keeps nothing of it', async () => {
      await begin();
      fates.push('permission-denied');
      const id = await send(reaction);
      expect(toldOf(id)).toEqual(['arrived', 'failed permission-denied']);
      expect(await h.storage.outbox()).toEqual([]);
      expect(outbox.size).toBe(0);
    });

    it('takes it back where it is cancelled', async () => {
      await begin();
      outbox.pause();
      const id = await send(reaction);
      expect(await outbox.cancel(id)).toBeTrue();
      expect(toldOf(id)).toEqual(['arrived', 'failed cancelled']);
    });
  });

  describe('at the start', () => {
    it('shows what is kept, and tries again with the same id and number what a crash left under way', async () => {
      const data = newMemoryChatData();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }) });
      fates.push('silent');
      const [id, next] = [await write('One'), await write('Two')];
      outbox.wake();
      await settled();
      outbox.close();
      channels.closeAll();
      h.storage.crash();
      await begin(LIKE_SDK_2, {
        storage: new MemoryChatStorage({ data }),
        clock: h.clock,
        network: h.network,
      });
      expect(toldOf(id)).toEqual(['queued', 'sending', 'arrived', 'sent stored']);
      expect(taken()).toEqual([`peer:bob ${id}`, `peer:bob ${next}`]);
      expect(numbers()).toEqual([1, 2]);
    });

    it('keeps the number of what a crash left under way, when it is refused then', async () => {
      const data = newMemoryChatData();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }) });
      fates.push('silent');
      const id = await send('One');
      const next = await send('Two');
      outbox.close();
      fates.push('refused');
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }), clock: h.clock });
      expect(toldOf(id).at(-1)).toBe('failed');
      expect(taken()).toEqual([`peer:bob ${next}`]);
      expect(numbers()).toEqual([2]);
    });

    it('keeps the number of what had no answer before, when it is refused then', async () => {
      const data = newMemoryChatData();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }) });
      fates.push('timeout');
      await send('One');
      const next = await write('Two');
      outbox.close();
      fates.push('refused');
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }), clock: h.clock });
      expect(taken()).toEqual([`peer:bob ${next}`]);
      expect(numbers()).toEqual([2]);
    });

    it('sends nothing before there is a connection', async () => {
      const storage = new MemoryChatStorage();
      h = sendingHarness(LIKE_SDK_2, { storage });
      const id = await write('One');
      const early = new Outbox(h.ctx, { channels });
      await early.start();
      await clock(60_000);
      expect(toldOf(id)).toEqual(['queued']);
      expect((await storage.outbox())[0]?.attempts).toBe(0);
    });

    it('shows what has failed, and leaves it', async () => {
      const data = newMemoryChatData();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }) });
      fates.push('refused');
      const id = await send('One');
      outbox.close();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }), clock: h.clock });
      expect(toldOf(id)).toEqual(['failed']);
      expect(taken()).toEqual([]);
    });

    it('tries again to read a storage that fails', async () => {
      h = sendingHarness(LIKE_SDK_2);
      const storage = h.storage;
      await begin(LIKE_SDK_2, { storage, clock: new ManualClock() });
      const read = spyOn(storage, 'outbox').and.rejectWith(new Error('broken'));
      const id = await send('Hello');
      read.and.callThrough();
      await clock(1000);
      expect(taken()).toEqual([`peer:bob ${id}`]);
    });
  });

  describe('with a storage that fails', () => {
    it('sends nothing that is not noted, and says so after half a minute', async () => {
      await begin();
      const note = spyOn(h.storage, 'beginAttempt').and.rejectWith(new Error('Full.'));
      const id = await send('Hello');
      expect(toldOf(id)).toEqual(['queued']);
      await clock(30_999);
      expect(toldOf(id)).toEqual(['queued']);
      await clock(1);
      expect(note).toHaveBeenCalledTimes(6);
      expect(toldOf(id)).toEqual(['queued', 'failed']);
      expect((await h.storage.outbox())[0]?.status).toBe('failed');
      expect(lastError(id)).toEqual(jasmine.objectContaining({ code: 'storage', retryable: true }));
      expect(taken()).toEqual([]);
      note.and.callThrough();
      expect(await outbox.retry(id)).toBeTrue();
      await settled();
      expect(taken()).toEqual([`peer:bob ${id}`]);
    });

    it('goes on where the storage recovers in time', async () => {
      await begin();
      const note = spyOn(h.storage, 'beginAttempt');
      const broken = Promise.reject(new Error('Full.'));
      broken.catch(() => undefined);
      note.and.returnValues(broken, broken);
      const id = await send('Hello');
      await clock(1000);
      note.and.callThrough();
      fates.push('timeout');
      await clock(2000);
      note.and.returnValues(broken, broken);
      await clock(3000);
      note.and.callThrough();
      await clock(30_000);
      expect(toldOf(id)).not.toContain('failed');
      expect(toldOf(id).at(-1)).toBe('sent stored');
    });

    it('tells that a message was sent although it cannot be kept, sends it once, and keeps it later', async () => {
      await begin();
      const settle = spyOn(h.storage, 'settle').and.rejectWith(new Error('Full.'));
      const id = await send('Hello');
      expect(toldOf(id).at(-1)).toBe('sent stored');
      await clock(10_000);
      expect(taken()).toEqual([`peer:bob ${id}`]);
      settle.and.callThrough();
      await clock(30_000);
      expect(await h.storage.outbox()).toEqual([]);
      const next = await send('Next');
      expect(toldOf(next).at(-1)).toBe('sent stored');
    });
  });

  describe('with other tabs', () => {
    it('sends what they write, once, however often it is woken', async () => {
      const data = newMemoryChatData();
      // Transactions take their turns.
      const commit = (): Promise<void> => settled();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data, commit }) });
      const other = new MemoryChatStorage({ data, commit });
      const ids: string[] = [];
      for (let i = 0; i < 20; i++) {
        const id = newMessageId();
        ids.push(id);
        const content = { kind: 'text', text: `${i}` } as const;
        await other.enqueue({ id, key: 'peer:bob', content, isPlain: false, createdAt: 0 });
        outbox.wake();
      }
      for (let i = 0; i < 100; i++) await settled();
      expect(taken()).toEqual(ids.map((id) => `peer:bob ${id}`));
      expect(new Set(ids.flatMap(toldOf))).toEqual(
        new Set(['queued', 'sending', 'arrived', 'sent stored']),
      );
    });

    describe('while the storage is being read', () => {
      /** Lets reads of the storage answer with what they found, when the test says so. */
      function slowReads(): () => void {
        const read = h.storage.outbox.bind(h.storage);
        const answers: (() => void)[] = [];
        spyOn(h.storage, 'outbox').and.callFake(async () => {
          const found = await read();
          await new Promise<void>((resolve) => answers.push(resolve));
          return found;
        });
        return () => {
          for (const answer of answers.splice(0)) answer();
        };
      }

      it('sends nothing again that was sent in the meantime', async () => {
        await begin();
        const held = h.network.hold('send-to-peer');
        const id = await send('Hello');
        const answer = slowReads();
        outbox.wake();
        await settled();
        held.release();
        await settled();
        answer();
        await clock(60_000);
        expect(taken()).toEqual([`peer:bob ${id}`]);
        expect(toldOf(id)).toEqual(['queued', 'sending', 'arrived', 'sent stored']);
      });

      it('misses nothing that is written in the meantime', async () => {
        await begin();
        const answer = slowReads();
        outbox.wake();
        await settled();
        const id = await send('Hello');
        answer();
        await settled();
        answer();
        await settled();
        expect(taken()).toEqual([`peer:bob ${id}`]);
      });
    });

    it('tells what they have taken out', async () => {
      const data = newMemoryChatData();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }) });
      outbox.pause();
      const id = await send('Hello');
      await new MemoryChatStorage({ data }).cancel(id);
      await clock(LOOK_EVERY);
      expect(toldOf(id)).toEqual(['queued', 'cancelled']);
      expect(outbox.size).toBe(0);
    });

    it('tells what became of what an earlier one has sent, or taken out, and has not told', async () => {
      await begin();
      outbox.close();
      const [sent, cancelled, sentChange, lostChange, waiting] = [
        await write('Sent'),
        await write('Cancelled'),
        await write({ kind: 'delete', target: newMessageId() }),
        await write({ kind: 'delete', target: newMessageId() }),
        await write('Waiting'),
      ];
      const items = await h.storage.outbox();
      const shown = (id: string) =>
        ({ ...items.find((item) => item.id === id) }) as unknown as ChatMessage;
      h.state.conversations.set('peer:bob', {
        pending: [sent, cancelled, waiting].map(shown),
        uncertainChanges: [sentChange, lostChange].map((id) => ({ id, target: newMessageId() })),
      });
      for (const id of [sent, sentChange]) {
        const item = items.find((one) => one.id === id) as OutboxItem;
        const { stream } = h.storage;
        await h.storage.settle(id, sentRecord(item, { userId: 'alice', stream, at: 5 }));
      }
      for (const id of [cancelled, lostChange]) await h.storage.cancel(id);
      const next = new Outbox(h.ctx, { channels, waits: FULL_WAITS });
      await next.start();
      expect([sent, cancelled, sentChange, lostChange, waiting].map(toldOf)).toEqual([
        ['arrived', 'sent'],
        ['cancelled'],
        ['arrived', 'sent'],
        ['failed cancelled'],
        ['queued'],
      ]);
      next.close();
    });

    it('reads each item once, however many are written at a time', async () => {
      const data = newMemoryChatData();
      const commit = (): Promise<void> => settled();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data, commit }) });
      outbox.pause();
      const read = h.storage.outbox.bind(h.storage);
      let found = 0;
      spyOn(h.storage, 'outbox').and.callFake(async (after) => {
        const items = await read(after);
        found += items.length;
        return items;
      });
      const ids: string[] = [];
      for (let count = 0; count < 200; count++) ids.push(await send(`${count}`));
      for (let turns = 0; turns < 10; turns++) await settled();
      expect(outbox.size).toBe(200);
      expect(found).toBe(200);
      // Once in a while all are looked at, for what is not there any more.
      await clock(LOOK_EVERY);
      expect(found).toBe(400);
    });

    it('reads all again when the storage keeps another stream', async () => {
      const data = newMemoryChatData();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }) });
      const [before] = [await send('One'), await send('Two')];
      data.stream = 'another';
      data.nextOrder = 1;
      const after = await send('Three');
      expect((await h.storage.outbox()).length).toBe(0);
      expect(taken()).toContain(`peer:bob ${before}`);
      expect(taken().at(-1)).toBe(`peer:bob ${after}`);
    });

    it('sends nothing that they took out before it knew', async () => {
      const data = newMemoryChatData();
      await begin(LIKE_SDK_2, { storage: new MemoryChatStorage({ data }) });
      outbox.pause();
      const id = await send('Hello');
      await new MemoryChatStorage({ data }).cancel(id);
      outbox.resume();
      await settled();
      expect(toldOf(id)).toEqual(['queued', 'cancelled']);
      expect(taken()).toEqual([]);
    });
  });

  describe('when closed', () => {
    it('tells, keeps and sends nothing more, and ends all waits', async () => {
      await begin();
      const held = h.network.hold('send-to-peer');
      const [id] = [await write('One'), await write('Two')];
      outbox.wake();
      await settled();
      const cancelled = outbox.cancel(id);
      await settled();
      const told = h.events.length;
      outbox.close();
      const read = spyOn(h.storage, 'outbox').and.callThrough();
      outbox.wake();
      await settled();
      expect(read).not.toHaveBeenCalled();
      held.release();
      await clock(60_000);
      expect(await cancelled).toBeFalse();
      expect(h.events.length).toBe(told);
      expect((await h.storage.outbox()).map(({ status }) => status)).toEqual(['sending', 'queued']);
      expect(await outbox.retry(id)).toBeFalse();
    });
  });

  /** Lets time pass. */
  function clock(ms: number): Promise<void> {
    return h.clock.pass(ms);
  }
});
