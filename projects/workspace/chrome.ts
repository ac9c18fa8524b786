// Finds a Chrome or Chromium for the tests. Started as a script it prints the path, or one line that says what to install.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the search may look at; tests hand in another machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether there is a program at this path that can be run. */
  readonly isProgram: (path: string) => boolean;
}

/** A browser, or why there is none. */
export type Chrome = { readonly path: string } | { readonly problem: string };

const namesOnPath = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];

const linuxPaths = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
];

const macPaths = ['Google Chrome', 'Chromium', 'Google Chrome for Testing'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const thisMachine: Machine = { platform: process.platform, env: process.env, isProgram };

/** Looks for a browser: CHROME_BIN first, then the PATH, then where installers put it. Installs nothing. */
export function findChrome(machine: Machine = thisMachine): Chrome {
  const { env } = machine;
  const chosen = env['CHROME_BIN'];
  if (chosen) {
    // Somebody chose a browser: quietly taking another one would test something else than they think.
    return machine.isProgram(chosen)
      ? { path: chosen }
      : { problem: `CHROME_BIN is ${chosen}, which is not a program that can be run.` };
  }
  const path = candidates(machine).find((candidate) => machine.isProgram(candidate));
  return path === undefined
    ? { problem: `No Chrome or Chromium found: ${advice(machine.platform)}` }
    : { path };
}

/** Like {@link findChrome}, and where there is none installs Debian's chromium, if we may. */
export function findOrInstallChrome(): Chrome {
  const found = findChrome();
  if ('path' in found || process.env['CHROME_BIN'] || !mayInstall()) return found;
  console.log('No Chrome or Chromium found: installing chromium with apt-get.');
  // A font comes with it, else every page is a page of empty boxes.
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'];
  for (const args of [['update'], install]) {
    const { status, stdout, stderr } = spawnSync('apt-get', args, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) {
      console.log(stdout + stderr);
      return { problem: `No Chromium: "apt-get ${args.join(' ')}" failed: ${advice('linux')}` };
    }
  }
  return findChrome();
}

function candidates({ platform, env }: Machine): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = platform === 'win32' ? ['chrome.exe'] : namesOnPath;
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  if (platform === 'darwin') {
    return [...onPath, ...macPaths, ...macPaths.map((path) => join(env['HOME'] ?? '', path))];
  }
  if (platform !== 'win32') return [...onPath, ...linuxPaths];
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => env[name]);
  const installed = roots
    .filter((root) => root !== undefined)
    .map((root) => join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'));
  return [...onPath, ...installed];
}

function advice(platform: NodeJS.Platform): string {
  const install =
    platform === 'linux'
      ? 'install one (Debian, Ubuntu: "apt-get install chromium" as root)'
      : 'install Google Chrome';
  return `${install}, or set CHROME_BIN to the program.`;
}

function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && isProgram('/usr/bin/apt-get');
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const chrome = process.argv.includes('--install') ? findOrInstallChrome() : findChrome();
  console.log('path' in chrome ? chrome.path : chrome.problem);
  process.exitCode = 'path' in chrome ? 0 : 1;
}
