import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { provideStore } from '@ngrx/store';
import { provideRtm, RtmService, withOptions } from 'ngx-agora-rtm';
import type { RtmClient } from 'ngx-agora-rtm/client';
import { provideRtmStore } from 'ngx-agora-rtm/store';
import { InMemoryRtm, type InMemoryRtmOptions } from 'ngx-agora-rtm/testing';
import { App } from './app';
import { routes } from './app.routes';
import { DESK_CONFIG, type DeskConfig } from './config/desk-config';
import { DeskSession } from './session/desk-session';
import { SESSION_STORAGE } from './session/saved-session';

/** What a test has configured unless it says otherwise. */
export const TEST_CONFIG: DeskConfig = {
  backend: 'emulator',
  appId: '0123456789abcdef0123456789abcdef',
  emulatorUrl: 'http://localhost:9700',
  tokenUrl: null,
  history: true,
};

/** A storage that lives as long as its tab. */
export class FakeStorage {
  readonly entries = new Map<string, string>();
  readonly getItem = (key: string) => this.entries.get(key) ?? null;
  readonly setItem = (key: string, value: string) => void this.entries.set(key, value);
  readonly removeItem = (key: string) => void this.entries.delete(key);
}

/** The whole desk on a network in memory, with the hands and eyes of a person. */
export class Desk {
  readonly #fixture: ComponentFixture<App>;

  private constructor(
    readonly network: InMemoryRtm,
    readonly storage: FakeStorage,
  ) {
    TestBed.inject(DeskSession).resume();
    this.#fixture = TestBed.createComponent(App);
    document.body.append(this.#fixture.nativeElement as HTMLElement);
  }

  static async start({
    url = '/',
    storage = new FakeStorage(),
    network = new InMemoryRtm(),
    config = {},
  }: {
    url?: string;
    storage?: FakeStorage;
    network?: InMemoryRtm;
    config?: Partial<DeskConfig>;
    options?: InMemoryRtmOptions;
  } = {}): Promise<Desk> {
    TestBed.configureTestingModule({
      providers: [
        { provide: DESK_CONFIG, useValue: { ...TEST_CONFIG, ...config } },
        { provide: SESSION_STORAGE, useValue: storage },
        provideRouter(routes, withComponentInputBinding()),
        provideStore(),
        provideRtm(network.client, withOptions({ channelGraceMs: 0, retries: 0 })),
        provideRtmStore(),
      ],
    });
    const desk = new Desk(network, storage);
    await TestBed.inject(Router).navigateByUrl(url);
    await desk.settle();
    return desk;
  }

  /** A desk at which somebody has signed in. */
  static async signedIn(
    userId = 'alice',
    options: Parameters<typeof Desk.start>[0] = {},
  ): Promise<Desk> {
    const desk = await Desk.start(options);
    await desk.signIn(userId);
    return desk;
  }

  get root(): HTMLElement {
    return this.#fixture.nativeElement as HTMLElement;
  }

  get url(): string {
    return TestBed.inject(Router).url;
  }

  /** Somebody else on the same network. */
  async other(userId: string): Promise<RtmClient> {
    const client = this.network.client();
    await client.login({ userId, token: null });
    return client;
  }

  async signIn(userId: string): Promise<void> {
    await this.write('User ID', userId);
    await this.press('Sign in');
  }

  async open(name: string): Promise<void> {
    await this.write('User or channel', name);
    await this.press('Open');
  }

  async send(text: string): Promise<void> {
    await this.write('Message', text);
    await this.press('Send');
  }

  /** The element with a role and, where given, a name. */
  find(selector: string, name?: string): HTMLElement | null {
    const all = [...this.root.querySelectorAll<HTMLElement>(selector)];
    return all.find((element) => name === undefined || nameOf(element) === name) ?? null;
  }

  button(name: string): HTMLButtonElement | null {
    return this.find('button', name) as HTMLButtonElement | null;
  }

  field(name: string): HTMLInputElement | HTMLTextAreaElement {
    const field = this.find('input, textarea', name);
    if (!field) throw new Error(`There is no field "${name}"`);
    return field as HTMLInputElement;
  }

  get log(): string {
    return textOf(this.find('[role=log]'));
  }

  get alert(): string {
    return textOf(this.find('[role=alert], mat-error'));
  }

  get status(): string {
    return textOf(this.find('[role=status]'));
  }

  get banner(): string {
    return textOf(this.find('desk-connection-banner'));
  }

  get conversations(): string[] {
    return [...this.root.querySelectorAll<HTMLElement>('desk-conversation-list li')].map(textOf);
  }

  async write(name: string, text: string): Promise<void> {
    const field = this.field(name);
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await this.settle();
  }

  async press(name: string): Promise<void> {
    const button = this.button(name);
    if (!button) throw new Error(`There is no button "${name}"`);
    button.click();
    await this.settle();
  }

  async click(selector: string, text: string): Promise<void> {
    const all = [...this.root.querySelectorAll<HTMLElement>(selector)];
    all.find((element) => textOf(element).includes(text))?.click();
    await this.settle();
  }

  /** Waits until all that is under way has had its effect: routes load by themselves, the rest is microtasks. */
  async settle(): Promise<void> {
    for (let i = 0; i < 3; i++) {
      await this.#fixture.whenStable();
      await new Promise<void>((resolve) => setTimeout(resolve));
    }
  }
}

/** The words of an element as one sees them. */
export function textOf(element: HTMLElement | null): string {
  return element?.innerText.replace(/\s+/g, ' ').trim() ?? '';
}

function nameOf(element: HTMLElement): string {
  const label = (element as HTMLInputElement).labels?.[0];
  return element.getAttribute('aria-label') ?? textOf(label ?? element);
}

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
    expect(again.conversations.map((text) => text.match(/bob|#support/)?.[0])).toEqual([
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

  it('is left by its service: the session ends with the injector', async () => {
    const desk = await Desk.signedIn();
    expect(TestBed.inject(RtmService).userId()).toBe('alice');
    TestBed.resetTestingModule();
    await Promise.resolve();
    expect(desk.network.isOnline('alice')).toBe(false);
  });
});
