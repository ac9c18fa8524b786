import { Desk } from '../desk-testing.spec';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';

describe('SignIn', () => {
  for (const [name, problem] of [
    ['', 'A user ID must not be empty.'],
    ['a/b', 'A user ID must not contain the character /.'],
    ['x'.repeat(65), 'A user ID must take at most 64 bytes, but this one takes 65.'],
  ] as const) {
    it(`explains before the network is asked why "${name.slice(0, 5)}" cannot be`, async () => {
      const desk = await Desk.start();
      await desk.signIn(name);
      expect(desk.alert).toBe(problem);
      expect(desk.status).toBe('Disconnected');
      expect(document.activeElement).toBe(desk.field('User ID'));
    });
  }

  it('leads to the desk, with the focus on its heading', async () => {
    const desk = await Desk.signedIn();
    expect(desk.url).toBe('/');
    expect(document.activeElement?.textContent).toContain('Hello, alice');
  });

  it('can be given up while it is under way', async () => {
    const network = new InMemoryRtm();
    network.hold('login');
    const desk = await Desk.signedIn('alice', { network });
    expect(desk.status).toBe('Connecting');
    expect(desk.button('Sign in')?.getAttribute('aria-disabled')).toBe('true');
    await desk.press('Cancel');
    expect(desk.status).toBe('Disconnected');
    expect(desk.alert).toBe('');
    expect(desk.button('Cancel')).toBeNull();
  });

  it('says that the emulator does not answer, where, and how to start it', async () => {
    const network = new InMemoryRtm();
    network.failNext('login', 'timeout');
    const desk = await Desk.signedIn('alice', { network });
    expect(desk.alert).toContain('The emulator does not answer at http://localhost:9700.');
    expect(desk.alert).toContain('npm start');
    await desk.press('Sign in');
    expect(desk.status).toBe('Connected');
  });

  it('signs in after that has failed, also where a token has to be fetched first', async () => {
    const network = new InMemoryRtm();
    network.failNext('login', 'timeout');
    const token = () => new Promise<null>((resolve) => setTimeout(() => resolve(null)));
    const desk = await Desk.signedIn('alice', { network, token });
    expect(desk.alert).toContain('The emulator does not answer');
    await desk.press('Sign in');
    await desk.settle();
    expect(desk.status).toBe('Connected');
    expect(desk.url).toBe('/');
  });

  for (const [code, words] of [
    ['timeout', 'The service did not answer. Check your network'],
    ['login-refused', 'The service refused the sign-in.'],
    ['token-unavailable', 'Signing in did not work.'],
    ['banned', 'This user is banned.'],
  ] as const) {
    it(`says in words what to do about ${code}`, async () => {
      const network = new InMemoryRtm();
      network.failNext('login', code);
      const desk = await Desk.signedIn('alice', { network, config: { backend: 'agora' } });
      expect(desk.alert).toContain(words);
      expect(desk.url).toBe('/sign-in');
    });
  }
});
