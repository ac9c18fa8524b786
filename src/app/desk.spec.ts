import { TestBed } from '@angular/core/testing';
import { Store } from '@ngrx/store';
import { RtmService } from 'ngx-agora-rtm';
import { selectConversationList } from 'ngx-agora-rtm/store';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { Desk, TestBrowser, engine } from './desk-testing.spec';
import { DeskSession } from './session/desk-session';

describe('Desk', () => {
  it('has one status on each page, and asks who one is first', async () => {
    const desk = await Desk.start({ url: '/channel/support' });
    expect(desk.root.querySelectorAll('[role=status]').length).toBe(1);
    expect(desk.url).toBe('/sign-in?returnUrl=%2Fchannel%2Fsupport');
    await desk.signIn('alice');
    expect(desk.root.querySelectorAll('[role=status]').length).toBe(1);
    expect(desk.url).toBe('/channel/support');
    expect(desk.status).toBe('Connected');
    expect(document.title).toBe('#support · Support desk');
  });

  it('does not go to another site after signing in', async () => {
    const desk = await Desk.signedIn('alice', { url: '/sign-in?returnUrl=%2F%2Fevil.example' });
    expect(desk.url).toBe('/');
  });

  it('goes on after a reload where it was', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    await desk.open('bob');
    await desk.send('remember this');
    const again = await desk.reload();
    expect(again.url).toBe('/peer/bob');
    expect(again.status).toBe('Connected');
    expect(again.conversations.map((text) => /bob|#support/.exec(text)?.[0])).toEqual([
      'bob',
      '#support',
    ]);
    expect(again.log).toContain('remember this');
    expect(again.network.membersOf('support')).toEqual(['alice']);
  });

  it('shows what it knows before there is a connection', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    await desk.send('remember this');
    const login = desk.network.hold('login');
    const again = await desk.reload();
    expect(again.status).toBe('Connecting');
    expect(again.log).toContain('remember this');
    login.release();
    await again.settle();
    expect(again.status).toBe('Connected');
  });

  it('forgets everything when one signs out', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    await desk.send('a secret');
    await desk.write('Message', 'secret draft');
    await desk.press('Sign out');
    expect(desk.url).toBe('/sign-in');
    expect(desk.browser.tab.entries.size).toBe(0);
    expect(desk.network.isOnline('alice')).toBe(false);
    await desk.signIn('mallory');
    expect(desk.conversations).toEqual([]);
    await desk.press('Sign out');
    await desk.signIn('alice');
    expect(desk.conversations).toEqual([]);
    const kept = JSON.stringify([...(desk.browser.kept.get('alice')?.records.values() ?? [])]);
    expect(kept).not.toContain('secret');
    await desk.open('bob');
    expect(desk.field('Message').value).toBe('');
  });

  it('shows nothing of one who signs out, however long that takes on the network', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    const logout = desk.network.hold('logout');
    void TestBed.inject(DeskSession).signOut();
    await desk.settle();
    const list = TestBed.inject(Store).selectSignal(selectConversationList);
    expect(list()).toEqual([]);
    expect(desk.url).toBe('/sign-in');
    logout.release();
    await desk.settle();
  });

  it('asks before messages are lost that were not sent', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    desk.network.cut('alice');
    await desk.send('one');
    await desk.press('Sign out');
    expect(desk.root.innerText).toContain('1 message was not sent. Sign out all the same?');
    expect(document.activeElement).toBe(desk.button('Stay'));
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }),
    );
    await desk.settle();
    expect(desk.button('Stay')).toBeNull();
    expect(document.activeElement).toBe(desk.button('Sign out'));
    await desk.send('two');
    await desk.press('Sign out');
    expect(desk.root.innerText).toContain('2 messages were not sent.');
    desk.network.restore('alice');
    await desk.settle();
    expect(desk.root.innerText).toContain('Everything has been sent by now.');
    desk.network.cut('alice');
    await desk.press('Stay');
    await desk.send('three');
    await desk.press('Sign out');
    await desk.press('Sign out all the same');
    expect(desk.url).toBe('/sign-in');
    expect(desk.browser.kept.get('alice')?.outbox.size).toBe(0);
  });

  it('counts in the title what is unread', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await bob.sendToPeer('alice', 'hello');
    await desk.settle();
    expect(document.title).toBe('(1) Support desk');
    expect(desk.conversations[0]).toContain('1 unread');
    await desk.click('desk-conversation-list a', 'bob');
    expect(document.title).toBe('bob · Support desk');
  });

  it('takes a message for read only while somebody looks', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await desk.open('bob');
    desk.attention.next(false);
    await bob.sendToPeer('alice', 'are you there?');
    await desk.settle();
    expect(document.title).toBe('(1) bob · Support desk');
    desk.attention.next(true);
    await desk.settle();
    expect(document.title).toBe('bob · Support desk');
  });

  it('says why one is not connected, and comes back on request', async () => {
    const desk = await Desk.signedIn();
    const elsewhere = await desk.other('alice');
    await desk.settle();
    expect(desk.banner).toContain('You signed in somewhere else.');
    await desk.press('Use here');
    expect(desk.status).toBe('Connected');
    expect(desk.banner).toBe('');
    await elsewhere.destroy();
  });

  it('says that the network is gone, and nothing once it is back', async () => {
    const desk = await Desk.signedIn();
    desk.network.cut('alice');
    await desk.settle();
    expect(desk.status).toBe('Reconnecting');
    expect(desk.banner).toContain('Connection lost');
    desk.network.restore('alice');
    await desk.settle();
    expect(desk.banner).toBe('');
  });

  it('is not connected before it has what was missed', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    desk.network.cut('alice');
    await desk.settle();
    const history = desk.network.hold('history');
    desk.network.restore('alice');
    await desk.settle();
    expect(desk.status).toBe('Catching up…');
    history.release();
    await desk.settle();
    expect(desk.status).toBe('Connected');
  });

  it('keeps one signed in when a reload finds no connection', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    desk.network.failNext('login', 'timeout');
    const again = await desk.reload({ url: '/' });
    expect(again.conversations.length).toBe(1);
    expect(again.banner).toContain('The emulator does not answer at http://localhost:9700.');
    await again.press('Try again');
    expect(again.status).toBe('Connected');
    expect(again.banner).toBe('');
  });

  it('says from the first moment on that it connects, also while a token is fetched', async () => {
    const desk = await Desk.signedIn('alice');
    let give!: (token: string) => void;
    const token = new Promise<string>((resolve) => (give = resolve));
    const again = await desk.reload({ token: () => token });
    expect(again.status).toBe('Connecting');
    expect(again.banner).not.toContain('Try again');
    give('t');
    await again.settle();
    expect(again.status).toBe('Connected');
  });

  it('is left by its service: the session ends with the injector', async () => {
    const desk = await Desk.signedIn();
    expect(TestBed.inject(RtmService).userId()).toBe('alice');
    TestBed.resetTestingModule();
    await new Promise((resolve) => setTimeout(resolve));
    expect(desk.network.isOnline('alice')).toBe(false);
  });
});

