import { TestBed } from '@angular/core/testing';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { Desk, textOf, wireText } from '../desk-testing.spec';

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

  it('keeps what is written without a connection, and sends it by itself, once', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    desk.network.cut('alice');
    await desk.send('do not lose me');
    expect(desk.log).toContain('do not lose me');
    expect(desk.log).toContain('Waiting for the connection');
    expect(desk.conversations[0]).toContain('Not sent yet');
    expect(desk.button('Retry')).toBeNull();
    desk.network.restore('alice');
    await desk.settle();
    expect(desk.log).not.toContain('Waiting');
    expect(desk.sent).toEqual(['do not lose me']);
    expect(rows(desk).length).toBe(1);
  });

  it('gives up on request what waits, and what was refused', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    desk.network.failNext('send-to-channel', 'refused');
    await desk.send('oops');
    expect(desk.log).toContain('Not sent. The service refused it.');
    expect(desk.conversations[0]).toContain('Not sent');
    await desk.press('Discard');
    expect(rows(desk)).toEqual([]);
    desk.network.cut('alice');
    await desk.send('never mind');
    await desk.press('Discard');
    expect(rows(desk)).toEqual([]);
    desk.network.restore('alice');
    await desk.settle();
    expect(desk.sent).toEqual([]);
  });

  it('tries again on request what was refused, and puts the cursor where one goes on', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    desk.network.failNext('send-to-channel', 'permission-denied');
    await desk.send('let me in');
    expect(desk.log).toContain('Not sent. You have no right to write here.');
    await desk.press('Retry');
    expect(desk.sent).toEqual(['let me in']);
    expect(desk.log).not.toContain('Not sent');
    expect(document.activeElement).toBe(desk.field('Message'));
  });

  it('sends a message whose answer got lost again by itself, and shows it once', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    desk.network.failNext('send-to-channel', 'timeout');
    await desk.send('perhaps');
    expect(desk.button('Retry')).toBeNull();
    await desk.pass(60_000);
    expect(desk.sent).toEqual(['perhaps']);
    expect(rows(desk)).toEqual([jasmine.stringMatching(/perhaps Sent$/)]);
  });

  it('says that a peer is offline, and later that they have read it', async () => {
    const desk = await Desk.signedIn('alice', { network: new InMemoryRtm({ history: false }) });
    await desk.open('bob');
    await desk.send('there?');
    expect(desk.log).toContain('bob is offline: not delivered so far');
    expect(desk.button('Retry')).toBeNull();
  });

  it('says that a message is kept for an offline peer', async () => {
    const desk = await Desk.signedIn();
    await desk.open('bob');
    await desk.send('later');
    expect(desk.log).toContain('bob is offline: kept in the history');
    expect(desk.button('Retry')).toBeNull();
  });

  it('says that a message was delivered, and that it was read', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await desk.open('bob');
    await desk.send('hello');
    expect(rows(desk)[0]).toMatch(/hello Delivered$/);
    const stream = [...(desk.browser.kept.get('alice')?.numbers.keys() ?? [])].length;
    expect(stream).toBe(1);
    const read = { from: 'alice', stream: desk.browser.kept.get('alice')?.stream ?? '', n: 1 };
    const receipt = { kind: 'receipt', delivered: [], read: [read] } as const;
    await bob.sendToPeer('alice', wireText(receipt));
    await desk.settle();
    expect(rows(desk)[0]).toMatch(/hello Read$/);
  });

  it('shows edits, deletions and reactions as they are', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await desk.open('bob');
    const first = wireText({ kind: 'text', text: 'frist' }, 1);
    const second = wireText({ kind: 'text', text: 'a mistake' }, 2);
    const idOf = (wire: string) => (JSON.parse(wire) as { id: string }).id;
    for (const text of [
      first,
      second,
      wireText({ kind: 'edit', target: idOf(first), text: 'first' }, 3),
      wireText({ kind: 'delete', target: idOf(second) }, 4),
      wireText({ kind: 'reaction', target: idOf(first), emoji: '👍', on: true }, 5),
    ]) {
      await bob.sendToPeer('alice', text);
    }
    await desk.settle();
    expect(rows(desk)[0]).toMatch(/ first Edited 👍 by bob 👍 1$/);
    expect(rows(desk)[1]).toMatch(/Message deleted$/);
    expect(desk.log).not.toContain('mistake');
  });

  it('shows files as links to the web, and to nothing else', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await desk.open('bob');
    const file = (url: string, name: string) => ({ url, name, type: 'text/plain', size: 2048 });
    const files = [
      file('https://files.example/a.txt', 'a.txt'),
      file('javascript:alert(1)', 'evil.txt'),
    ];
    await bob.sendToPeer('alice', wireText({ kind: 'file', text: 'see', files }, 1));
    await desk.settle();
    const links = [...desk.root.querySelectorAll<HTMLAnchorElement>('desk-message-row a')];
    expect(links.map(({ href, rel, target }) => [href, rel, target])).toEqual([
      ['https://files.example/a.txt', 'noopener noreferrer', '_blank'],
    ]);
    expect(desk.log).toContain('evil.txt (its address is not one to open)');
  });

  it('says of a message from the future that it cannot show it, or shows what it offers', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await desk.open('bob');
    const poll = { v: 9, id: '0190a0a0-0000-7000-8000-000000000001', kind: 'poll', body: {} };
    await bob.sendToPeer('alice', JSON.stringify(poll));
    await bob.sendToPeer(
      'alice',
      JSON.stringify({
        ...poll,
        id: '0190a0a0-0000-7000-8000-000000000002',
        alt: 'Tea or coffee?',
      }),
    );
    await bob.sendToPeer('alice', new Uint8Array(3));
    await desk.settle();
    expect(rows(desk)[0]).toContain('A kind of message that this desk cannot show yet.');
    expect(rows(desk)[1]).toContain('Tea or coffee?');
    expect(rows(desk)[2]).toContain('3 bytes that are no text');
  });

  it('sets notes apart, and tells what an application says from what people say', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await desk.open('#support');
    await bob.sendToChannel('support', wireText({ kind: 'note', text: 'a regular' }, 1));
    await bob.sendToChannel('support', wireText({ kind: 'system', text: 'Bob took it' }, 2));
    await desk.settle();
    expect(rows(desk)).toEqual([jasmine.stringContaining('Note for colleagues a regular')]);
    expect(textOf(desk.find('.event:last-child'))).toBe('Bob took it');
  });

  it('says that a message is missing, and puts it in its place when it is found', async () => {
    const desk = await Desk.signedIn('alice', { network: new InMemoryRtm({ history: false }) });
    const bob = await desk.other('bob');
    await desk.open('bob');
    const send = (n: number) =>
      bob.sendToPeer('alice', wireText({ kind: 'text', text: `number ${n}` }, n));
    await send(1);
    await send(3);
    await desk.pass(1000);
    expect(desk.log).toMatch(/number 1 .*A message of bob is missing\. Looking for it… .*number 3/);
    await send(2);
    await desk.settle();
    expect(desk.log).not.toContain('missing');
    expect(rows(desk).length).toBe(3);
  });

  it('says that a message is lost when it can be had no more', async () => {
    const desk = await Desk.signedIn('alice', { network: new InMemoryRtm({ history: false }) });
    const bob = await desk.other('bob');
    await desk.open('bob');
    for (const n of [1, 3]) {
      await bob.sendToPeer('alice', wireText({ kind: 'text', text: `number ${n}` }, n));
    }
    await desk.pass(10 * 60_000);
    expect(desk.log).toContain('A message of bob is missing and could not be had any more.');
  });

  it('says when one was away, where nobody keeps what was said', async () => {
    const desk = await Desk.signedIn('alice', { network: new InMemoryRtm({ history: false }) });
    await desk.open('#support');
    await desk.send('before');
    desk.network.cut('alice');
    await desk.pass(4 * 60_000);
    desk.network.restore('alice');
    await desk.settle();
    expect(desk.log).toMatch(/You were away from .* to .*: messages from then may be missing\./);
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
    desk.network.failNext('join', 'permission-denied', 30);
    await desk.open('#support');
    expect(desk.alert).toContain('This channel could not be joined. You have no right to join it.');
    // Each press tries several times, at growing intervals.
    while (desk.button('Try again')) {
      await desk.press('Try again');
      await desk.pass(60_000);
    }
    expect(desk.alert).toBe('');
    expect(desk.network.membersOf('support')).toEqual(['alice']);
  });

  it('shows the past, and more of it on request', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    for (let i = 1; i <= 150; i++) await bob.sendToChannel('support', `number ${i}.`);
    await desk.open('#support');
    expect(rows(desk).length).toBe(100);
    expect(desk.log).not.toContain('number 50.');
    await desk.press('Show earlier messages');
    expect(rows(desk).length).toBe(150);
    await bob.sendToChannel('support', 'number 151.');
    await desk.settle();
    expect(rows(desk).length).toBe(151);
    expect(desk.button('Show earlier messages')).toBeNull();
  });

  it('says that there is nothing before, without being asked', async () => {
    for (const history of [true, false]) {
      const desk = await Desk.signedIn('alice', { network: new InMemoryRtm({ history }) });
      await desk.open('#support');
      expect(desk.log).toContain('This is the beginning of #support.');
      await desk.send('first');
      expect(desk.button('Show earlier messages')).toBeNull();
      TestBed.resetTestingModule();
    }
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
