// Lets Node run the library from its sources, as `node --import ./projects/workspace/library-source.ts`: no build, no bundler.
//
// Inside the library imports carry no extension, and other entry points go by their package name; Node knows neither. The types
// are stripped by Node itself, so a file that is loaded like this must be erasable: no parameter properties, enums or decorators.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inWorkspace } from './workspace.ts';

const LIBRARY = pathToFileURL(inWorkspace('projects/ngx-agora-rtm/')).href;

/** The `paths` of tsconfig.json, as [what comes before the star, what after it, file with a star]. */
const PATHS = readPaths();

/**
 * The source of something that is imported, or `null` if it is for Node to find.
 *
 * @param parent URL of the file that imports
 */
export function librarySource(specifier: string, parent: string | undefined): string | null {
  if (/^\.{1,2}\//.test(specifier)) {
    if (!parent?.startsWith(LIBRARY) || specifier.endsWith('.ts')) return null;
    return `${new URL(specifier, parent).href}.ts`;
  }
  for (const [pattern, file] of PATHS) {
    const star = matchOf(pattern, specifier);
    if (star !== null) return pathToFileURL(inWorkspace(file.replace('*', star))).href;
  }
  return null;
}

registerHooks({
  resolve(specifier, context, next) {
    const source = librarySource(specifier, context.parentURL);
    return source === null || !existsSync(fileURLToPath(source))
      ? next(specifier, context)
      : { url: source, format: 'module-typescript', shortCircuit: true };
  },
});

function readPaths(): readonly (readonly [pattern: string, file: string])[] {
  const { compilerOptions } = JSON.parse(readFileSync(inWorkspace('tsconfig.json'), 'utf8')) as {
    readonly compilerOptions: { readonly paths: Readonly<Record<string, readonly string[]>> };
  };
  return Object.entries(compilerOptions.paths).flatMap(([pattern, [file]]) =>
    file === undefined ? [] : [[pattern, file] as const],
  );
}

/** What the star of a pattern stands for, `''` without one; `null` where the specifier is another. */
function matchOf(pattern: string, specifier: string): string | null {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === specifier ? '' : null;
  if (!specifier.startsWith(before) || !specifier.endsWith(after)) return null;
  return specifier.slice(before.length, specifier.length - after.length);
}