describe('Desk, in a browser with several tabs', () => {
  it('shares the connection of a user with their other tabs', async () => {
    const browser = new TestBrowser();
    const desk = await Desk.signedIn('alice', { browser });
    await desk.open('bob');
    const bob = await desk.other('bob');
    const other = browser.newTab(desk.network);
    await other.login('alice');
    await desk.settle();
    expect(desk.status).toBe('Connected');
    expect(desk.banner).toBe('');
    await other.send({ type: 'peer', id: 'bob' }, { kind: 'text', text: 'from the other tab' });
    await desk.settle();
    await bob.sendToPeer('alice', 'to both');
    await desk.settle();
    expect(desk.log).toMatch(/from the other tab .*to both/);
    await other.destroy();
  });

  it('goes on when the tab with the connection is closed', async () => {
    const browser = new TestBrowser();
    const network = (await Desk.start({ browser })).network;
    const other = browser.newTab(network);
    await other.login('alice');
    const desk = await new Promise<Desk>((resolve) => {
      TestBed.resetTestingModule();
      resolve(Desk.signedIn('alice', { browser, network }));
    });
    await desk.open('bob');
    await other.destroy();
    await desk.settle();
    expect(desk.status).toBe('Connected');
    await desk.send('still here');
    expect(desk.sent).toEqual(['still here']);
  });

  it('signs out in all of them', async () => {
    const browser = new TestBrowser();
    const desk = await Desk.signedIn('alice', { browser });
    await desk.open('bob');
    await desk.write('Message', 'secret draft');
    const other = browser.newTab(desk.network);
    await other.login('alice');
    await other.logout();
    await desk.settle();
    expect(desk.url).toBe('/sign-in');
    expect(browser.tab.entries.size).toBe(0);
    await desk.signIn('alice');
    expect(desk.conversations).toEqual([]);
  });

  it('gives up a login without signing out the other tabs', async () => {
    const browser = new TestBrowser();
    const network = (await Desk.start({ browser })).network;
    const other = browser.newTab(network);
    await other.login('alice');
    await other.open({ type: 'peer', id: 'bob' });
    TestBed.resetTestingModule();
    const login = network.hold('login');
    const desk = await Desk.start({ browser, network });
    await desk.write('User ID', 'alice');
    await desk.press('Sign in');
    await TestBed.inject(DeskSession).cancel();
    login.release();
    expect(other.state().connection.state).toBe('connected');
    expect(browser.kept.get('alice')?.conversations.size).toBe(1);
    await other.destroy();
  });
});

