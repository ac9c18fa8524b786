import { CALL_TIMEOUT } from './agora-v1-session';
import { fate, settle } from './fake-sdk.spec';
import { alice, codeOf, type Harness, harness, pass } from './harness.spec';
import { MAX_COUNTED_CHANNELS, MEMBER_COUNT_RATE } from './limits';

describe('AgoraV1Client, sending', () => {
  let h: Harness;

  beforeEach(() => {
    jasmine.clock().install();
    h = harness();
  });

  afterEach(() => jasmine.clock().uninstall());

  describe('renewToken', () => {
    it('hands the token to the SDK', async () => {
      await h.login();
      await h.client.renewToken('new');
      expect(h.instance.callsOf('renewToken')[0]?.args).toEqual(['new']);
    });

    it('rejects what cannot work before it is sent', async () => {
      expect(await codeOf(h.client.renewToken('new'))).toBe('not-logged-in');
      await h.login();
      expect(await codeOf(h.client.renewToken(''))).toBe('token-invalid');
      expect(await codeOf(h.client.renewToken(null as never))).toBe('token-invalid');
      expect(h.instance.callsOf('renewToken')).toEqual([]);
    });

    it('maps a refusal', async () => {
      await h.login();
      for (const [code, expected] of [
        [6, 'token-invalid'],
        [5, 'token-expired'],
        [3, 'refused'],
      ] as const) {
        h.instance.answers.set('renewToken', { code });
        expect(await codeOf(h.client.renewToken('new'))).toBe(expected);
      }
    });

    it('does not wait for ever, as the SDK would after an end by the backend', async () => {
      await h.login();
      h.instance.answers.set('renewToken', 'hang');
      const renewal = fate(h.client.renewToken('new'));
      await pass(CALL_TIMEOUT);
      expect(renewal.now).toBe('timeout');
    });
  });

  describe('sendToPeer', () => {
    beforeEach(() => h.login());

    it('sends text as text and bytes as bytes', async () => {
      await h.client.sendToPeer('bob', 'Hello');
      const rawMessage = new Uint8Array([1, 2]);
      await h.client.sendToPeer('bob', rawMessage);
      expect(h.instance.callsOf('sendMessageToPeer').map(({ args }) => args)).toEqual([
        [{ messageType: 'TEXT', text: 'Hello' }, 'bob'],
        [{ messageType: 'RAW', rawMessage }, 'bob'],
      ]);
    });

    it('says whether the peer has it, and that nothing is stored', async () => {
      const receipts = [];
      for (const hasPeerReceived of [true, false]) {
        h.instance.answers.set('sendMessageToPeer', { value: { hasPeerReceived } });
        receipts.push(await h.client.sendToPeer('bob', 'Hello', { keep: true }));
      }
      expect(receipts).toEqual([
        { sentAt: 1_000, hasPeerReceived: true, stored: false },
        { sentAt: 1_000, hasPeerReceived: false, stored: false },
      ]);
    });

    it('drops a customType, which the capabilities say', async () => {
      await h.client.sendToPeer('bob', 'Hello', { customType: 'greeting' });
      expect(h.instance.callsOf('sendMessageToPeer')[0]?.args[0]).toEqual({
        messageType: 'TEXT',
        text: 'Hello',
      });
      expect(h.client.capabilities.customTypes).toBeFalse();
    });

    const failures = [
      [1, 'server-error'],
      [2, 'timeout'],
      [5, 'rate-limited'],
      [6, 'invalid-user-id'],
      [7, 'invalid-message'],
      [102, 'not-connected'],
    ] as const;
    for (const [code, expected] of failures) {
      it(`rejects with ${expected} on ${code}`, async () => {
        h.instance.answers.set('sendMessageToPeer', { code });
        expect(await codeOf(h.client.sendToPeer('bob', 'Hello'))).toBe(expected);
      });
    }

    it('rejects with timeout when the SDK forgets the call', async () => {
      h.instance.answers.set('sendMessageToPeer', 'hang');
      const send = fate(h.client.sendToPeer('bob', 'Hello'));
      await pass(CALL_TIMEOUT);
      expect(send.now).toBe('timeout');
    });

    it('rejects with connection-lost when the session ends meanwhile: it may have been sent', async () => {
      h.instance.answers.set('sendMessageToPeer', 'hang');
      const send = h.client.sendToPeer('bob', 'Hello');
      const result = fate(send);
      await settle();
      await h.client.logout();
      await settle();
      expect(result.now).toBe('connection-lost');
      await expectAsync(send).toBeRejectedWith(jasmine.objectContaining({ outcome: 'unknown' }));
    });

    it('wraps what the SDK throws', async () => {
      h.instance.answers.set('sendMessageToPeer', { throws: new TypeError('no session') });
      expect(await codeOf(h.client.sendToPeer('bob', 'Hello'))).toBe('unknown');
    });
  });

  describe('sendToChannel', () => {
    beforeEach(() => h.login());

    it('sends to a channel that is joined', async () => {
      await h.client.join('room');
      expect(await h.client.sendToChannel('room', 'Hello')).toEqual({ sentAt: 1_000 });
      expect(h.instance.callsOf('sendMessage').map(({ args }) => args)).toEqual([
        ['room', { messageType: 'TEXT', text: 'Hello' }],
      ]);
    });

    it('rejects with not-joined for any other, and does not join it', async () => {
      expect(await codeOf(h.client.sendToChannel('room', 'x'))).toBe('not-joined');
      await h.client.join('room');
      await h.client.leave('room');
      expect(await codeOf(h.client.sendToChannel('room', 'x'))).toBe('not-joined');
      expect(h.instance.callsOf('join').length).toBe(1);
      expect(h.client.capabilities.sendWithoutJoin).toBeFalse();
    });

    it('waits for a join that is under way', async () => {
      let joined!: (value: unknown) => void;
      h.instance.answers.set('join', { value: new Promise((resolve) => (joined = resolve)) });
      void h.client.join('room');
      const send = fate(h.client.sendToChannel('room', 'x'));
      await settle();
      expect(send.now).toBe('pending');
      joined(undefined);
      await settle();
      expect(send.now).toEqual({ sentAt: 1_000 });
    });

    it('says that it is not sent, not that this is unknown, when that join fails', async () => {
      h.instance.answers.set('join', { code: 4 });
      const join = fate(h.client.join('room'));
      const send = h.client.sendToChannel('room', 'x');
      await expectAsync(send).toBeRejectedWith(
        jasmine.objectContaining({ code: 'not-joined', outcome: 'not-done' }),
      );
      expect(join.now).toBe('timeout');
    });

    it('rejects with not-joined when the channel is left meanwhile', async () => {
      void h.client.join('room').catch(() => undefined);
      const send = fate(h.client.sendToChannel('room', 'x'));
      await h.client.leave('room');
      await settle();
      expect(send.now).toBe('not-joined');
      expect(h.instance.callsOf('sendMessage')).toEqual([]);
    });

    const failures = [
      [1, 'server-error'],
      [2, 'timeout'],
      [3, 'rate-limited'],
      [4, 'invalid-message'],
      [5, 'not-joined'],
      [102, 'not-connected'],
    ] as const;
    for (const [code, expected] of failures) {
      it(`rejects with ${expected} on ${code}`, async () => {
        await h.client.join('room');
        h.instance.answers.set('sendMessage', { code });
        expect(await codeOf(h.client.sendToChannel('room', 'Hello'))).toBe(expected);
      });
    }
  });

  describe('memberCounts', () => {
    const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}`);

    beforeEach(() => h.login());

    it('asks for all channels at once, each once', async () => {
      const counts = await h.client.memberCounts(['a', 'bcd', 'a']);
      expect([...counts]).toEqual([
        ['a', 1],
        ['bcd', 3],
      ]);
      expect(h.instance.callsOf('getChannelMemberCount').map(({ args }) => args)).toEqual([
        [['a', 'bcd']],
      ]);
    });

    it('takes a channel of which nothing is known for empty, and leaves out what was not asked for', async () => {
      h.instance.answers.set('getChannelMemberCount', { value: { b: 5, x: 3, a: 'many' } });
      expect([...(await h.client.memberCounts(['a', 'b']))]).toEqual([
        ['a', 0],
        ['b', 5],
      ]);
    });

    it('asks for no more at a time and no more often than the SDK takes', async () => {
      const counting = fate(h.client.memberCounts(names(2 * MAX_COUNTED_CHANNELS + 1)));
      const sizes = (): number[] =>
        h.instance
          .callsOf('getChannelMemberCount')
          .map(({ args }) => (args[0] as readonly string[]).length);
      await settle();
      expect(sizes()).toEqual([32]);
      await pass(MEMBER_COUNT_RATE.perMs - 1);
      expect(sizes()).toEqual([32]);
      await pass(1);
      await pass(MEMBER_COUNT_RATE.perMs);
      expect(sizes()).toEqual([32, 32, 1]);
      expect((counting.now as ReadonlyMap<string, number>).size).toBe(65);
    });

    it('asks nothing about no channels', async () => {
      expect((await h.client.memberCounts([])).size).toBe(0);
      expect(h.instance.callsOf('getChannelMemberCount')).toEqual([]);
    });

    it('ends with the session', async () => {
      const counting = fate(h.client.memberCounts(names(40)));
      await settle();
      void h.client.logout();
      await settle();
      expect(counting.now).toBe('cancelled');
    });

    it('maps a failure', async () => {
      h.instance.answers.set('getChannelMemberCount', { code: 3 });
      expect(await codeOf(h.client.memberCounts(['a']))).toBe('rate-limited');
    });
  });

  describe('history', () => {
    it('is not there', async () => {
      await h.login();
      expect(await codeOf(h.client.history({ type: 'peer', id: 'bob' }))).toBe('unsupported');
      expect(h.client.capabilities.history).toBeFalse();
    });
  });

  describe('checks before the network', () => {
    const bad: readonly (readonly [string, string, (h: Harness) => Promise<unknown>])[] = [
      ['a bad peer', 'invalid-user-id', ({ client }) => client.sendToPeer('a/b', 'x')],
      ['a peer null', 'invalid-user-id', ({ client }) => client.sendToPeer('null', 'x')],
      [
        'a bad channel to send to',
        'invalid-channel-id',
        ({ client }) => client.sendToChannel('', 'x'),
      ],
      ['a bad channel to join', 'invalid-channel-id', ({ client }) => client.join("it's")],
      ['a bad channel to leave', 'invalid-channel-id', ({ client }) => client.leave('é')],
      ['a bad channel to count', 'invalid-channel-id', ({ client }) => client.memberCounts([''])],
      ['an empty message', 'invalid-message', ({ client }) => client.sendToPeer('bob', '')],
      ['no message', 'invalid-message', ({ client }) => client.sendToPeer('bob', null as never)],
      [
        'a message that is too large',
        'message-too-large',
        ({ client }) => client.sendToChannel('room', '😀'.repeat(8_193)),
      ],
      [
        'a customType that is no text',
        'invalid-argument',
        ({ client }) => client.sendToPeer('bob', 'x', { customType: 5 as never }),
      ],
    ];
    for (const [what, code, run] of bad) {
      it(`rejects ${what}, connected or not`, async () => {
        expect(await codeOf(run(h))).toBe(code);
        await h.login();
        expect(await codeOf(run(h))).toBe(code);
        expect(h.instance.calls.map(({ method }) => method)).toEqual(['login']);
      });
    }

    const calls: readonly (readonly [string, (h: Harness) => Promise<unknown>])[] = [
      ['sendToPeer', ({ client }) => client.sendToPeer('bob', 'x')],
      ['sendToChannel', ({ client }) => client.sendToChannel('room', 'x')],
      ['join', ({ client }) => client.join('room')],
      ['renewToken', ({ client }) => client.renewToken('new')],
      ['memberCounts', ({ client }) => client.memberCounts(['room'])],
      ['attributes.get', ({ client }) => client.attributes.get({ type: 'user', id: 'bob' })],
      ['attributes.set', ({ client }) => client.attributes.set(room, new Map([['a', 'x']]))],
      ['attributes.remove', ({ client }) => client.attributes.remove(room)],
      ['onlineStatus.query', ({ client }) => client.onlineStatus.query(['bob'])],
      ['onlineStatus.watch', ({ client }) => client.onlineStatus.watch(['bob'])],
      ['onlineStatus.unwatch', ({ client }) => client.onlineStatus.unwatch(['bob'])],
      ['invitations.invite', ({ client }) => client.invitations.invite('bob')],
    ];
    const room = { type: 'channel', id: 'room' } as const;
    for (const [what, run] of calls) {
      it(`rejects ${what} without a connection, and says whether to wait or to log in`, async () => {
        expect(await codeOf(run(h))).toBe('not-logged-in');
        h.client.login(alice).catch(() => undefined);
        expect(await codeOf(run(h))).toBe('not-logged-in');
        await settle();
        h.instance.accept();
        h.instance.move('RECONNECTING', 'INTERRUPTED');
        expect(await codeOf(run(h))).toBe('not-connected');
        expect(h.instance.calls.map(({ method }) => method)).toEqual(['login']);
      });
    }
  });
});
