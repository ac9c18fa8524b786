import {
  createEnvironmentInjector,
  EnvironmentInjector,
  provideZonelessChangeDetection,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { provideRtm, RtmError, RtmService, withOptions } from 'ngx-agora-rtm';
import type {
  IncomingInvitation,
  InvitationState,
  OnlineStatus,
  RtmAttributes,
} from 'ngx-agora-rtm';
import { InMemoryRtm, type InMemoryRtmOptions, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';

/** Lets everything happen that is only waiting for its microtask. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Waits for what takes real time, such as a retry, however slow the machine. */
async function until(isTrue: () => boolean): Promise<void> {
  for (let round = 0; round < 200 && !isTrue(); round++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof RtmError ? error.code : String(error)),
  );

describe('RtmService', () => {
  let network: InMemoryRtm;
  let rtm: RtmService;

  function setUp(options: InMemoryRtmOptions = {}): void {
    network = new InMemoryRtm(options);
    TestBed.resetTestingModule().configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideRtm(network.client, withOptions({ channelGraceMs: 5, retryBaseMs: 1 })),
      ],
    });
    rtm = TestBed.inject(RtmService);
  }

  beforeEach(() => setUp());

  async function online(userId: string, ...channels: string[]) {
    const client = network.client();
    await client.login({ userId, token: null });
    for (const channelId of channels) await client.join(channelId);
    return client;
  }

  const valuesOf = (attributes: RtmAttributes) =>
    Object.fromEntries([...attributes].map(([name, { value }]) => [name, value] as const));
  const lobby = { type: 'channel', id: 'lobby' } as const;

  describe('attributes of a channel', () => {
    /** All that a subscriber hears. */
    function follow() {
      const heard: unknown[] = [];
      const subscription = rtm.channel('lobby').attributes$.subscribe({
        next: (attributes) => heard.push(valuesOf(attributes)),
        error: (error: unknown) => heard.push((error as RtmError).code),
        complete: () => heard.push('complete'),
      });
      return { heard, stop: () => subscription.unsubscribe() };
    }

    it('join the channel, are read, and followed from then on', async () => {
      const bob = await online('bob');
      await bob.attributes.set(lobby, new Map([['topic', 'rain']]));
      await rtm.login('alice');
      const { heard } = follow();
      await settle();
      expect(network.membersOf('lobby')).toEqual(['alice']);
      await rtm.channel('lobby').setAttributes({ tone: 'kind' });
      await bob.attributes.remove(lobby, ['topic']);
      expect(heard).toEqual([{ topic: 'rain' }, { topic: 'rain', tone: 'kind' }, { tone: 'kind' }]);
    });

    it('are replayed to a late subscriber, and read once for all', async () => {
      await rtm.login('alice');
      follow();
      await rtm.channel('lobby').setAttributes({ topic: 'rain' });
      await settle();
      network.failNext('get-attributes', 'refused', 9);
      expect(follow().heard).toEqual([{ topic: 'rain' }]);
    });

    it('are read anew after a reconnect', async () => {
      const bob = await online('bob');
      await rtm.login('alice');
      const { heard } = follow();
      await settle();
      network.cut('alice');
      await bob.attributes.set(lobby, new Map([['topic', 'missed']]));
      network.restore('alice');
      await settle();
      expect(heard).toEqual([{}, { topic: 'missed' }]);
    });

    it('are those of a change when that comes before the answer', async () => {
      const bob = await online('bob');
      await rtm.login('alice');
      const held = network.hold('get-attributes');
      const { heard } = follow();
      await settle();
      await bob.attributes.set(lobby, new Map([['topic', 'rain']]));
      await bob.attributes.remove(lobby);
      held.release();
      await settle();
      expect(heard).toEqual([{ topic: 'rain' }, {}]);
    });

    it('are read again when that fails for the moment, and error when it fails for good', async () => {
      await rtm.login('alice');
      network.failNext('get-attributes', 'rate-limited', 2);
      const first = follow();
      await until(() => first.heard.length > 0);
      expect(first.heard).toEqual([{}]);
      first.stop();
      network.failNext('get-attributes', 'permission-denied');
      const second = follow();
      await settle();
      expect(second.heard).toEqual(['permission-denied']);
    });

    it('error when the channel cannot be joined', async () => {
      await rtm.login('alice');
      network.failNext('join', 'permission-denied');
      const { heard } = follow();
      await settle();
      expect(heard).toEqual(['permission-denied']);
    });

    it('can be set and removed without joining', async () => {
      await rtm.login('alice');
      await rtm.channel('lobby').setAttributes({ a: '1', b: '2', c: '3' });
      await rtm.channel('lobby').removeAttributes(['a', 'missing']);
      const bob = await online('bob');
      expect(valuesOf(await bob.attributes.get(lobby))).toEqual({ b: '2', c: '3' });
      await rtm.channel('lobby').removeAttributes();
      expect(valuesOf(await bob.attributes.get(lobby))).toEqual({});
      expect(network.membersOf('lobby')).toEqual([]);
    });

    it('are unsupported where the backend has none', async () => {
      setUp({ attributes: null });
      await rtm.login('alice');
      const { heard } = follow();
      await settle();
      expect(heard).toEqual(['unsupported']);
      expect(await codeOf(rtm.channel('lobby').setAttributes({ a: 'x' }))).toBe('unsupported');
    });
  });

  describe('attributes of users', () => {
    it('are those of the logged-in user, to read, set and remove', async () => {
      await rtm.login('alice');
      await rtm.setAttributes({ mood: 'dry', role: 'agent' });
      expect(valuesOf(await rtm.attributes(['mood']))).toEqual({ mood: 'dry' });
      await rtm.removeAttributes(['mood']);
      const bob = await online('bob');
      const found = await bob.attributes.get({ type: 'user', id: 'alice' });
      expect(valuesOf(found)).toEqual({ role: 'agent' });
    });

    it('need somebody who is logged in', async () => {
      expect(await codeOf(rtm.attributes())).toBe('not-logged-in');
      expect(await codeOf(rtm.setAttributes({ a: 'x' }))).toBe('not-logged-in');
      expect(await codeOf(rtm.removeAttributes())).toBe('not-logged-in');
    });

    it('can be read of a peer', async () => {
      const bob = await online('bob');
      await bob.attributes.set({ type: 'user', id: 'bob' }, new Map([['mood', 'wet']]));
      await rtm.login('alice');
      expect(valuesOf(await rtm.peer('bob').attributes())).toEqual({ mood: 'wet' });
      expect(valuesOf(await rtm.peer('bob').attributes(['other']))).toEqual({});
    });
  });

  describe('online status of a peer', () => {
    it('is told as it changes, to all who want to know', async () => {
      await rtm.login('alice');
      const heard: OnlineStatus[] = [];
      const handles = [rtm.peer('bob'), rtm.peer('bob')];
      const subscriptions = handles.map(({ online$ }) =>
        online$.subscribe((status) => heard.push(status)),
      );
      await settle();
      await online('bob');
      expect(heard).toEqual(['offline', 'offline', 'online', 'online']);
      for (const subscription of subscriptions) subscription.unsubscribe();
      await settle();
      network.end('bob', 'banned');
      expect(heard.length).toBe(4);
    });

    it('is unsupported where the backend cannot tell', async () => {
      setUp(LIKE_SDK_2);
      await rtm.login('alice');
      expect(await codeOf(firstValueFrom(rtm.peer('bob').online$))).toBe('unsupported');
    });
  });

  it('counts the members of channels that need not be joined', async () => {
    await online('bob', 'lobby');
    await rtm.login('alice');
    expect([...(await rtm.memberCounts(['lobby', 'other']))]).toEqual([
      ['lobby', 1],
      ['other', 0],
    ]);
  });

  describe('invitations', () => {
    it('go out to a peer and tell what becomes of them', async () => {
      const bob = await online('bob');
      await rtm.login('alice');
      const arrival = firstValueFrom(bob.invitations.incoming$);
      const outgoing = await rtm.peer('bob').invite({ content: 'call?', channelId: 'lobby' });
      const states: InvitationState[] = [];
      outgoing.state$.subscribe((state) => states.push(state));
      const { content, channelId, accept } = await arrival;
      await accept('coming');
      expect([content, channelId]).toEqual(['call?', 'lobby']);
      expect(states.at(-1)).toEqual({ phase: 'accepted', response: 'coming', failure: null });
    });

    it('come in and can be answered', async () => {
      const bob = await online('bob');
      await rtm.login('alice');
      const arrived: IncomingInvitation[] = [];
      rtm.invitations$.subscribe((invitation) => arrived.push(invitation));
      const outgoing = await bob.invitations.invite('alice');
      await arrived[0]?.refuse('busy');
      const { phase, response } = await firstValueFrom(outgoing.state$);
      expect([arrived[0]?.callerId, phase, response]).toEqual(['bob', 'refused', 'busy']);
    });

    it('are unsupported where the backend has none', async () => {
      setUp(LIKE_SDK_2);
      await rtm.login('alice');
      let isComplete = false;
      rtm.invitations$.subscribe({ complete: () => (isComplete = true) });
      expect(isComplete).toBeTrue();
      expect(await codeOf(rtm.peer('bob').invite())).toBe('unsupported');
    });
  });

  it('ends all of it when its injector is destroyed, also a login that is tried again', async () => {
    const injector = createEnvironmentInjector(
      [provideRtm(network.client, withOptions({ retryBaseMs: 60_000 }))],
      TestBed.inject(EnvironmentInjector),
    );
    const service = injector.get(RtmService);
    await service.login('alice');
    const ended: string[] = [];
    const note = (name: string) => ({ complete: () => ended.push(name) });
    service.channel('lobby').attributes$.subscribe(note('attributes'));
    service.peer('bob').online$.subscribe(note('online'));
    service.invitations$.subscribe(note('invitations'));
    await settle();
    injector.destroy();
    await settle();
    expect(ended.sort()).toEqual(['attributes', 'invitations', 'online']);

    const other = createEnvironmentInjector(
      [provideRtm(network.client, withOptions({ retryBaseMs: 60_000 }))],
      TestBed.inject(EnvironmentInjector),
    );
    network.failNext('login', 'timeout');
    const login = codeOf(other.get(RtmService).login('carol'));
    await settle();
    expect(other.get(RtmService).connectionState()).toBe('connecting');
    other.destroy();
    expect(await login).toBe('cancelled');
  });
});
