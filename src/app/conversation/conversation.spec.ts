import { Desk, textOf } from '../desk-testing.spec';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';

describe('ConversationPage', () => {
  const rows = (desk: Desk) =>
    [...desk.root.querySelectorAll<HTMLElement>('desk-message-row')].map(textOf);

  it('shows each message once, own and others', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    const bob = await desk.other('bob');
    await bob.join('support');
    await desk.send('hello');
    await bob.sendToChannel('support', 'hi alice');
    await desk.settle();
    expect(rows(desk).length).toBe(2);
    expect(rows(desk)[0]).toMatch(/^You .* hello Sent$/);
    expect(rows(desk)[1]).toMatch(/^B bob .* hi alice$/);
  });

  it('shows text as text', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await desk.open('bob');
    await bob.sendToPeer('alice', '<img src=x onerror=alert(1)>{{1+1}}\n  two');
    await desk.settle();
    const text = desk.root.querySelector<HTMLElement>('desk-message-row .text');
    expect(text?.textContent).toBe('<img src=x onerror=alert(1)>{{1+1}}\n  two');
    expect(text && getComputedStyle(text).whiteSpaceCollapse).toBe('preserve');
    expect(text?.dir).toBe('auto');
  });

  it('keeps what is written without a connection, and sends it on request', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    desk.network.cut('alice');
    await desk.send('do not lose me');
    expect(desk.log).toContain('do not lose me');
    expect(desk.log).toContain('Not sent. There was no connection.');
    expect(desk.conversations[0]).toContain('Not sent');
    desk.network.restore('alice');
    await desk.press('Retry');
    expect(desk.log).not.toContain('Not sent');
    expect(desk.network.messages.map(({ payload }) => payload)).toEqual(['do not lose me']);
    expect(rows(desk).length).toBe(1);
  });

  it('gives up an unsent message on request', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    desk.network.failNext('send-to-channel', 'refused');
    await desk.send('oops');
    expect(desk.log).toContain('Not sent. The service refused it.');
    await desk.press('Discard');
    expect(rows(desk)).toEqual([]);
  });

  it('does not call a message unsent whose answer got lost', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    desk.network.failNext('send-to-peer', 'timeout');
    await desk.send('perhaps');
    expect(desk.log).toContain('No confirmation: it may or may not have arrived.');
    expect(desk.button('Retry')).not.toBeNull();
  });

  it('says that a peer is offline, and that a message is kept for them', async () => {
    const desk = await Desk.signedIn('alice', { network: new InMemoryRtm({ history: false }) });
    await desk.open('bob');
    await desk.send('there?');
    expect(desk.log).toContain('bob is offline: not delivered');
    await desk.other('bob');
    await desk.press('Retry');
    expect(desk.log).toContain('Delivered');
    expect(rows(desk).length).toBe(1);
  });

  it('says that a message is kept for an offline peer', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    await desk.send('later');
    expect(desk.log).toContain('bob is offline: kept in the history');
    expect(desk.button('Retry')).toBeNull();
  });

  it('shows who is in a channel, who comes and who goes', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    const bob = await desk.other('bob');
    await bob.join('support');
    await desk.settle();
    const members = desk.find('desk-conversation .subtitle');
    expect(textOf(members)).toBe('2 members');
    expect(desk.log).toContain('bob joined');
    await bob.leave('support');
    await desk.settle();
    expect(textOf(members)).toBe('1 member');
    expect(desk.log).toContain('bob left');
  });

  it('says why a channel cannot be joined, and tries again on request', async () => {
    const desk = await Desk.signedIn();
    desk.network.failNext('join', 'permission-denied');
    await desk.open('#support');
    expect(desk.alert).toContain('This channel could not be joined. You have no right to join it.');
    await desk.press('Try again');
    expect(desk.alert).toBe('');
    expect(desk.network.membersOf('support')).toEqual(['alice']);
  });

  it('shows the past, and more of it on request', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    for (let i = 1; i <= 60; i++) await bob.sendToChannel('support', `number ${i}.`);
    await desk.open('#support');
    expect(rows(desk).length).toBe(50);
    expect(desk.log).not.toContain('number 10.');
    await desk.press('Show earlier messages');
    expect(rows(desk).length).toBe(60);
    expect(desk.button('Show earlier messages')).toBeNull();
  });

  it('marks what was unread when one came, as long as one stays', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await bob.sendToPeer('alice', 'first');
    await desk.settle();
    await desk.click('desk-conversation-list a', 'bob');
    await bob.sendToPeer('alice', 'second');
    await desk.settle();
    expect(desk.log).toMatch(/New B bob .* first .*second$/);
    expect(desk.conversations[0]).not.toContain('unread');
    await desk.press('Back to conversations');
    await desk.click('desk-conversation-list a', 'bob');
    expect(desk.log).not.toContain('New');
  });

  it('marks it also when one comes from another conversation of the same kind', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await desk.open('carol');
    await bob.sendToPeer('alice', 'first');
    await desk.settle();
    await desk.click('desk-conversation-list a', 'bob');
    expect(desk.log).toContain('New');
    expect(desk.conversations.join()).not.toContain('unread');
  });

  it('leaves one where one reads, until one writes oneself', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    for (let i = 1; i <= 50; i++) await bob.sendToChannel('support', `number ${i}\n\n\n`);
    await desk.open('#support');
    const log = desk.find('[role=log]');
    if (!log) throw new Error('There is no log');
    const distanceFromEnd = () => log.scrollHeight - log.clientHeight - log.scrollTop;
    expect(distanceFromEnd()).toBeLessThan(1);
    log.scrollTop = 300;
    log.dispatchEvent(new Event('scroll'));
    await bob.sendToChannel('support', 'look down here');
    await desk.settle();
    expect(log.scrollTop).toBe(300);
    expect(desk.button('1 new message')).not.toBeNull();
    expect(desk.conversations[0]).toContain('1 unread');
    await desk.send('I am here');
    expect(distanceFromEnd()).toBeLessThan(1);
    expect(desk.conversations[0]).not.toContain('unread');
  });

  it('closes from the list, and leaves the channel', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    await desk.press('Close #support');
    expect(desk.url).toBe('/');
    expect(desk.conversations).toEqual([]);
    await desk.settle();
    expect(desk.network.membersOf('support')).toEqual([]);
  });

  it('marks the conversation at hand in the list', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    await desk.open('bob');
    const current = desk.root.querySelectorAll<HTMLElement>(
      'desk-conversation-list [aria-current=page]',
    );
    expect([...current].map(textOf)).toEqual([jasmine.stringContaining('bob')]);
  });
});
