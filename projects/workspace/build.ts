// `npm run build`: leaves installable packages in dist/ngx-agora-rtm, dist/agora-rtm-emulator and
// dist/agora-rtm-token-server, and the console in dist/console.
//
//   npm run build                   everything
//   npm run build -- --libraries    only the packages
//   npm run build -- --console      only the console
//   npm run build -- --fault-page   only the page of the fault scenarios, which is no part of everything
//   npm run build -- --playground   only the playground, which is no part of everything
import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Child, stopAllOnSignal } from './child.ts';
import { commandOf, inWorkspace } from './workspace.ts';

const ng = commandOf('@angular/cli', 'ng');

try {
  const { values } = parseArgs({
    options: {
      libraries: { type: 'boolean' },
      console: { type: 'boolean' },
      'fault-page': { type: 'boolean' },
      playground: { type: 'boolean' },
    },
  });
  const everything = Object.keys(values).length === 0;
  stopAllOnSignal('Build stopped.');
  if (everything || values.libraries) await buildLibraries();
  if (everything || values.console) await run('console', [ng, 'build', 'console']);
  if (values['fault-page']) await run('fault page', [ng, 'build', 'fault-page']);
  if (values.playground) await run('playground', [ng, 'build', 'playground']);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function buildLibraries(): Promise<void> {
  await run('ngx-agora-rtm', [ng, 'build', 'ngx-agora-rtm']);
  copyDocuments('ngx-agora-rtm', 'projects/ngx-agora-rtm');

  await buildNodePackage('agora-rtm-emulator', 'projects/agora-rtm-emulator');
  await buildNodePackage('agora-rtm-token-server', 'projects/token-server');

  for (const name of ['ngx-agora-rtm', 'agora-rtm-emulator', 'agora-rtm-token-server']) {
    await run(`publint ${name}`, [commandOf('publint'), 'run', `dist/${name}`]);
  }
}

/** Compiles a package that runs in Node from a project into dist. */
async function buildNodePackage(name: string, project: string): Promise<void> {
  rmSync(inWorkspace('dist', name), { recursive: true, force: true });
  await run(name, [commandOf('typescript', 'tsc'), '-p', `${project}/tsconfig.build.json`]);
  copyFileSync(inWorkspace(project, 'package.json'), inWorkspace('dist', name, 'package.json'));
  copyDocuments(name, project);
  makeCommandsExecutable(`dist/${name}`);
}

/** Puts README and LICENSE into a package: its own where it has one, else the workspace's. */
function copyDocuments(name: string, project: string): void {
  for (const file of ['README.md', 'LICENSE']) {
    const places = [inWorkspace(project, file), inWorkspace(file)];
    const source = places.find((place) => existsSync(place));
    if (source === undefined) throw new Error(`${name} cannot be packed without a ${file}`);
    copyFileSync(source, inWorkspace('dist', name, file));
  }
}

/** TypeScript keeps the first line of a script, but not its permission to be run. */
function makeCommandsExecutable(folder: string): void {
  const manifest = readFileSync(inWorkspace(folder, 'package.json'), 'utf8');
  const { bin = {} } = JSON.parse(manifest) as { bin?: Record<string, string> };
  for (const script of Object.values(bin)) chmodSync(inWorkspace(folder, script), 0o755);
}

async function run(title: string, args: readonly string[]): Promise<void> {
  console.log(`\n== ${title}`);
  const child = new Child(process.execPath, args, {
    onOutput: (text) => process.stdout.write(text),
  });
  const { code, words } = await child.ended;
  if (code !== 0) throw new Error(`The build of ${title} failed: ${words}`);
}
