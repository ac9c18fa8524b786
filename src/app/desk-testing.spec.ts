import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { provideStore } from '@ngrx/store';
import { provideRtm, type RtmTokenProvider, withOptions, withTokenProvider } from 'ngx-agora-rtm';
import {
  type Clock,
  DEFAULT_CHAT_OPTIONS,
  type EnvelopeContent,
  type MemoryChatData,
  PlainStateHolder,
  type ChatEngineModule,
  loadChatEngine,
  type Chat,
} from 'ngx-agora-rtm/chat';
import type { RtmClient } from 'ngx-agora-rtm/client';
import {
  type ChatPlatform,
  provideRtmStore,
  RTM_ATTENTION,
  withChatOptions,
  withChatPlatform,
} from 'ngx-agora-rtm/store';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { BehaviorSubject } from 'rxjs';
import { App } from './app';
import { routes } from './app.routes';
import { DESK_CONFIG, type DeskConfig } from './config/desk-config';
import { DeskSession } from './session/desk-session';
import { SESSION_STORAGE } from './session/saved-session';

/** What runs while somebody is logged in, once the tests have begun. */
export let engine: ChatEngineModule;
beforeAll(async () => {
  engine = await loadChatEngine();
});

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

/** A clock that stands still until a test winds it on. */
class TestClock implements Clock {
  #now = Date.now();
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Winds on to whatever is due next, if that is by a time. Says whether there was anything. */
  next(end: number): boolean {
    const [timer] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    this.#now = Math.max(this.#now, timer?.at ?? end);
    if (timer) this.#timers.delete(timer);
    timer?.callback();
    return timer !== undefined;
  }
}

/** Nobody is told of writing unless a test is about that: what fails next is what a test means then. */
const OPTIONS = { ...DEFAULT_CHAT_OPTIONS, onLogout: 'clear', typing: false } as const;

/** One browser with the tab that a test looks at: what is kept in it is there again when the tab is loaded again. */
export class TestBrowser {
  readonly tab = new FakeStorage();
  readonly clock = new TestClock();
  /** What is kept, by user. */
  readonly kept = new Map<string, MemoryChatData>();
  /** Whether there is no room left. */
  isFull = false;

  /** All in memory, and at once. */
  readonly platform: Required<Omit<ChatPlatform, 'isTemporary'>> = {
    openStorage: ({ userId }) => {
      const data = this.kept.get(userId) ?? engine.newMemoryChatData();
      this.kept.set(userId, data);
      const commit = () =>
        this.isFull ? Promise.reject(new Error('There is no room.')) : Promise.resolve();
      const storage = new engine.MemoryChatStorage({ data, commit });
      // The data outlives the tab here, as on a disk: tabs share it.
      Object.defineProperty(storage, 'kind', { value: 'durable' });
      return Promise.resolve(storage);
    },
    tabs: new engine.InMemoryTabs().open,
    schedule: (callback) => {
      let isCancelled = false;
      queueMicrotask(() => {
        if (!isCancelled) callback();
      });
      return () => (isCancelled = true);
    },
    clock: this.clock,
  };

  /** Another tab of it. */
  newTab(network: InMemoryRtm): Chat {
    const transport = engine.clientTransport(network.client());
    const { openStorage, ...rest } = this.platform;
    return new engine.Chat({
      ...rest,
      transport,
      holder: new PlainStateHolder(),
      openStorage: (userId, onDegraded) =>
        openStorage({ appId: transport.appId, userId, options: OPTIONS, onDegraded }),
      options: OPTIONS,
    });
  }
}

/** The whole desk on a network in memory, with the hands and eyes of a person. */
export class Desk {
  readonly #fixture: ComponentFixture<App>;

  private constructor(
    readonly network: InMemoryRtm,
    readonly browser: TestBrowser,
    /** Whether somebody is looking. */
    readonly attention: BehaviorSubject<boolean>,
  ) {
    TestBed.inject(DeskSession).resume();
    this.#fixture = TestBed.createComponent(App);
    document.body.append(this.#fixture.nativeElement as HTMLElement);
  }

  static async start({
    url = '/',
    browser = new TestBrowser(),
    network = new InMemoryRtm(),
    config = {},
    token = () => Promise.resolve(null),
    platform = browser.platform,
    typing = OPTIONS.typing,
  }: {
    url?: string;
    browser?: TestBrowser;
    network?: InMemoryRtm;
    config?: Partial<DeskConfig>;
    token?: RtmTokenProvider;
    platform?: ChatPlatform;
    typing?: boolean;
  } = {}): Promise<Desk> {
    const attention = new BehaviorSubject(true);
    TestBed.configureTestingModule({
      providers: [
        { provide: DESK_CONFIG, useValue: { ...TEST_CONFIG, ...config } },
        { provide: SESSION_STORAGE, useValue: browser.tab },
        {
          provide: RTM_ATTENTION,
          useValue: { isThere: () => attention.value, changes$: attention.asObservable() },
        },
        provideRouter(routes, withComponentInputBinding()),
        provideStore(),
        provideRtm(
          network.client,
          withOptions({ channelGraceMs: 0, retries: 0, loginRetries: 0 }),
          withTokenProvider(token),
        ),
        provideRtmStore(withChatOptions({ ...OPTIONS, typing }), withChatPlatform(platform)),
      ],
    });
    const desk = new Desk(network, browser, attention);
    await TestBed.inject(Router).navigateByUrl(url);
    await desk.settle();
    return desk;
  }

  /** The same tab, loaded again. */
  async reload(options: Parameters<typeof Desk.start>[0] = {}): Promise<Desk> {
    const { url, network, browser } = this;
    TestBed.resetTestingModule();
    return Desk.start({ url, network, browser, ...options });
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

  /** The texts that were sent over the network, in order. */
  get sent(): string[] {
    return this.network.messages.flatMap(({ payload }) => {
      const decoded = engine.decodePayload(payload);
      if (decoded.type === 'text') return [decoded.text];
      const content = decoded.type === 'envelope' ? decoded.envelope.content : null;
      return content?.kind === 'text' ? [content.text] : [];
    });
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

  /** Lets time pass, in ms, as the chat sees it. */
  async pass(ms: number): Promise<void> {
    const { clock } = this.browser;
    for (const end = clock.now() + ms; clock.next(end);) await this.settle();
    await this.settle();
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

/** What another client of ours puts on the wire. @param n Place in its stream; `null` for what is not counted. */
export function wireText(content: EnvelopeContent, n: number | null = null): string {
  return engine.encodeEnvelope({
    id: engine.newMessageId(),
    stream: n === null ? null : 'theirs',
    n,
    content,
  });
}

/** The words of an element as one sees them. */
export function textOf(element: HTMLElement | null): string {
  return element?.innerText.replace(/\s+/g, ' ').trim() ?? '';
}

function nameOf(element: HTMLElement): string {
  const label = (element as HTMLInputElement).labels?.[0];
  return element.getAttribute('aria-label') ?? textOf(label ?? element);
}
