import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { provideStore } from '@ngrx/store';
import { provideRtm, type RtmTokenProvider, withOptions, withTokenProvider } from 'ngx-agora-rtm';
import type { RtmClient } from 'ngx-agora-rtm/client';
import { provideRtmStore } from 'ngx-agora-rtm/store';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
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
    token = () => Promise.resolve(null),
  }: {
    url?: string;
    storage?: FakeStorage;
    network?: InMemoryRtm;
    config?: Partial<DeskConfig>;
    token?: RtmTokenProvider;
  } = {}): Promise<Desk> {
    TestBed.configureTestingModule({
      providers: [
        { provide: DESK_CONFIG, useValue: { ...TEST_CONFIG, ...config } },
        { provide: SESSION_STORAGE, useValue: storage },
        provideRouter(routes, withComponentInputBinding()),
        provideStore(),
        provideRtm(
          network.client,
          withOptions({ channelGraceMs: 0, retries: 0, loginRetries: 0 }),
          withTokenProvider(token),
        ),
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
