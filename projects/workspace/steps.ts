// Everything there is to check, in the order in which it is checked: what is quick and often wrong comes first.
import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { commandOf, inWorkspace, root } from './workspace.ts';
import type { Kind, Step } from './step.ts';

const libraries = 'build of the libraries';
const consoleBuild = 'build of the console';
const faultPageBuild = 'build of the fault page';
const playgroundBuild = 'build of the playground';

const typeCheck = (project: string): Step => ({
  kind: 'types',
  title: `types of ${project}`,
  command: [commandOf('typescript', 'tsc'), '--noEmit', '-p', project],
  isSuite: false,
  minutes: 3,
});

const karma = (kind: Kind, title: string, project: string): Step => ({
  kind,
  title,
  command: [commandOf('@angular/cli', 'ng'), 'test', project, '--no-watch', '--no-progress'],
  isSuite: true,
  needsChrome: true,
  minutes: 5,
});

export const nodeTests = (
  step: Omit<Step, 'command' | 'isSuite'> & { readonly execArgv?: readonly string[] },
  files: readonly string[],
): Step => ({
  ...step,
  isSuite: true,
  command: (countFile) => [
    ...(step.execArgv ?? []),
    '--test',
    // A test that hangs is a failure with a name, not a step without an end.
    '--test-timeout=60000',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${pathToFileURL(inWorkspace('projects/workspace/count-node.ts')).href}`,
    `--test-reporter-destination=${countFile}`,
    ...files,
  ],
});

/** The specs of this folder that need nothing to be built. */
function workspaceSpecs(): string[] {
  const apart = /(layers|pack)\.spec\.ts$/;
  const specs = globSync('projects/workspace/**/*.spec.ts', { cwd: root });
  return specs.filter((file) => !apart.test(file)).sort();
}

export const steps: readonly Step[] = [
  {
    kind: 'lint',
    title: 'formatting',
    command: [commandOf('prettier'), '--check', '--log-level', 'warn', '.'],
    isSuite: false,
    minutes: 3,
  },
  {
    kind: 'lint',
    title: 'lint',
    command: [commandOf('eslint'), '--max-warnings', '0', '.'],
    isSuite: false,
    minutes: 5,
  },
  nodeTests({ kind: 'lint', title: 'planted violations of the layers', minutes: 2 }, [
    'projects/workspace/layers.spec.ts',
  ]),
  typeCheck('projects/agora-rtm-emulator'),
  typeCheck('projects/token-server'),
  typeCheck('projects/chat-model'),
  typeCheck('projects/workspace'),
  typeCheck('e2e'),
  // The samples are written for the vendor's SDK; that they compile against the twins too is what they are for.
  ...['v1', 'v2'].flatMap((generation) => [
    typeCheck(`e2e/samples/${generation}`),
    typeCheck(`e2e/samples/${generation}/tsconfig.twin.json`),
  ]),
  typeCheck('bench'),
  {
    kind: 'build',
    title: libraries,
    command: ['projects/workspace/build.ts', '--libraries'],
    isSuite: false,
    minutes: 5,
  },
  {
    kind: 'build',
    title: consoleBuild,
    command: ['projects/workspace/build.ts', '--console'],
    isSuite: false,
    minutes: 5,
  },
  {
    kind: 'build',
    title: faultPageBuild,
    command: ['projects/workspace/build.ts', '--fault-page'],
    isSuite: false,
    minutes: 5,
  },
  {
    kind: 'build',
    title: playgroundBuild,
    command: ['projects/workspace/build.ts', '--playground'],
    isSuite: false,
    minutes: 5,
  },
  karma('lib', 'unit tests of the library', 'ngx-agora-rtm'),
  nodeTests(
    {
      kind: 'model',
      title: 'the chat core as a model',
      // Its tests say themselves how long they may take: 100,000 sequences need more than a minute.
      execArgv: [
        '--import',
        pathToFileURL(inWorkspace('projects/workspace/library-source.ts')).href,
      ],
      minutes: 30,
    },
    ['projects/chat-model/**/*.spec.ts'],
  ),
  karma('app', 'unit tests of the console', 'console'),
  nodeTests({ kind: 'emulator', title: 'emulator tests', needsChrome: true, minutes: 5 }, [
    'projects/agora-rtm-emulator/src/**/*.spec.ts',
  ]),
  nodeTests(
    {
      kind: 'differential',
      title: "twins beside the vendor's SDKs",
      needsChrome: true,
      minutes: 8,
    },
    ['projects/agora-rtm-emulator/differential/**/*.spec.ts'],
  ),
  nodeTests({ kind: 'token-server', title: 'token server tests', minutes: 3 }, [
    'projects/token-server/src/**/*.spec.ts',
  ]),
  nodeTests({ kind: 'workspace', title: 'workspace tests', minutes: 3 }, workspaceSpecs()),
  // They measure the library as it is built.
  nodeTests(
    {
      kind: 'bench',
      title: 'tests of the benches',
      needs: [libraries],
      needsChrome: true,
      minutes: 6,
    },
    ['bench/**/*.spec.ts'],
  ),
  nodeTests(
    { kind: 'pack', title: 'packages in a scratch application', needs: [libraries], minutes: 5 },
    ['projects/workspace/pack.spec.ts'],
  ),
  {
    kind: 'e2e',
    title: 'end-to-end tests',
    command: [
      commandOf('@playwright/test', 'playwright'),
      'test',
      '-c',
      'e2e/playwright.config.ts',
    ],
    isSuite: true,
    needsChrome: true,
    needs: [consoleBuild],
    minutes: 8,
  },
  {
    kind: 'e2e',
    title: 'components in the playground',
    command: [
      commandOf('@playwright/test', 'playwright'),
      'test',
      '-c',
      'e2e/playground/playwright.config.ts',
    ],
    isSuite: true,
    needsChrome: true,
    needs: [playgroundBuild],
    minutes: 8,
  },
  {
    kind: 'faults',
    title: 'fault scenarios, short',
    command: [
      commandOf('@playwright/test', 'playwright'),
      'test',
      '-c',
      'e2e/faults/playwright.config.ts',
      '--project=short',
    ],
    isSuite: true,
    needsChrome: true,
    needs: [faultPageBuild],
    minutes: 5,
  },
];

/** The steps of some kinds, together with the steps they need. */
export function stepsFor(wanted: readonly Kind[]): Step[] {
  const asked = steps.filter(({ kind }) => wanted.includes(kind));
  const needed = new Set(asked.flatMap(({ needs = [] }) => needs));
  return steps.filter((step) => asked.includes(step) || needed.has(step.title));
}
