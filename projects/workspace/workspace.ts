// Where things are in the workspace, whatever folder a script is started from.
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

/** The workspace's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** A path inside the workspace. */
export const inWorkspace = (...path: string[]): string => join(root, ...path);

/**
 * The script behind a package's command, to be run with `process.execPath`: the same Node as ours, no shell between us
 * and the process that a stop has to reach.
 *
 * @throws Error when the package is not installed or has no such command
 */
export function commandOf(packageName: string, command = packageName): string {
  const folder = inWorkspace('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>;
  };
  const script = typeof bin === 'string' ? bin : bin?.[command];
  if (script === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(folder, script);
}

/** Environment variables to set, or to take away where the value is undefined. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment for child processes: our Node first on the PATH, nothing that asks or phones home. */
export function childEnvironment(extra: Environment = {}): NodeJS.ProcessEnv {
  const path = [dirname(process.execPath), inWorkspace('node_modules/.bin'), process.env['PATH']];
  return {
    ...process.env,
    PATH: path.filter((part) => part !== undefined).join(delimiter),
    NG_CLI_ANALYTICS: 'false',
    ...extra,
  };
}
