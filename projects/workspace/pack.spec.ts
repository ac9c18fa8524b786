// What a user gets: all packages are packed, installed into a scratch application (pack-app/), and built there.
// Needs `npm run build -- --libraries`. Angular itself is the workspace's: the scratch application lies inside of it.
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { importedPackages } from './bare-imports.ts';
import { Child } from './child.ts';
import { startLocalRegistry, type LocalRegistry } from './local-registry.ts';
import { freePort, waitUntilAnswered } from './ports.ts';
import { commandOf, inWorkspace, type Environment } from './workspace.ts';

const folder = inWorkspace('dist/pack-test');
const app = join(folder, 'app');

/** The packages that `npm run build` leaves in dist. */
const packages = ['ngx-agora-rtm', 'agora-rtm-emulator', 'agora-rtm-token-server'];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const readManifest = (path: string): Manifest =>
  JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;

/** Runs a command to its end and returns its output; a failure shows it. */
async function run(command: string, args: string[], env: Environment = {}): Promise<string> {
  let output = '';
  const onOutput = (text: string): void => {
    output += text;
  };
  const { code, words } = await new Child(command, args, { cwd: app, env, onOutput }).ended;
  assert.equal(code, 0, `${command} ${args.join(' ')}: ${words}\n${output}`);
  return output;
}

// npm names its own script to what it starts; that also works where "npm" is a shell script.
const npmScript = process.env['npm_execpath'];
const npm = (...args: string[]): Promise<string> =>
  npmScript?.endsWith('.js') ? run(process.execPath, [npmScript, ...args]) : run('npm', args);

/** What the README says to change for another SDK. Each example runs on the emulator, as the README says it can. */
const ON_EMULATOR = [["'agora-rtm-sdk'", "'agora-rtm-emulator/sdk'"]] as const;
const ON_EMULATOR_V1 = [
  ["'ngx-agora-rtm/agora-v2'", "'ngx-agora-rtm/agora-v1'"],
  ['agoraV2', 'agoraV1'],
  ["'agora-rtm-sdk'", "'agora-rtm-emulator/sdk-v1'"],
] as const;

/** Makes a file of the README's example that begins with a title. */
function writeExample(
  title: string,
  file: string,
  changes: readonly (readonly [from: string, to: string])[] = ON_EMULATOR,
): void {
  const readme = readFileSync(inWorkspace('README.md'), 'utf8');
  const example = readme.split('```').find((block) => block.startsWith(`ts\n// ${title}\n`));
  assert.ok(example, `the README has an example "${title}"`);
  let code = example.replace('ts\n', '');
  for (const [from, to] of changes) {
    assert.ok(code.includes(from), `the example "${title}" has ${from}`);
    code = code.replaceAll(from, to);
  }
  writeFileSync(join(app, 'src', file), code);
}

