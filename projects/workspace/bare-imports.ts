// Which packages a built package really imports, to be compared with those that its package.json names.
import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';

/** The names of the packages that the JavaScript and the type declarations below a folder import. */
export function importedPackages(folder: string): string[] {
  const files = globSync('**/*.{js,mjs,d.ts,d.mts}', { cwd: folder });
  const specifiers = files.flatMap((file) => importsOf(readFileSync(join(folder, file), 'utf8')));
  const packages = specifiers.filter((name) => !name.startsWith('.') && !isBuiltin(name));
  return [...new Set(packages.map(packageOf))].sort();
}

function importsOf(source: string): string[] {
  return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
