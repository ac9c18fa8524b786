// The library as it is built: what is measured is what users get. Types come from the sources.
import { globSync, readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Child } from '../projects/workspace/child.ts';
import { inWorkspace, root } from '../projects/workspace/workspace.ts';

/** Entry points that are measured, and what they export. */
interface EntryPoints {
  './chat': typeof import('ngx-agora-rtm/chat');
  './store': typeof import('ngx-agora-rtm/store');
}

const MANIFEST = inWorkspace('dist/ngx-agora-rtm/package.json');
const SOURCES = 'projects/ngx-agora-rtm/**/*.{ts,json}';

/** Loads an entry point from `dist`. Angular's compiler has to be loaded before one that has Angular in it. */
export async function load<T extends keyof EntryPoints>(entryPoint: T): Promise<EntryPoints[T]> {
  return (await import(pathToFileURL(builtFile(entryPoint)).href)) as EntryPoints[T];
}

/** Where the code of an entry point is. @throws Error while it is not built. */
export function builtFile(entryPoint: string): string {
  const { exports } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
    exports: Record<string, { default: string } | undefined>;
  };
  const file = exports[entryPoint]?.default;
  if (file === undefined) throw new Error(`The built library has no entry point ${entryPoint}.`);
  return inWorkspace('dist/ngx-agora-rtm', file);
}

/** Builds the packages unless they are there and newer than what they are made of. */
export async function ensureBuilt(say: (line: string) => void): Promise<void> {
  if (isUpToDate()) return;
  say('Building the packages.');
  let output = '';
  const child = new Child(process.execPath, ['projects/workspace/build.ts', '--libraries'], {
    onOutput: (text) => (output += text),
  });
  const { code, words } = await child.ended;
  if (code !== 0) throw new Error(`The build failed (${words}):\n${output}`);
}

function isUpToDate(): boolean {
  const built = statSync(MANIFEST, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync(SOURCES, { cwd: root }).filter((file) => !file.endsWith('.spec.ts'));
  return sources.every((file) => statSync(inWorkspace(file)).mtimeMs <= built);
}
