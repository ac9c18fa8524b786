import { CALL_TIMEOUT } from './agora-v2-session';
import { fate, FakeRtmError, settle } from './fake-sdk.spec';
import { codeOf, type Harness, harness } from './harness.spec';

describe('JoinedChannels', () => {
  let h: Harness;

  beforeEach(async () => {
    jasmine.clock().install();
    h = harness();
    await h.login();
  });

  afterEach(() => jasmine.clock().uninstall());

  const methods = (): string[] =>
    h.instance.calls.map(({ method }) => method).filter((method) => method !== 'login');
  const say = (channelName: string): void =>
    h.instance.emit('message', {
      channelType: 'MESSAGE',
      channelName,
      publisher: 'bob',
      message: 'Hello',
    });

  it('subscribes with messages and presence', async () => {
    await h.client.join('room');
    expect(h.instance.callsOf('subscribe')[0]?.args).toEqual([
      'room',
      { withMessage: true, withPresence: true },
    ]);
  });

  it('subscribes once, however often it is joined', async () => {
    await Promise.all([h.client.join('room'), h.client.join('room')]);
    await h.client.join('room');
    expect(methods()).toEqual(['subscribe']);
  });

  it('hears a channel from the call of join on, when the snapshot can come', () => {
    h.instance.answers.set('subscribe', 'hang');
    void h.client.join('room').catch(() => undefined);
    say('room');
    expect(h.messages.length).toBe(1);
  });

  it('can be joined again after a failure', async () => {
    h.instance.answers.set('subscribe', { code: -11021 });
    const both = [h.client.join('room'), h.client.join('room')];
    expect(await Promise.all(both.map(codeOf))).toEqual(['server-error', 'server-error']);
    say('room');
    expect(h.messages).toEqual([]);
    h.instance.answers.delete('subscribe');
    await h.client.join('room');
    say('room');
    expect(h.messages.length).toBe(1);
  });

  const failures = [
    [-11005, 'channel-limit'],
    [-11019, 'timeout'],
    [-11020, 'rate-limited'],
    [-11038, 'permission-denied'],
    [-13014, 'unsupported'],
  ] as const;
  for (const [code, expected] of failures) {
    it(`rejects a join with ${expected} on ${code}`, async () => {
      h.instance.answers.set('subscribe', { code });
      expect(await codeOf(h.client.join('room'))).toBe(expected);
    });
  }

  it('rejects a join with timeout when the SDK forgets it', async () => {
    h.instance.answers.set('subscribe', 'hang');
    const join = fate(h.client.join('room'));
    await settle();
    jasmine.clock().tick(CALL_TIMEOUT);
    await settle();
    expect(join.now).toBe('timeout');
  });

  it('rejects a join with cancelled when the session ends', async () => {
    h.instance.answers.set('subscribe', 'hang');
    const join = fate(h.client.join('room'));
    await settle();
    void h.client.logout();
    await settle();
    expect(join.now).toBe('cancelled');
  });

  it('unsubscribes once with leave, and resolves when there is nothing to leave', async () => {
    await h.client.leave('room');
    expect(methods()).toEqual([]);
    await h.client.join('room');
    await Promise.all([h.client.leave('room'), h.client.leave('room')]);
    await h.client.leave('room');
    expect(methods()).toEqual(['subscribe', 'unsubscribe']);
  });

  it('lets nothing through after the call of leave', async () => {
    await h.client.join('room');
    h.instance.answers.set('unsubscribe', 'hang');
    void h.client.leave('room').catch(() => undefined);
    say('room');
    expect(h.messages).toEqual([]);
  });

  it('cancels a join with leave, and asks the SDK to do so too', async () => {
    h.instance.answers.set('subscribe', 'hang');
    const join = fate(h.client.join('room'));
    await settle();
    const leave = fate(h.client.leave('room'));
    await settle();
    expect(join.now).toBe('cancelled');
    expect(methods()).toEqual(['subscribe', 'unsubscribe']);
    expect(leave.now).withContext('the subscribe may still succeed').toBe('pending');
    jasmine.clock().tick(CALL_TIMEOUT);
    await settle();
    expect(leave.now).toBe('done');
  });

  it('unsubscribes again when a cancelled subscribe has succeeded after all', async () => {
    let succeed!: (value: unknown) => void;
    const slow = new Promise((resolve) => (succeed = resolve));
    h.instance.answers.set('subscribe', { value: slow });
    const join = fate(h.client.join('room'));
    await settle();
    const leave = fate(h.client.leave('room'));
    await settle();
    succeed({ timestamp: 0 });
    await settle();
    expect([join.now, leave.now]).toEqual(['cancelled', 'done']);
    expect(methods()).toEqual(['subscribe', 'unsubscribe', 'unsubscribe']);
    say('room');
    expect(h.messages).toEqual([]);
  });

  it('joins again after a leave that is still under way', async () => {
    await h.client.join('room');
    let left!: (value: unknown) => void;
    h.instance.answers.set('unsubscribe', { value: new Promise((resolve) => (left = resolve)) });
    const leave = fate(h.client.leave('room'));
    const join = fate(h.client.join('room'));
    await settle();
    expect(methods()).withContext('one after the other').toEqual(['subscribe', 'unsubscribe']);
    left({ timestamp: 0 });
    await settle();
    expect([leave.now, join.now]).toEqual(['done', 'done']);
    expect(methods()).toEqual(['subscribe', 'unsubscribe', 'subscribe']);
    say('room');
    expect(h.messages.length).toBe(1);
  });

  it('does not let the failure of a cancelled join end the join that came after it', async () => {
    let fail!: (error: unknown) => void;
    h.instance.answers.set('subscribe', { value: new Promise((_, reject) => (fail = reject)) });
    const calls = [h.client.join('room'), h.client.leave('room'), h.client.join('room')].map(fate);
    await settle();
    h.instance.answers.delete('subscribe');
    fail(new FakeRtmError(-11040));
    await settle();
    expect(calls.map(({ now }) => now)).toEqual(['cancelled', 'done', 'done']);
    say('room');
    expect(h.messages.length).toBe(1);
  });

  it('ends left after join, leave, join, leave in one go, and subscribes no more than needed', async () => {
    const calls = [
      h.client.join('room'),
      h.client.leave('room'),
      h.client.join('room'),
      h.client.leave('room'),
    ].map(fate);
    await settle();
    expect(calls.map(({ now }) => now)).toEqual(['cancelled', 'done', 'cancelled', 'done']);
    say('room');
    expect(h.messages).toEqual([]);
  });

  it('rejects a leave that fails, but hears nothing all the same', async () => {
    await h.client.join('room');
    h.instance.answers.set('unsubscribe', { code: -11028 });
    expect(await codeOf(h.client.leave('room'))).toBe('server-error');
    say('room');
    expect(h.messages).toEqual([]);
  });

  it('leaves while reconnecting, and tells the backend when it is back', async () => {
    await h.client.join('room');
    await h.client.join('hall');
    h.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
    h.instance.answers.set('unsubscribe', { code: -10025 });
    await h.client.leave('room');
    h.instance.answers.delete('unsubscribe');
    h.instance.link('CONNECTED', 'RECONNECT_SUCCESS');
    await settle();
    expect(h.instance.callsOf('unsubscribe').map(({ args }) => args[0])).toEqual(['room', 'room']);
    h.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
    h.instance.link('CONNECTED', 'RECONNECT_SUCCESS');
    await settle();
    expect(h.instance.callsOf('unsubscribe').length).withContext('once is enough').toBe(2);
  });

  it('does not leave a channel on reconnection that has been joined again', async () => {
    await h.client.join('room');
    h.instance.answers.set('unsubscribe', { code: -11028 });
    expect(await codeOf(h.client.leave('room'))).toBe('server-error');
    await h.client.join('room');
    h.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
    h.instance.link('CONNECTED', 'RECONNECT_SUCCESS');
    await settle();
    expect(methods()).toEqual(['subscribe', 'unsubscribe', 'subscribe']);
  });

  it('keeps its channels through an outage that the SDK makes good', async () => {
    await h.client.join('room');
    h.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
    await h.client.join('room');
    h.instance.link('CONNECTED', 'RECONNECT_SUCCESS');
    await h.client.join('room');
    expect(methods()).toEqual(['subscribe']);
    say('room');
    expect(h.messages.length).toBe(1);
  });

  it('subscribes anew what the SDK could not restore, and hears it meanwhile', async () => {
    await h.client.join('room');
    await h.client.join('hall');
    h.instance.link('DISCONNECTED', 'KEEP_ALIVE_TIMEOUT');
    h.instance.link('CONNECTED', 'RECONNECT_SUCCESS', { unrestoredChannels: ['room', 5] });
    say('room');
    expect(h.messages.length).toBe(1);
    await Promise.all([h.client.join('room'), h.client.join('hall')]);
    expect(h.instance.callsOf('subscribe').map(({ args }) => args[0])).toEqual([
      'room',
      'hall',
      'room',
    ]);
  });

  it('subscribes all anew when the session was not resumed', async () => {
    await h.client.join('room');
    await h.client.join('hall');
    h.instance.link('SUSPENDED', 'RECONNECT_TIMEOUT');
    h.instance.link('CONNECTED', 'RECONNECT_SUCCESS', { isResumed: false });
    await Promise.all([h.client.join('room'), h.client.join('hall')]);
    expect(h.instance.callsOf('subscribe').length).toBe(4);
  });
});
