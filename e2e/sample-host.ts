import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join, normalize, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

export type Generation = 'v1' | 'v2';

/** Where `import AgoraRTM from 'agora-rtm-sdk'` leads: the one thing in which two runs of a sample differ. */
export type SdkKind = 'twin' | 'vendor';

const TWINS = { v1: '/emulator/sdk-v1/public-api.ts', v2: '/emulator/sdk/public-api.ts' } as const;

/** Files of packages, served from where npm put them. */
const PACKAGE_FILES: Readonly<Partial<Record<string, string>>> = {
  '/vendor/v1.js': 'agora-rtm-sdk-v1/index.js',
  '/vendor/v2.js': 'agora-rtm-sdk/agora-rtm.js',
  '/socket.io-client.js': 'socket.io-client/dist/socket.io.esm.min.js',
};

/** Serves the samples as they lie in their folder, with their types stripped: nothing has to be built. */
export class SampleHost {
  readonly #server: Server;
  readonly #emulatorUrl: string;

  private constructor(server: Server, emulatorUrl: string) {
    this.#server = server;
    this.#emulatorUrl = emulatorUrl;
    server.on('request', (request, response) => {
      this.#answer(new URL(request.url ?? '/', 'http://localhost')).then(
        ({ type, text }) => response.setHeader('content-type', type).end(text),
        () => response.writeHead(404).end(),
      );
    });
  }

  /** @param emulatorUrl Where the twins find their server. */
  static async start(emulatorUrl: string): Promise<SampleHost> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new SampleHost(server, emulatorUrl);
  }

  /** Address of a sample for one user. */
  url(generation: Generation, sdk: SdkKind, user: Readonly<Record<string, string>>): string {
    const { port } = this.#server.address() as AddressInfo;
    const query = new URLSearchParams({ ...user, sdk });
    return `http://localhost:${port}/${generation}/?${query.toString()}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((closed) => this.#server.close(() => closed()));
  }

  async #answer({ pathname, searchParams }: URL): Promise<{ type: string; text: string }> {
    if (pathname === '/v1/' || pathname === '/v2/') {
      const generation = pathname === '/v1/' ? 'v1' : 'v2';
      const sdk = searchParams.get('sdk') === 'vendor' ? 'vendor' : 'twin';
      return { type: 'text/html; charset=utf-8', text: page(generation, sdk) };
    }
    return { type: 'text/javascript; charset=utf-8', text: await this.#script(pathname) };
  }

  async #script(pathname: string): Promise<string> {
    const packageFile = PACKAGE_FILES[pathname];
    if (packageFile !== undefined) {
      return readFile(join(root, 'node_modules', packageFile), 'utf8');
    }
    // What a bundler makes of a file that sets a global.
    if (/^\/vendor\/v[12]$/.test(pathname)) return 'export default globalThis.AgoraRTM;';
    const twin = /^\/twin\/(v1|v2)$/.exec(pathname)?.[1];
    if (twin === 'v1' || twin === 'v2') return this.#twin(twin);
    const file = normalize(pathname);
    const [, folder, rest] = /^\/(samples|emulator)(\/.*\.ts)$/.exec(file) ?? [];
    if (rest === undefined) throw new Error(`Not served: ${pathname}`);
    const source = folder === 'samples' ? 'e2e/samples' : 'projects/agora-rtm-emulator/src';
    return stripTypeScriptTypes(await readFile(join(root, source, rest), 'utf8'));
  }

  /** The twin, told where the emulator of this run is: it looks at port 9700 by itself. */
  #twin(generation: Generation): string {
    return (
      `import AgoraRTM from '${TWINS[generation]}';\n` +
      `AgoraRTM.setParameter('EMULATOR_URL', '${this.#emulatorUrl}');\n` +
      'export default AgoraRTM;\n'
    );
  }
}

function page(generation: Generation, sdk: SdkKind): string {
  const imports = {
    'agora-rtm-sdk': `/${sdk}/${generation}`,
    'socket.io-client': '/socket.io-client.js',
  };
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Sample for ${generation}</title>
  <link rel="icon" href="data:," />
  <script type="importmap">${JSON.stringify({ imports })}</script>
  ${sdk === 'vendor' ? `<script src="/vendor/${generation}.js"></script>` : ''}
  <script type="module" src="/samples/${generation}/sample.ts"></script>
</html>`;
}
