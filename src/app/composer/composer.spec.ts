import { Desk, TestBrowser, wireText, engine } from '../desk-testing.spec';

describe('Composer', () => {
  const enter = (init: KeyboardEventInit = {}) =>
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init });

  async function start(): Promise<Desk> {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    return desk;
  }

  it('sends with Enter, and keeps the cursor', async () => {
    const desk = await start();
    await desk.write('Message', 'hello\nthere');
    const event = enter();
    desk.field('Message').dispatchEvent(event);
    await desk.settle();
    expect(desk.sent).toEqual(['hello\nthere']);
    expect(event.defaultPrevented).toBe(true);
    expect(desk.field('Message').value).toBe('');
    expect(document.activeElement).toBe(desk.field('Message'));
  });

  for (const [name, init] of [
    ['Shift+Enter, which breaks the line', { shiftKey: true }],
    ['the Enter of an input method', { isComposing: true }],
    ['the Enter of an input method on Safari', { keyCode: 229 }],
  ] as const) {
    it(`does not send with ${name}`, async () => {
      const desk = await start();
      await desk.write('Message', 'hello');
      const event = enter(init);
      desk.field('Message').dispatchEvent(event);
      await desk.settle();
      expect(desk.sent).toEqual([]);
      expect(event.defaultPrevented).toBe(false);
      expect(desk.field('Message').value).toBe('hello');
    });
  }

  for (const text of ['', ' \n ']) {
    it(`asks for words instead of sending ${JSON.stringify(text)}`, async () => {
      const desk = await start();
      await desk.send(text);
      expect(desk.find('desk-composer')?.textContent).toContain('Write something first.');
      expect(desk.sent).toEqual([]);
      await desk.write('Message', 'a');
      expect(desk.field('Message').getAttribute('aria-invalid')).toBe('false');
    });
  }

  it('says by how much a message is too long, counted in bytes of what is sent, and keeps it', async () => {
    const desk = await start();
    const said = () => desk.find('desk-composer')?.textContent ?? '';
    const tooLong = '€'.repeat(10_922);
    await desk.send(tooLong);
    const excess = Number(/Too long by (\d+) bytes/.exec(said())?.[1]);
    expect(desk.field('Message').value).toBe(tooLong);
    // A letter of ASCII takes one byte.
    const fitting = 'x'.repeat(3 * 10_922 - excess);
    await desk.send(`${fitting}x`);
    expect(said()).toContain('Too long by 1 byte.');
    expect(desk.sent).toEqual([]);
    await desk.send(fitting);
    expect(desk.sent).toEqual([fitting]);
  });

  it('keeps a draft for each conversation', async () => {
    const desk = await start();
    await desk.write('Message', 'for support');
    await desk.open('bob');
    expect(desk.field('Message').value).toBe('');
    await desk.write('Message', 'for bob');
    expect(desk.conversations.find((text) => text.includes('#support'))).toContain('Draft');
    await desk.click('desk-conversation-list a', '#support');
    expect(desk.field('Message').value).toBe('for support');
    await desk.press('Send');
    await desk.click('desk-conversation-list a', 'bob');
    expect(desk.field('Message').value).toBe('for bob');
    expect(desk.sent).toEqual(['for support']);
  });

  it('keeps a draft when the page is loaded again', async () => {
    const desk = await start();
    await desk.write('Message', 'not done');
    const again = await desk.reload();
    expect(again.field('Message').value).toBe('not done');
    await again.press('Send');
    expect(again.field('Message').value).toBe('');
    expect((await again.reload()).field('Message').value).toBe('');
  });

  it('keeps a draft as it is written, since a page can end at any moment', async () => {
    const desk = await start();
    const kept = () => desk.browser.kept.get('alice')?.conversations.get('channel:support')?.drafts;
    await desk.write('Message', 'not done');
    expect(kept()).toEqual({ text: 'not done' });
    await desk.write('Message', '');
    expect(kept()).toEqual({});
  });

  it('shows what another tab writes, unless something is being written here', async () => {
    const browser = new TestBrowser();
    const desk = await Desk.signedIn('alice', { browser });
    await desk.open('bob');
    const other = browser.newTab(desk.network);
    await other.login('alice');
    const write = async (text: string) => {
      other.draft({ type: 'peer', id: 'bob' }, 'text', text);
      await desk.pass(1000);
    };
    desk.field('User or channel').focus();
    await write('from the other tab');
    expect(desk.field('Message').value).toBe('from the other tab');
    desk.field('Message').focus();
    await desk.write('Message', 'from this tab');
    await write('from the other tab again');
    expect(desk.field('Message').value).toBe('from this tab');
    await desk.press('Send');
    expect(desk.sent).toEqual(['from this tab']);
    await other.destroy();
  });

  it('gives a message back that cannot be kept, before what was written since', async () => {
    const desk = await start();
    desk.browser.isFull = true;
    await desk.send('important');
    expect(desk.field('Message').value).toBe('important');
    expect(desk.find('desk-composer')?.textContent).toContain('could not be kept to be sent');
    desk.browser.isFull = false;
    await desk.press('Send');
    expect(desk.sent).toEqual(['important']);
  });

  it('tells others that one writes, and that one has stopped', async () => {
    const desk = await Desk.signedIn('alice', { typing: true });
    await desk.open('#support');
    const bob = await desk.other('bob');
    await bob.join('support');
    const heard: boolean[] = [];
    bob.messages$.subscribe(({ payload }) => {
      const decoded = engine.decodePayload(payload);
      if (decoded.type !== 'envelope') return;
      const { content } = decoded.envelope;
      if (content.kind === 'typing') heard.push(content.on);
    });
    await desk.write('Message', 'h');
    expect(heard).toEqual([true]);
    await desk.open('carol');
    expect(heard).toEqual([true, false]);
  });

  it('says who is writing', async () => {
    const desk = await Desk.signedIn();
    const bob = await desk.other('bob');
    await desk.open('bob');
    const line = desk.find('.writing');
    const height = line?.getBoundingClientRect().height;
    await bob.sendToPeer('alice', wireText({ kind: 'typing', on: true }));
    await desk.settle();
    expect(line?.textContent.trim()).toBe('bob is writing…');
    expect(line?.getBoundingClientRect().height).toBe(height);
    await bob.sendToPeer('alice', wireText({ kind: 'typing', on: false }));
    await desk.settle();
    expect(line?.textContent.trim()).toBe('');
  });
});
