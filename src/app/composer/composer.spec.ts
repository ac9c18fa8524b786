import { Desk } from '../desk-testing.spec';

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
    expect(desk.network.messages.map(({ payload }) => payload)).toEqual(['hello\nthere']);
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
      expect(desk.network.messages).toEqual([]);
      expect(event.defaultPrevented).toBe(false);
      expect(desk.field('Message').value).toBe('hello');
    });
  }

  for (const text of ['', ' \n ']) {
    it(`asks for words instead of sending ${JSON.stringify(text)}`, async () => {
      const desk = await start();
      await desk.send(text);
      expect(desk.find('desk-composer')?.textContent).toContain('Write something first.');
      expect(desk.network.messages).toEqual([]);
      await desk.write('Message', 'a');
      expect(desk.field('Message').getAttribute('aria-invalid')).toBe('false');
    });
  }

  it('says by how much a message is too long, counted in bytes, and keeps it', async () => {
    const desk = await start();
    await desk.send('€'.repeat(10_923));
    expect(desk.find('desk-composer')?.textContent).toContain('Too long by 1 byte.');
    expect(desk.network.messages).toEqual([]);
    expect(desk.field('Message').value.length).toBe(10_923);
    await desk.send('€'.repeat(10_922));
    expect(desk.network.messages.length).toBe(1);
  });

  it('keeps a draft for each conversation', async () => {
    const desk = await start();
    await desk.write('Message', 'for support');
    await desk.open('bob');
    expect(desk.field('Message').value).toBe('');
    await desk.write('Message', 'for bob');
    await desk.click('desk-conversation-list a', '#support');
    expect(desk.field('Message').value).toBe('for support');
    await desk.press('Send');
    await desk.click('desk-conversation-list a', 'bob');
    expect(desk.field('Message').value).toBe('for bob');
    expect(desk.network.messages.map(({ target, payload }) => [target.id, payload])).toEqual([
      ['support', 'for support'],
    ]);
  });
});
