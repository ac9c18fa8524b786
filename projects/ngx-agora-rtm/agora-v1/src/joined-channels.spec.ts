import { CALL_TIMEOUT } from './agora-v1-session';
import { fate, FakeRtmError, settle } from './fake-sdk.spec';
import { codeOf, type Harness, harness, pass, say } from './harness.spec';
import { MEMBER_LIST_RATE } from './limits';
import { LIST_ATTEMPTS } from './member-lists';

describe('Channels of SDK 1.x', () => {
  let h: Harness;

  beforeEach(async () => {
    jasmine.clock().install();
    h = harness();
    await h.login();
  });

  afterEach(() => jasmine.clock().uninstall());

  const methods = (): string[] =>
    h.instance.calls
      .map(({ method }) => method)
      .filter((method) => method !== 'login' && method !== 'getMembers');
  const cut = (): void => h.instance.move('RECONNECTING', 'INTERRUPTED');
  const heal = (): void => h.instance.move('CONNECTED', 'LOGIN_SUCCESS');

  describe('messages$', () => {
    it('emits channel messages', async () => {
      await h.client.join('room');
      say(h, 'room');
      expect(h.messages).toEqual([
        {
          type: 'channel',
          channelId: 'room',
          from: 'bob',
          own: false,
          payload: 'Hello',
          customType: null,
          sentAt: 5_000,
        },
      ]);
    });

    it('emits peer messages', () => {
      const rawMessage = new Uint8Array([1]);
      const message = { messageType: 'RAW', rawMessage, description: 'x' };
      h.instance.emit('MessageFromPeer', message, 'bob', { serverReceivedTs: 7 });
      expect(h.messages).toEqual([
        {
          type: 'peer',
          peerId: 'bob',
          from: 'bob',
          own: false,
          payload: rawMessage,
          customType: null,
          sentAt: 7,
        },
      ]);
    });

    it('ignores malformed events, and takes the local time where there is none', async () => {
      await h.client.join('room');
      for (const args of [
        [null, 'bob'],
        [{}, 'bob'],
        [{ text: 5 }, 'bob'],
        [{ rawMessage: [1] }, 'bob'],
        [{ text: 'x' }, ''],
        [{ text: 'x' }, 5],
        [],
      ]) {
        h.instance.emit('MessageFromPeer', ...args);
        h.instance.channel('room').emit('ChannelMessage', ...args);
      }
      expect(h.messages).toEqual([]);
      h.instance.emit('MessageFromPeer', { text: 'x' }, 'bob');
      expect(h.messages[0]?.sentAt).toBe(1_000);
    });

    it('lets one listener that throws harm no other', () => {
      h.client.messages$.subscribe(() => {
        throw new Error('planted');
      });
      const seen: unknown[] = [];
      h.client.messages$.subscribe((message) => seen.push(message));
      h.instance.emit('MessageFromPeer', { text: 'x' }, 'bob');
      expect(seen.length).toBe(1);
      // rxjs reports it on its own, in a task of its own.
      expect(() => jasmine.clock().tick(1)).toThrowError('planted');
    });
  });

  describe('join and leave', () => {
    it('joins once, however often it is called', async () => {
      await Promise.all([h.client.join('room'), h.client.join('room')]);
      await h.client.join('room');
      expect(methods()).toEqual(['join']);
    });

    it('can be joined again after a failure', async () => {
      h.instance.answers.set('join', { code: 7 });
      const both = [h.client.join('room'), h.client.join('room')];
      expect(await Promise.all(both.map(codeOf))).toEqual(['rate-limited', 'rate-limited']);
      expect(h.instance.channel('room').listenerCount).toBe(0);
      h.instance.answers.delete('join');
      h.instance.usedChannels.clear();
      await h.client.join('room');
      say(h, 'room');
      expect(h.messages.length).toBe(1);
    });

    it('says what is wrong with a channel that the SDK keeps after a failed join', async () => {
      h.instance.answers.set('join', { code: 4 });
      expect(await codeOf(h.client.join('room'))).toBe('timeout');
      h.instance.answers.delete('join');
      await expectAsync(h.client.join('room')).toBeRejectedWithError(
        /whose join has failed before, until the next login/,
      );
    });

    const failures = [
      [1, 'server-error'],
      [2, 'refused'],
      [4, 'timeout'],
      [5, 'channel-limit'],
      [8, 'rate-limited'],
    ] as const;
    for (const [code, expected] of failures) {
      it(`rejects a join with ${expected} on ${code}`, async () => {
        h.instance.answers.set('join', { code });
        expect(await codeOf(h.client.join('room'))).toBe(expected);
      });
    }

    it('maps what createChannel throws', async () => {
      h.instance.answers.set('createChannel', { throws: new FakeRtmError(1) });
      expect(await codeOf(h.client.join('room'))).toBe('invalid-channel-id');
    });

    it('is in 20 channels at most', async () => {
      for (let i = 0; i < 20; i++) await h.client.join(`c${i}`);
      expect(await codeOf(h.client.join('one-more'))).toBe('channel-limit');
      await h.client.leave('c0');
      await h.client.join('one-more');
      expect(h.client.capabilities.maxChannels).toBe(20);
    });

    it('rejects a join with timeout when the SDK forgets it', async () => {
      h.instance.answers.set('join', 'hang');
      const join = fate(h.client.join('room'));
      await pass(CALL_TIMEOUT);
      expect(join.now).toBe('timeout');
    });

    it('rejects a join with cancelled when the session ends', async () => {
      h.instance.answers.set('join', 'hang');
      const join = fate(h.client.join('room'));
      await settle();
      void h.client.logout();
      await settle();
      expect(join.now).toBe('cancelled');
    });

    it('leaves no listeners behind when the session ends in the moment of the join', async () => {
      const join = fate(h.client.join('room'));
      h.instance.move('ABORTED', 'TOKEN_EXPIRED');
      await settle();
      expect(join.now).toBe('cancelled');
      expect(h.instance.channels.map(({ listenerCount }) => listenerCount)).toEqual([0]);
    });

    it('leaves once, and resolves when there is nothing to leave', async () => {
      await h.client.leave('room');
      expect(methods()).toEqual([]);
      await h.client.join('room');
      await Promise.all([h.client.leave('room'), h.client.leave('room')]);
      await h.client.leave('room');
      expect(methods()).toEqual(['join', 'leave']);
      expect(h.instance.channel('room').listenerCount).toBe(0);
    });

    it('lets nothing through after the call of leave', async () => {
      await h.client.join('room');
      await settle();
      const { eventCount } = h;
      h.instance.answers.set('leave', 'hang');
      void h.client.leave('room').catch(() => undefined);
      say(h, 'room');
      h.instance.channel('room').emit('MemberJoined', 'bob');
      h.instance.channel('room').emit('AttributesUpdated', {});
      expect(h.eventCount).toBe(eventCount);
    });

    it('cancels a join with leave, for which the SDK waits for the join', async () => {
      let joined!: (value: unknown) => void;
      h.instance.answers.set('join', { value: new Promise((resolve) => (joined = resolve)) });
      const join = fate(h.client.join('room'));
      await settle();
      const leave = fate(h.client.leave('room'));
      await settle();
      expect([join.now, leave.now]).toEqual(['cancelled', 'pending']);
      joined(undefined);
      await settle();
      expect(leave.now).toBe('done');
      expect(methods()).toEqual(['join', 'leave']);
      expect(h.instance.channel('room').state).toBe('LEFT');
      expect(h.members).toEqual([]);
    });

    it('joins again after a leave that is still under way, with a new channel of the SDK', async () => {
      await h.client.join('room');
      let left!: (value: unknown) => void;
      h.instance.answers.set('leave', { value: new Promise((resolve) => (left = resolve)) });
      const leave = fate(h.client.leave('room'));
      const join = fate(h.client.join('room'));
      await settle();
      expect(methods()).withContext('one after the other').toEqual(['join', 'leave']);
      left(undefined);
      await settle();
      expect([leave.now, join.now]).toEqual(['done', 'done']);
      expect(h.instance.channels.length).toBe(2);
      say(h, 'room');
      expect(h.messages.length).toBe(1);
    });

    it('ends left after join, leave, join, leave in one go', async () => {
      const calls = [
        h.client.join('room'),
        h.client.leave('room'),
        h.client.join('room'),
        h.client.leave('room'),
      ].map(fate);
      await settle();
      expect(calls.map(({ now }) => now)).toEqual(['cancelled', 'done', 'cancelled', 'done']);
      expect(h.instance.usedChannels.size).toBe(0);
    });

    it('rejects a leave that fails, hears nothing all the same, and can go back in', async () => {
      await h.client.join('room');
      h.instance.answers.set('leave', { code: 2 });
      expect(await codeOf(h.client.leave('room'))).toBe('refused');
      say(h, 'room');
      expect(h.messages).toEqual([]);
      await h.client.join('room');
      say(h, 'room');
      expect(h.messages.length).toBe(1);
      expect(methods()).withContext('the SDK is still in it').toEqual(['join', 'leave']);
    });

    it('leaves while reconnecting', async () => {
      await h.client.join('room');
      cut();
      await h.client.leave('room');
      heal();
      await settle();
      expect(h.instance.usedChannels.size).toBe(0);
    });

    it('takes for left what the SDK says it is not in', async () => {
      await h.client.join('room');
      h.instance.channel('room').state = 'LEFT';
      await h.client.leave('room');
      expect(h.instance.channel('room').listenerCount).toBe(0);
    });

    it('keeps its channels through an outage, in which the SDK joins them again', async () => {
      await h.client.join('room');
      cut();
      await h.client.join('room');
      heal();
      await h.client.join('room');
      expect(methods()).toEqual(['join']);
      say(h, 'room');
      expect(h.messages.length).toBe(1);
    });
  });

  describe('members$', () => {
    const answer = (members: unknown): void =>
      void h.instance.answers.set('getMembers', { value: members });

    it('emits a snapshot after the join', async () => {
      answer(['alice', 'bob']);
      await h.client.join('room');
      await settle();
      expect(h.members).toEqual([
        { type: 'snapshot', channelId: 'room', members: ['alice', 'bob'] },
      ]);
    });

    it('has the user in the snapshot of a channel too crowded to be listed in whole', async () => {
      answer(['bob', 'carol']);
      await h.client.join('room');
      await settle();
      expect(h.members).toEqual([
        { type: 'snapshot', channelId: 'room', members: ['bob', 'carol', 'alice'] },
      ]);
    });

    it('emits those who come and those who go', async () => {
      await h.client.join('room');
      await settle();
      h.instance.channel('room').emit('MemberJoined', 'bob');
      h.instance.channel('room').emit('MemberLeft', 'bob');
      h.instance.channel('room').emit('MemberLeft', '');
      h.instance.channel('room').emit('MemberJoined');
      expect(h.members.slice(1)).toEqual([
        { type: 'change', channelId: 'room', joined: ['bob'], left: [] },
        { type: 'change', channelId: 'room', joined: [], left: ['bob'] },
      ]);
    });

    it('puts into the snapshot what happens before it is there', async () => {
      let arrive!: (members: string[]) => void;
      answer(new Promise((resolve) => (arrive = resolve)));
      await h.client.join('room');
      await settle();
      h.instance.channel('room').emit('MemberJoined', 'bob');
      h.instance.channel('room').emit('MemberLeft', 'eve');
      arrive(['alice', 'eve']);
      await settle();
      expect(h.members).toEqual([
        { type: 'snapshot', channelId: 'room', members: ['alice', 'bob'] },
      ]);
    });

    it('emits a new one after each reconnect', async () => {
      await h.client.join('room');
      await settle();
      cut();
      answer(['alice', 'eve']);
      heal();
      await settle();
      expect(h.members.at(-1)).toEqual({
        type: 'snapshot',
        channelId: 'room',
        members: ['alice', 'eve'],
      });
    });

    it('asks no more often than the backend takes, and for each channel in the end', async () => {
      for (let i = 0; i < 12; i++) await h.client.join(`c${i}`);
      await settle();
      expect(h.instance.callsOf('getMembers').length).toBe(MEMBER_LIST_RATE.calls);
      await pass(MEMBER_LIST_RATE.perMs);
      await pass(MEMBER_LIST_RATE.perMs);
      expect(new Set(h.members.map(({ channelId }) => channelId)).size).toBe(12);
      expect(h.instance.callsOf('getMembers').length).toBe(12);
    });

    it('emits nothing that an earlier stay has asked for, while the channel is joined again', async () => {
      for (let i = 0; i < 8; i++) await h.client.join(`c${i}`);
      await h.client.leave('c6');
      h.instance.answers.set('join c6', 'hang');
      h.client.join('c6').catch(() => undefined);
      await pass(MEMBER_LIST_RATE.perMs);
      const told = h.members.map(({ channelId }) => channelId);
      expect(told).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c7']);
    });

    it('asks again after a failure that may pass, and then gives up and tells what it knows', async () => {
      h.instance.answers.set('getMembers', { code: 4 });
      await h.client.join('room');
      h.instance.channel('room').emit('MemberJoined', 'bob');
      await settle();
      expect(h.instance.callsOf('getMembers').length).toBe(LIST_ATTEMPTS);
      h.instance.channel('room').emit('MemberJoined', 'eve');
      expect(h.members).toEqual([
        { type: 'change', channelId: 'room', joined: ['bob'], left: [] },
        { type: 'change', channelId: 'room', joined: ['eve'], left: [] },
      ]);
    });

    it('does not ask again after one that will not pass', async () => {
      h.instance.answers.set('getMembers', { code: 2 });
      await h.client.join('room');
      await settle();
      expect(h.instance.callsOf('getMembers').length).toBe(1);
    });

    it('emits no snapshot of a channel that was left, nor one of an earlier stay', async () => {
      const arrivals: ((members: string[]) => void)[] = [];
      answer({
        then: (resolve: (members: string[]) => void) => void arrivals.push(resolve),
      });
      await h.client.join('room');
      await settle();
      await h.client.leave('room');
      await h.client.join('room');
      await settle();
      arrivals[0]?.(['alice', 'eve']);
      await settle();
      expect(h.members).toEqual([]);
      arrivals[1]?.(['alice']);
      await settle();
      expect(h.members.length).toBe(1);
    });
  });
});
