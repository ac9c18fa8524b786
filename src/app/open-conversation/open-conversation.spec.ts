import { Desk } from '../desk-testing.spec';

describe('OpenConversation', () => {
  it('opens a channel, joins it and puts the cursor into the composer', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    expect(desk.url).toBe('/channel/support');
    expect(desk.network.membersOf('support')).toEqual(['alice']);
    expect(desk.find('[role=log]', '#support')).not.toBeNull();
    expect(document.activeElement).toBe(desk.field('Message'));
    expect(desk.field('User or channel').value).toBe('');
  });

  it('puts the cursor into the composer also from another conversation', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#support');
    desk.field('User or channel').focus();
    await desk.open('bob');
    expect(document.activeElement).toBe(desk.field('Message'));
    await desk.open('bob');
    expect(document.activeElement).toBe(desk.field('Message'));
  });

  for (const [name, problem] of [
    ['', 'Write a user ID, or a channel with a leading #.'],
    ['#', 'Write a user ID, or a channel with a leading #.'],
    ['alice', 'That is you. Write the user ID of somebody else.'],
    ['#a/b', 'A channel name must not contain the character /.'],
    ['a/b', 'A user ID must not contain the character /.'],
  ] as const) {
    it(`explains why "${name}" cannot be opened`, async () => {
      const desk = await Desk.signedIn();
      await desk.open(name);
      expect(desk.alert).toBe(problem);
      expect(desk.url).toBe('/');
      await desk.write('User or channel', 'b');
      expect(desk.alert).toBe('');
    });
  }

  it('finds its way with names that mean something in an address', async () => {
    const desk = await Desk.signedIn();
    await desk.open('#50% (a;b?c=d&e) + [f]');
    expect(desk.find('[role=log]', '#50% (a;b?c=d&e) + [f]')).not.toBeNull();
    expect(desk.network.membersOf('50% (a;b?c=d&e) + [f]')).toEqual(['alice']);
  });

  it('says on the page that an address leads nowhere', async () => {
    const desk = await Desk.signedIn('alice', { url: '/sign-in?returnUrl=%2Fpeer%2Falice' });
    expect(desk.alert).toContain('That is you.');
    expect(desk.find('[role=log]')).toBeNull();
  });
});
