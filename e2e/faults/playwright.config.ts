// The fault scenarios: the fault page in Chromium, an emulator that is killed, and a network that breaks.
//
//   npm run test:faults              the long forms
//   FAULT_SEED=17 npm run ...        the faults of a run again
import { defineConfig } from '@playwright/test';
import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import base from '../playwright.config.ts';

const root = resolve(import.meta.dirname, '../..');
const pagePort = 4281;

// Read by every worker, which are processes of their own.
process.env['FAULT_SEED'] ??= String(randomInt(2 ** 31));

export default defineConfig<{ form: 'short' | 'long' }>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../e2e-out/faults',
  // Most of the time a scenario waits for an SDK to try again.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['../../projects/workspace/count-playwright.ts'], ['./fault-report.ts']],
  use: {
    browserName: 'chromium',
    baseURL: `http://localhost:${pagePort}`,
    ...(base.use?.launchOptions && { launchOptions: base.use.launchOptions }),
  },
  projects: [
    { name: 'short', use: { form: 'short' }, timeout: 60_000 },
    { name: 'long', use: { form: 'long' }, timeout: 15 * 60_000 },
  ],
  webServer: {
    cwd: root,
    reuseExistingServer: false,
    timeout: 30_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    name: 'fault page',
    command: `"${process.execPath}" projects/workspace/static-server.ts --root dist/fault-page/browser --port ${pagePort}`,
    url: `http://localhost:${pagePort}`,
  },
});
