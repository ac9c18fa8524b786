// Code written for the vendor's SDK, as in its quick-start guide, runs on the emulator by changing the import only: the
// files in samples/ are served as they are, and an import map says what "agora-rtm-sdk" means.
import { type Browser, expect, type Page, test } from '@playwright/test';
import { newAppId } from './desk.ts';
import { EmulatorProcess, freePort } from './emulator-process.ts';
import { type Generation, SampleHost } from './sample-host.ts';

const GENERATIONS = ['v1', 'v2'] as const;

/** A sample in a window of its own. */
class Sample {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(name: string, text = ''): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Text' }).fill(text);
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Waits for a line of the log. */
  async hears(line: string | RegExp): Promise<void> {
    const lines = this.page.getByRole('listitem');
    const found =
      typeof line === 'string'
        ? lines.getByText(line, { exact: true })
        : lines.filter({ hasText: line });
    await expect(found).toHaveCount(1);
  }
}

test.describe('A sample for the vendor SDK', () => {
  let emulator: EmulatorProcess;
  let host: SampleHost;
  let appId: string;

  test.beforeEach(async () => {
    appId = newAppId();
    emulator = new EmulatorProcess(await freePort());
    await emulator.start();
    host = await SampleHost.start(emulator.url);
  });

  test.afterEach(async () => {
    await host.close();
    await emulator.dispose();
  });

  async function open(browser: Browser, generation: Generation, userId: string, peerId: string) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(host.url(generation, 'twin', { appId, userId, peerId }));
    return new Sample(page);
  }

  for (const [mine, theirs] of [
    ['v1', 'v1'],
    ['v2', 'v2'],
    ['v1', 'v2'],
    ['v2', 'v1'],
  ] as const) {
    test(`of ${mine} chats with one of ${theirs} on the emulator`, async ({ browser }) => {
      const alice = await open(browser, mine, 'alice', 'bob');
      const bob = await open(browser, theirs, 'bob', 'alice');
      await alice.press('Log in');
      await alice.hears(mine === 'v1' ? 'ready with alice' : 'ready');
      await bob.press('Log in');
      await bob.hears(theirs === 'v1' ? 'ready with alice, bob' : 'SNAPSHOT alice, bob');
      await alice.hears(mine === 'v1' ? 'joined bob' : 'REMOTE_JOIN bob');

      await alice.press('Tell the channel', 'hello all');
      await alice.hears('told lobby');
      await bob.hears('alice to lobby: hello all');
      await bob.press('Tell the peer', 'hello alice');
      await bob.hears('told alice');
      await alice.hears('bob to me: hello alice');

      await bob.press('Log out');
      await bob.hears('gone');
      await alice.hears(mine === 'v1' ? 'left bob' : 'REMOTE_LEAVE bob');
      await alice.press('Tell the peer', 'still there?');
      await alice.hears(mine === 'v1' ? 'bob is away' : /-11033/);
      for (const { page } of [alice, bob]) await page.context().close();
    });
  }

  for (const generation of GENERATIONS) {
    test(`of ${generation} runs on the vendor's own SDK as far as it gets without a network`, async ({
      browser,
    }) => {
      const page = await (await browser.newContext()).newPage();
      await page.goto(host.url(generation, 'vendor', { appId, userId: 'alice', peerId: 'bob' }));
      const alice = new Sample(page);
      await alice.press('Tell the peer', 'too early');
      await alice.hears(generation === 'v1' ? /Error Code 102/ : /Error Code -10025/);
      await alice.press('Log in');
      await alice.hears(generation === 'v1' ? 'CONNECTING: LOGIN' : 'IDLE > CONNECTING: LOGIN');
      await page.context().close();
    });
  }
});