describe('Desk, with what the browser keeps', () => {
  const platform = (browser: TestBrowser) => ({
    ...browser.platform,
    openStorage: engine.openChatStorage,
  });

  /** IndexedDB has its own pace: looks again until something is so, or the spec's time limit ends the wait. */
  async function until(desk: Desk, isSo: () => boolean): Promise<void> {
    while (!isSo()) await desk.settle();
  }

  it('keeps conversations, drafts and unsent messages over a reload, and nothing after a sign-out', async () => {
    const browser = new TestBrowser();
    const network = new InMemoryRtm({ appId: `desk-spec-${Date.now()}` });
    const options = { browser, network, platform: platform(browser) };
    const desk = await Desk.signedIn('alice', options);
    await until(desk, () => desk.find('desk-storage-banner') !== null);
    expect(desk.find('desk-storage-banner')?.innerText).toBe('');
    await desk.open('bob');
    await until(desk, () => desk.find('desk-composer') !== null);
    await desk.send('sent');
    await until(desk, () => desk.sent.length === 1);
    desk.network.cut('alice');
    await desk.send('not sent');
    await until(desk, () => desk.log.includes('Waiting for the connection'));
    await desk.write('Message', 'a draft');

    desk.network.failNext('login', 'timeout', 1);
    const again = await desk.reload({ ...options, url: '/peer/bob' });
    await until(again, () => / sent .*not sent Waiting for the connection/.test(again.log));
    expect(again.field('Message').value).toBe('a draft');
    await until(again, () => again.button('Try again') !== null);
    await again.press('Try again');
    await until(again, () => again.sent.length === 2);
    expect(again.sent).toEqual(['sent', 'not sent']);
    await until(again, () => again.log.includes('not sent bob is offline'));

    await again.press('Sign out');
    await until(again, () => again.url === '/sign-in');
    await again.signIn('alice');
    await until(again, () => again.url === '/');
    expect(again.conversations).toEqual([]);
    const storage = await engine.openChatStorage({ appId: network.options.appId, userId: 'alice' });
    expect(await storage.outbox()).toEqual([]);
    expect(await storage.conversations()).toEqual([]);
    await storage.clear();
    await storage.close();
  });

  it('says that what is unsent is lost with the tab, where nothing is kept', async () => {
    const browser = new TestBrowser();
    const openStorage = () => Promise.resolve(new engine.MemoryChatStorage());
    const desk = await Desk.signedIn('alice', {
      browser,
      platform: { ...browser.platform, openStorage },
    });
    const banner = desk.find('desk-storage-banner');
    expect(banner?.innerText).toContain('This browser keeps nothing for this desk.');
    await desk.press('Hide');
    expect(banner?.innerText).toBe('');
  });
});
