import { channelMessage, type Harness, harness, joinOf } from './harness.spec';

describe('AgoraV2Client, receiving', () => {
  let h: Harness;

  beforeEach(() => {
    jasmine.clock().install();
    h = harness();
  });

  afterEach(() => jasmine.clock().uninstall());

  describe('messages$', () => {
    beforeEach(async () => {
      await h.login();
      await h.client.join('room');
    });

    it('emits peer messages with their sender', () => {
      h.instance.emit('message', {
        channelType: 'USER',
        channelName: 'alice',
        publisher: 'bob',
        message: 'Hello',
        messageType: 'STRING',
        customType: 'greeting',
        timestamp: 5_000,
      });
      expect(h.messages).toEqual([
        {
          type: 'peer',
          peerId: 'bob',
          from: 'bob',
          own: false,
          payload: 'Hello',
          customType: 'greeting',
          sentAt: 5_000,
        },
      ]);
    });

    it('names the other one of the two also where the user wrote', () => {
      const own = { channelType: 'USER', publisher: 'alice', message: 'Hello' };
      h.instance.emit('message', { ...own, channelName: 'bob' });
      h.instance.emit('message', { ...own, channelName: '' });
      const peers = h.messages.map((message) => message.type === 'peer' && message.peerId);
      expect(peers).toEqual(['bob', 'alice']);
      expect(h.messages.every(({ own: isOwn }) => isOwn)).toBeTrue();
    });

    it('emits channel messages, and knows its own', () => {
      h.instance.emit('message', channelMessage('room', { publisher: 'alice' }));
      expect(h.messages).toEqual([
        {
          type: 'channel',
          channelId: 'room',
          from: 'alice',
          own: true,
          payload: 'Hello',
          customType: null,
          sentAt: 5_000,
        },
      ]);
    });

    it('emits bytes as bytes', () => {
      const message = new Uint8Array([1, 2, 3]);
      h.instance.emit('message', channelMessage('room', { message, messageType: 'BINARY' }));
      expect(h.messages[0]?.payload).toBe(message);
    });

    it('lets nothing of a channel through that is not joined', async () => {
      h.instance.emit('message', channelMessage('other'));
      await h.client.leave('room');
      h.instance.emit('message', channelMessage('room'));
      expect(h.messages).toEqual([]);
    });

    it('ignores malformed events', () => {
      const bad = [
        null,
        5,
        {},
        channelMessage('room', { publisher: '' }),
        channelMessage('room', { publisher: 5 }),
        channelMessage('room', { message: { text: 'x' } }),
        channelMessage('room', { message: undefined }),
        channelMessage('room', { channelType: 'STREAM' }),
        channelMessage('', {}),
        channelMessage(5 as never, {}),
      ];
      for (const event of bad) h.instance.emit('message', event);
      expect(h.messages).toEqual([]);
    });

    it('takes the local time where there is none', () => {
      h.instance.emit('message', channelMessage('room', { timestamp: 0 }));
      h.instance.emit('message', channelMessage('room', { timestamp: 'soon' }));
      expect(h.messages.map(({ sentAt }) => sentAt)).toEqual([1_000, 1_000]);
    });
  });

  describe('members$', () => {
    beforeEach(async () => {
      await h.login();
      await h.client.join('room');
    });

    it('emits a snapshot', () => {
      h.instance.emit('presence', {
        eventType: 'SNAPSHOT',
        channelType: 'MESSAGE',
        channelName: 'room',
        publisher: '',
        snapshot: [
          { userId: 'alice', states: {} },
          { userId: 'bob', states: {} },
        ],
        interval: null,
      });
      expect(h.members).toEqual([
        { type: 'snapshot', channelId: 'room', members: ['alice', 'bob'] },
      ]);
    });

    it('emits those who come and those who go', () => {
      h.instance.emit('presence', joinOf('room', 'bob'));
      h.instance.emit('presence', { ...joinOf('room', 'bob'), eventType: 'REMOTE_LEAVE' });
      h.instance.emit('presence', { ...joinOf('room', 'eve'), eventType: 'REMOTE_TIMEOUT' });
      expect(h.members).toEqual([
        { type: 'change', channelId: 'room', joined: ['bob'], left: [] },
        { type: 'change', channelId: 'room', joined: [], left: ['bob'] },
        { type: 'change', channelId: 'room', joined: [], left: ['eve'] },
      ]);
    });

    it('emits the changes of an interval as one', () => {
      h.instance.emit('presence', {
        ...joinOf('room', ''),
        eventType: 'INTERVAL',
        interval: {
          join: { users: ['bob', 'eve'], userCount: 2 },
          leave: { users: ['dan'], userCount: 1 },
          timeout: { users: ['dan', 'zoe'], userCount: 2 },
          userStateList: [],
          totalOccupancy: 3,
        },
      });
      expect(h.members).toEqual([
        { type: 'change', channelId: 'room', joined: ['bob', 'eve'], left: ['dan', 'zoe'] },
      ]);
    });

    it('says nothing where nobody came or went, or the event is malformed', () => {
      const interval = { join: { users: [] }, leave: {}, timeout: null };
      const bad = [
        null,
        {},
        joinOf('other', 'bob'),
        { ...joinOf('room', 'bob'), channelType: 'STREAM' },
        { ...joinOf('room', 'bob'), eventType: 'REMOTE_STATE_CHANGED' },
        { ...joinOf('room', 'bob'), eventType: 'INTERVAL', interval },
        { ...joinOf('room', 'bob'), eventType: 'INTERVAL', interval: null },
        { ...joinOf('room', 'bob'), eventType: 'SNAPSHOT', snapshot: null },
        joinOf('room', ''),
      ];
      for (const event of bad) h.instance.emit('presence', event);
      expect(h.members).toEqual([]);
    });
  });

  describe('tokenWillExpire$', () => {
    beforeEach(() => h.login());

    it('emits once, though the SDK tells it twice', () => {
      h.instance.emit('tokenPrivilegeWillExpire', '');
      h.instance.emit('token', {
        eventType: 'WILL_EXPIRE',
        affectedResources: { messageChannels: [] },
      });
      expect(h.expiries.count).toBe(1);
    });

    it('leaves the token of a stream channel alone', () => {
      h.instance.emit('tokenPrivilegeWillExpire', 'stage');
      expect(h.expiries.count).toBe(0);
    });

    it('waits for the connection to come back', () => {
      h.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
      h.instance.emit('tokenPrivilegeWillExpire', '');
      expect(h.expiries.count).toBe(0);
      h.instance.link('CONNECTED', 'RECONNECT_SUCCESS');
      expect(h.expiries.count).toBe(1);
    });

    it('lets nothing of a channel through that the new token does not allow', async () => {
      await h.client.join('room');
      h.instance.emit('token', {
        eventType: 'READ_PERMISSION_REVOKED',
        affectedResources: { messageChannels: ['room'] },
      });
      h.instance.emit('message', channelMessage('room'));
      expect(h.messages).toEqual([]);
    });
  });
});
