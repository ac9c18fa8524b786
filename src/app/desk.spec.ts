import { TestBed } from '@angular/core/testing';
import { Store } from '@ngrx/store';
import { RtmService } from 'ngx-agora-rtm';
import { selectConversationList } from 'ngx-agora-rtm/store';
import { Desk, FakeStorage } from './desk-testing.spec';
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
    TestBed.resetTestingModule();
    const again = await Desk.start({
      storage: desk.storage,
      network: desk.network,
      url: '/peer/bob',
    });
    expect(again.status).toBe('Connected');
    expect(again.conversations.map((text) => /bob|#support/.exec(text)?.[0])).toEqual([
      'bob',
      '#support',
    ]);
    expect(again.network.membersOf('support')).toEqual(['alice']);
  });

  it('forgets everything when one signs out', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    await desk.write('Message', 'secret draft');
    await desk.press('Sign out');
    expect(desk.url).toBe('/sign-in');
    expect(desk.storage.entries.size).toBe(0);
    expect(desk.network.isOnline('alice')).toBe(false);
    await desk.signIn('mallory');
    expect(desk.conversations).toEqual([]);
    await desk.open('bob');
    expect(desk.field('Message').value).toBe('');
  });

  it('shows nothing of one who signs out, however long that takes on the network', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    void TestBed.inject(DeskSession).signOut();
    const list = TestBed.inject(Store).selectSignal(selectConversationList);
    expect(list()).toEqual([]);
    await desk.settle();
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

  it('keeps one signed in when a reload finds no connection', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    TestBed.resetTestingModule();
    desk.network.failNext('login', 'timeout');
    const again = await Desk.start({ storage: desk.storage, network: desk.network });
    expect(again.conversations.length).toBe(1);
    expect(again.banner).toContain('The emulator does not answer at http://localhost:9700.');
    await again.press('Try again');
    expect(again.status).toBe('Connected');
  });

  it('says from the first moment on that it connects, also while a token is fetched', async () => {
    const storage = new FakeStorage();
    const desk = await Desk.signedIn('alice', { storage });
    TestBed.resetTestingModule();
    let give!: (token: string) => void;
    const token = new Promise<string>((resolve) => (give = resolve));
    const again = await Desk.start({ storage, network: desk.network, token: () => token });
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
    await Promise.resolve();
    expect(desk.network.isOnline('alice')).toBe(false);
  });
});
