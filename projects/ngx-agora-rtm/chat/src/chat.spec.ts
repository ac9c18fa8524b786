import {
  InMemoryRtm,
  type InMemoryRtmOptions,
  LIKE_SDK_1,
  LIKE_SDK_2,
} from 'ngx-agora-rtm/testing';
import type { RtmMessage } from 'ngx-agora-rtm/client';
import { Chat } from './chat';
import { clientTransport } from './client-transport';
import { DEFAULT_CHAT_OPTIONS } from './chat-options';
import { messageIn } from './chat-selectors';
import type { ConversationKey, ConversationRef } from './conversation-ref';
import { conversationIn } from './conversation-table';
import { InMemoryTabs } from './in-memory-tabs';
import type { Schedule } from './event-batch';
import { ManualClock, settled } from './manual-clock';
import { newMessageId } from './message-id';
import { MemoryChatStorage, newMemoryChatData, type MemoryChatData } from './memory-chat-storage';
import { PlainStateHolder } from './state-holder';
import { entriesBetween } from './timeline';

const withNextMicrotask: Schedule = (callback) => {
  let isCancelled = false;
  queueMicrotask(() => {
    if (!isCancelled) callback();
  });
  return () => {
    isCancelled = true;
  };
};

const LOBBY: ConversationRef = { type: 'channel', id: 'lobby' };

/** A browser with tabs, that keeps things as long as the test lives. */
class Browser {
  readonly tabs = new InMemoryTabs();
  readonly #network: InMemoryRtm;
  readonly #clock: ManualClock;
  readonly #data = new Map<string, MemoryChatData>();

  constructor(network: InMemoryRtm, clock: ManualClock) {
    this.#network = network;
    this.#clock = clock;
  }

  tab(schedule?: Schedule): Tab {
    return new Tab(this.#network, this.#clock, this.tabs, this.#data, schedule);
  }
}

class Tab {
  readonly holder = new PlainStateHolder();
  readonly chat: Chat;

  constructor(
    network: InMemoryRtm,
    clock: ManualClock,
    tabs: InMemoryTabs,
    data: Map<string, MemoryChatData>,
    schedule: Schedule = withNextMicrotask,
  ) {
    this.chat = new Chat({
      transport: clientTransport(network.client()),
      holder: this.holder,
      openStorage: (userId) => {
        const kept = data.get(userId) ?? newMemoryChatData();
        data.set(userId, kept);
        return Promise.resolve(new MemoryChatStorage({ data: kept }));
      },
      tabs: tabs.open,
      sharesMemory: true,
      schedule,
      clock,
      options: DEFAULT_CHAT_OPTIONS,
    });
  }

  texts(ref: ConversationRef): string[] {
    const key: ConversationKey = `${ref.type}:${ref.id}`;
    const conversation = conversationIn(this.chat.state(), key);
    if (!conversation) return [];
    const { timeline, pending } = conversation;
    return [...entriesBetween(timeline, 0, timeline.length), ...pending].map((entry) =>
      entry.type === 'gap'
        ? `gap(${entry.reason})`
        : 'text' in entry.content
          ? `${entry.from}: ${entry.content.text}`
          : entry.content.kind,
    );
  }

