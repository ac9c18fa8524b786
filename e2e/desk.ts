import { type Browser, expect, type Locator, type Page } from '@playwright/test';

/** The console in one browser window, as a person uses it. */
export class Desk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get status(): Locator {
    return this.page.getByRole('status');
  }

  get userId(): Locator {
    return this.page.getByRole('textbox', { name: 'User ID' });
  }

  get target(): Locator {
    return this.page.getByRole('textbox', { name: 'User or channel' });
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' });
  }

  get conversations(): Locator {
    return this.page.getByRole('list', { name: 'Conversations' });
  }

  get members(): Locator {
    return this.page.getByRole('list', { name: 'Members' });
  }

  /** Another tab of the same browser. */
  async newTab(): Promise<Desk> {
    return new Desk(await this.page.context().newPage());
  }

  log(name: string): Locator {
    return this.page.getByRole('log', { name });
  }

  /** The messages of a conversation. */
  messages(name: string): Locator {
    return this.log(name).locator('desk-message-row');
  }

  /** What was said in a conversation, without anything around it. */
  texts(name: string): Locator {
    return this.messages(name).locator('.text');
  }

  /** Fills in the form of the sign-in page. */
  async submitUserId(userId: string): Promise<void> {
    await this.userId.fill(userId);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async signIn(userId: string): Promise<void> {
    await this.page.goto('/');
    await this.submitUserId(userId);
    await expect(this.status).toHaveText(/^Connected/);
  }

  async open(target: string): Promise<void> {
    await this.target.fill(target);
    await this.page.getByRole('button', { name: 'Open' }).click();
    await expect(this.log(target)).toBeVisible();
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  /** Sends many messages faster than anybody could type. */
  async sendAtOnce(count: number): Promise<void> {
    await this.composer.evaluate((field: HTMLTextAreaElement, count) => {
      for (let i = 1; i <= count; i++) {
        field.value = `number ${i}`;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      }
    }, count);
  }
}

/** The run-time configuration that a test may differ from. */
export interface DeskConfig {
  readonly backend?: 'emulator' | 'agora';
  readonly appId?: string;
  readonly emulatorUrl?: string;
  readonly tokenUrl?: string | null;
  readonly history?: boolean;
}

/** The App ID of a test, unlike that of any other, so that tests cannot hear each other. */
export function newAppId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

/** Opens the console in a new window (a browser context: another person's machine). */
export async function newDesk(browser: Browser, config: DeskConfig): Promise<Desk> {
  const context = await browser.newContext();
  await context.route('**/rtm-config.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ json: { ...((await response.json()) as object), ...config } });
  });
  return new Desk(await context.newPage());
}
