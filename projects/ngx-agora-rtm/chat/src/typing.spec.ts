import { LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import type { TypingContent } from './content';
import { decodePayload } from './envelope-codec';
import { settled } from './manual-clock';
import { type HarnessOptions, type SendingHarness, sendingHarness } from './sending-harness.spec';
import { Typing } from './typing';

describe('Typing', () => {
  let h: SendingHarness;
  let typing: Typing;
  let sent: string[];

  async function begin(options: HarnessOptions = {}): Promise<void> {
    sent = [];
    h = sendingHarness(LIKE_SDK_2, {
      ...options,
      wrap: (transport) => ({
        ...transport,
        send(ref, payload, sendOptions) {
          const decoded = decodePayload(payload);
          if (decoded.type !== 'envelope') throw new Error('No envelope');
          const { on } = decoded.envelope.content as TypingContent;
          expect(sendOptions).toEqual({ keep: false });
          sent.push(`${ref.id} ${on ? 'on' : 'off'}`);
          return transport.send(ref, payload, sendOptions);
        },
      }),
    });
    await h.transport.login('alice');
    typing = new Typing(h.ctx);
  }

  const told = (): string[] =>
    h.of('[RTM Others] Typing Changed').map(({ key, userIds }) => `${key} ${userIds.join()}`);

  describe('of the user', () => {
    it('is told once in 3 s while keys are hit, and ends 5 s after the last one', async () => {
      await begin();
      for (let i = 0; i < 7; i++) {
        typing.typing('peer:bob', true);
        await h.clock.pass(1000);
      }
      expect(sent).toEqual(['bob on', 'bob on', 'bob on']);
      await h.clock.pass(3999);
      expect(sent.length).toBe(3);
      await h.clock.pass(1);
      expect(sent.slice(3)).toEqual(['bob off']);
      await h.clock.pass(60_000);
      expect(sent.length).toBe(4);
    });

    it('ends at once when a message is sent, and begins anew with the next key', async () => {
      await begin();
      typing.typing('peer:bob', true);
      typing.sent('peer:bob');
      typing.typing('peer:bob', true);
      await settled();
      expect(sent).toEqual(['bob on', 'bob off', 'bob on']);
    });

    it('is not ended where it was not begun', async () => {
      await begin();
      typing.sent('peer:bob');
      typing.typing('peer:bob', false);
      await h.clock.pass(10_000);
      expect(sent).toEqual([]);
    });

    it('is told in each conversation by itself', async () => {
      await begin();
      typing.typing('peer:bob', true);
      typing.typing('channel:lobby', true);
      typing.sent('peer:bob');
      await settled();
      expect(sent).toEqual(['bob on', 'lobby on', 'bob off']);
    });

    it('is told to nobody where the application does not want it', async () => {
      await begin({ options: { typing: false } });
      typing.typing('peer:bob', true);
      await h.clock.pass(10_000);
      expect(sent).toEqual([]);
    });

    it('is told to nobody who is blocked or would see it as text', async () => {
      await begin();
      h.state.blocked.push('mallory');
      h.state.conversations.set('channel:plain', { isPlainText: true });
      typing.typing('peer:mallory', true);
      typing.typing('channel:plain', true);
      await h.clock.pass(10_000);
      expect(sent).toEqual([]);
    });

    it('does no harm where it cannot be sent', async () => {
      await begin();
      h.network.failNext('send-to-peer', 'timeout', 2);
      typing.typing('peer:bob', true);
      await h.clock.pass(10_000);
      expect(sent).toEqual(['bob on', 'bob off']);
    });
  });

  describe('of others', () => {
    it('is told sorted, each change once', async () => {
      await begin();
      typing.arrived('channel:lobby', 'carol', true);
      typing.arrived('channel:lobby', 'bob', true);
      typing.arrived('channel:lobby', 'bob', true);
      typing.arrived('channel:lobby', 'carol', false);
      typing.arrived('channel:lobby', 'carol', false);
      expect(told()).toEqual([
        'channel:lobby carol',
        'channel:lobby bob,carol',
        'channel:lobby bob',
      ]);
    });

    it('ends after 6 s without news', async () => {
      await begin();
      typing.arrived('peer:bob', 'bob', true);
      await h.clock.pass(5999);
      typing.arrived('peer:bob', 'bob', true);
      await h.clock.pass(5999);
      expect(told()).toEqual(['peer:bob bob']);
      await h.clock.pass(1);
      expect(told()).toEqual(['peer:bob bob', 'peer:bob ']);
    });

    it('ends with a message of theirs, and begins anew after it', async () => {
      await begin();
      typing.arrived('peer:bob', 'bob', true);
      typing.messageFrom('peer:bob', 'bob');
      typing.messageFrom('peer:carol', 'carol');
      await h.clock.pass(3000);
      typing.arrived('peer:bob', 'bob', true);
      await h.clock.pass(3001);
      expect(told()).toEqual(['peer:bob bob', 'peer:bob ', 'peer:bob bob']);
    });

    it('is not told of the user on another device, nor of those who are blocked', async () => {
      await begin();
      h.state.blocked.push('mallory');
      typing.arrived('channel:lobby', 'alice', true);
      typing.arrived('channel:lobby', 'mallory', true);
      expect(told()).toEqual([]);
    });
  });

  it('ends with everything when closed', async () => {
    await begin();
    typing.typing('peer:bob', true);
    typing.arrived('peer:bob', 'bob', true);
    await h.clock.pass(1000);
    typing.close();
    expect(h.clock.pending).toBe(0);
    typing.typing('peer:bob', true);
    typing.arrived('peer:bob', 'carol', true);
    await h.clock.pass(10_000);
    expect([sent, told(), h.clock.pending]).toEqual([['bob on'], ['peer:bob bob'], 0]);
  });
});
