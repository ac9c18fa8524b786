// A package registry on loopback that knows exactly what `npm ci` has put into node_modules: with it the pack test
// installs like a user does, without a network, and a dependency that a package forgot to name is not there.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import { inWorkspace } from './workspace.ts';

export interface LocalRegistry {
  readonly url: string;
  close(): Promise<void>;
}

/** The folder of each installed version of each package: name, version, folder. */
type Installed = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Starts the registry on a free port. */
export function startLocalRegistry(): Promise<LocalRegistry> {
  const installed = readInstalled();
  const server = createServer((request, response) => {
    const [name = '', version] = decodeURIComponent((request.url ?? '').slice(1)).split('?');
    const versions = installed.get(name);
    if (versions === undefined) {
      response.writeHead(404).end('{}');
      return;
    }
    const folder = versions.get(version ?? '');
    if (folder === undefined) response.end(JSON.stringify(manifest(name, versions, url())));
    else sendTarball(folder, response);
  });
  const url = (): string => {
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const close = (): Promise<void> => new Promise((closed) => server.close(() => closed()));
      resolve({ url: url(), close });
    });
  });
}

function readInstalled(): Installed {
  const lock = JSON.parse(readFileSync(inWorkspace('package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; link?: boolean }>;
  };
  const installed = new Map<string, Map<string, string>>();
  for (const [path, { version, link }] of Object.entries(lock.packages)) {
    const name = path.split('node_modules/').at(-1) ?? '';
    const folder = inWorkspace(path);
    // What is for another platform stands in the lock file only.
    if (!path.startsWith('node_modules/') || !version || link || !existsSync(folder)) continue;
    const versions = installed.get(name) ?? new Map<string, string>();
    installed.set(name, versions.set(version, folder));
  }
  return installed;
}

/** What npm asks for first: every version with its package.json, and where its tarball is. */
function manifest(name: string, versions: ReadonlyMap<string, string>, url: string): unknown {
  const entries = [...versions].map(([version, folder]) => {
    const content = readFileSync(`${folder}/package.json`, 'utf8');
    const tarball = `${url}${encodeURIComponent(name)}?${version}`;
    return [version, { ...(JSON.parse(content) as object), dist: { tarball } }] as const;
  });
  const latest = entries.at(0)?.[0];
  return { name, 'dist-tags': { latest }, versions: Object.fromEntries(entries) };
}

/** npm does not mind the name of the one folder in a tarball. */
function sendTarball(folder: string, response: ServerResponse): void {
  const args = ['-czf', '-', '--exclude', 'node_modules', '-C', dirname(folder), basename(folder)];
  spawn('tar', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    .once('error', () => response.destroy())
    .stdout.pipe(response);
}
