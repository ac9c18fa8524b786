// Each subject as an application of its own, built for production with Angular's builder, against the library as it is built.
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Child } from '../../projects/workspace/child.ts';
import { commandOf, inWorkspace } from '../../projects/workspace/workspace.ts';
import type { SubjectApp } from './subjects.ts';

/** What goes into a subject. */
const SOURCES = [
  'bench/pane/{index.html,messages.ts,subject.ts}',
  'bench/pane/{subjects,peers}/*',
  'bench/state/{messages,random}.ts',
];
const LIBRARY = 'dist/ngx-agora-rtm';

/** Where things are built: inside of the workspace, so that packages are found. */
const SCRATCH = inWorkspace('dist/bench-pane');
const HERE = '../../bench/pane';

/** Longest time that a build may take, in ms. */
const PATIENCE_MS = 180_000;

export interface BuiltSubjects {
  /** Folder with a folder of each application, by its name. */
  readonly root: string;
  /** The script that measures, as text: to be run in a page before the application. */
  readonly script: string;
}

/**
 * Builds what is older than its sources.
 *
 * @param names `readable`: functions keep their names, to be profiled. Figures are measured with `short` ones.
 * @throws Error when a build fails.
 */
export async function buildSubjects(
  subjects: readonly SubjectApp[],
  names: 'short' | 'readable',
  say: (line: string) => void,
): Promise<BuiltSubjects> {
  mkdirSync(SCRATCH, { recursive: true });
  const projects = Object.fromEntries(subjects.map((app) => [app.name, projectOf(app, names)]));
  write('angular.json', { version: 1, cli: { analytics: false }, projects });
  for (const app of subjects) {
    const { name } = app;
    if (isUpToDate(name, names)) continue;
    say(`Building ${name}.`);
    write(`tsconfig.${name}.json`, tsconfigOf(app));
    await buildOne(name, names);
  }
  return { root: join(SCRATCH, names), script: await pageScript() };
}

function projectOf(app: SubjectApp, names: string): object {
  const { name, styles, polyfills = [] } = app;
  return {
    projectType: 'application',
    root: '',
    architect: {
      build: {
        builder: '@angular/build:application',
        options: {
          browser: fileOf(app),
          index: `${HERE}/index.html`,
          tsConfig: `tsconfig.${name}.json`,
          outputPath: { base: `${names}/${name}`, browser: '' },
          styles: styles.map((sheet) =>
            sheet.startsWith('.') ? `${HERE}/subjects/${sheet}` : `../../node_modules/${sheet}`,
          ),
          polyfills,
          optimization: {
            scripts: true,
            styles: { minify: true, inlineCritical: false },
            fonts: false,
          },
          outputHashing: 'none',
          namedChunks: true,
          statsJson: true,
          extractLicenses: false,
        },
      },
    },
  };
}

/** Where the code of a subject is, from where it is built. */
function fileOf({ name, isPeer = false }: SubjectApp): string {
  return `${HERE}/${isPeer ? 'peers' : 'subjects'}/${name}.ts`;
}

function tsconfigOf(app: SubjectApp): object {
  return {
    extends: '../../tsconfig.json',
    compilerOptions: {
      types: [],
      paths: {
        'ngx-agora-rtm': [`../ngx-agora-rtm`],
        'ngx-agora-rtm/*': [`../ngx-agora-rtm/*`],
      },
    },
    files: [fileOf(app)],
  };
}

async function buildOne(name: string, names: string): Promise<void> {
  rmSync(join(SCRATCH, names, name), { recursive: true, force: true });
  let output = '';
  const child = new Child(process.execPath, [commandOf('@angular/cli', 'ng'), 'build', name], {
    cwd: SCRATCH,
    env: names === 'readable' ? { NG_BUILD_MANGLE: 'false' } : {},
    onOutput: (text) => (output += text),
  });
  const patience = setTimeout(() => child.kill(), PATIENCE_MS);
  const { code, words } = await child.ended;
  clearTimeout(patience);
  if (code !== 0) throw new Error(`The build of ${name} failed (${words}):\n${output}`);
}

function isUpToDate(name: string, names: string): boolean {
  const page = join(SCRATCH, names, name, 'index.html');
  const builtAt = statSync(page, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync(SOURCES, { cwd: inWorkspace() });
  return [...sources, `${LIBRARY}/package.json`].every(
    (file) => statSync(inWorkspace(file)).mtimeMs <= builtAt,
  );
}

async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [inWorkspace('bench/pane/page/pane-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

function write(file: string, content: object): void {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  const path = join(SCRATCH, file);
  // What is there already keeps its time.
  if (statSync(path, { throwIfNoEntry: false }) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text);
}
