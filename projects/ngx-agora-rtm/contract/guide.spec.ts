import { filter, firstValueFrom, map, take, toArray } from 'rxjs';
import {
  type ChannelMessage,
  type Connection,
  type PeerMessage,
  type RtmClient,
  RtmError,
  type RtmMessage,
} from 'ngx-agora-rtm/client';
import { type Backend, BACKENDS } from './backends.spec';

// One test for each row of Agora's quick-start guide for peer and channel messaging, on every backend.
for (const { name, make } of BACKENDS) {
  describe(`The quick-start guide, ${name}`, () => {
    let backend: Backend;
    let clients: RtmClient[];

    beforeEach(() => {
      backend = make();
      clients = [];
    });

    afterEach(async () => {
      await Promise.all(clients.map((client) => client.destroy()));
    });

    async function login(userId: string, make = backend.client): Promise<RtmClient> {
      const client = make();
      clients.push(client);
      await client.login({ userId, token: null });
      return client;
    }

    const nextMessage = (client: RtmClient) => firstValueFrom(client.messages$);

    /** Everything that has arrived at a client until a message says "end". */
    const untilEnd = (client: RtmClient) => {
      const seen: RtmMessage[] = [];
      return new Promise<RtmMessage[]>((resolve) =>
        client.messages$.subscribe((message) => {
          if (message.payload === 'end') resolve(seen);
          else seen.push(message);
        }),
      );
    };

    const codeOf = (promise: Promise<unknown>) =>
      promise.then(
        () => 'no error',
        (error: unknown) =>
          error instanceof RtmError ? error.code : `not an RtmError: ${String(error)}`,
      );

    it('creates a client for an App ID: only the same App ID can talk', async () => {
      const [alice, bob] = [await login('alice'), await login('bob')];
      const stranger = await login('bob', backend.stranger);
      const atStranger = untilEnd(stranger);
      const atBob = nextMessage(bob);
      expect((await alice.sendToPeer('bob', 'for our bob')).hasPeerReceived).toBeTrue();
      expect((await atBob).payload).toBe('for our bob');
      await login('eve', backend.stranger).then((eve) => eve.sendToPeer('bob', 'end'));
      expect(await atStranger).toEqual([]);
    });

    it('listens to connection state changes with their reason', async () => {
      const alice = backend.client();
      clients.push(alice);
      const steps = firstValueFrom(
        alice.connection$.pipe(
          map(({ state, reason }: Connection) => `${state}/${reason}`),
          take(4),
          toArray(),
        ),
      );
      await alice.login({ userId: 'alice', token: null });
      await alice.logout();
      expect(await steps).toEqual([
        'disconnected/initial',
        'connecting/login',
        'connected/login',
        'disconnected/logout',
      ]);
    });

    it('logs in with a user id and a token that may be null', async () => {
      const alice = await login('alice');
      const { state } = await firstValueFrom(alice.connection$);
      expect(state).toBe('connected');
    });

    it('tells why a login failed', async () => {
      const client = backend.client();
      clients.push(client);
      expect(await codeOf(client.login({ userId: '', token: null }))).toBe('invalid-user-id');
      expect(await codeOf(client.login({ userId: 'x'.repeat(65), token: null }))).toBe(
        'invalid-user-id',
      );
      await client.login({ userId: 'alice', token: null });
      expect(await codeOf(client.login({ userId: 'alice', token: null }))).toBe(
        'already-logged-in',
      );
    });

    it('logs out, after which nothing arrives and nothing can be sent', async () => {
      const [alice, bob] = [await login('alice'), await login('bob')];
      const arrived: RtmMessage[] = [];
      alice.messages$.subscribe((message) => arrived.push(message));
      await alice.logout();
      expect((await bob.sendToPeer('alice', 'still there?')).hasPeerReceived).toBeFalse();
      expect(await codeOf(alice.sendToPeer('bob', 'x'))).toBe('not-logged-in');
      await alice.logout();
      expect(arrived).toEqual([]);
    });

    it('sends a peer message and learns whether the peer received it', async () => {
      const alice = await login('alice');
      expect(
        (await alice.sendToPeer('bob', 'anybody?', { keep: false })).hasPeerReceived,
      ).toBeFalse();
      await login('bob');
      const receipt = await alice.sendToPeer('bob', 'hello');
      expect(receipt.hasPeerReceived).toBeTrue();
      expect(Math.abs(receipt.sentAt - Date.now())).toBeLessThan(60_000);
    });

    it('tells a refused send from one whose fate is unknown', async () => {
      const alice = await login('alice');
      // Twice what the backend takes at a time: what is too much was refused, so it can be sent again without a double.
      const { messages } = alice.capabilities.sendRate;
      const sends = Array.from({ length: 2 * messages }, (_, i) =>
        alice.sendToChannel('lobby', `m${i}`),
      );
      const errors = (await Promise.allSettled(sends)).flatMap((result) =>
        result.status === 'rejected' ? [result.reason as RtmError] : [],
      );
      expect(errors.length).toBe(messages);
      expect(
        errors.every(({ code, outcome }) => code === 'rate-limited' && outcome === 'not-done'),
      ).toBeTrue();
    });

    it('receives a peer message with its sender', async () => {
      const [alice, bob] = [await login('alice'), await login('bob')];
      const message = nextMessage(bob);
      const { sentAt } = await alice.sendToPeer('bob', 'hello 👋', { customType: 'text' });
      expect((await message) as PeerMessage).toEqual({
        type: 'peer',
        peerId: 'alice',
        from: 'alice',
        own: false,
        payload: 'hello 👋',
        sentAt,
        customType: 'text',
      });
    });

    it('sends and receives bytes', async () => {
      const [alice, bob] = [await login('alice'), await login('bob')];
      const message = nextMessage(bob);
      await alice.sendToPeer('bob', new Uint8Array([0, 127, 255]));
      const { payload } = await message;
      expect(payload).toEqual(new Uint8Array([0, 127, 255]));
    });

    it('creates and joins a channel, and knows who is in it', async () => {
      const [alice, bob] = [await login('alice'), await login('bob')];
      await alice.join('lobby');
      const snapshot = firstValueFrom(bob.members$.pipe(filter(({ type }) => type === 'snapshot')));
      const change = firstValueFrom(alice.members$.pipe(filter(({ type }) => type === 'change')));
      await bob.join('lobby');
      const event = await snapshot;
      expect(event.type === 'snapshot' && [...event.members].sort()).toEqual(['alice', 'bob']);
      expect(await change).toEqual({
        type: 'change',
        channelId: 'lobby',
        joined: ['bob'],
        left: [],
      });
    });

    it('joins a channel once, however often it is asked', async () => {
      const [alice, bob] = [await login('alice'), await login('bob')];
      await Promise.all([alice.join('lobby'), alice.join('lobby')]);
      await alice.join('lobby');
      const arrived = untilEnd(alice);
      await bob.sendToChannel('lobby', 'once');
      await bob.sendToChannel('lobby', 'end');
      expect((await arrived).length).toBe(1);
    });

    it('tells why a join failed', async () => {
      const alice = backend.client();
      clients.push(alice);
      expect(await codeOf(alice.join('lobby'))).toBe('not-logged-in');
      await alice.login({ userId: 'alice', token: null });
      expect(await codeOf(alice.join(''))).toBe('invalid-channel-id');
      expect(await codeOf(alice.join('a/b'))).toBe('invalid-channel-id');
    });

    it('sends a channel message', async () => {
      const alice = await login('alice');
      await alice.join('lobby');
      const { sentAt } = await alice.sendToChannel('lobby', 'hello all');
      expect(Math.abs(sentAt - Date.now())).toBeLessThan(60_000);
    });

    it('receives a channel message with its sender', async () => {
      const [alice, bob] = [await login('alice'), await login('bob')];
      await bob.join('lobby');
      const message = nextMessage(bob);
      const { sentAt } = await alice.sendToChannel('lobby', 'hello all');
      expect((await message) as ChannelMessage).toEqual({
        type: 'channel',
        channelId: 'lobby',
        from: 'alice',
        own: false,
        payload: 'hello all',
        sentAt,
        customType: null,
      });
    });

    it('brings a member its own channel messages back, marked, where the backend echoes', async () => {
      const alice = await login('alice');
      await alice.join('lobby');
      expect(alice.capabilities.channelEcho).toBeTrue();
      const message = nextMessage(alice);
      await alice.sendToChannel('lobby', 'me again');
      expect((await message).own).toBeTrue();
    });

    it('leaves a channel: nothing arrives any more', async () => {
      const [alice, bob] = [await login('alice'), await login('bob')];
      await bob.join('lobby');
      await bob.leave('lobby');
      await bob.leave('lobby');
      const arrived = untilEnd(bob);
      await alice.sendToChannel('lobby', 'gone?');
      await alice.sendToPeer('bob', 'end');
      expect(await arrived).toEqual([]);
    });

    it('holds to the rules of user ids', async () => {
      const legal = ['a', '0', 'x'.repeat(64), 'with space', 'a-b_c', 'a@b!#$%&()+:;<=>?[]^{}|~,'];
      for (const userId of legal) {
        const client = await login(userId);
        await client.logout();
      }
      const client = backend.client();
      clients.push(client);
      const illegal = [
        '',
        'x'.repeat(65),
        'ü',
        '😀',
        'a\tb',
        'a"b',
        "a'b",
        'a*b',
        'a/b',
        'a\\b',
        'a`b',
        5,
        null,
      ];
      for (const userId of illegal) {
        const code = await codeOf(client.login({ userId: userId as string, token: null }));
        expect(code).withContext(String(userId)).toBe('invalid-user-id');
      }
    });

    it('refuses empty, mistyped and oversize messages, and says which', async () => {
      const alice = await login('alice');
      expect(await codeOf(alice.sendToPeer('bob', ''))).toBe('invalid-message');
      expect(await codeOf(alice.sendToPeer('bob', 5 as unknown as string))).toBe('invalid-message');
      expect(await codeOf(alice.sendToChannel('lobby', '😀'.repeat(8193)))).toBe(
        'message-too-large',
      );
      expect(await codeOf(alice.sendToChannel('lobby', '😀'.repeat(8192)))).toBe('no error');
    });

    it('tells `replaced` when the same user logs in elsewhere', async () => {
      const alice = await login('alice');
      await alice.join('lobby');
      const end = firstValueFrom(alice.connection$.pipe(filter(({ state }) => state === 'failed')));
      const elsewhere = await loginElsewhere('alice');
      expect((await end).reason).toBe('replaced');
      expect(await codeOf(alice.sendToPeer('bob', 'x'))).toBe('not-logged-in');
      await elsewhere.destroy();
    });

    /** As the same user from another device. Within one page, an SDK of 2.x has one instance for each user. */
    async function loginElsewhere(userId: string): Promise<RtmClient> {
      const client = backend.elsewhere();
      clients.push(client);
      await client.login({ userId, token: null });
      return client;
    }

    it('keeps what was said in a channel, page by page, oldest first', async () => {
      const [alice, bob] = [await login('alice'), await login('bob')];
      for (let i = 0; i < 3; i++) await alice.sendToChannel('lobby', `a${i}`);
      await bob.sendToChannel('lobby', 'b0');
      await alice.sendToChannel('other', 'elsewhere');
      const lobby = { type: 'channel', id: 'lobby' } as const;
      const newest = await bob.history(lobby, { limit: 2 });
      expect(newest.messages.map(({ payload, own }) => [payload, own])).toEqual([
        ['a2', false],
        ['b0', true],
      ]);
      const older = await bob.history(lobby, { limit: 10, before: newest.before ?? 1 });
      expect(older.messages.map(({ payload }) => payload)).toEqual(['a0', 'a1']);
      expect(older.before).toBeNull();
    });

    it('keeps what a peer has sent, also while the user was away', async () => {
      const alice = await login('alice');
      await alice.sendToPeer('bob', 'while you were away');
      const bob = await login('bob');
      await alice.sendToPeer('bob', 'and now');
      await (await login('carol')).sendToPeer('bob', 'from somebody else');
      const { messages } = await bob.history({ type: 'peer', id: 'alice' });
      expect(messages.map(({ payload, from }) => [payload, from])).toEqual([
        ['while you were away', 'alice'],
        ['and now', 'alice'],
      ]);
    });
  });
}
