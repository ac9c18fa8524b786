import type { Chat, ChatEngineModule } from 'ngx-agora-rtm/chat';
import { LazyChat } from './lazy-chat';

describe('LazyChat', () => {
  let calls: string[];
  /** What this spec needs of the chat core: a note of what was asked for. */
  const chat = {
    login: (userId: string) => note(`login ${userId}`),
    logout: () => note('logout'),
  } as unknown as Chat;
  const engine = {} as ChatEngineModule;

  beforeEach(() => {
    calls = [];
  });

  async function note(call: string): Promise<void> {
    calls.push(call);
  }

  it('says that nobody is logged in, until it is loaded', async () => {
    const lazy = new LazyChat(
      () => chat,
      async () => engine,
    );
    expect(lazy.present).toBeNull();
    expect(() => lazy.get('join')).toThrow(
      jasmine.objectContaining({ code: 'not-logged-in', operation: 'join' }),
    );
    expect(await lazy.load()).toBe(chat);
    expect(lazy.get('join')).toBe(chat);
  });

  it('is loaded and made once, however often it is asked for', async () => {
    let made = 0;
    const lazy = new LazyChat(
      () => {
        made++;
        return chat;
      },
      async () => engine,
    );
    await Promise.all([lazy.load(), lazy.load()]);
    await lazy.load();
    expect(made).toBe(1);
  });

  it('logs out after a login that was asked for before, however long it takes to load', async () => {
    let arrive: (engine: ChatEngineModule) => void = () => undefined;
    const lazy = new LazyChat(
      () => chat,
      () => new Promise((resolve) => (arrive = resolve)),
    );
    const login = lazy.load().then((loaded) => loaded.login('alice'));
    const logout = lazy.ifBegun((loaded) => loaded.logout());
    arrive(engine);
    await Promise.all([login, logout]);
    expect(calls).toEqual(['login alice', 'logout']);
  });

  it('loads nothing to end what was not begun', async () => {
    const lazy = new LazyChat(
      () => chat,
      () => Promise.reject(new Error('It was fetched.')),
    );
    await lazy.ifBegun((loaded) => loaded.logout());
    expect(calls).toEqual([]);
  });

  it('can be loaded again after the network was away', async () => {
    let isAway = true;
    const lazy = new LazyChat(
      () => chat,
      () => (isAway ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(engine)),
    );
    await expectAsync(lazy.load()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'sdk-unavailable', operation: 'login' }),
    );
    await lazy.ifBegun((loaded) => loaded.logout());
    isAway = false;
    expect(await lazy.load()).toBe(chat);
    expect(calls).toEqual([]);
  });
});
