// The playground's pages in Chromium: what components do under real scrolling, keys and layout. Needs `npm run build -- --playground`.
import { defineConfig } from '@playwright/test';
import { resolve } from 'node:path';
import { findChrome } from '../../projects/workspace/chrome.ts';

const root = resolve(import.meta.dirname, '../..');
const port = 4290;

const chrome = findChrome();
if ('problem' in chrome) throw new Error(chrome.problem);

export default defineConfig({
  testDir: '.',
  outputDir: '../../e2e-out/playground',
  workers: 1,
  retries: 0,
  timeout: 30_000,
  forbidOnly: true,
  reporter: [['list'], ['../../projects/workspace/count-playwright.ts']],
  use: {
    browserName: 'chromium',
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1000, height: 700 },
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
  webServer: {
    name: 'playground',
    command: [
      `"${process.execPath}"`,
      `projects/workspace/static-server.ts --root dist/playground/browser --port ${port}`,
    ].join(' '),
    cwd: root,
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
    timeout: 30_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
