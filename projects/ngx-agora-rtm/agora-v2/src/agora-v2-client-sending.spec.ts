import { CALL_TIMEOUT } from './agora-v2-session';
import { fate, settle } from './fake-sdk.spec';
import { alice, codeOf, type Harness, harness, pass } from './harness.spec';

describe('AgoraV2Client, sending', () => {
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
      h.instance.answers.set('renewToken', { code: -10005 });
      expect(await codeOf(h.client.renewToken('new'))).toBe('token-invalid');
    });
  });

  describe('sendToPeer', () => {
    beforeEach(() => h.login());

    it('publishes to the inbox of the peer', async () => {
      const receipt = await h.client.sendToPeer('bob', 'Hello', { customType: 'greeting' });
      expect(receipt).toEqual({ sentAt: 1_000, hasPeerReceived: true, stored: false });
      expect(h.instance.callsOf('publish')[0]?.args).toEqual([
        'bob',
        'Hello',
        { channelType: 'USER', customType: 'greeting' },
      ]);
    });

    const deliveries = [
      [-11033, false, false],
      [-11035, false, true],
      [-11036, false, false],
      [-11037, true, false],
    ] as const;
    for (const [code, hasPeerReceived, stored] of deliveries) {
      it(`resolves on ${code}, which is no failure`, async () => {
        h.instance.answers.set('publish', { code });
        const receipt = await h.client.sendToPeer('bob', 'Hello');
        expect(receipt).toEqual({ sentAt: 1_000, hasPeerReceived, stored });
      });
    }

    it('takes the time of the backend where it tells', async () => {
      h.instance.answers.set('publish', { value: { timestamp: 7_000 } });
      expect((await h.client.sendToPeer('bob', 'Hello')).sentAt).toBe(7_000);
    });

    it('keeps messages only where there is a history, and not against its will', async () => {
      await h.client.sendToPeer('bob', 'Hello', { keep: true });
      const kept = harness({ history: true });
      await kept.login();
      expect((await kept.client.sendToPeer('bob', 'Hello')).stored).toBeTrue();
      expect((await kept.client.sendToPeer('bob', 'Hello', { keep: false })).stored).toBeFalse();
      const stored = (one: Harness): unknown[] =>
        one.instance.callsOf('publish').map(({ args }) => args[2]);
      expect(stored(h)).toEqual([{ channelType: 'USER' }]);
      expect(stored(kept)).toEqual([
        { channelType: 'USER', storeInHistory: true },
        { channelType: 'USER' },
      ]);
    });

    const failures = [
      [-11026, 'timeout'],
      [-11024, 'server-error'],
      [-10025, 'not-connected'],
      [-10021, 'rate-limited'],
      [-11039, 'permission-denied'],
      [-10008, 'invalid-user-id'],
    ] as const;
    for (const [code, expected] of failures) {
      it(`rejects with ${expected} on ${code}`, async () => {
        h.instance.answers.set('publish', { code });
        expect(await codeOf(h.client.sendToPeer('bob', 'Hello'))).toBe(expected);
      });
    }

    it('rejects with timeout when the SDK forgets the call', async () => {
      h.instance.answers.set('publish', 'hang');
      const send = fate(h.client.sendToPeer('bob', 'Hello'));
      await pass(CALL_TIMEOUT);
      expect(send.now).toBe('timeout');
    });

    it('rejects with connection-lost when the session ends meanwhile: it may have been sent', async () => {
      h.instance.answers.set('publish', 'hang');
      const send = h.client.sendToPeer('bob', 'Hello');
      const result = fate(send);
      await settle();
      await h.client.logout();
      await settle();
      expect(result.now).toBe('connection-lost');
      await expectAsync(send).toBeRejectedWith(jasmine.objectContaining({ outcome: 'unknown' }));
    });

    it('wraps what the SDK throws', async () => {
      h.instance.answers.set('publish', { throws: new TypeError('null is not an object') });
      expect(await codeOf(h.client.sendToPeer('bob', 'Hello'))).toBe('unknown');
    });
  });

  describe('sendToChannel', () => {
    beforeEach(() => h.login());

    it('publishes to the channel', async () => {
      const payload = new Uint8Array([1]);
      expect(await h.client.sendToChannel('room', payload)).toEqual({ sentAt: 1_000 });
      expect(h.instance.callsOf('publish')[0]?.args).toEqual([
        'room',
        payload,
        { channelType: 'MESSAGE' },
      ]);
    });

    it('resolves when the message was delivered but not stored', async () => {
      h.instance.answers.set('publish', { code: -11037 });
      expect(await h.client.sendToChannel('room', 'Hello')).toEqual({ sentAt: 1_000 });
    });

    it('takes a code about peers for a failure', async () => {
      h.instance.answers.set('publish', { code: -11033 });
      expect(await codeOf(h.client.sendToChannel('room', 'Hello'))).toBe('server-error');
    });
  });

  describe('checks before the network', () => {
    const bad: readonly (readonly [string, string, (h: Harness) => Promise<unknown>])[] = [
      ['a bad peer', 'invalid-user-id', ({ client }) => client.sendToPeer('a/b', 'x')],
      [
        'a bad channel to send to',
        'invalid-channel-id',
        ({ client }) => client.sendToChannel('', 'x'),
      ],
      ['a bad channel to join', 'invalid-channel-id', ({ client }) => client.join('_room')],
      ['a bad channel to leave', 'invalid-channel-id', ({ client }) => client.leave('a.b')],
      ['an empty message', 'invalid-message', ({ client }) => client.sendToPeer('bob', '')],
      ['no message', 'invalid-message', ({ client }) => client.sendToPeer('bob', null as never)],
      [
        'a message that is too large',
        'message-too-large',
        ({ client }) => client.sendToChannel('room', '😀'.repeat(8_193)),
      ],
      [
        'a customType that is too long',
        'invalid-argument',
        ({ client }) => client.sendToPeer('bob', 'x', { customType: 'é'.repeat(17) }),
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
      ['history', ({ client }) => client.history({ type: 'channel', id: 'room' })],
    ];
    for (const [what, run] of calls) {
      it(`rejects ${what} without a connection, and says whether to wait or to log in`, async () => {
        const one = harness({ history: true });
        expect(await codeOf(run(one))).toBe('not-logged-in');
        void one.client.login(alice);
        expect(await codeOf(run(one))).toBe('not-logged-in');
        await settle();
        one.instance.accept();
        one.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
        expect(await codeOf(run(one))).toBe('not-connected');
        one.instance.link('SUSPENDED', 'RECONNECT_TIMEOUT');
        expect(await codeOf(run(one))).toBe('not-connected');
        expect(one.instance.calls.map(({ method }) => method)).toEqual(['login']);
      });
    }
  });
});