describe('the packed packages', () => {
  let registry: LocalRegistry;

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(inWorkspace('projects/workspace/pack-app'), app, { recursive: true });
    writeExample('main.ts, standalone', 'standalone.ts');
    writeExample('main.ts, with NgModules', 'ng-module.ts');
    writeExample('main.ts, standalone', 'sdk-v1.ts', ON_EMULATOR_V1);
    registry = await startLocalRegistry();
  });

  after(() => registry.close());

  for (const name of packages) {
    it(`${name} names every package that it imports`, () => {
      const { dependencies, peerDependencies } = readManifest(inWorkspace('dist', name));
      const named = [name, ...Object.keys({ ...dependencies, ...peerDependencies })];
      const unnamed = importedPackages(inWorkspace('dist', name)).filter(
        (it) => !named.includes(it),
      );
      assert.deepEqual(unnamed, []);
    });

    it(`${name} is packed with README, LICENSE and no tests`, async () => {
      await npm('pack', inWorkspace('dist', name), '--pack-destination', folder);
      const { version } = readManifest(inWorkspace('dist', name));
      const files = await run('tar', ['-tzf', join(folder, `${name}-${version}.tgz`)]);
      assert.match(files, /^package\/README\.md$/m);
      assert.match(files, /^package\/LICENSE$/m);
      assert.doesNotMatch(files, /\.spec\./);
    });
  }

  it('are installed with nothing but the dependencies that they name', async () => {
    const tarballs = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
    assert.equal(tarballs.length, packages.length);
    await npm(
      'install',
      ...tarballs.map((file) => join(folder, file)),
      `--registry=${registry.url}`,
      `--cache=${join(folder, 'npm-cache')}`,
      // Angular is found in the workspace: a second copy of it beside the first would not work together.
      '--legacy-peer-deps',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
    );
    for (const name of packages) {
      const installed = join(app, 'node_modules', name);
      for (const dependency of Object.keys(readManifest(installed).dependencies ?? {})) {
        assert.ok(existsSync(join(app, 'node_modules', dependency)), dependency);
      }
    }
  });

  for (const variant of ['standalone', 'ng-module', 'sdk-v1']) {
    it(`build in an application, the README's example: ${variant}`, async () => {
      await run(process.execPath, [commandOf('@angular/cli', 'ng'), 'build', variant], {
        NG_BUILD_MAX_WORKERS: '2',
      });
      const output = join(app, 'out', variant, 'browser');
      const scripts = readdirSync(output).filter((file) => file.endsWith('.js'));
      const holdsSdk = (file: string): boolean =>
        readFileSync(join(output, file), 'utf8').includes('socket.io');
      assert.ok(scripts.some(holdsSdk), 'the SDK is in the application');
      assert.ok(!holdsSdk('main.js'), 'the SDK is loaded when it is needed, not at the start');
    });
  }

  it('agora-rtm-emulator explains its options', async () => {
    const output = await run(join(app, 'node_modules/.bin/agora-rtm-emulator'), ['--help']);
    for (const option of ['--port', '--host', '--data']) assert.ok(output.includes(option), output);
  });

  /** Starts an installed command, and waits until it answers on its port. */
  async function startCommand(name: string, args: string[], env: Environment = {}): Promise<Child> {
    let output = '';
    const command = join(app, 'node_modules/.bin', name);
    const options = { cwd: app, env, onOutput: (text: string) => (output += text) };
    const child = new Child(command, args, options);
    const ended = new AbortController();
    void child.ended.then(() => ended.abort());
    try {
      await waitUntilAnswered(`http://127.0.0.1:${args.at(-1)}/`, ended.signal);
    } catch {
      assert.fail(`${name} ended instead of answering:\n${output}`);
    }
    return child;
  }

  it('agora-rtm-token-server issues tokens that agora-rtm-emulator accepts', async () => {
    const [appId, certificate] = ['0123456789abcdef0123456789abcdef', 'f'.repeat(32)];
    const [emulatorPort, tokenPort] = [await freePort(), await freePort()];
    const verify = ['--certificate', `${appId}:${certificate}`, '--port', String(emulatorPort)];
    const emulator = await startCommand('agora-rtm-emulator', verify);
    const development = ['--development', '--port', String(tokenPort)];
    const tokenServer = await startCommand('agora-rtm-token-server', development, {
      AGORA_APP_ID: appId,
      AGORA_APP_CERTIFICATE: certificate,
    });
    try {
      writeFileSync(join(app, 'log-in.mjs'), LOG_IN);
      const args = [appId, String(emulatorPort), String(tokenPort)];
      const output = await run(process.execPath, ['log-in.mjs', ...args]);
      assert.equal(output.trim(), 'without a token: -10005, with one: in');
    } finally {
      assert.deepEqual(await tokenServer.stop(), { code: 0, words: 'exit code 0' });
      assert.deepEqual(await emulator.stop(), { code: 0, words: 'exit code 0' });
    }
  });
});

/** Logs in with the installed SDK twin, without a token and with one of the token server. */
const LOG_IN = `
import AgoraRTM from 'agora-rtm-emulator/sdk';
const [appId, emulatorPort, tokenPort] = process.argv.slice(2);
AgoraRTM.setParameter('EMULATOR_URL', 'http://127.0.0.1:' + emulatorPort);
const response = await fetch('http://127.0.0.1:' + tokenPort + '/token', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ userId: 'alice' }),
});
const { token } = await response.json();
const client = new AgoraRTM.RTM(appId, 'alice');
const refused = await client.login().then(() => 'in', (error) => error.code);
const accepted = await client.login({ token }).then(() => 'in', (error) => error.code);
console.log('without a token: ' + refused + ', with one: ' + accepted);
await client.logout();
`;