  statuses(ref: ConversationRef): string[] {
    const conversation = conversationIn(this.chat.state(), `${ref.type}:${ref.id}`);
    return conversation?.pending.map(({ status }) => status) ?? [];
  }
}

for (const [backend, options] of [
  ['SDK 2.x with history', LIKE_SDK_2],
  ['SDK 2.x without history', { ...LIKE_SDK_2, history: false }],
  ['SDK 1.x', LIKE_SDK_1],
] as readonly (readonly [string, InMemoryRtmOptions])[]) {
  describe(`Chat on ${backend}`, () => {
    let network: InMemoryRtm;
    let clock: ManualClock;
    let alice: Browser;
    let bob: Browser;

    beforeEach(() => {
      clock = new ManualClock();
      network = new InMemoryRtm({ ...options, now: () => clock.now() });
      alice = new Browser(network, clock);
      bob = new Browser(network, clock);
    });

    async function loggedIn(browser: Browser, userId: string): Promise<Tab> {
      const tab = browser.tab();
      const login = tab.chat.login(userId);
      await clock.pass(0);
      await login;
      return tab;
    }

    async function talking(): Promise<[Tab, Tab]> {
      const a = await loggedIn(alice, 'alice');
      const b = await loggedIn(bob, 'bob');
      await Promise.all([a.chat.open(LOBBY), b.chat.open(LOBBY)]);
      await clock.pass(1_000);
      return [a, b];
    }

    it('brings a message to everybody once, and says that it was sent', async () => {
      const [a, b] = await talking();
      await a.chat.send(LOBBY, { kind: 'text', text: 'hello' });
      await clock.pass(1_000);
      expect(a.texts(LOBBY)).toEqual(['alice: hello']);
      expect(b.texts(LOBBY)).toEqual(['alice: hello']);
      expect(a.statuses(LOBBY)).toEqual([]);
    });

    it('sends what was written without a connection as soon as there is one, in order', async () => {
      const [a, b] = await talking();
      network.cut('alice');
      for (const text of ['one', 'two', 'three']) await a.chat.send(LOBBY, { kind: 'text', text });
      await settled();
      expect(a.statuses(LOBBY)).toEqual(['queued', 'queued', 'queued']);
      network.restore('alice');
      await clock.pass(5_000);
      expect(b.texts(LOBBY)).toEqual(['alice: one', 'alice: two', 'alice: three']);
      expect(a.statuses(LOBBY)).toEqual([]);
    });

    it('sends what an earlier page has left unsent', async () => {
      const [a, b] = await talking();
      network.cut('alice');
      await a.chat.send(LOBBY, { kind: 'text', text: 'before the reload' });
      await a.chat.destroy();
      const again = await loggedIn(alice, 'alice');
      await clock.pass(5_000);
      expect(b.texts(LOBBY)).toEqual(['alice: before the reload']);
      expect(again.texts(LOBBY)).toContain('alice: before the reload');
    });

    it('shows at once what it has kept, before there is a connection', async () => {
      const [a] = await talking();
      await a.chat.send(LOBBY, { kind: 'text', text: 'kept' });
      await clock.pass(1_000);
      await a.chat.destroy();
      const held = network.hold('login');
      const again = alice.tab();
      const login = again.chat.login('alice');
      await settled();
      expect(again.texts(LOBBY)).toEqual(['alice: kept']);
      held.release();
      await clock.pass(0);
      await login;
    });

    it('shows the latest conversation that it has kept before the next frame', async () => {
      const [a] = await talking();
      await a.chat.send(LOBBY, { kind: 'text', text: 'kept' });
      await clock.pass(1_000);
      await a.chat.destroy();
      const held = network.hold('login');
      const again = alice.tab(() => () => undefined);
      const login = again.chat.login('alice');
      await settled();
      expect(conversationIn(again.holder.current(), 'channel:lobby')?.latest?.content).toEqual({
        kind: 'text',
        text: 'kept',
      });
      held.release();
      await clock.pass(0);
      await login;
    });

    it('has one connection for two tabs, and both show and send the same', async () => {
      const [a, b] = await talking();
      const second = await loggedIn(alice, 'alice');
      expect(a.chat.state().tab).toBe('leader');
      expect(second.chat.state().tab).toBe('follower');
      await second.chat.send(LOBBY, { kind: 'text', text: 'from the second' });
      await a.chat.send(LOBBY, { kind: 'text', text: 'from the first' });
      await clock.pass(1_000);
      const all = ['alice: from the second', 'alice: from the first'];
      expect(b.texts(LOBBY)).toEqual(all);
      expect(a.texts(LOBBY)).toEqual(all);
      expect(second.texts(LOBBY)).toEqual(all);
      expect(second.chat.state().connection.state).toBe('connected');
    });

    it('hands the connection over when its tab is closed', async () => {
      const [a, b] = await talking();
      const second = await loggedIn(alice, 'alice');
      await a.chat.destroy();
      await clock.pass(2_000);
      expect(second.chat.state().tab).toBe('leader');
      expect(second.chat.state().connection.state).toBe('connected');
      await second.chat.send(LOBBY, { kind: 'text', text: 'still here' });
      await b.chat.send(LOBBY, { kind: 'text', text: 'good' });
      await clock.pass(2_000);
      expect(second.texts(LOBBY).filter((text) => !text.startsWith('gap'))).toEqual([
        'alice: still here',
        'bob: good',
      ]);
    });

    it('asks when the user logs in elsewhere, and does not fight back', async () => {
      const [a] = await talking();
      const elsewhere = network.client();
      await elsewhere.login({ userId: 'alice', token: null });
      await clock.pass(60_000);
      expect(a.chat.state().connection).toEqual(
        jasmine.objectContaining({ state: 'failed', reason: 'replaced' }),
      );
      await a.chat.send(LOBBY, { kind: 'text', text: 'kept for later' });
      expect(a.statuses(LOBBY)).toEqual(['queued']);
      const login = a.chat.login('alice');
      await clock.pass(5_000);
      await login;
      expect(a.texts(LOBBY)).toContain('alice: kept for later');
      expect(a.statuses(LOBBY)).toEqual([]);
    });

    it('shows another user nothing of the one before', async () => {
      const [a] = await talking();
      await a.chat.send(LOBBY, { kind: 'text', text: 'private' });
      await clock.pass(1_000);
      const login = a.chat.login('carol');
      await clock.pass(1_000);
      await login;
      expect(JSON.stringify(a.chat.state())).not.toContain('private');
      expect(a.chat.state().userId).toBe('carol');
    });

    it('counts what was not seen, until it is', async () => {
      const [a, b] = await talking();
      await b.chat.send(LOBBY, { kind: 'text', text: 'hey @alice', mentions: ['alice'] });
      const id = await b.chat.send(LOBBY, { kind: 'text', text: 'you there?' });
      await clock.pass(1_000);
      const seen = () => {
        const conversation = conversationIn(a.chat.state(), 'channel:lobby');
        return [conversation?.unread, conversation?.mentions];
      };
      expect(seen()).toEqual([2, 1]);
      await a.chat.seen(LOBBY, id);
      expect(seen()).toEqual([0, 0]);
      await a.chat.markUnread(LOBBY, id);
      expect(seen()).toEqual([1, 0]);
    });

    it('tells the writer what was received and read', async () => {
      const [a, b] = await talking();
      const id = await a.chat.send(LOBBY, { kind: 'text', text: 'read me' });
      await clock.pass(5_000);
      await b.chat.seen(LOBBY, id);
      await clock.pass(5_000);
      const receipts = conversationIn(a.chat.state(), 'channel:lobby')?.receipts['user:bob'];
      expect(Object.values(receipts?.read ?? {})).toEqual([1]);
      expect(Object.values(receipts?.delivered ?? {})).toEqual([1]);
    });

    it('changes, takes back and reacts', async () => {
      const [a, b] = await talking();
      const first = await a.chat.send(LOBBY, { kind: 'text', text: 'frist' });
      const second = await a.chat.send(LOBBY, { kind: 'text', text: 'oops' });
      await clock.pass(1_000);
      await a.chat.edit(LOBBY, first, 'first');
      await a.chat.delete(LOBBY, second);
      await b.chat.react(LOBBY, first, '👍', true);
      await clock.pass(1_000);
      for (const tab of [a, b]) expect(tab.texts(LOBBY)).toEqual(['alice: first', 'alice: ']);
      await a.chat.pin(LOBBY, first, true);
      await clock.pass(1_000);
      for (const tab of [a, b]) {
        const conversation = conversationIn(tab.chat.state(), 'channel:lobby');
        const message = conversation && messageIn(conversation, first);
        expect(message?.reactions.map(({ from, emoji, on }) => [from, emoji, on])).toEqual([
          ['bob', '👍', true],
        ]);
        expect(conversation?.pins).toEqual([first]);
      }
      await expectAsync(b.chat.edit(LOBBY, first, 'mine')).toBeRejectedWithError(/Only the writer/);
    });

    // Where there is no history, whoever comes later asks those who are there, and what they tell is news.
    if (options.history !== false)
      it('counts the past of a conversation that was opened as read, also after a reload', async () => {
        const [, b] = await talking();
        await b.chat.send(LOBBY, { kind: 'text', text: 'long ago' });
        await clock.pass(1_000);
        const carol = new Browser(network, clock);
        const unread = (tab: Tab) => conversationIn(tab.chat.state(), 'channel:lobby')?.unread;
        const first = await loggedIn(carol, 'carol');
        await first.chat.open(LOBBY);
        await clock.pass(1_000);
        expect(unread(first)).toBe(0);
        await first.chat.destroy();
        const again = await loggedIn(carol, 'carol');
        await clock.pass(1_000);
        expect(unread(again)).toBe(0);
      });

    it('shows nothing of a blocked user, also after a reload, until they are not blocked any more', async () => {
      const [a, b] = await talking();
      await b.chat.send(LOBBY, { kind: 'text', text: 'before' });
      await clock.pass(1_000);
      await a.chat.block('bob', true);
      await b.chat.send(LOBBY, { kind: 'text', text: 'unheard' });
      await clock.pass(1_000);
      expect(a.texts(LOBBY)).not.toContain('bob: unheard');
      await a.chat.destroy();
      const again = await loggedIn(alice, 'alice');
      await clock.pass(5_000);
      expect(again.texts(LOBBY).filter((text) => text.startsWith('bob'))).toEqual([]);
      await again.chat.block('bob', false);
      await b.chat.send(LOBBY, { kind: 'text', text: 'heard' });
      await clock.pass(1_000);
      expect(again.texts(LOBBY)).toContain('bob: heard');
    });

    it('keeps a message for later, mutes, and finds words, also after a reload', async () => {
      const [a, b] = await talking();
      const id = await b.chat.send(LOBBY, { kind: 'text', text: 'the needle is here' });
      await clock.pass(1_000);
      await a.chat.save(LOBBY, id, true);
      await a.chat.prefer(LOBBY, { isMuted: true });
      await a.chat.destroy();
      const again = await loggedIn(alice, 'alice');
      await clock.pass(1_000);
      expect(again.chat.state().saved.map(({ record }) => record.id)).toEqual([id]);
      expect(conversationIn(again.chat.state(), 'channel:lobby')?.isMuted).toBeTrue();
      const found: (readonly string[])[] = [];
      void again.chat.search('needl').then((hits) => found.push(hits.map((hit) => hit.id)));
      // The index is loaded by itself, which takes real time, and made in slices.
      for (let round = 0; round < 2_000 && found.length === 0; round++) await clock.pass(10);
      expect(found).toEqual([[id]]);
      await again.chat.save(LOBBY, id, false);
      expect(again.chat.state().saved).toEqual([]);
    });

    it('gives up looking for a message when older ones cannot be had', async () => {
      const [a] = await talking();
      network.cut('alice');
      const reveal = a.chat.reveal(LOBBY, newMessageId());
      await clock.pass(120_000);
      expect(await reveal).toBeFalse();
    });

    it('stops being seen to write when the message is sent', async () => {
      const [a, b] = await talking();
      b.chat.typing(LOBBY, true);
      await clock.pass(500);
      const bystander = network.client();
      await bystander.login({ userId: 'bystander', token: null });
      await bystander.join('lobby');
      const told: string[] = [];
      bystander.messages$.subscribe(({ payload }) => told.push(String(payload)));
      await b.chat.send(LOBBY, { kind: 'text', text: 'done' });
      await clock.pass(1_000);
      expect(told.filter((text) => text.includes('"typing"')).length).toBe(1);
      expect(conversationIn(a.chat.state(), 'channel:lobby')?.typing).toEqual([]);
    });

    it('keeps drafts over a reload', async () => {
      const [a] = await talking();
      for (const text of ['n', 'no', 'not yet']) a.chat.draft(LOBBY, 'text', text);
      await a.chat.destroy();
      const again = await loggedIn(alice, 'alice');
      expect(conversationIn(again.chat.state(), 'channel:lobby')?.drafts).toEqual({
        text: 'not yet',
      });
    });

    it('says who is writing, for a while', async () => {
      const [a, b] = await talking();
      b.chat.typing(LOBBY, true);
      await clock.pass(500);
      const typing = () => conversationIn(a.chat.state(), 'channel:lobby')?.typing;
      expect(typing()).toEqual(['bob']);
      await clock.pass(10_000);
      expect(typing()).toEqual([]);
    });

    it('does not hide that something may be missing from the time without a connection', async () => {
      const [a, b] = await talking();
      await b.chat.send(LOBBY, { kind: 'text', text: 'before' });
      await clock.pass(1_000);
      network.cut('alice');
      await b.chat.send(LOBBY, { kind: 'text', text: 'missed' });
      await clock.pass(60_000);
      network.restore('alice');
      await clock.pass(10_000);
      // From the history, or from Bob himself.
      expect(a.texts(LOBBY).filter((text) => !text.startsWith('gap'))).toEqual([
        'bob: before',
        'bob: missed',
      ]);
      expect(a.chat.state().connection.isCurrent).toBe(true);
    });

    it('ends everything with a logout, in all tabs', async () => {
      const [a] = await talking();
      const second = await loggedIn(alice, 'alice');
      await second.chat.logout();
      await clock.pass(1_000);
      expect(a.chat.state().userId).toBeNull();
      expect(second.chat.state().userId).toBeNull();
      expect(network.isOnline('alice')).toBe(false);
    });

    it('takes a plain text of a foreign client as it is, and can answer as plain', async () => {
      const [a] = await talking();
      const foreign = network.client();
      await foreign.login({ userId: 'old-client', token: null });
      await foreign.join('lobby');
      const heard: RtmMessage[] = [];
      foreign.messages$.subscribe((message) => heard.push(message));
      await foreign.sendToChannel('lobby', 'hi from 2019');
      await clock.pass(1_000);
      expect(a.texts(LOBBY)).toEqual(['old-client: hi from 2019']);
      await a.chat.prefer(LOBBY, { isPlainText: true });
      await a.chat.send(LOBBY, { kind: 'text', text: 'plain answer' });
      await clock.pass(1_000);
      const texts = heard.filter(({ own }) => !own).map(({ payload }) => payload);
      expect(texts).toContain('plain answer');
      expect(a.texts(LOBBY)).toEqual(['old-client: hi from 2019', 'alice: plain answer']);
    });
  });
}
