import { TestBed } from '@angular/core/testing';
import { type Action, provideStore, Store } from '@ngrx/store';
import { provideRtm, RtmService, withOptions } from 'ngx-agora-rtm';
import type { RtmClient, RtmTarget } from 'ngx-agora-rtm/client';
import { InMemoryRtm, type InMemoryRtmOptions } from 'ngx-agora-rtm/testing';
import { provideRtmStore } from './provide-rtm-store';
import { conversationActions } from './rtm-actions';
import { rtmFeature } from './rtm-feature';

const BOB: RtmTarget = { type: 'peer', id: 'bob' };
const LOBBY: RtmTarget = { type: 'channel', id: 'lobby' };

/** Every check that NgRx has: a vendor object, an error or a frozen payload that is written to would throw. */
const runtimeChecks = {
  strictStateImmutability: true,
  strictActionImmutability: true,
  strictStateSerializability: true,
  strictActionSerializability: true,
  strictActionTypeUniqueness: true,
};

describe('provideRtmStore', () => {
  let network: InMemoryRtm;
  let rtm: RtmService;
  let store: Store;
  let bob: RtmClient;

  /** Everything in memory happens within microtasks. */
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
  const state = () => store.selectSignal(rtmFeature.selectRtmState)();
  const texts = (key: 'peer:bob' | 'channel:lobby') =>
    state().conversations[key]?.messages.map(({ content }) => content);

  async function start(options: InMemoryRtmOptions = {}): Promise<void> {
    network = new InMemoryRtm(options);
    TestBed.configureTestingModule({
      providers: [
        provideStore({}, { runtimeChecks }),
        provideRtm(network.client, withOptions({ channelGraceMs: 0, retryBaseMs: 1, retries: 1 })),
        provideRtmStore(),
      ],
    });
    rtm = TestBed.inject(RtmService);
    store = TestBed.inject<Store>(Store);
    bob = network.client();
    await Promise.all([rtm.login('alice'), bob.login({ userId: 'bob', token: null })]);
  }

  async function dispatch(action: Action): Promise<void> {
    store.dispatch(action);
    await settle();
  }

  it('has the connection with its reason', async () => {
    await start();
    network.cut('alice');
    expect(state()).toEqual(
      jasmine.objectContaining({
        userId: 'alice',
        connection: jasmine.objectContaining({ state: 'reconnecting', reason: 'network' }),
      }),
    );
  });

  it('opens a conversation with a peer who writes', async () => {
    await start();
    await bob.sendToPeer('alice', 'hello');
    await settle();
    expect(texts('peer:bob')).toEqual(['hello']);
    expect(state().conversations['peer:bob']?.unread).toBe(1);
  });

  it('keeps of bytes only how many they are', async () => {
    await start();
    await bob.sendToPeer('alice', new Uint8Array([1, 2, 3]));
    expect(texts('peer:bob')).toEqual([{ bytes: 3 }]);
  });

  it('joins a channel when it is opened and leaves it when it is closed', async () => {
    await start();
    await dispatch(conversationActions.opened({ target: LOBBY }));
    expect(network.membersOf('lobby')).toEqual(['alice']);
    expect(state().conversations['channel:lobby']?.membership?.state).toBe('joined');
    await dispatch(conversationActions.closed({ target: LOBBY }));
    await settle();
    expect(network.membersOf('lobby')).toEqual([]);
  });

  it('tells who is in a channel, who comes and who goes', async () => {
    await start();
    await dispatch(conversationActions.opened({ target: LOBBY }));
    await bob.join('lobby');
    expect(state().conversations['channel:lobby']?.members).toEqual(['alice', 'bob']);
    await bob.leave('lobby');
    const changes = state().conversations['channel:lobby']?.attendance;
    expect(changes?.map(({ joined, left }) => [...joined, '-', ...left])).toEqual([
      ['bob', '-'],
      ['-', 'bob'],
    ]);
  });

  it('tells why a channel cannot be joined, and hears it again once it can', async () => {
    await start();
    network.failNext('join', 'permission-denied');
    await dispatch(conversationActions.opened({ target: LOBBY }));
    expect(state().conversations['channel:lobby']?.membership).toEqual({
      state: 'failed',
      error: jasmine.objectContaining({ code: 'permission-denied', retryable: false }),
    });
    await dispatch(conversationActions.joinRetried({ target: LOBBY }));
    await bob.sendToChannel('lobby', 'now');
    expect(texts('channel:lobby')).toEqual(['now']);
  });

  for (const channelEcho of [true, false]) {
    it(`shows an own channel message once, ${channelEcho ? 'with' : 'without'} an echo`, async () => {
      await start({ channelEcho });
      await dispatch(conversationActions.opened({ target: LOBBY }));
      store.dispatch(conversationActions.messageSubmitted(LOBBY, 'mine'));
      expect(state().conversations['channel:lobby']?.messages[0]?.status).toBe('sending');
      await settle();
      expect(state().conversations['channel:lobby']?.messages).toEqual([
        jasmine.objectContaining({ content: 'mine', own: true, from: 'alice', status: 'sent' }),
      ]);
    });
  }

  it('tells what became of a message to a peer', async () => {
    await start({ history: false });
    await dispatch(conversationActions.messageSubmitted(BOB, 'there?'));
    await bob.logout();
    await dispatch(conversationActions.messageSubmitted(BOB, 'gone?'));
    const deliveries = state().conversations['peer:bob']?.messages.map(({ delivery }) => delivery);
    expect(deliveries).toEqual(['delivered', 'missed']);
  });

  it('keeps for a peer what a backend with history stores', async () => {
    await start();
    await bob.logout();
    await dispatch(conversationActions.messageSubmitted(BOB, 'later'));
    expect(state().conversations['peer:bob']?.messages[0]?.delivery).toBe('stored');
  });

  it('keeps a message that cannot be sent, and sends it on request', async () => {
    await start();
    network.cut('alice');
    const submitted = conversationActions.messageSubmitted(BOB, 'kept');
    await dispatch(submitted);
    expect(state().conversations['peer:bob']?.messages).toEqual([
      jasmine.objectContaining({
        status: 'failed',
        error: jasmine.objectContaining({ code: 'not-connected', retryable: true }),
      }),
    ]);
    network.restore('alice');
    await dispatch(conversationActions.messageRetried(BOB, submitted.id, 'kept'));
    expect(state().conversations['peer:bob']?.messages).toEqual([
      jasmine.objectContaining({ status: 'sent', error: null }),
    ]);
  });

  it('does not call a message failed when only its answer got lost', async () => {
    await start();
    network.failNext('send-to-peer', 'timeout');
    await dispatch(conversationActions.messageSubmitted(BOB, 'perhaps'));
    expect(state().conversations['peer:bob']?.messages[0]?.status).toBe('unconfirmed');
  });

  it('reports a name that no backend takes as a failure of the message', async () => {
    await start();
    await dispatch(conversationActions.messageSubmitted({ type: 'peer', id: 'a/b' }, 'hi'));
    expect(state().conversations['peer:a/b']?.messages[0]?.error?.code).toBe('invalid-user-id');
  });

  describe('history', () => {
    it('is loaded when a conversation is opened, and merged with what came live', async () => {
      await start();
      await bob.sendToChannel('lobby', 'before');
      const held = network.hold('history');
      await dispatch(conversationActions.opened({ target: LOBBY }));
      await bob.sendToChannel('lobby', 'meanwhile');
      expect(state().conversations['channel:lobby']?.history.status).toBe('loading');
      held.release();
      await settle();
      expect(texts('channel:lobby')).toEqual(['before', 'meanwhile']);
      expect(state().conversations['channel:lobby']?.history).toEqual({
        status: 'loaded',
        before: null,
        error: null,
        hasLoaded: true,
      });
    });

    it('is loaded again after a reconnect, so that nothing is missing', async () => {
      await start();
      await dispatch(conversationActions.opened({ target: LOBBY }));
      network.cut('alice');
      await bob.sendToChannel('lobby', 'missed');
      network.restore('alice');
      await settle();
      expect(texts('channel:lobby')).toEqual(['missed']);
      expect(state().conversations['channel:lobby']?.unread).toBe(1);
    });

    it('is loaded further back on request, one page at a time', async () => {
      await start();
      for (let i = 1; i <= 120; i++) await bob.sendToChannel('lobby', `${i}`);
      await dispatch(conversationActions.opened({ target: LOBBY }));
      const before = state().conversations['channel:lobby']?.history.before ?? 0;
      expect(texts('channel:lobby')?.[0]).toBe('71');
      store.dispatch(conversationActions.earlierRequested({ target: LOBBY, before }));
      await dispatch(conversationActions.earlierRequested({ target: LOBBY, before }));
      expect(texts('channel:lobby')?.length).toBe(100);
      expect(texts('channel:lobby')?.[0]).toBe('21');
    });

    it('tells when it cannot be loaded', async () => {
      await start();
      network.failNext('history', 'server-error');
      await dispatch(conversationActions.opened({ target: LOBBY }));
      expect(state().conversations['channel:lobby']?.history.error?.code).toBe('server-error');
    });

    it('is not asked for where there is none', async () => {
      await start({ history: false });
      await dispatch(conversationActions.opened({ target: LOBBY }));
      expect(state().conversations['channel:lobby']?.history.status).toBe('idle');
    });

    it('of one user never reaches the next', async () => {
      await start();
      await bob.sendToPeer('alice', 'for alice only');
      const held = network.hold('history');
      await dispatch(conversationActions.opened({ target: BOB }));
      await rtm.logout();
      await rtm.login('mallory');
      await dispatch(conversationActions.opened({ target: BOB }));
      held.release();
      await settle();
      expect(texts('peer:bob')).toEqual([]);
    });
  });

  it('forgets the conversations, and leaves the channels, when another user logs in', async () => {
    await start();
    await dispatch(conversationActions.opened({ target: LOBBY }));
    await rtm.logout();
    await settle();
    await rtm.login('mallory');
    await settle();
    expect(state().conversations).toEqual({});
    expect(network.membersOf('lobby')).toEqual([]);
  });

  it('begins anew with a channel that the next user has open, too', async () => {
    await start();
    await dispatch(conversationActions.opened({ target: LOBBY }));
    await dispatch(conversationActions.restored({ userId: 'mallory', targets: [LOBBY] }));
    expect(state().conversations['channel:lobby']?.membership?.state).toBe('joined');
  });

  it('closes all conversations', async () => {
    await start();
    await dispatch(conversationActions.opened({ target: LOBBY }));
    await dispatch(conversationActions.allClosed());
    await settle();
    expect(state().conversations).toEqual({});
    expect(network.membersOf('lobby')).toEqual([]);
  });
});
