// End-to-end tests: the production build of the console in Chromium, against an emulator. No network beyond loopback.
import { defineConfig } from '@playwright/test';
import { resolve } from 'node:path';
import { findChrome } from '../projects/workspace/chrome.ts';

const root = resolve(import.meta.dirname, '..');

/** The emulator that tests share. A test that kills or restarts one starts its own, on another port. */
const emulatorPort = 9780;
const consolePort = 4280;

const chrome = findChrome();
if ('problem' in chrome) throw new Error(chrome.problem);

/** The command for a script of ours, run by the Node that runs this. */
const node = (...args: string[]): string => [`"${process.execPath}"`, ...args].join(' ');

const server = {
  cwd: root,
  reuseExistingServer: false,
  timeout: 30_000,
  gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
} as const;

export default defineConfig({
  testDir: '.',
  // Those in faults/ have a page and a table of their own.
  testMatch: '**/e2e/*.spec.ts',
  outputDir: '../e2e-out',
  // One emulator and few cores: tests one after the other are quicker to read and to trust.
  workers: 1,
  retries: 0,
  timeout: 30_000,
  forbidOnly: true,
  reporter: [['list'], ['../projects/workspace/count-playwright.ts']],
  use: {
    browserName: 'chromium',
    baseURL: `http://localhost:${consolePort}`,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chrome.path,
      args: [
        // Chromium's sandbox does not start for root, which is who runs tests in a container.
        '--no-sandbox',
        '--disable-background-networking',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      ],
    },
  },
  webServer: [
    {
      ...server,
      name: 'console',
      command: node(
        'projects/workspace/static-server.ts',
        `--root dist/console/browser --port ${consolePort} --config e2e/rtm-config.json`,
      ),
      url: `http://localhost:${consolePort}`,
    },
    {
      ...server,
      name: 'emulator',
      command: node(
        'projects/agora-rtm-emulator/src/cli.ts',
        `--port ${emulatorPort} --host 127.0.0.1`,
      ),
      port: emulatorPort,
    },
  ],
});
