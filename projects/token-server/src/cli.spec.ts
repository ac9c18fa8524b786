import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { APP_ID, askAs, CERTIFICATE, runServer } from './testing/fixtures.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));
const AGORA = { AGORA_APP_ID: APP_ID, AGORA_APP_CERTIFICATE: CERTIFICATE };

/** Runs the command with an environment of its own: what the developer has set is not in it. */
function start(test: TestContext, args: string[], env: Record<string, string> = AGORA) {
  const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  test.after(() => child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const exited = once(child, 'close').then(([code]) => ({ code: code as number, ...output }));
  return { child, output, exited };
}

/** Starts a server and waits for its address. */
async function serve(test: TestContext, args: string[]) {
  const process = start(test, ['--port', '0', ...args]);
  while (!process.output.stdout.includes('\n')) {
    await Promise.race([
      once(process.child.stdout, 'data'),
      process.exited.then(({ stderr }) => assert.fail(stderr)),
    ]);
  }
  const [, port] = /127\.0\.0\.1:(\d+)\n/.exec(process.output.stdout) ?? [];
  return { port: Number(port), ...process };
}

describe('agora-rtm-token-server', () => {
  it('explains and names itself, with nothing configured', async (test) => {
    const help = await start(test, ['--help'], {}).exited;
    assert.equal(help.code, 0);
    const options = ['--port', '--host', '--development', '--help', '--version'];
    for (const name of [...options, ...Object.keys(AGORA), 'OIDC_JWKS_URI', 'ALLOWED_ORIGINS']) {
      assert.ok(help.stdout.includes(name), name);
    }
    const version = await start(test, ['--version'], {}).exited;
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('says what is wrong and what to do, a line for each, and exits with 1', async (test) => {
    const { port } = await runServer(test);
    const cases: [string[], Record<string, string>, RegExp[]][] = [
      [['--development', '--port', String(port)], AGORA, [/port is taken.*--port/]],
      [['--bogus'], AGORA, [/'--bogus'.*--help/]],
      [['--development', '--host', '0.0.0.0'], AGORA, [/--development.*127\.0\.0\.1/]],
      [['--development'], { ...AGORA, NODE_ENV: 'production' }, [/--development.*NODE_ENV/]],
      [['--development'], {}, [/AGORA_APP_ID/, /AGORA_APP_CERTIFICATE/]],
      [[], AGORA, [/OIDC_JWKS_URI/, /OIDC_ISSUER/, /OIDC_AUDIENCE/, /ALLOWED_ORIGINS/]],
    ];
    const results = cases.map(([args, env]) => start(test, args, env).exited);
    for (const [index, [args, , expected]] of cases.entries()) {
      const { code, stdout, stderr } = (await results[index]) ?? assert.fail();
      assert.deepEqual([code, stdout], [1, ''], args.join(' '));
      const lines = stderr.trimEnd().split('\n');
      assert.equal(lines.length, expected.length, stderr);
      for (const [line, pattern] of expected.entries()) assert.match(lines[line] ?? '', pattern);
    }
  });

  it('serves, logs without secrets, and stops cleanly on SIGTERM and SIGINT', async (test) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const { port, child, exited } = await serve(test, ['--development']);
      const { body } = await askAs(port, 'alice');
      assert.match(body.token ?? '', /^007/);
      child.kill(signal);
      const { code, stdout, stderr } = await exited;
      assert.equal(code, 0);
      assert.match(stdout, /Z POST \/token 200 "alice"\n/);
      assert.match(stderr, /^Warning: development sign-in/);
      assert.ok(!stdout.includes(CERTIFICATE) && !stdout.includes(body.token ?? ''));
    }
  });
});
